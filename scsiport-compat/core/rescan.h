/* SPDX-License-Identifier: GPL-2.0-only */
/* BusChangeDetected. */
#ifndef PORT_RESCAN_H
#define PORT_RESCAN_H

struct sp_adapter;

void port_scan(struct sp_adapter *a);

#endif
