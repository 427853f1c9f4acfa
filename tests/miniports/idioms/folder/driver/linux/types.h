/* SPDX-License-Identifier: GPL-2.0-only */
/* Not Linux: this driver's own idea of it. */
#ifndef OWN_LINUX_TYPES
#define OWN_LINUX_TYPES
typedef unsigned long u32;
typedef unsigned __int64 u64;
typedef u32 __le32;
#endif
