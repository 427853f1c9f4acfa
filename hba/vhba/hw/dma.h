/* SPDX-License-Identifier: GPL-2.0-only */
/* The bus master, and data on its way between a disk and the host. */
#ifndef VHBA_DMA_H
#define VHBA_DMA_H

#include <linux/types.h>

struct vhba_command;

void *vhba_host_at(u64 address, const void *from);
bool vhba_host_write(u64 address, const void *from, size_t length);
bool vhba_data_in(struct vhba_command *cmd, const void *from, u32 length);
bool vhba_data_out(struct vhba_command *cmd, void *to, u32 length);
void vhba_data_expect(struct vhba_command *cmd, u32 length);
bool vhba_reply(struct vhba_command *cmd, const void *data, u32 length, u32 allocation);

#endif
