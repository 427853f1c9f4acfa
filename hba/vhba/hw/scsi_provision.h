/* SPDX-License-Identifier: GPL-2.0-only */
/* Thin provisioning: UNMAP, WRITE SAME, GET LBA STATUS. */
#ifndef VHBA_SCSI_PROVISION_H
#define VHBA_SCSI_PROVISION_H

struct vhba_command;

#define VHBA_UNMAP_DESCRIPTORS	256
#define VHBA_WRITE_SAME_LIMIT	0xfff8u

void vhba_run_unmap(struct vhba_command *cmd);
void vhba_run_write_same(struct vhba_command *cmd);
void vhba_run_lba_status(struct vhba_command *cmd);

#endif
