/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter's life. */
#ifndef PORT_LIFE_H
#define PORT_LIFE_H

struct port_adapter;
struct port_site;

struct port_adapter *port_adapter_add(struct port_site *site);
void port_adapter_remove(struct port_adapter *a);
void port_adapter_shutdown(struct port_adapter *a);

#endif
