/* SPDX-License-Identifier: GPL-2.0-only */
/* LOG SENSE. */
#ifndef VHBA_SCSI_LOG_H
#define VHBA_SCSI_LOG_H

struct vhba_command;

void vhba_run_log_sense(struct vhba_command *cmd);

#endif
