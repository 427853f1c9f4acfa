/* SPDX-License-Identifier: GPL-2.0-only */
/* Resets, of the board and of its bus. */
#ifndef VHBA_RESET_H
#define VHBA_RESET_H

struct vhba_board;

void vhba_board_reset(struct vhba_board *board);
void vhba_bus_reset(struct vhba_board *board);

#endif
