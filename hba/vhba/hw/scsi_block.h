/* SPDX-License-Identifier: GPL-2.0-only */
/* READ, WRITE and what goes with them. */
#ifndef VHBA_SCSI_BLOCK_H
#define VHBA_SCSI_BLOCK_H

#include <linux/types.h>

struct vhba_command;

bool vhba_range_check(struct vhba_command *cmd, u64 lba, u64 count);
u64 vhba_cdb_lba(const u8 *cdb);
u32 vhba_cdb_count(const u8 *cdb);
void vhba_finish_write(struct vhba_command *cmd, bool force);
void vhba_run_read(struct vhba_command *cmd);
void vhba_run_write(struct vhba_command *cmd);
void vhba_run_write_atomic(struct vhba_command *cmd);
void vhba_run_prefetch(struct vhba_command *cmd);
void vhba_run_synchronize(struct vhba_command *cmd);
u32 vhba_atomic_limit(void);

#endif
