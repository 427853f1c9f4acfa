/* SPDX-License-Identifier: GPL-2.0-only */
/* Structures from here on are packed to 1 byte, until poppack.h. */
#pragma pack(push, 1)
