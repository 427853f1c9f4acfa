/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands of the port's own to a unit. */
#ifndef PORT_ASK_H
#define PORT_ASK_H

#include <scsi/scsi_device.h>

int port_unit_ask(struct scsi_device *sdev, const u8 *cdb, u8 *data, u32 length);

#endif
