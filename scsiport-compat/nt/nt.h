/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The Windows world as scsiport's own, Linux-side sources see it. Include after all Linux
 * headers.
 */
#ifndef SP_NT_H
#define SP_NT_H

#include "include/miniport.h"
#include "include/srb.h"

#endif
