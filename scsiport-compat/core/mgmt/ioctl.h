/* SPDX-License-Identifier: GPL-2.0-only */
/* The device control codes of Windows. */
#ifndef PORT_MGMT_IOCTL_H
#define PORT_MGMT_IOCTL_H

#include "uapi/scsiport_ioctl.h"

struct port_adapter;

int port_device_control(struct port_adapter *a, struct scsiport_device_control *e);

#endif
