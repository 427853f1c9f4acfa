/* SPDX-License-Identifier: GPL-2.0-only */
/* The end of pshpack1.h and its like. */
#pragma pack(pop)
