/* SPDX-License-Identifier: GPL-2.0-only */
/* BusChangeDetected. */
#ifndef PORT_RESCAN_H
#define PORT_RESCAN_H

struct port_adapter;

void port_scan(struct port_adapter *a);

#endif
