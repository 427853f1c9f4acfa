/* SPDX-License-Identifier: GPL-2.0-only */
/* Microsoft's printf. */
#ifndef SP_NT_FORMAT_H
#define SP_NT_FORMAT_H

#include <linux/stdarg.h>
#include <linux/types.h>

/* Where the text goes. What does not fit is counted only. */
struct sp_text {
	void *buffer;
	bool wide;
	size_t room;	/* characters */
	size_t length;
};

void sp_format_text(struct sp_text *out, const void *format, va_list args);
int sp_format(char *buffer, size_t size, const char *format, va_list args);

#endif
