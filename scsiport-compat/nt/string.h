/* SPDX-License-Identifier: GPL-2.0-only */
/* Characters and counted strings. */
#ifndef SP_NT_STRING_H
#define SP_NT_STRING_H

#include <linux/types.h>

#include "nt/rooms.h"

/* Letters without case are all but A to Z. */
static inline u16 sp_upper(u16 c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

static inline u16 sp_fold(u16 c, bool fold)
{
	return fold ? sp_upper(c) : c;
}

void sp_end_unicode(PUNICODE_STRING string);

#endif
