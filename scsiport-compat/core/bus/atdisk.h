/* SPDX-License-Identifier: GPL-2.0-only */
/* AtdiskPrimaryClaimed, AtdiskSecondaryClaimed. */
#ifndef SP_BUS_ATDISK_H
#define SP_BUS_ATDISK_H

struct sp_adapter;

void sp_atdisk_preset(struct sp_adapter *a);
void sp_atdisk_adopt(struct sp_adapter *a);
void sp_atdisk_release(struct sp_adapter *a);

#endif
