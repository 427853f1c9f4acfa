// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is left of a miniport's use of kernel routines when its memory or its module goes: queued
 * DPCs and set timers would run in memory that is somebody else's then.
 */
#include <linux/module.h>

#include "nt/module.h"
#include "miniport_module.h"
#include "nt/dispatcher.h"
#include "nt/owned.h"
#include "nt/time.h"

/*
 * While no DPC runs, none can be queued again by itself or set its timer again, so one look finds
 * everything. What other routines of the miniport could queue, they must not be able to any more.
 */
static unsigned int sp_forget(const struct sp_going *going)
{
	unsigned long flags;
	unsigned int count;

	sp_dpcs_hold();
	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	count = sp_ktimers_forget(going) + sp_dpcs_forget(going);
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	sp_dpcs_resume();
	return count;
}

/**
 * sp_nt_forget() - memory of a miniport is about to be freed: cancel its DPCs and timers
 * @memory: the memory, or NULL
 * @size: bytes
 *
 * Cancels those that lie in it and those whose context does; waits for a DPC that runs.
 *
 * Context: Process.
 */
void sp_nt_forget(const void *memory, size_t size)
{
	struct sp_going going = { .memory = memory, .size = size };

	if (memory)
		sp_forget(&going);
}

/**
 * sp_nt_forget_module() - a miniport's module is about to go, its adapters are gone
 * @m: the miniport
 *
 * Context: Process.
 */
void sp_nt_forget_module(struct port_miniport *m)
{
	struct sp_going going = { .module = m->owner };
	unsigned int count;

	if (!m->owner)
		return;
	count = sp_forget(&going);
	if (count)
		pr_warn("scsiport: %s: %u DPCs and timers were cancelled at the end of the module\n",
			m->name, count);
	sp_owned_collect(m->owner, m->name);
}

/**
 * sp_nt_init() - make the kernel routines ready
 *
 * Context: Process, before any miniport is there.
 */
void sp_nt_init(void)
{
	sp_processors_init();
	sp_ktimers_init();
}

/**
 * sp_nt_exit() - undo sp_nt_init()
 *
 * Context: Process, after the last miniport is gone.
 */
void sp_nt_exit(void)
{
	sp_ktimers_exit();
	sp_dpcs_exit();
}
