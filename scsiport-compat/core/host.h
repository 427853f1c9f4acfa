/* SPDX-License-Identifier: GPL-2.0-only */
/* What an adapter's limits make of its host and of its units. */
#ifndef PORT_HOST_H
#define PORT_HOST_H

#include <scsi/scsi_device.h>

struct port_adapter;

void port_host_configure_unit(struct scsi_device *sdev);
int port_change_queue_depth(struct scsi_device *sdev, int depth);
void port_host_apply_limits(struct port_adapter *a);

#endif
