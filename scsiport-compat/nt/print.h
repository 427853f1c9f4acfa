/* SPDX-License-Identifier: GPL-2.0-only */
/* DbgPrint, and what a miniport is told. */
#ifndef SP_NT_PRINT_H
#define SP_NT_PRINT_H

#include <linux/stdarg.h>
#include <linux/types.h>

__printf(2, 3) void sp_nt_mistake(const void *caller, const char *format, ...);
bool sp_say(u32 level, const char *format, va_list args);

#endif
