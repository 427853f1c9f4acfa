/* SPDX-License-Identifier: GPL-2.0-only */
/* The interrupt lock, who may start, and the tail of every routine. */
#ifndef SP_DISPATCH_H
#define SP_DISPATCH_H

#include "scsiport/adapter.h"
#include "scsiport/unit.h"

unsigned long sp_enter(struct sp_adapter *a) __acquires(&a->lock);
bool sp_tail(struct sp_adapter *a, unsigned long flags) __releases(&a->lock);
void sp_queue(struct sp_adapter *a, struct sp_srb *s);
bool sp_unqueue(struct sp_adapter *a, struct sp_srb *s);
void sp_complete(struct sp_adapter *a, struct sp_srb *s);
void sp_forsake(struct sp_adapter *a, struct sp_srb *s);
bool sp_is_in_tail(struct sp_adapter *a, const struct sp_srb *s);
void sp_lu_enlist(struct sp_adapter *a, struct sp_lu *lu);
void sp_units_retry(struct sp_adapter *a, bool tick);

/**
 * sp_lu_changed() - see whether an LU can start its next request now
 * @a: adapter
 * @lu: LU whose state or queue changed
 *
 * Context: interrupt lock held.
 */
static inline void sp_lu_changed(struct sp_adapter *a, struct sp_lu *lu)
{
	lockdep_assert_held(&a->lock);
	if (unlikely(!list_empty(&lu->parked)))
		sp_lu_enlist(a, lu);
}

/**
 * sp_next_request() - the miniport can take a request for any LU that is not busy
 * @a: adapter
 *
 * Context: interrupt lock held. Contract §4, NextRequest.
 */
static inline void sp_next_request(struct sp_adapter *a)
{
	lockdep_assert_held(&a->lock);
	a->ready = true;
}

/**
 * sp_lu_wanted() - the miniport can take another request for an LU
 * @a: adapter
 * @lu: LU without an untagged request
 *
 * Context: interrupt lock held. Contract §4, NextLuRequest.
 */
static inline void sp_lu_wanted(struct sp_adapter *a, struct sp_lu *lu)
{
	lu->wanted = true;
	sp_lu_changed(a, lu);
}

/**
 * sp_unlock() - drop the interrupt lock without a tail
 * @a: adapter
 * @flags: from sp_enter()
 *
 * Context: interrupt lock held; dropped.
 */
static inline void sp_unlock(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	WRITE_ONCE(a->owner, NULL);
	spin_unlock_irqrestore(&a->lock, flags);
}

/**
 * sp_leave() - the tail of a miniport routine: start what may start, then deliver what is complete
 * @a: adapter
 * @flags: from sp_enter()
 *
 * The next HwStartIo precedes the delivery of completions that were posted with it, and no
 * routine of the miniport is entered from inside another (contract §4, ordering). Most HwStartIo
 * leave nothing to do.
 *
 * Context: interrupt lock held; dropped.
 * Return: true if an Enable or Disable callback is due and its thread must be woken.
 */
static inline bool sp_leave(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	if (a->done.first || a->chores)
		return sp_tail(a, flags);
	sp_unlock(a, flags);
	return false;
}

#endif
