/* SPDX-License-Identifier: GPL-2.0-only */
/* Found before the compiler's limits.h, by whatever letters. */
#define OWN_LIMITS 1
