/* SPDX-License-Identifier: GPL-2.0-only */
/* Miniports that look for their hardware themselves. */
#ifndef PORT_BUS_LEGACY_H
#define PORT_BUS_LEGACY_H

#include "core/miniport.h"

struct port_adapter;

int port_legacy_init(void);
void port_legacy_exit(void);
bool port_legacy_is_busy(struct port_adapter *a, u32 start, u32 bytes);
bool port_legacy_applies(const struct port_miniport *m, INTERFACE_TYPE type);
u32 port_legacy_scan(struct port_miniport *m, const struct port_registration *r);
void port_legacy_remove(struct port_miniport *m);

#endif
