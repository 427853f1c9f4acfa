/* SPDX-License-Identifier: GPL-2.0-only */
/* Microsoft's printf. */
#ifndef SP_NT_FORMAT_H
#define SP_NT_FORMAT_H

#include <linux/stdarg.h>
#include <linux/types.h>

int sp_format(char *buffer, size_t size, const char *format, va_list args);

#endif
