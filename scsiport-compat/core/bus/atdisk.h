/* SPDX-License-Identifier: GPL-2.0-only */
/* AtdiskPrimaryClaimed, AtdiskSecondaryClaimed. */
#ifndef PORT_BUS_ATDISK_H
#define PORT_BUS_ATDISK_H

struct sp_adapter;

void port_atdisk_preset(struct sp_adapter *a);
void port_atdisk_adopt(struct sp_adapter *a);
void port_atdisk_release(struct sp_adapter *a);

#endif
