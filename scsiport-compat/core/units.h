/* SPDX-License-Identifier: GPL-2.0-only */
/* Units that come and go. */
#ifndef PORT_UNITS_H
#define PORT_UNITS_H

#include "core/adapter.h"
#include "core/unit.h"

int port_unit_add(struct scsi_device *sdev);
void port_unit_remove(struct scsi_device *sdev);
int port_no_unit_add(struct port_adapter *a);
void port_units_forget(struct port_adapter *a);
void port_units_free(struct port_adapter *a);

#endif
