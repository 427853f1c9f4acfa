/* SPDX-License-Identifier: GPL-2.0-only */
/* The management device, and the events read from it. */
#ifndef PORT_MGMT_CONTROL_H
#define PORT_MGMT_CONTROL_H

#include <linux/types.h>

struct sp_adapter;

/* What a miniport reports; @data is the miniport's. */
struct port_event {
	u32 type;
	u8 path;
	u8 target;
	u8 lun;
	u32 length;
	const void *data;
};

int port_control_init(void);
void port_control_exit(void);
void port_control_add(struct sp_adapter *a);
void port_control_remove(struct sp_adapter *a);
void port_control_wake(struct sp_adapter *a);
void port_control_event(struct sp_adapter *a, const struct port_event *event);

#endif
