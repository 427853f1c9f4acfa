/* SPDX-License-Identifier: GPL-2.0-only */
/* Pool. */
#ifndef SP_NT_POOL_H
#define SP_NT_POOL_H

#include <linux/types.h>

#define SP_STRING_TAG	0x67727453	/* "Strg": strings that a routine made */

void *sp_pool_alloc(size_t size, u32 tag, gfp_t zero, const void *caller);

#endif
