/* SPDX-License-Identifier: GPL-2.0-only */
/* The types of the adapter's structures, as the driver for another system calls them. */
#ifndef HABITS_TYPES_H
#define HABITS_TYPES_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned long u32;
typedef unsigned long long u64;

#endif
