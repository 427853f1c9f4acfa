/* SPDX-License-Identifier: GPL-2.0-only */
/* What an adapter's limits make of its host and of its units. */
#ifndef SP_HOST_H
#define SP_HOST_H

#include <scsi/scsi_device.h>

struct sp_adapter;

void sp_host_configure_unit(struct scsi_device *sdev);
int sp_change_queue_depth(struct scsi_device *sdev, int depth);
void sp_host_apply_limits(struct sp_adapter *a);

#endif
