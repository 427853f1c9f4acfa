/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: how the program ends without success. */
#ifndef CTL_FAIL_H
#define CTL_FAIL_H

#include <errno.h>
#include <stddef.h>
#include <stdnoreturn.h>

/* Exit statuses, those of sg3_utils where there is one. */
enum {
	EXIT_SYNTAX = 1,
	EXIT_NOT_READY = 2,	/* adapter gone, stopped or offline */
	EXIT_REFUSED = 5,	/* the adapter or device does not know this request */
	EXIT_CHECK = 14,	/* a SCSI status other than GOOD */
	EXIT_FILE = 15,		/* a file cannot be opened, read or written */
	EXIT_TIMEOUT = 33,
	EXIT_PERMISSION = 50 + EPERM,
	EXIT_OTHER = 99,
};

/* The compiler looks at arguments as at those of printf(). */
#define __printf(text, first) __attribute((format(printf, text, first)))

noreturn void fail(int status, const char *format, ...) __printf(2, 3);
void *allocate(size_t size);

#endif /* CTL_FAIL_H */
