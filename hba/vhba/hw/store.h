/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The backing store of a disk. Offsets and lengths are in bytes, inside the disk; false: the
 * command has its answer.
 */
#ifndef VHBA_STORE_H
#define VHBA_STORE_H

#include <linux/types.h>

struct vhba_command;
struct vhba_unit;

int vhba_store_open(struct vhba_unit *unit);
void vhba_store_close(struct vhba_unit *unit);
bool vhba_store_to_host(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_from_host(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_read(struct vhba_command *cmd, u64 offset, void *to, u32 length);
bool vhba_store_write(struct vhba_command *cmd, u64 offset, const void *from, u32 length);
bool vhba_store_discard(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_sync(struct vhba_command *cmd);
u64 vhba_store_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped);

#endif
