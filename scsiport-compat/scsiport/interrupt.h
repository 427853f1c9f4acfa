/* SPDX-License-Identifier: GPL-2.0-only */
/* HwInterrupt, the gate, the callback pair. */
#ifndef SP_INTERRUPT_H
#define SP_INTERRUPT_H

#include "scsiport/account.h"
#include "scsiport/dispatch.h"

/* Whether the thread has a callback to run: interrupt lock. */
static inline bool sp_callback_due(const struct sp_adapter *a)
{
	return (a->enable || a->disable) && !a->enable_running && !a->resets_due;
}

/* Interrupts are passed on again: interrupt lock. */
static inline void sp_gate_open(struct sp_adapter *a)
{
	u64 now;

	if (a->gate && port_clock(&now))
		sp_account(a, SP_TIME_GATE, a->times.gate_since, now);
	a->gate = false;
	a->gate_reported = false;
}

int sp_interrupts_connect(struct sp_adapter *a);
void sp_interrupts_disconnect(struct sp_adapter *a);
void sp_post_enable(struct sp_adapter *a, PHW_INTERRUPT routine);
void sp_post_disable(struct sp_adapter *a, PHW_INTERRUPT routine);
void sp_wake_thread(struct sp_adapter *a);
void sp_run_enable(struct sp_adapter *a);

/**
 * sp_leave_and_wake() - sp_leave() for callers that are not the interrupt handler
 * @a: adapter
 * @flags: from sp_enter()
 *
 * Context: interrupt lock held; dropped.
 */
static inline void sp_leave_and_wake(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	if (unlikely(sp_leave(a, flags)))
		sp_wake_thread(a);
}

void sp_enable_drain(struct sp_adapter *a);
void sp_enable_returned(struct sp_adapter *a);
bool sp_enable_wait(struct sp_adapter *a);
bool sp_poll_interrupt(struct sp_adapter *a);
void sp_interrupt_doubt(struct sp_adapter *a);
void sp_interrupt_lost(struct sp_adapter *a, const char *when);

#endif
