// SPDX-License-Identifier: GPL-2.0-only
/*
 * IRQLs (contract trap 34). A level is not kept anywhere: it is read from what the processor and
 * the task are doing, so that no routine of a miniport costs anything for it.
 *
 * DIRQL	interrupts off or in a hard interrupt, or the task holds an interrupt lock
 *		(which under PREEMPT_RT leaves interrupts on)
 * DISPATCH	in a softirq (DPCs, timers), bottom halves off (raised by these routines), or in
 *		the Enable callback, which is preemptible here
 * PASSIVE	anything else
 */
#include <linux/bottom_half.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "nt/irql.h"
#include "nt/print.h"

enum sp_callback_kind {
	SP_IN_NONE,
	SP_IN_ENABLE,	/* the Enable callback */
	SP_IN_LOCKED,	/* a routine under the interrupt lock, or whoever else holds it */
};

static LIST_HEAD(sp_callers);	/* RCU; changed under sp_callers_lock */
static DEFINE_SPINLOCK(sp_callers_lock);

/**
 * sp_irql_add() - routines of this adapter may ask for their level from now on
 * @caller: of the adapter
 *
 * Context: Process.
 */
void sp_irql_add(struct sp_caller *caller)
{
	spin_lock(&sp_callers_lock);
	list_add_rcu(&caller->link, &sp_callers);
	spin_unlock(&sp_callers_lock);
}

/**
 * sp_irql_remove() - no routine of this adapter will be called any more
 * @caller: of the adapter; when this returns, nobody looks at what it points to
 *
 * Context: Process; sleeps.
 */
void sp_irql_remove(struct sp_caller *caller)
{
	spin_lock(&sp_callers_lock);
	list_del_rcu(&caller->link);
	spin_unlock(&sp_callers_lock);
	synchronize_rcu();
}

/**
 * sp_irql_caller() - the adapter in one of whose routines this is called
 *
 * Context: Any.
 * Return: it, which cannot go before the routine returns; NULL in none, as in a DPC.
 */
struct sp_caller *sp_irql_caller(void)
{
	struct sp_caller *caller, *found = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(caller, &sp_callers, link) {
		/* An interrupt borrows the task of who is in one of the other two. */
		if (READ_ONCE(*caller->locked) == current) {
			found = caller;
			break;
		}
		if (READ_ONCE(*caller->enabled) == current ||
		    READ_ONCE(caller->finding) == current)
			found = caller;
	}
	rcu_read_unlock();
	return found;
}

/* Either task can only equal current if current itself has set it. */
static enum sp_callback_kind sp_current_callback(void)
{
	enum sp_callback_kind kind = SP_IN_NONE;
	const struct sp_caller *caller;

	rcu_read_lock();
	list_for_each_entry_rcu(caller, &sp_callers, link) {
		if (READ_ONCE(*caller->locked) == current)
			kind = SP_IN_LOCKED;
		else if (kind == SP_IN_NONE && READ_ONCE(*caller->enabled) == current)
			kind = SP_IN_ENABLE;
	}
	rcu_read_unlock();
	return kind;
}

/**
 * KeGetCurrentIrql() - the level that the caller runs at
 *
 * Context: Any.
 * Return: above DISPATCH_LEVEL in HwStartIo, HwInterrupt, HwInitialize, HwTimer, HwResetBus and
 *	the Disable callback; DISPATCH_LEVEL in the Enable callback, in DPCs, with a spin lock
 *	held or after KeRaiseIrql(); PASSIVE_LEVEL in DriverEntry and HwFindAdapter.
 */
KIRQL KeGetCurrentIrql(void)
{
	/* Before the task is looked at: an interrupt or a softirq only borrows it. */
	if (irqs_disabled() || in_hardirq() || in_nmi())
		return SP_DIRQL;
	if (in_serving_softirq())
		return sp_current_callback() == SP_IN_LOCKED ? SP_DIRQL : DISPATCH_LEVEL;
	switch (sp_current_callback()) {
	case SP_IN_LOCKED:
		return SP_DIRQL;
	case SP_IN_ENABLE:
		return DISPATCH_LEVEL;
	case SP_IN_NONE:
		break;
	}
	return softirq_count() ? DISPATCH_LEVEL : PASSIVE_LEVEL;
}
EXPORT_SYMBOL_GPL(KeGetCurrentIrql);

/**
 * sp_may_sleep() - whether a routine that Windows wants called at PASSIVE_LEVEL may sleep now
 *
 * Context: Any.
 * Return: true if it may.
 */
bool sp_may_sleep(void)
{
	/* Under PREEMPT_RT a lock that is held leaves its holder preemptible. */
	return KeGetCurrentIrql() < DISPATCH_LEVEL && !preempt_count() && !rcu_preempt_depth();
}

/**
 * sp_nt_gfp() - how to allocate now; never by writing data out, as that may need this miniport
 *
 * Context: Any.
 * Return: flags.
 */
gfp_t sp_nt_gfp(void)
{
	return (preemptible() && sp_may_sleep() ? GFP_NOIO : GFP_ATOMIC) | __GFP_NOWARN;
}

/**
 * KfRaiseIrql() - raise the level; KeRaiseIrql() is a macro of it
 * @NewIrql: DISPATCH_LEVEL; what is higher is as good as that, as interrupts stay on
 *
 * Context: Any, at or below @NewIrql.
 * Return: the level before, for KeLowerIrql().
 */
KIRQL KfRaiseIrql(KIRQL NewIrql)
{
	KIRQL old = KeGetCurrentIrql();

	if (old < DISPATCH_LEVEL && NewIrql >= DISPATCH_LEVEL)
		local_bh_disable();
	return old;
}
EXPORT_SYMBOL_GPL(KfRaiseIrql);

/**
 * KeRaiseIrqlToDpcLevel() - raise the level to DISPATCH_LEVEL
 *
 * Context: Any, at or below DISPATCH_LEVEL.
 * Return: the level before.
 */
KIRQL KeRaiseIrqlToDpcLevel(void)
{
	return KfRaiseIrql(DISPATCH_LEVEL);
}
EXPORT_SYMBOL_GPL(KeRaiseIrqlToDpcLevel);

/**
 * KeLowerIrql() - return to the level before KeRaiseIrql()
 * @NewIrql: what that gave; where nothing was raised, nothing is lowered, and this is reported
 *
 * Context: Any, at or above @NewIrql.
 */
VOID KeLowerIrql(KIRQL NewIrql)
{
	if (NewIrql >= DISPATCH_LEVEL || KeGetCurrentIrql() < DISPATCH_LEVEL)
		return;
	/* Below the level at which this routine was called by the port: nobody may do that. */
	if (KeGetCurrentIrql() > DISPATCH_LEVEL || in_serving_softirq() || !softirq_count()) {
		sp_nt_mistake(__builtin_return_address(0),
			      "%s below the level that the port called at", __func__);
		return;
	}
	local_bh_enable();
}
EXPORT_SYMBOL_GPL(KeLowerIrql);
