// SPDX-License-Identifier: GPL-2.0-only
/*
 * KTIMERs, in one list by due time, and a high-resolution timer set to the first. They expire in
 * a softirq and queue their DPC. As a KTIMER is linked by its own list entry, nothing is allocated,
 * and memory that goes away can take its timers along.
 */
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>

#include "compat.h"
#include "nt/dispatcher.h"
#include "nt/time.h"

#define SP_NOTIFICATION_TIMER	8	/* Type of the DISPATCHER_HEADER */

static LIST_HEAD(sp_timers);	/* sp_dispatcher; DueTime is that of CLOCK_MONOTONIC, ns */
static struct hrtimer sp_ktimers_clock;

static PKTIMER sp_timer_of(struct list_head *link)
{
	return container_of((LIST_ENTRY *)link, KTIMER, TimerListEntry);
}

static bool sp_timer_remove(PKTIMER timer)
{
	if (!sp_is_queued(&timer->TimerListEntry))
		return false;
	list_del_init(sp_links(&timer->TimerListEntry));
	return true;
}

static void sp_timer_insert(PKTIMER timer)
{
	struct list_head *link;

	list_for_each(link, &sp_timers) {
		if (sp_timer_of(link)->DueTime.QuadPart > timer->DueTime.QuadPart)
			break;
	}
	list_add_tail(sp_links(&timer->TimerListEntry), link);
}

/* A clock that runs early looks, finds nothing due, and is set anew. */
static void sp_ktimers_start(void)
{
	u64 first;

	if (list_empty(&sp_timers))
		return;
	first = sp_timer_of(sp_timers.next)->DueTime.QuadPart;
	if (!hrtimer_is_queued(&sp_ktimers_clock) ||
	    hrtimer_get_expires(&sp_ktimers_clock) > first)
		hrtimer_start(&sp_ktimers_clock, first, HRTIMER_MODE_ABS_SOFT);
}

static PKDPC sp_timer_expire(PKTIMER timer, u64 now)
{
	timer->Header.SignalState = 1;
	sp_timer_remove(timer);
	if (timer->Period) {
		u64 period = (u64)timer->Period * NSEC_PER_MSEC;

		/* Periods that were missed are not made up for. */
		timer->DueTime.QuadPart += period;
		if (timer->DueTime.QuadPart < now)
			timer->DueTime.QuadPart = now + period;
		sp_timer_insert(timer);
	}
	return timer->Dpc;
}

static enum hrtimer_restart sp_ktimers_expired(struct hrtimer *clock)
{
	unsigned long flags;
	u64 now = ktime_get();
	bool more = true;

	while (more) {
		PKDPC dpc = NULL;

		raw_spin_lock_irqsave(&sp_dispatcher, flags);
		more = !list_empty(&sp_timers) &&
		       sp_timer_of(sp_timers.next)->DueTime.QuadPart <= now;
		if (more) {
			dpc = sp_timer_expire(sp_timer_of(sp_timers.next), now);
			if (dpc && dpc->DeferredRoutine)
				sp_dpc_insert(dpc);
		} else {
			sp_ktimers_start();
		}
		raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	}
	sp_objects_wake();
	return HRTIMER_NORESTART;
}

/**
 * KeInitializeTimerEx() - make a timer, not set
 * @Timer: the timer
 * @Type: whether it stays signalled when somebody waited for it
 *
 * Context: Any.
 */
VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
	memset(Timer, 0, sizeof(*Timer));
	Timer->Header.Type = SP_NOTIFICATION_TIMER + Type;
	Timer->Header.Size = sizeof(*Timer) / sizeof(LONG);
}
EXPORT_SYMBOL_GPL(KeInitializeTimerEx);

/**
 * KeInitializeTimer() - make a notification timer, not set
 * @Timer: the timer
 *
 * Context: Any.
 */
VOID KeInitializeTimer(PKTIMER Timer)
{
	KeInitializeTimerEx(Timer, NotificationTimer);
}
EXPORT_SYMBOL_GPL(KeInitializeTimer);

/**
 * KeSetTimerEx() - set a timer, perhaps a periodic one
 * @Timer: the timer; if it is set, this replaces that
 * @DueTime: 100 ns units: from now if negative, else a system time
 * @Period: ms from one expiry to the next, 0 for one
 * @Dpc: queued at each expiry, or NULL
 *
 * Context: Any.
 * Return: TRUE if the timer was set before.
 */
BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
	u64 due = ktime_get() + sp_nt_until(&DueTime);
	unsigned long flags;
	bool was_set;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	was_set = sp_timer_remove(Timer);
	Timer->Header.SignalState = 0;
	Timer->DueTime.QuadPart = due;
	Timer->Dpc = Dpc;
	Timer->Period = max(Period, 0);
	sp_timer_insert(Timer);
	sp_ktimers_start();
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return was_set;
}
EXPORT_SYMBOL_GPL(KeSetTimerEx);

/**
 * KeSetTimer() - set a timer
 * @Timer: the timer; if it is set, this replaces that
 * @DueTime: 100 ns units: from now if negative, else a system time
 * @Dpc: queued at the expiry, or NULL
 *
 * Context: Any.
 * Return: TRUE if the timer was set before.
 */
BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
	return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}
EXPORT_SYMBOL_GPL(KeSetTimer);

/**
 * KeCancelTimer() - cancel a timer; its DPC may be queued already
 * @Timer: the timer
 *
 * Context: Any.
 * Return: TRUE if the timer was set.
 */
BOOLEAN KeCancelTimer(PKTIMER Timer)
{
	unsigned long flags;
	bool was_set;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	was_set = sp_timer_remove(Timer);
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return was_set;
}
EXPORT_SYMBOL_GPL(KeCancelTimer);

/**
 * KeReadStateTimer() - whether a timer has expired
 * @Timer: the timer
 *
 * Context: Any.
 * Return: TRUE if it has, since it was set last.
 */
BOOLEAN KeReadStateTimer(PKTIMER Timer)
{
	return READ_ONCE(Timer->Header.SignalState) != 0;
}
EXPORT_SYMBOL_GPL(KeReadStateTimer);

static bool sp_timer_is_going(const struct sp_going *going, PKTIMER timer)
{
	return sp_is_going(going, timer) || (timer->Dpc && sp_dpc_is_going(going, timer->Dpc));
}

/**
 * sp_ktimers_forget() - cancel timers whose memory or code goes away
 * @going: what goes
 *
 * Context: sp_dispatcher held.
 * Return: how many there were.
 */
unsigned int sp_ktimers_forget(const struct sp_going *going)
{
	struct list_head *link, *next;
	unsigned int count = 0;

	lockdep_assert_held(&sp_dispatcher);
	list_for_each_safe(link, next, &sp_timers) {
		if (!sp_timer_is_going(going, sp_timer_of(link)))
			continue;
		list_del_init(link);
		count++;
	}
	return count;
}

/**
 * sp_ktimers_init() - prepare the clock of all timers
 *
 * Context: Process.
 */
void sp_ktimers_init(void)
{
	hrtimer_setup(&sp_ktimers_clock, sp_ktimers_expired, CLOCK_MONOTONIC,
		      HRTIMER_MODE_ABS_SOFT);
}

/**
 * sp_ktimers_exit() - stop the clock; nobody is left who could set a timer
 *
 * Context: Process.
 */
void sp_ktimers_exit(void)
{
	hrtimer_cancel(&sp_ktimers_clock);
}
