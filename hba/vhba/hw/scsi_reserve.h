/* SPDX-License-Identifier: GPL-2.0-only */
/* Persistent reservations. */
#ifndef VHBA_SCSI_RESERVE_H
#define VHBA_SCSI_RESERVE_H

struct vhba_command;

void vhba_run_reserve_in(struct vhba_command *cmd);
void vhba_run_reserve_out(struct vhba_command *cmd);
void vhba_run_reserve6(struct vhba_command *cmd);

#endif
