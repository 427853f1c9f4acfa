/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices that the platform describes. */
#ifndef PORT_BUS_PLATFORM_H
#define PORT_BUS_PLATFORM_H

#include "miniport_module.h"

int port_platform_register(struct port_miniport *m);
void port_platform_unregister(struct port_miniport *m);

#endif
