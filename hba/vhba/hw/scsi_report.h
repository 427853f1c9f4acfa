/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands that tell about the unit or change its state, and move no blocks. */
#ifndef VHBA_SCSI_REPORT_H
#define VHBA_SCSI_REPORT_H

struct vhba_command;

void vhba_run_request_sense(struct vhba_command *cmd);
void vhba_run_report_luns(struct vhba_command *cmd);
void vhba_run_capacity10(struct vhba_command *cmd);
void vhba_run_capacity16(struct vhba_command *cmd);
void vhba_run_start_stop(struct vhba_command *cmd);
void vhba_run_accept(struct vhba_command *cmd);
void vhba_run_send_diagnostic(struct vhba_command *cmd);
void vhba_run_defects(struct vhba_command *cmd);

#endif
