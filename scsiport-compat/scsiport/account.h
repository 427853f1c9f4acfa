/* SPDX-License-Identifier: GPL-2.0-only */
/* Each call of a miniport's routine begins and ends here: it is traced, and it is timed. */
#ifndef SP_ACCOUNT_H
#define SP_ACCOUNT_H

#include <linux/preempt.h>

#include "scsiport/adapter.h"
#include "scsiport/times.h"
#include "scsiport/trace.h"

void sp_account_long(struct sp_adapter *a, u32 what, u64 since, u64 ns);
void sp_account_long_call(struct sp_adapter *a, enum sp_callback callback, u64 ns);
void sp_account_wait(struct sp_adapter *a, struct sp_srb *s);
void sp_account_park(struct sp_adapter *a, struct sp_srb *s);
void sp_account_init(struct sp_adapter *a);
void sp_account_set_budget(struct sp_adapter *a, u32 microseconds);
void sp_account_clear(struct sp_adapter *a);
void sp_account_say(struct sp_adapter *a, bool last);
const char *sp_time_name(u32 what);
u64 sp_account_port(const struct sp_adapter *a);
u64 sp_account_locked(const struct sp_adapter *a);

/**
 * sp_call_begin() - a routine of the miniport is about to be called
 * @a: adapter
 * @callback: which
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_call_begin(struct sp_adapter *a, enum sp_callback callback)
{
	trace_scsiport_callback_enter(a, callback);
	if (!port_clock(&a->times.since))
		a->times.since = 0;
}

/**
 * sp_account() - account for what has ended just now
 * @a: adapter
 * @what: enum sp_callback or enum sp_timed
 * @since: of port_account_start(), when it began
 * @now: of port_clock()
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_account(struct sp_adapter *a, u32 what, u64 since, u64 now)
{
	u64 ns = port_clock_ns(now - since) | 1;

	if (unlikely(port_account_usual(&a->times.of[what], ns)))
		sp_account_long(a, what, since, ns);
}

/* As sp_account(); but that keeps the beginning at hand, which costs registers. */
static __always_inline void sp_account_call(struct sp_adapter *a, enum sp_callback callback,
					    u64 now)
{
	u64 ns = port_clock_ns(now - a->times.since) | 1;

	if (unlikely(port_account_usual(&a->times.of[callback], ns)))
		sp_account_long_call(a, callback, ns);
}

/**
 * sp_call_end() - the routine has returned
 * @a: adapter
 * @callback: which
 *
 * Inlined, as it is for the two routines that each request meets; it is small for the others, too.
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_call_end(struct sp_adapter *a, enum sp_callback callback)
{
	u64 now;

	if (trace_scsiport_callback_exit_enabled())
		trace_scsiport_callback_exit(a, callback, a->times.since);
	if (port_clock(&now))
		sp_account_call(a, callback, now);
}

/**
 * sp_interrupt_end() - as sp_call_end() for HwInterrupt, whose handler goes on
 * @a: adapter
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_interrupt_end(struct sp_adapter *a)
{
	u64 now;

	if (trace_scsiport_callback_exit_enabled())
		trace_scsiport_callback_exit(a, SP_CB_INTERRUPT, a->times.since);
	if (!port_clock(&now)) {
		a->times.left = 0;
		return;
	}
	a->times.left = now;
	sp_account_call(a, SP_CB_INTERRUPT, now);
}

/**
 * sp_handler_end() - the interrupt handler has delivered what was complete, and ends
 * @a: adapter
 *
 * Context: without the interrupt lock: two lines of one adapter may lose some of each other's.
 */
static __always_inline void sp_handler_end(struct sp_adapter *a)
{
	u64 now;

	if (a->times.left && port_clock(&now) && in_hardirq())
		a->times.delivery += now - a->times.left;
}

/**
 * sp_chores_begin() - the port is about to work off what is no plain completion
 * @a: adapter
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_chores_begin(struct sp_adapter *a)
{
	if (!port_clock(&a->times.left))
		a->times.left = 0;
	a->times.called = a->times.of[SP_CB_START_IO].total;
}

/**
 * sp_chores_end() - that has ended; HwStartIo, if it was called meanwhile, is not the port's time
 * @a: adapter
 *
 * Context: interrupt lock held.
 */
static __always_inline void sp_chores_end(struct sp_adapter *a)
{
	u64 now;

	if (!a->times.left || !port_clock(&now))
		return;
	a->times.chores += now - a->times.left;
	a->times.started += a->times.of[SP_CB_START_IO].total - a->times.called;
	a->times.left = now;
}

#endif
