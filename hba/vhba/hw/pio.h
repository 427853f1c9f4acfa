/* SPDX-License-Identifier: GPL-2.0-only */
/* The command registers, phases and data port of a PIO board. */
#ifndef VHBA_PIO_H
#define VHBA_PIO_H

#include <linux/types.h>

struct vhba_board;
struct vhba_command;

void vhba_pio_write(struct vhba_board *board, u32 offset, u32 value);
u32 vhba_pio_read(struct vhba_board *board, u32 offset);
void vhba_pio_port_in(struct vhba_board *board, void *to, u32 length);
void vhba_pio_port_out(struct vhba_board *board, const void *from, u32 length);
bool vhba_pio_data_in(struct vhba_command *cmd, const void *from, u32 length);
bool vhba_pio_data_out(struct vhba_command *cmd, void *to, u32 length);
void vhba_pio_complete(struct vhba_command *cmd);

#endif
