/* SPDX-License-Identifier: GPL-2.0-only */
/* INQUIRY: what the disk says that it is. */
#ifndef VHBA_SCSI_INQUIRY_H
#define VHBA_SCSI_INQUIRY_H

#include <linux/types.h>

struct vhba_command;

void vhba_run_inquiry(struct vhba_command *cmd);
u8 vhba_physical_exponent(void);

#endif
