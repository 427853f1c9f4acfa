/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>
#include <asm/io.h>
struct own { u32 a; u64 b; };
u32 FolderMore(u32 *count);
u32 FolderSame(void);
u32 FolderSubSame(void);
u32 FolderCommonSame(void);
