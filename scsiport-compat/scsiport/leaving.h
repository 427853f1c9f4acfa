/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands of programs when an adapter goes. */
#ifndef SP_LEAVING_H
#define SP_LEAVING_H

struct sp_adapter;

void sp_leaving_tick(struct sp_adapter *a);

#endif
