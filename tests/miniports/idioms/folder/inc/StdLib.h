/* SPDX-License-Identifier: GPL-2.0-only */
/* In a folder of -I, in other letters than ours. */
#define OWN_STDLIB 1
