/* SPDX-License-Identifier: GPL-2.0-only */
/* The rings of a DMA board. */
#ifndef VHBA_RING_H
#define VHBA_RING_H

#include <linux/types.h>

struct vhba_board;
struct vhba_command;

bool vhba_ring_enable(struct vhba_board *board);
void vhba_ring_ack(struct vhba_board *board, u32 head);
void vhba_ring_doorbell(struct vhba_board *board, u32 tail);
void vhba_ring_fetch(struct vhba_board *board);
void vhba_ring_complete(struct vhba_command *cmd);

#endif
