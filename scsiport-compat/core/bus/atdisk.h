/* SPDX-License-Identifier: GPL-2.0-only */
/* AtdiskPrimaryClaimed, AtdiskSecondaryClaimed. */
#ifndef PORT_BUS_ATDISK_H
#define PORT_BUS_ATDISK_H

struct port_adapter;

void port_atdisk_preset(struct port_adapter *a);
void port_atdisk_adopt(struct port_adapter *a);
void port_atdisk_release(struct port_adapter *a);

#endif
