/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The Windows world as scsiport's own, Linux-side sources see it. Include after all Linux
 * headers.
 */
#ifndef SP_NT_H
#define SP_NT_H

/* Both worlds have min() and max(); Linux's stay. */
#include <linux/minmax.h>

#include "include/miniport.h"
#include "include/srb.h"

#endif
