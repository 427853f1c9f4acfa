/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the management device, its control codes and its events. */
#ifndef SP_CONTROL_H
#define SP_CONTROL_H

#include "uapi/scsiport_ioctl.h"

struct sp_adapter;

/* What a miniport reports; @data is the miniport's. */
struct sp_event {
	u32 type;
	u8 path;
	u8 target;
	u8 lun;
	u32 length;
	const void *data;
};

/* core/mgmt/control.c */
int sp_control_init(void);
void sp_control_exit(void);
void sp_control_event(struct sp_adapter *a, const struct sp_event *event);

/* core/mgmt/wmi.c */
void sp_wmi_event(struct sp_adapter *a, struct sp_event *event);

/* core/mgmt/ioctl.c */
int sp_device_control(struct sp_adapter *a, struct scsiport_device_control *e);

#endif
