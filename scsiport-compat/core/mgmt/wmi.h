/* SPDX-License-Identifier: GPL-2.0-only */
/* Events of WMI. */
#ifndef SP_MGMT_WMI_H
#define SP_MGMT_WMI_H

struct sp_adapter;
struct sp_event;

void sp_wmi_event(struct sp_adapter *a, struct sp_event *event);

#endif
