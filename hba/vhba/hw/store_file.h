/* SPDX-License-Identifier: GPL-2.0-only */
/* The backing store of a disk in a sparse file. */
#ifndef VHBA_STORE_FILE_H
#define VHBA_STORE_FILE_H

#include <linux/types.h>

struct vhba_unit;

/* The list of UNMAP stays in front of the zeros that a file may have to be filled with. */
#define VHBA_ZEROS_OFFSET	8192

int vhba_file_open(struct vhba_unit *unit);
void vhba_file_close(struct vhba_unit *unit);
bool vhba_file_read(struct vhba_unit *unit, u64 offset, void *to, u32 length);
bool vhba_file_write(struct vhba_unit *unit, u64 offset, const void *from, u32 length);
bool vhba_file_discard(struct vhba_unit *unit, u64 offset, u64 length);
bool vhba_file_sync(struct vhba_unit *unit);
u64 vhba_file_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped);

#endif
