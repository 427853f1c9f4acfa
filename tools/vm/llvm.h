/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What gcc's configuration of a kernel says about the compiler, and clang must not believe: it takes the
 * segment of a variable of one processor that is named twice for none, and reads another's memory.
 */
#undef CONFIG_CC_IS_GCC
#define CONFIG_CC_IS_CLANG 1
#undef CONFIG_CC_HAS_NAMED_AS
#undef CONFIG_USE_X86_SEG_SUPPORT
