/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupt request levels. */
#ifndef SP_NT_IRQL_H
#define SP_NT_IRQL_H

#include <linux/types.h>

#include "nt/rooms.h"

struct sp_adapter;

/* A device IRQL; which one it is means nothing here. */
#define SP_DIRQL	(DISPATCH_LEVEL + 1)

bool sp_may_sleep(void);
gfp_t sp_nt_gfp(void);

void sp_irql_add(struct sp_adapter *a);
void sp_irql_remove(struct sp_adapter *a);

#endif
