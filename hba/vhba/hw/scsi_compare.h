/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands that look at the medium and at the host's data at once. */
#ifndef VHBA_SCSI_COMPARE_H
#define VHBA_SCSI_COMPARE_H

#include <linux/types.h>

struct vhba_command;

void vhba_run_verify(struct vhba_command *cmd);
void vhba_run_write_verify(struct vhba_command *cmd);
void vhba_run_orwrite(struct vhba_command *cmd);
void vhba_run_compare_and_write(struct vhba_command *cmd);
u32 vhba_compare_and_write_limit(void);

#endif
