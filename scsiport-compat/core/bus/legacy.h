/* SPDX-License-Identifier: GPL-2.0-only */
/* Miniports that look for their hardware themselves. */
#ifndef SP_BUS_LEGACY_H
#define SP_BUS_LEGACY_H

#include "core/miniport.h"

struct sp_adapter;

int sp_legacy_init(void);
void sp_legacy_exit(void);
bool sp_legacy_is_busy(struct sp_adapter *a, u32 start, u32 bytes);
bool sp_legacy_applies(const struct sp_miniport *m, INTERFACE_TYPE type);
u32 sp_legacy_scan(struct sp_miniport *m, const struct sp_registration *r);
void sp_legacy_remove(struct sp_miniport *m);

#endif
