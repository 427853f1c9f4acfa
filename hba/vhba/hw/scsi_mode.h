/* SPDX-License-Identifier: GPL-2.0-only */
/* Mode pages. */
#ifndef VHBA_SCSI_MODE_H
#define VHBA_SCSI_MODE_H

struct vhba_command;

void vhba_run_mode_sense(struct vhba_command *cmd);
void vhba_run_mode_select(struct vhba_command *cmd);

#endif
