// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is left of a miniport's use of kernel routines when its memory or its module goes: queued
 * DPCs and set timers would run in memory that is somebody else's then.
 */
#include <linux/module.h>

#include "adapter.h"
#include "nt_rooms.h"

static unsigned int sp_forget(const struct sp_going *going)
{
	unsigned int timers, dpcs;
	unsigned long flags;

	/* Timers first: they queue DPCs. */
	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	timers = sp_timers_forget(going);
	dpcs = sp_dpcs_forget(going);
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	sp_dpcs_wait();
	return timers + dpcs;
}

/**
 * sp_nt_forget() - memory of a miniport is about to be freed: cancel the DPCs and timers in it
 * @memory: the memory
 * @size: bytes
 *
 * A DPC that runs now is waited for. It may set a timer or queue a DPC again, hence the loop.
 *
 * Context: Process.
 */
void sp_nt_forget(const void *memory, size_t size)
{
	struct sp_going going = { .memory = memory, .size = size };

	while (sp_forget(&going))
		;
}

/**
 * sp_nt_forget_module() - a miniport's module is about to go, its adapters are gone
 * @m: the miniport
 *
 * Context: Process.
 */
void sp_nt_forget_module(struct sp_miniport *m)
{
	struct sp_going going = { .module = m->owner };
	unsigned int count, all = 0;

	if (!m->owner)
		return;
	do {
		count = sp_forget(&going);
		all += count;
	} while (count);
	if (all)
		pr_warn("scsiport: %s: %u DPCs and timers were cancelled at the end of the module\n",
			m->name, all);
	sp_owned_collect(m->owner, m->name);
}

static int __init scsiport_init(void)
{
	sp_processors_init();
	sp_ktimers_init();
	return 0;
}
module_init(scsiport_init);

static void __exit scsiport_exit(void)
{
	sp_ktimers_exit();
	sp_dpcs_exit();
}
module_exit(scsiport_exit);
