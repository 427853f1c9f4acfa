// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the time of an adapter goes: how long its routines take, which of them take longer than
 * they may, and how long requests wait. It is counted under the interrupt lock, which is held
 * anyway, and nothing is decided by it.
 */
#include <linux/moduleparam.h>

#include "scsiport/account.h"
#include "core/log.h"
#include "core/rules.h"
#include "scsiport/hold.h"
#include "scsiport/srb.h"
#include "scsiport/strict.h"
#include "scsiport/unit.h"

/* What is said of one routine is said no more often than that. */
#define SP_SAY_AGAIN		(60 * HZ)

/* The verifier of Windows has these, as no budget of the contract's is about them. */
#define SP_ROUTINE_MOST		(500 * NSEC_PER_MSEC)
#define SP_BUDGET_ENABLE	SP_ROUTINE_MOST
#define SP_BUDGET_INITIALIZE	(5 * NSEC_PER_SEC)

static unsigned int sp_budget_us = 50;
module_param_named(budget_us, sp_budget_us, uint, 0644);
MODULE_PARM_DESC(budget_us,
		 "microseconds that a routine with interrupts off may take, of adapters that come (default 50, 0 = any)");

/* Nanoseconds; 0: as many as it likes. */
static u64 sp_budget_of(const struct sp_adapter *a, u32 what)
{
	if (what >= SP_CALLBACKS)
		return 0;
	if (what == SP_CB_ENABLE)
		return SP_BUDGET_ENABLE;
	if (what == SP_CB_INITIALIZE)
		return SP_BUDGET_INITIALIZE;
	return (u64)a->times.budget_us * NSEC_PER_USEC;
}

static const struct sp_srb *sp_last_of(const struct sp_done *list)
{
	return list->first ? container_of(list->end, struct sp_srb, next) : NULL;
}

/*
 * The request that a call was about, as far as anybody can tell: the one that it started, the last
 * that it completed, or else the one that the miniport has.
 */
static const struct sp_srb *sp_request_of_call(const struct sp_adapter *a)
{
	const struct sp_srb *s = a->starting ?: sp_last_of(&a->done) ?: sp_last_of(&a->doubtful);
	u32 slot;

	for (slot = 0; !s && a->active && slot < a->port.common_slots; slot++)
		s = a->active[slot];
	return s;
}

/* A request fails, if that is wanted, by the routines that it can be blamed on. */
static void sp_note_budget(struct sp_adapter *a, u32 callback, u64 ns, const struct sp_srb *s)
{
	bool blamed = callback == SP_CB_START_IO || callback == SP_CB_INTERRUPT;

	if (callback != SP_CB_ENABLE && callback != SP_CB_INITIALIZE)
		sp_strict_over(a, sp_time_name(callback), ns, blamed ? s : NULL);
}

static void sp_note_long_call(struct sp_adapter *a, u32 callback, u64 ns)
{
	struct sp_long_call *last = &a->times.last[callback];
	const struct sp_srb *s = sp_request_of_call(a);

	*last = (struct sp_long_call){ .ns = ns };
	if (s) {
		last->known = true;
		last->key = PORT_UNIT_KEY(s->lu->blank.PathId, s->lu->blank.TargetId,
					  s->lu->blank.Lun);
		last->bytes = s->port.length;
		last->opcode = s->port.cmd ? s->port.cmd->cmnd[0] : s->srb.Cdb[0];
	}
	if (ns > a->times.worst[callback].ns)
		a->times.worst[callback] = *last;
	a->times.news |= BIT(callback);
	if (port_is_strict(&a->port.verifier))
		sp_note_budget(a, callback, ns, s);
}

/* Microsoft recommends to be deaf to what starts and stops an adapter: that is advice. */
static enum port_rule sp_rule_of(u32 callback)
{
	return callback == SP_CB_INITIALIZE || callback == SP_CB_ADAPTER_CONTROL ?
		PORT_RULE_LONG_START : PORT_RULE_LONG_ROUTINE;
}

/* Half a second is no matter of a budget. */
static void sp_check_routine(struct sp_adapter *a, u32 callback, u64 ns)
{
	u64 most = callback == SP_CB_INITIALIZE ? SP_BUDGET_INITIALIZE : SP_ROUTINE_MOST;

	if (unlikely(ns > most))
		port_breach(&a->port, sp_rule_of(callback), NULL, "%s took %llu ms",
			    sp_time_name(callback), div_u64(ns, NSEC_PER_MSEC));
}

/**
 * sp_account_long() - account for what port_account_usual() found worth a look
 * @a: adapter
 * @what: enum sp_callback or enum sp_timed
 * @since: when it began; 0: nobody accounted for time then, and @ns is nonsense
 * @ns: nanoseconds that it took
 *
 * Context: interrupt lock held.
 */
void sp_account_long(struct sp_adapter *a, u32 what, u64 since, u64 ns)
{
	u64 budget = sp_budget_of(a, what);

	lockdep_assert_held(&a->lock);
	/* Less than nothing: the counters of two processors are a moment apart. */
	if (!since || (s64)ns < 0)
		return;
	port_account_add(&a->times.of[what], ns, budget);
	if (budget && ns > budget)
		sp_note_long_call(a, what, ns);
	if (what < SP_CALLBACKS)
		sp_check_routine(a, what, ns);
}

/**
 * sp_account_long_call() - as sp_account_long() of the routine that has just returned
 * @a: adapter
 * @callback: which
 * @ns: nanoseconds that it took
 *
 * Context: interrupt lock held.
 */
void sp_account_long_call(struct sp_adapter *a, enum sp_callback callback, u64 ns)
{
	sp_account_long(a, callback, a->times.since, ns);
}

static enum sp_wait_reason sp_wait_reason(const struct sp_adapter *a, const struct sp_srb *s)
{
	static const u8 of_hold[SP_HOLDS] = {
		[SP_HOLD_ENABLE] = SP_WAIT_ENABLE,
		[SP_HOLD_RESET] = SP_WAIT_RESET,
		[SP_HOLD_STOPPED] = SP_WAIT_STOPPED,
		[SP_HOLD_DOUBT] = SP_WAIT_DOUBT,
		[SP_HOLD_ALONE] = SP_WAIT_ALONE,
	};

	if (s->lu->busy)
		return SP_WAIT_BUSY;
	if (a->hold)
		return of_hold[__ffs(a->hold)];
	return a->ready ? SP_WAIT_UNIT : SP_WAIT_NEXT_REQUEST;
}

/**
 * sp_account_park() - a request begins to wait, and for what
 * @a: adapter
 * @s: request that is parked
 *
 * Context: interrupt lock held.
 */
void sp_account_park(struct sp_adapter *a, struct sp_srb *s)
{
	s->parked_since = port_account_start();
	s->waits_for = sp_wait_reason(a, s);
}

/**
 * sp_account_wait() - a parked request starts
 * @a: adapter
 * @s: request
 *
 * Context: interrupt lock held.
 */
void sp_account_wait(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_wait *wait = &a->times.waits[s->waits_for];
	u64 now = port_account_start();
	u64 ns = port_clock_ns(now - s->parked_since);

	if (!now || !s->parked_since || (s64)ns < 0)
		return;
	wait->waits++;
	wait->total += ns;
	wait->longest = max(wait->longest, ns);
}

/**
 * sp_account_set_budget() - from now on, so much is too much
 * @a: adapter
 * @microseconds: for each routine that runs with interrupts off; 0: nothing is too much
 *
 * Context: interrupt lock held, or the adapter is not known to anybody yet.
 */
void sp_account_set_budget(struct sp_adapter *a, u32 microseconds)
{
	u32 what;

	a->times.budget_us = microseconds;
	/* What was over another budget is of no interest any more. */
	a->times.news = 0;
	for (what = 0; what < SP_TIMES; what++)
		port_account_budget(&a->times.of[what], sp_budget_of(a, what));
}

/**
 * sp_account_init() - an adapter's time begins
 * @a: adapter, zeroed
 *
 * Context: Process; the adapter is not known to anybody yet.
 */
void sp_account_init(struct sp_adapter *a)
{
	sp_account_set_budget(a, READ_ONCE(sp_budget_us));
}

/**
 * sp_account_clear() - begin anew, for who wants to know of a part of the time
 * @a: adapter
 *
 * What is over its budget and was not said yet, is still said.
 *
 * Context: interrupt lock held.
 */
void sp_account_clear(struct sp_adapter *a)
{
	u32 what;

	lockdep_assert_held(&a->lock);
	for (what = 0; what < SP_TIMES; what++)
		port_account_clear(&a->times.of[what], sp_budget_of(a, what));
	a->times.delivery = 0;
	a->times.chores = 0;
	a->times.started = 0;
	memset(a->times.waits, 0, sizeof(a->times.waits));
	memset(a->times.worst, 0, sizeof(a->times.worst));
}

/**
 * sp_account_port() - how long the port itself has worked in tails, under the interrupt lock
 * @a: adapter
 *
 * Context: Any; without the interrupt lock, as of a moment ago.
 * Return: nanoseconds.
 */
u64 sp_account_port(const struct sp_adapter *a)
{
	u64 chores = port_clock_ns(READ_ONCE(a->times.chores));
	u64 started = READ_ONCE(a->times.started);

	return chores > started ? chores - started : 0;
}

/**
 * sp_account_locked() - how long the interrupt lock was held for the miniport
 * @a: adapter
 *
 * Context: Any; without the interrupt lock, as of a moment ago.
 * Return: nanoseconds.
 */
u64 sp_account_locked(const struct sp_adapter *a)
{
	u64 total = 0;
	u32 what;

	for (what = 0; what < SP_CALLBACKS; what++)
		total += what == SP_CB_ENABLE ? 0 : READ_ONCE(a->times.of[what].total);
	return total + sp_account_port(a);
}

/**
 * sp_time_name() - what something that is accounted for is called
 * @what: enum sp_callback or enum sp_timed
 *
 * Return: the name.
 */
const char *sp_time_name(u32 what)
{
	static const struct trace_print_flags names[] = { sp_callback_names };
	u32 i;

	for (i = 0; what < SP_CALLBACKS && i < ARRAY_SIZE(names); i++) {
		if (names[i].mask == what)
			return names[i].name;
	}
	return "gate";
}

static void sp_say_long_call(struct sp_adapter *a, u32 callback)
{
	const struct sp_long_call *last = &a->times.last[callback];
	u32 us = div_u64(last->ns, NSEC_PER_USEC);
	u32 budget = div_u64(sp_budget_of(a, callback), NSEC_PER_USEC);
	u64 over = a->times.of[callback].over;

	if (last->known)
		port_warn(&a->port, "%s took %u us, and may take %u: CDB opcode %#04x, %u bytes, for %u:%u:%u (%llu calls over it yet)\n",
			  sp_time_name(callback), us, budget, last->opcode, last->bytes,
			  last->key >> 16, last->key >> 8 & 0xff, last->key & 0xff, over);
	else
		port_warn(&a->port, "%s took %u us, and may take %u; the miniport has no request (%llu calls over it yet)\n",
			  sp_time_name(callback), us, budget, over);
}

/**
 * sp_account_say() - say which routines were over their budget, once in a minute for each
 * @a: adapter
 * @last: this is the last time that anybody asks
 *
 * Not where it happens, since the line would take longer than the routine did.
 *
 * Context: interrupt lock held.
 */
void sp_account_say(struct sp_adapter *a, bool last)
{
	struct sp_times *t = &a->times;
	u32 callback;

	lockdep_assert_held(&a->lock);
	if (likely(!t->news))
		return;
	for (callback = 0; callback < SP_CALLBACKS; callback++) {
		if (!(t->news & BIT(callback)))
			continue;
		if (t->said[callback] && !last &&
		    time_before(jiffies, t->said[callback] + SP_SAY_AGAIN))
			continue;
		t->news &= ~BIT(callback);
		t->said[callback] = jiffies ?: 1;
		sp_say_long_call(a, callback);
	}
}
