/* SPDX-License-Identifier: GPL-2.0-only */
/* Events of WMI. */
#ifndef PORT_MGMT_WMI_EVENT_H
#define PORT_MGMT_WMI_EVENT_H

struct port_adapter;
struct port_event;

void port_wmi_event(struct port_adapter *a, struct port_event *event);

#endif
