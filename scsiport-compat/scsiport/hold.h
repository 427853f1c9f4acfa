/* SPDX-License-Identifier: GPL-2.0-only */
/* Holds: while there is one, no HwStartIo is called and requests are parked. */
#ifndef SP_HOLD_H
#define SP_HOLD_H

#include "scsiport/adapter.h"
#include "scsiport/trace.h"

void sp_hold_trace(struct sp_adapter *a, enum sp_hold reason, bool held);

/**
 * sp_hold_begin() - a reason for that no HwStartIo is called begins, or goes on
 * @a: adapter
 * @reason: which
 *
 * Context: interrupt lock held, or the adapter is not known to anybody yet.
 */
static inline void sp_hold_begin(struct sp_adapter *a, enum sp_hold reason)
{
	if (trace_scsiport_hold_enabled())
		sp_hold_trace(a, reason, true);
	set_bit(reason, &a->hold);
}

/**
 * sp_hold_end() - a reason for that no HwStartIo is called ends, if it was there
 * @a: adapter
 * @reason: which
 *
 * Context: interrupt lock held.
 */
static inline void sp_hold_end(struct sp_adapter *a, enum sp_hold reason)
{
	if (trace_scsiport_hold_enabled())
		sp_hold_trace(a, reason, false);
	clear_bit(reason, &a->hold);
}

#endif
