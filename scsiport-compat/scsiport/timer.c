// SPDX-License-Identifier: GPL-2.0-only
/*
 * HwTimer and the one-second tick (contract §4 RequestTimerCall, §7.1, §7.4).
 *
 * Miniports set and cancel their timer on every request and every interrupt (trap 30). So a
 * cancelled or postponed timer leaves the hrtimer alone; when that expires it looks what is
 * really due.
 */
#include "scsiport/timer.h"
#include "core/log.h"
#include "core/rules.h"
#include "scsiport/account.h"
#include "scsiport/dispatch.h"
#include "scsiport/hold.h"
#include "scsiport/interrupt.h"
#include "scsiport/leaving.h"
#include "scsiport/running.h"
#include "scsiport/sense.h"
#include "scsiport/strict.h"
#include "scsiport/trace.h"
#include "scsiport/unit.h"

#define SP_GATE_REPORT		(5 * HZ)	/* a gate closed for so long is worth a line */

static void sp_timer_call(struct sp_adapter *a)
{
	PHW_TIMER routine = a->timer.routine;

	a->timer.routine = NULL;
	a->timer.due = false;
	a->counters.timer_callbacks++;
	sp_running_begin(a, SP_CB_TIMER);
	routine(a->port.extension);
	sp_running_end(a, SP_CB_TIMER);
}

/**
 * sp_timer_run_due() - call a HwTimer that ran out while the Enable callback held it off
 * @a: adapter
 *
 * Context: interrupt lock held, no Enable callback running.
 */
void sp_timer_run_due(struct sp_adapter *a)
{
	lockdep_assert_held(&a->lock);
	/* A RequestTimerCall of the Enable callback replaces or cancels it. */
	if (a->timer.changed)
		sp_timer_apply(a);
	if (a->timer.due && a->timer.routine)
		sp_timer_call(a);
}

/**
 * sp_timer_apply() - make the last RequestTimerCall of a callback effective
 * @a: adapter
 *
 * Context: interrupt lock held.
 */
void sp_timer_apply(struct sp_adapter *a)
{
	struct sp_timer *t = &a->timer;

	lockdep_assert_held(&a->lock);
	t->changed = false;
	t->due = false;
	t->routine = sp_is_stopped(a) ? NULL : t->asked;
	if (!t->routine)
		return;
	t->deadline = ktime_add_us(ktime_get(), t->asked_us);
	if (!hrtimer_is_queued(&t->hrtimer) || hrtimer_get_expires(&t->hrtimer) > t->deadline)
		hrtimer_start(&t->hrtimer, t->deadline, HRTIMER_MODE_ABS_SOFT);
}

static enum hrtimer_restart sp_timer_expired(struct hrtimer *hrtimer)
{
	struct sp_adapter *a = container_of(hrtimer, struct sp_adapter, timer.hrtimer);
	enum hrtimer_restart restart = HRTIMER_NORESTART;
	unsigned long flags = sp_enter(a);
	struct sp_timer *t = &a->timer;

	if (!t->routine || test_bit(SP_HOLD_STOPPED, &a->hold)) {
		;
	} else if (ktime_get() < t->deadline) {
		/* Set anew since; if somebody else queued it meanwhile, that is as good. */
		if (!hrtimer_is_queued(hrtimer)) {
			hrtimer_set_expires(hrtimer, t->deadline);
			restart = HRTIMER_RESTART;
		}
	} else if (a->enable_running) {
		t->due = true;
	} else {
		sp_timer_call(a);
	}
	sp_leave_and_wake(a, flags);
	return restart;
}

/**
 * sp_reset_hold() - a bus was reset: hold new requests while it settles
 * @a: adapter
 * @path: which bus; SP_UNTAGGED: nobody says
 *
 * Context: interrupt lock held. Contract §7.4.
 */
void sp_reset_hold(struct sp_adapter *a, u8 path)
{
	lockdep_assert_held(&a->lock);
	if (!a->port.miniport->reset_hold)
		return;
	sp_hold_begin(a, SP_HOLD_RESET);
	a->reset_path = path;
	/*
	 * Not in jiffies: the current one began before now, and a busy virtual machine counts
	 * them late.
	 */
	a->reset_until = ktime_add_ns(ktime_get(),
				      (u64)a->port.miniport->reset_hold * NSEC_PER_SEC);
}

/* Which bus was reset, nobody may have said: where there is one, it was that. */
static bool sp_was_reset(const struct sp_adapter *a, const struct sp_srb *s)
{
	if (a->reset_path == SP_UNTAGGED)
		return a->port.limits.buses == 1;
	return sp_path_of(s) == a->reset_path;
}

/* Nothing has started since the reset, so what is active now was active then. */
static void sp_note_kept(struct sp_adapter *a)
{
	u32 slot, kept = 0;

	for (slot = 0; slot < a->port.common_slots; slot++)
		kept += a->active[slot] && sp_was_reset(a, a->active[slot]);
	if (kept)
		port_breach(&a->port, PORT_RULE_KEPT_AFTER_RESET, NULL,
			    "%u requests are not complete at the end of the hold after a reset",
			    kept);
}

static void sp_tick_reset(struct sp_adapter *a)
{
	if (!test_bit(SP_HOLD_RESET, &a->hold) || ktime_before(ktime_get(), a->reset_until))
		return;
	sp_note_kept(a);
	sp_hold_end(a, SP_HOLD_RESET);
}

/**
 * sp_is_unasked() - the miniport has no request, and does not want one
 * @a: adapter, started
 *
 * Context: interrupt lock held.
 * Return: true if so, and nothing else keeps requests from it.
 */
bool sp_is_unasked(const struct sp_adapter *a)
{
	u32 slot;

	lockdep_assert_held(&a->lock);
	if (a->ready || a->hold)
		return false;
	for (slot = 0; slot < a->port.common_slots; slot++) {
		if (a->active[slot])
			return false;
	}
	return true;
}

/* For sp_forgot_to_ask(): how many ticks in a row found the same silence. */
static void sp_tick_unasked(struct sp_adapter *a)
{
	if (!sp_is_unasked(a))
		a->unasked_ticks = 0;
	else if (a->unasked_ticks <= SP_UNASKED_TICKS)
		a->unasked_ticks++;
	if (a->unasked_ticks <= 1)
		a->unasked_reported = false;
}

static void sp_tick_gate(struct sp_adapter *a)
{
	if (!a->gate || a->gate_reported || test_bit(SP_HOLD_STOPPED, &a->hold) ||
	    time_before(jiffies, a->gate_closed + SP_GATE_REPORT))
		return;
	a->gate_reported = true;
	port_warn(&a->port, "CallEnableInterrupts is 5 s old and no CallDisableInterrupts came: interrupts are not passed on\n");
}

static void sp_tick(struct timer_list *timer)
{
	struct sp_adapter *a = timer_container_of(a, timer, tick);
	unsigned long flags = sp_enter(a);

	sp_tick_reset(a);
	sp_tick_unasked(a);
	sp_tick_gate(a);
	sp_sense_tick(a);
	sp_units_retry(a, true);
	sp_leaving_tick(a);
	if (port_is_strict(&a->port.verifier))
		sp_strict_tick(a);
	sp_account_say(a, false);
	sp_leave_and_wake(a, flags);
	mod_timer(&a->tick, jiffies + SP_TICK);
}

/**
 * sp_timers_init() - prepare both timers; sets none
 * @a: adapter
 *
 * Context: Process.
 */
void sp_timers_init(struct sp_adapter *a)
{
	hrtimer_setup(&a->timer.hrtimer, sp_timer_expired, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_SOFT);
	timer_setup(&a->tick, sp_tick, 0);
}

/**
 * sp_timers_stop() - stop both timers for good
 * @a: adapter, of which sp_is_stopped() holds, so that nobody sets HwTimer again
 *
 * Context: Process.
 */
void sp_timers_stop(struct sp_adapter *a)
{
	timer_shutdown_sync(&a->tick);
	hrtimer_cancel(&a->timer.hrtimer);
}
