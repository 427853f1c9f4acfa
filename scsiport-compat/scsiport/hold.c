// SPDX-License-Identifier: GPL-2.0-only
/* Holds, as the trace tells them. */
#include "scsiport/hold.h"

/**
 * sp_hold_trace() - a hold is about to begin or to end
 * @a: adapter
 * @reason: which; it may have begun or ended already
 * @held: it begins
 *
 * Out of line, so that who begins or ends a hold saves no registers for it.
 *
 * Context: interrupt lock held, or the adapter is not known to anybody yet.
 */
void sp_hold_trace(struct sp_adapter *a, enum sp_hold reason, bool held)
{
	ktime_t since = a->held_since[reason];
	u64 microseconds = 0;

	if (test_bit(reason, &a->hold) == held)
		return;
	if (!held && since)
		microseconds = ktime_us_delta(ktime_get(), since);
	trace_scsiport_hold(a, reason, held, microseconds);
	a->held_since[reason] = held ? ktime_get() : 0;
}
