/* SPDX-License-Identifier: GPL-2.0-only */
/* HwFindAdapter. */
#ifndef SP_CONFIG_H
#define SP_CONFIG_H

struct port_adapter;

int sp_find(struct port_adapter *p);

#endif
