/* SPDX-License-Identifier: GPL-2.0-only */
/* The engine: the board's thread. */
#ifndef VHBA_ENGINE_H
#define VHBA_ENGINE_H

struct vhba_board;

int vhba_engine_start(struct vhba_board *board);
void vhba_engine_stop(struct vhba_board *board);

#endif
