// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: one line on the standard error output, and an exit status. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "fail.h"

noreturn void fail(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("scsiport-ctl: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(status);
}

void *allocate(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		fail(EXIT_OTHER, "no memory for %zu bytes", size);
	return memory;
}
