/* SPDX-License-Identifier: GPL-2.0-only */
#define FORCED 1
typedef unsigned long FORCED_TYPE;
