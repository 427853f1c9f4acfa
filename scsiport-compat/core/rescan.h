/* SPDX-License-Identifier: GPL-2.0-only */
/* BusChangeDetected. */
#ifndef SP_RESCAN_H
#define SP_RESCAN_H

struct sp_adapter;

void sp_scan(struct sp_adapter *a);

#endif
