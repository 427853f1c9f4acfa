// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who may start: the dispatch rules of the contract (§6.8), HwStartIo, and the tail that
 * follows every miniport routine, which is where the Windows port driver has its DPC (§5.3).
 */
#include "scsiport/dispatch.h"
#include "core/rules.h"
#include "scsiport/account.h"
#include "scsiport/hold.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/request.h"
#include "scsiport/sense.h"
#include "scsiport/srb.h"
#include "scsiport/strict.h"
#include "scsiport/timer.h"
#include "scsiport/trace.h"
#include "scsiport/unit.h"

/**
 * sp_enter() - take the interrupt lock in order to call a miniport routine
 * @a: adapter
 *
 * Not inline, so that it stays the only function that takes a lock.
 *
 * Context: Any.
 * Return: flags for sp_leave().
 */
unsigned long sp_enter(struct sp_adapter *a)
	__acquires(&a->lock)
{
	unsigned long flags;

	spin_lock_irqsave(&a->lock, flags);
	WRITE_ONCE(a->owner, current);
	return flags;
}

/* Whether an LU can take this request, if the adapter can (§6.8). */
static bool sp_lu_accepts(const struct sp_lu *lu, const struct sp_srb *s)
{
	if (unlikely(lu->untagged))
		return false;
	/* The port's own REQUEST SENSE goes before everything. */
	if (unlikely(sp_is_sense(s)))
		return true;
	if (!lu->wanted || unlikely(lu->busy))
		return false;
	return s->srb.QueueTag != SP_UNTAGGED || !lu->active;
}

static bool sp_lu_may_start(const struct sp_lu *lu)
{
	return !list_empty(&lu->parked) &&
	       sp_lu_accepts(lu, list_first_entry(&lu->parked, struct sp_srb, link));
}

/**
 * sp_lu_enlist() - let an LU that has something parked wait for its turn, if it can start that
 * @a: adapter
 * @lu: LU
 *
 * Context: interrupt lock held.
 */
void sp_lu_enlist(struct sp_adapter *a, struct sp_lu *lu)
{
	lockdep_assert_held(&a->lock);
	if (!list_empty(&lu->waiting) || !sp_lu_may_start(lu))
		return;
	list_add_tail(&lu->waiting, &a->waiting);
	a->chores = true;
}

/*
 * HwStartIo must not return FALSE, yet some miniports do, with the SRB completed or forgotten
 * (§6.3).
 */
static noinline void sp_start_refused(struct sp_adapter *a, struct sp_srb *s)
{
	sp_call_end(a, SP_CB_START_IO);
	port_breach(&a->port, PORT_RULE_START_IO_FALSE, &s->srb,
		    "HwStartIo returned FALSE for CDB opcode %#04x; its SRB is answered INVALID_REQUEST where it was not completed",
		    s->srb.Cdb[0]);
	if (sp_is_active(s)) {
		sp_srb_answer(s, SRB_STATUS_INVALID_REQUEST);
		sp_complete(a, s);
	}
	sp_next_request(a);
}

/* A request with DISABLE_DISCONNECT has no tag, and is alone until it is complete (§6.4). */
static noinline void sp_alone_begins(struct sp_adapter *a, struct sp_srb *s)
{
	a->alone = s;
	sp_hold_begin(a, SP_HOLD_ALONE);
}

static void sp_alone_ends(struct sp_adapter *a)
{
	a->alone = NULL;
	sp_hold_end(a, SP_HOLD_ALONE);
	a->chores = true;
}

static __always_inline void sp_start(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	a->ready = false;
	a->unasked_ticks = 0;
	lu->wanted = false;
	lu->active++;
	a->last_unit = lu;
	if (s->srb.QueueTag == SP_UNTAGGED) {
		/* The release is for sp_srb_at(), as that of sp_adapter::active below. */
		smp_store_release(&lu->untagged, s);
		if (unlikely(s->srb.SrbFlags & SRB_FLAGS_DISABLE_DISCONNECT))
			sp_alone_begins(a, s);
	}
	/* The SRB is whole before it is shown: sp_srb_at() looks without the lock. */
	smp_store_release(&a->active[s->slot], s);
	a->counters.start_io++;
	trace_scsiport_srb_start(a, s);
	a->starting = s;
	if (sp_is_strict(s))
		sp_strict_start(s);
	sp_call_begin(a, SP_CB_START_IO);
	if (likely(a->port.hw->HwStartIo(a->port.extension, &s->srb)))
		sp_call_end(a, SP_CB_START_IO);
	else
		sp_start_refused(a, s);
	a->starting = NULL;
}

static noinline void sp_park(struct sp_adapter *a, struct sp_srb *s)
{
	sp_account_park(a, s);
	list_add_tail(&s->link, &s->lu->parked);
	a->counters.parked++;
	sp_lu_changed(a, s->lu);
}

/**
 * sp_queue() - give a request to the miniport, or park it until it may start
 * @a: adapter
 * @s: request
 *
 * Context: interrupt lock held.
 */
void sp_queue(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	lockdep_assert_held(&a->lock);
	/* Whoever was parked before has been started by then, or cannot start either. */
	if (likely(a->ready && !a->hold && list_empty(&lu->parked) && sp_lu_accepts(lu, s)))
		sp_start(a, s);
	else
		sp_park(a, s);
}

/**
 * sp_unqueue() - take a parked request back
 * @a: adapter
 * @s: request
 *
 * Context: interrupt lock held.
 * Return: true if it was parked, and now belongs to the caller.
 */
bool sp_unqueue(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_srb *parked;

	lockdep_assert_held(&a->lock);
	/* Look: one that is complete and on its way out is not active either. */
	list_for_each_entry(parked, &s->lu->parked, link) {
		if (parked != s)
			continue;
		list_del_init(&s->link);
		sp_lu_changed(a, s->lu);
		return true;
	}
	return false;
}

/* Starts what may start, LU by LU in turn. */
static void sp_dispatch(struct sp_adapter *a)
{
	while (a->ready && !a->hold && !list_empty(&a->waiting)) {
		struct sp_lu *lu = list_first_entry(&a->waiting, struct sp_lu, waiting);
		struct sp_srb *s;

		list_del_init(&lu->waiting);
		if (!sp_lu_may_start(lu))
			continue;
		s = list_first_entry(&lu->parked, struct sp_srb, link);
		list_del_init(&s->link);
		sp_account_wait(a, s);
		sp_start(a, s);
		sp_lu_changed(a, lu);
	}
}

/*
 * The status of a request says more than that all is well: the tail decides what follows. Until
 * then nothing starts, for REQUEST SENSE may have to go first: after a completion inside
 * HwStartIo, or by a notification from nowhere.
 */
static noinline void sp_doubt(struct sp_adapter *a, struct sp_srb *s)
{
	sp_srb_check_status(a, s);
	sp_done_add(&a->doubtful, s);
	sp_hold_begin(a, SP_HOLD_DOUBT);
	a->chores = true;
	sp_lu_changed(a, s->lu);
}

/* A request is not the miniport's any more: what becomes of it, and of its LU. */
static __always_inline void sp_completed(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	if (unlikely(a->vain_resets) &&
	    SRB_STATUS(s->srb.SrbStatus) != SRB_STATUS_BUS_RESET)
		a->vain_resets = 0;
	if (!lu->active)
		lu->wanted = true;
	if (unlikely(s->srb.SrbStatus != SRB_STATUS_SUCCESS || s->srb.ScsiStatus ||
		     s == &lu->sense)) {
		sp_doubt(a, s);
		return;
	}
	sp_done_add(&a->done, s);
	sp_lu_changed(a, lu);
}

/* Not inlined, since its registers would be saved for every request. */
static noinline void sp_completed_alone(struct sp_adapter *a, struct sp_srb *s)
{
	sp_alone_ends(a);
	sp_completed(a, s);
}

/**
 * sp_complete() - take an active request back from the miniport
 * @a: adapter
 * @s: active request with its final status; delivered in the tail, so that the miniport may read it
 *	until its routine returns
 *
 * Context: interrupt lock held. Contract §4, RequestComplete.
 */
void sp_complete(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	lockdep_assert_held(&a->lock);
	s->srb.SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
	a->counters.completions++;
	a->active[s->slot] = NULL;
	a->last_unit = lu;
	lu->active--;
	if (lu->untagged == s) {
		lu->untagged = NULL;
		if (unlikely(a->alone == s)) {
			sp_completed_alone(a, s);
			return;
		}
	}
	sp_completed(a, s);
}

/**
 * sp_forsake() - go on without an active request that the miniport will perhaps never complete
 * @a: adapter
 * @s: request of the port's own; the miniport still has its memory
 *
 * Context: interrupt lock held.
 */
void sp_forsake(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	lockdep_assert_held(&a->lock);
	a->counters.completions++;
	a->active[s->slot] = NULL;
	lu->active--;
	if (lu->untagged == s)
		lu->untagged = NULL;
	if (a->alone == s)
		sp_alone_ends(a);
	if (!lu->active)
		lu->wanted = true;
	sp_lu_changed(a, lu);
}

/*
 * BUSY: the request waits at the head of its LU until something of the adapter completes or the
 * tick comes; never at once, since some miniports mean "until my interrupt" by it (§7.3).
 */
static void sp_park_busy(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_srb *parked;

	s->lu->busy = true;
	a->any_busy = true;
	a->counters.busy++;
	sp_account_park(a, s);
	if (unlikely(sp_is_internal(s)))
		sp_internal_rebuild(s);
	else
		sp_srb_rebuild(a, s);
	/* Behind REQUEST SENSE, which is the next command whatever became of the others (§6.6). */
	parked = list_first_entry_or_null(&s->lu->parked, struct sp_srb, link);
	if (parked && sp_is_sense(parked))
		list_add(&s->link, &parked->link);
	else
		list_add(&s->link, &s->lu->parked);
}

/* BUSY is tried again, for a while, and if anybody still waits for it. */
static bool sp_waits(struct sp_adapter *a, struct sp_srb *s)
{
	return SRB_STATUS(s->srb.SrbStatus) == SRB_STATUS_BUSY &&
	       s->attempts < SP_BUSY_ATTEMPTS && a->port.state != PORT_DEAD &&
	       !(sp_is_internal(s) && sp_internal_is_abandoned(s));
}

/*
 * Sorts the completed requests that may not be done: back to the queue, on to REQUEST SENSE, or
 * out to the midlayer.
 */
static void sp_sort(struct sp_adapter *a)
{
	struct sp_srb *s, *next = a->doubtful.first;

	if (!next)
		return;
	sp_done_init(&a->doubtful);
	sp_hold_end(a, SP_HOLD_DOUBT);
	while ((s = next)) {
		bool waits = sp_waits(a, s);

		next = s->next;
		if (sp_is_sense(s)) {
			s = sp_sense_finish(a, s);
			if (s)
				sp_done_add(&a->done, s);
		} else if (!waits && !sp_sense_wanted(a, s)) {
			sp_done_add(&a->done, s);
		} else if (a->resetting && !sp_is_internal(s)) {
			/* Recovery counts on having all of the midlayer's back after a reset. */
			sp_srb_answer(s, SRB_STATUS_BUS_RESET);
			sp_done_add(&a->done, s);
		} else if (waits) {
			sp_park_busy(a, s);
		} else {
			sp_sense_start(a, s);
		}
	}
}

static bool sp_is_on(const struct sp_done *list, const struct sp_srb *s)
{
	const struct sp_srb *other;

	for (other = list->first; other; other = other->next) {
		if (other == s)
			return true;
	}
	return false;
}

/**
 * sp_is_in_tail() - is a request complete, and no tail has seen it yet?
 * @a: adapter
 * @s: request
 *
 * Context: interrupt lock held.
 * Return: true if so: it is about to be delivered, or parked again.
 */
bool sp_is_in_tail(struct sp_adapter *a, const struct sp_srb *s)
{
	lockdep_assert_held(&a->lock);
	return sp_is_on(&a->doubtful, s) || sp_is_on(&a->done, s);
}

/**
 * sp_units_retry() - offer BUSY requests again
 * @a: adapter
 * @tick: true on the one-second tick, which counts as an attempt; false after a completion
 *
 * Context: interrupt lock held.
 */
void sp_units_retry(struct sp_adapter *a, bool tick)
{
	struct port_unit *unit;
	unsigned long key;

	lockdep_assert_held(&a->lock);
	if (likely(!a->any_busy))
		return;
	a->any_busy = false;
	xa_for_each(&a->port.units, key, unit) {
		struct sp_lu *lu = to_sp_lu(unit);
		struct sp_srb *s;

		if (!lu->busy)
			continue;
		lu->busy = false;
		s = list_first_entry_or_null(&lu->parked, struct sp_srb, link);
		if (s && tick && !sp_is_sense(s))
			s->attempts++;
		sp_lu_changed(a, lu);
	}
}

/* Works off what is no plain completion; true if the thread must be woken. */
static noinline bool sp_do_chores(struct sp_adapter *a)
{
	struct sp_srb **answered = &a->done.first;
	bool wake;

	sp_chores_begin(a);
	if (a->timer.changed)
		sp_timer_apply(a);
	do {
		sp_sort(a);
		if (a->done.end != answered)
			sp_units_retry(a, false);
		answered = a->done.end;
		sp_dispatch(a);
	} while (a->doubtful.first || a->done.end != answered);
	if (a->timer.changed)
		sp_timer_apply(a);
	wake = sp_callback_due(a);
	/* What waits for the miniport or for another completion is looked at every time. */
	a->chores = wake || a->any_busy || !list_empty(&a->waiting);
	sp_chores_end(a);
	return wake;
}

/*
 * A tail needs the port lock of the contract, which the Enable callback has: what that posted is
 * worked off after the Disable callback, by the thread (§5.4.2 and 5). Unless it never returns,
 * and recovery has given the adapter up.
 */
static bool sp_tail_waits(const struct sp_adapter *a)
{
	return a->enable_running && a->port.state != PORT_DEAD;
}

/**
 * sp_tail() - the part of sp_leave() that is for a routine which left something to do
 * @a: adapter
 * @flags: from sp_enter()
 *
 * Context: interrupt lock held; dropped.
 * Return: as sp_leave().
 */
bool sp_tail(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	struct sp_srb *done;
	bool wake = false;

	if (unlikely(a->chores)) {
		if (sp_tail_waits(a)) {
			sp_unlock(a, flags);
			return false;
		}
		wake = sp_do_chores(a);
		if (!a->done.first) {
			sp_unlock(a, flags);
			return wake;
		}
	}
	done = a->done.first;
	sp_done_init(&a->done);
	/*
	 * The read-side section starts before the lock is dropped and ends after the last
	 * scsi_done(), so that recovery, which found a request neither parked nor active, can
	 * wait it out.
	 */
	rcu_read_lock();
	sp_unlock(a, flags);
	sp_deliver(done);
	rcu_read_unlock();
	return wake;
}
