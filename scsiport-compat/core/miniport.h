/* SPDX-License-Identifier: GPL-2.0-only */
/* What a miniport registers. */
#ifndef PORT_MINIPORT_H
#define PORT_MINIPORT_H

#include "miniport_module.h"
#include "nt.h"

/* A HW_INITIALIZATION_DATA that the miniport registered; the original lived on its stack. */
struct port_registration {
	HW_INITIALIZATION_DATA hw;
	void *context;		/* HwContext; a legacy scan passes it on */
	char vendor_id[5];	/* hexadecimal digits; empty: none */
	char device_id[5];
};

static inline bool port_has_ids(const struct port_registration *r)
{
	return r->vendor_id[0] && r->device_id[0];
}

const struct port_registration *port_registration_for(struct port_miniport *m, INTERFACE_TYPE type);
int port_miniport_register(struct port_miniport *m, const struct port_model *model);

#endif
