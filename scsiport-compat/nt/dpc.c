// SPDX-License-Identifier: GPL-2.0-only
/*
 * Deferred procedure calls. All of them wait in one list and run one after the other in a tasklet:
 * at DISPATCH_LEVEL, and never twice at once. On Windows each processor has a list of its own.
 *
 * A KDPC lies in the miniport's memory and is linked by its own list entry, so queueing one
 * allocates nothing. Memory that goes away takes its DPCs along: sp_dpcs_forget().
 */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/interrupt.h>

#include "nt/dispatcher.h"
#include "nt/irql.h"
#include "nt/print.h"

#define SP_DPC_TYPE	19	/* of the KDPC */
#define SP_DPC_ROUND	64	/* DPCs in a row before others get the processor */

/* Protects the lists of DPCs and timers and the states of events and timers. A leaf. */
DEFINE_RAW_SPINLOCK(sp_dispatcher);

static LIST_HEAD(sp_dpcs);

static bool sp_dpc_run_one(void)
{
	PVOID context, argument1, argument2;
	PKDEFERRED_ROUTINE routine;
	PKDPC dpc;

	raw_spin_lock_irq(&sp_dispatcher);
	if (list_empty(&sp_dpcs)) {
		raw_spin_unlock_irq(&sp_dispatcher);
		return false;
	}
	dpc = container_of((LIST_ENTRY *)sp_dpcs.next, KDPC, DpcListEntry);
	list_del_init(sp_links(&dpc->DpcListEntry));
	/* From here on it may be queued again, with other arguments. */
	routine = dpc->DeferredRoutine;
	context = dpc->DeferredContext;
	argument1 = dpc->SystemArgument1;
	argument2 = dpc->SystemArgument2;
	raw_spin_unlock_irq(&sp_dispatcher);
	routine(dpc, context, argument1, argument2);
	return true;
}

static void sp_dpc_run(struct tasklet_struct *tasklet)
{
	unsigned int i;

	for (i = 0; i < SP_DPC_ROUND; i++) {
		if (!sp_dpc_run_one())
			return;
	}
	tasklet_schedule(tasklet);
}

static DECLARE_TASKLET(sp_dpc_tasklet, sp_dpc_run);

/**
 * KeInitializeDpc() - make a DPC, not queued
 * @Dpc: the DPC
 * @DeferredRoutine: its routine
 * @DeferredContext: second argument of the routine
 *
 * Context: Any.
 */
VOID KeInitializeDpc(PKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
	memset(Dpc, 0, sizeof(*Dpc));
	Dpc->Type = SP_DPC_TYPE;
	Dpc->Importance = MediumImportance;
	Dpc->DeferredRoutine = DeferredRoutine;
	Dpc->DeferredContext = DeferredContext;
}
EXPORT_SYMBOL_GPL(KeInitializeDpc);

/**
 * sp_dpc_insert() - queue a DPC that is not queued yet
 * @dpc: the DPC; has a routine
 *
 * Context: sp_dispatcher held.
 * Return: false if it was queued already.
 */
bool sp_dpc_insert(PKDPC dpc)
{
	struct list_head *link = sp_links(&dpc->DpcListEntry);

	lockdep_assert_held(&sp_dispatcher);
	if (sp_is_queued(&dpc->DpcListEntry))
		return false;
	if (dpc->Importance == HighImportance)
		list_add(link, &sp_dpcs);
	else
		list_add_tail(link, &sp_dpcs);
	tasklet_schedule(&sp_dpc_tasklet);
	return true;
}

/**
 * KeInsertQueueDpc() - have a DPC run soon
 * @Dpc: the DPC
 * @SystemArgument1: third argument of its routine
 * @SystemArgument2: fourth
 *
 * Context: Any.
 * Return: FALSE if it was queued already; its arguments stay as they were then.
 */
BOOLEAN KeInsertQueueDpc(PKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
	unsigned long flags;
	bool inserted;

	if (!Dpc->DeferredRoutine) {
		sp_nt_mistake(__builtin_return_address(0), "%s of a DPC without a routine",
			      __func__);
		return FALSE;
	}
	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	inserted = sp_dpc_insert(Dpc);
	if (inserted) {
		Dpc->SystemArgument1 = SystemArgument1;
		Dpc->SystemArgument2 = SystemArgument2;
	}
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return inserted;
}
EXPORT_SYMBOL_GPL(KeInsertQueueDpc);

/**
 * KeRemoveQueueDpc() - take a DPC out of the queue
 * @Dpc: the DPC
 *
 * Context: Any.
 * Return: TRUE if it was queued; else it may be running.
 */
BOOLEAN KeRemoveQueueDpc(PKDPC Dpc)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	queued = sp_is_queued(&Dpc->DpcListEntry);
	if (queued)
		list_del_init(sp_links(&Dpc->DpcListEntry));
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return queued;
}
EXPORT_SYMBOL_GPL(KeRemoveQueueDpc);

/**
 * KeSetImportanceDpc() - choose the place in the queue
 * @Dpc: the DPC
 * @Importance: HighImportance: at the head; anything else: at the tail
 *
 * Context: Any.
 */
VOID KeSetImportanceDpc(PKDPC Dpc, KDPC_IMPORTANCE Importance)
{
	Dpc->Importance = Importance;
}
EXPORT_SYMBOL_GPL(KeSetImportanceDpc);

/**
 * KeSetTargetProcessorDpc() - choose the processor; ignored, as any will do
 * @Dpc: the DPC
 * @Number: processor
 *
 * Context: Any.
 */
VOID KeSetTargetProcessorDpc(PKDPC Dpc, CCHAR Number)
{
}
EXPORT_SYMBOL_GPL(KeSetTargetProcessorDpc);

static VOID sp_dpc_mark(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	complete(context);
}

/**
 * KeFlushQueuedDpcs() - wait until every DPC that is queued now has run
 *
 * Context: PASSIVE_LEVEL; reported and without effect elsewhere.
 */
VOID KeFlushQueuedDpcs(void)
{
	DECLARE_COMPLETION_ONSTACK(passed);
	KDPC mark;

	if (!sp_may_sleep()) {
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
		return;
	}
	/* DPCs run in order, so when this one runs, those before it have. */
	KeInitializeDpc(&mark, sp_dpc_mark, &passed);
	KeInsertQueueDpc(&mark, NULL, NULL);
	wait_for_completion(&passed);
}
EXPORT_SYMBOL_GPL(KeFlushQueuedDpcs);

/**
 * sp_dpc_is_going() - whether a DPC cannot run any more when something goes
 * @going: what goes
 * @dpc: the DPC
 *
 * Context: sp_dispatcher held.
 * Return: true if its memory, its routine or its context goes.
 */
bool sp_dpc_is_going(const struct sp_going *going, const KDPC *dpc)
{
	return sp_is_going(going, dpc) || sp_is_going(going, dpc->DeferredRoutine) ||
	       sp_is_going(going, dpc->DeferredContext);
}

/**
 * sp_dpcs_forget() - take DPCs out of the queue whose memory or code goes away
 * @going: what goes
 *
 * Context: sp_dispatcher held.
 * Return: how many there were.
 */
unsigned int sp_dpcs_forget(const struct sp_going *going)
{
	struct list_head *link, *next;
	unsigned int count = 0;

	lockdep_assert_held(&sp_dispatcher);
	list_for_each_safe(link, next, &sp_dpcs) {
		PKDPC dpc = container_of((LIST_ENTRY *)link, KDPC, DpcListEntry);

		if (!sp_dpc_is_going(going, dpc))
			continue;
		list_del_init(link);
		count++;
	}
	return count;
}

/**
 * sp_dpcs_hold() - wait until the DPC that runs now has returned, and let none run
 *
 * Context: Process, may sleep. Calls nest.
 */
void sp_dpcs_hold(void)
{
	tasklet_disable(&sp_dpc_tasklet);
}

/**
 * sp_dpcs_resume() - let DPCs run again
 *
 * Context: Process.
 */
void sp_dpcs_resume(void)
{
	tasklet_enable(&sp_dpc_tasklet);
}

/**
 * sp_dpcs_exit() - the end of DPCs; nobody is left who could queue one
 *
 * Context: Process.
 */
void sp_dpcs_exit(void)
{
	tasklet_kill(&sp_dpc_tasklet);
}
