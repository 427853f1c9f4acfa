/* SPDX-License-Identifier: GPL-2.0-only */
/* Structures from here on are packed to 16 bytes, until poppack.h. */
#pragma pack(push, 16)
