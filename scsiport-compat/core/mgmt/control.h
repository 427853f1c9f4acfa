/* SPDX-License-Identifier: GPL-2.0-only */
/* The management device, and the events read from it. */
#ifndef PORT_MGMT_CONTROL_H
#define PORT_MGMT_CONTROL_H

#include <linux/types.h>

struct port_adapter;

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
void port_control_prepare(struct port_adapter *a);
void port_control_add(struct port_adapter *a);
void port_control_remove(struct port_adapter *a);
void port_control_event(struct port_adapter *a, const struct port_event *event);

#endif
