/* SPDX-License-Identifier: GPL-2.0-only */
/* Faults happen where they were asked for. */
#ifndef VHBA_FAULT_H
#define VHBA_FAULT_H

#include <linux/types.h>

struct vhba_board;

bool vhba_fault_take(struct vhba_board *board, unsigned int *fault);

#endif
