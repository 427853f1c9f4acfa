/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupt request levels. */
#ifndef SP_NT_IRQL_H
#define SP_NT_IRQL_H

#include <linux/list.h>
#include <linux/types.h>

#include "nt/rooms.h"

struct task_struct;

/* A device IRQL; which one it is means nothing here. */
#define SP_DIRQL	(DISPATCH_LEVEL + 1)

bool sp_may_sleep(void);
gfp_t sp_nt_gfp(void);

/**
 * struct sp_caller - who is inside the routines of an adapter now
 * @link: in the list of all
 * @locked: where the task stands that holds the interrupt lock, or NULL
 * @enabled: where the task stands that is in the Enable callback, or NULL
 * @finding: the task that is in HwFindAdapter, or NULL
 */
struct sp_caller {
	struct list_head link;
	struct task_struct *const *locked;
	struct task_struct *const *enabled;
	struct task_struct *finding;
};

void sp_irql_add(struct sp_caller *caller);
void sp_irql_remove(struct sp_caller *caller);
struct sp_caller *sp_irql_caller(void);

#endif
