/* SPDX-License-Identifier: GPL-2.0-only */
/* The two windows: what a register access does. */
#ifndef VHBA_REGISTERS_H
#define VHBA_REGISTERS_H

struct vhba_board;

int vhba_windows_open(struct vhba_board *board);
void vhba_windows_close(struct vhba_board *board);

#endif
