/* SPDX-License-Identifier: GPL-2.0-only */
/* HwFindAdapter. */
#ifndef SP_CONFIG_H
#define SP_CONFIG_H

struct sp_adapter;

int sp_find(struct sp_adapter *a);

#endif
