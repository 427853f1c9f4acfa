// SPDX-License-Identifier: GPL-2.0-only
/*
 * HwInterrupt, the gate and the callback pair (contract §5).
 *
 * HwInterrupt runs in the hard interrupt handler under the interrupt lock. CallEnableInterrupts
 * closes the gate and holds new requests; the routine that it names runs in the IRQ thread of
 * the same line, preemptible, with interrupts on and without the lock. Right after it, under the
 * lock, the gate opens and the CallDisableInterrupts routine unmasks the HBA. The line itself is
 * never masked for that: neighbours on it must not wait for our thread, so there is no
 * IRQF_ONESHOT.
 */
#include <linux/irq.h>

#include "scsiport/interrupt.h"
#include "core/log.h"
#include "core/rules.h"
#include "core/bus/bus.h"
#include "scsiport/account.h"
#include "scsiport/dispatch.h"
#include "scsiport/hold.h"
#include "scsiport/timer.h"
#include "scsiport/running.h"
#include "scsiport/trace.h"

#define SP_ENABLE_PATIENCE	(10 * HZ)
#define SP_ENABLE_LEAVING	(1 * HZ)	/* the adapter goes, and waits in the end */

/*
 * The gate is closed: HwInterrupt waits for the Disable callback. Where handlers are threads
 * (PREEMPT_RT, threadirqs), irq_wake_thread() wakes this one, and only what it returns wakes that
 * of the callbacks. Not inlined, since its registers would be saved for every interrupt.
 */
static noinline irqreturn_t sp_isr_gated(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	bool wake = sp_callback_due(a);

	a->counters.gated++;
	trace_scsiport_gated(a);
	sp_unlock(a, flags);
	return wake ? IRQ_WAKE_THREAD : IRQ_NONE;
}

static irqreturn_t sp_isr(int irq, void *dev_id)
{
	struct sp_adapter *a = dev_id;
	unsigned long flags = sp_enter(a);
	bool ours, wake;

	if (unlikely(a->gate))
		return sp_isr_gated(a, flags);
	a->notified = false;
	a->counters.interrupts++;
	sp_call_begin(a, SP_CB_INTERRUPT);
	ours = a->port.hw->HwInterrupt(a->port.extension);
	sp_interrupt_end(a);
	/* Some miniports complete requests and say FALSE (trap 28). */
	ours |= a->notified;
	if (ours)
		a->heard = true;
	else
		a->counters.not_ours++;
	wake = sp_leave(a, flags);
	sp_handler_end(a);
	if (wake)
		return IRQ_WAKE_THREAD;
	return ours ? IRQ_HANDLED : IRQ_NONE;
}

static irqreturn_t sp_irq_thread(int irq, void *dev_id)
{
	sp_run_enable(dev_id);
	return IRQ_HANDLED;
}

/**
 * sp_poll_interrupt() - call HwInterrupt without an interrupt, to find completions that it lost
 * @a: adapter
 *
 * Context: Process or softirq.
 * Return: true if the miniport had something to report.
 */
bool sp_poll_interrupt(struct sp_adapter *a)
{
	unsigned long flags;
	bool found = false;

	if (!a->port.irq_count)
		return false;
	flags = sp_enter(a);
	if (!a->gate && !test_bit(SP_HOLD_STOPPED, &a->hold)) {
		a->notified = false;
		sp_call_begin(a, SP_CB_INTERRUPT);
		found = a->port.hw->HwInterrupt(a->port.extension) || a->notified;
		sp_call_end(a, SP_CB_INTERRUPT);
	}
	sp_leave_and_wake(a, flags);
	return found;
}

static bool sp_intx_is_off(struct sp_adapter *a)
{
	u16 command = 0;

	if (!a->port.pdev || a->port.pdev->msi_enabled || a->port.pdev->msix_enabled)
		return false;
	pci_read_config_word(a->port.pdev, PCI_COMMAND, &command);
	return command & PCI_COMMAND_INTX_DISABLE;
}

/**
 * sp_interrupt_doubt() - something went wrong: may that be for want of interrupts?
 * @a: adapter
 *
 * Tells once where to look, if none of the HBA's ever came.
 *
 * Context: Process.
 */
void sp_interrupt_doubt(struct sp_adapter *a)
{
	if (!a->port.irq_count || READ_ONCE(a->heard) || a->mute_reported)
		return;
	a->mute_reported = true;
	port_warn(&a->port, "irq %d has brought no interrupt of this HBA yet%s; try msi=1, and see \"No interrupt\" in docs/porting.md\n",
		  a->port.irqs[0], sp_intx_is_off(a) ?
		  ": the miniport has switched the line off (INTx Disable in the PCI command)" :
		  "");
}

/**
 * sp_interrupt_lost() - HwInterrupt had something to report, and no interrupt had come
 * @a: adapter
 * @when: when that was found
 *
 * Context: Process.
 */
void sp_interrupt_lost(struct sp_adapter *a, const char *when)
{
	port_warn(&a->port, "a lost interrupt, found when %s\n", when);
	sp_interrupt_doubt(a);
}

static void sp_gate_close(struct sp_adapter *a)
{
	if (!a->gate) {
		a->gate_closed = jiffies;
		a->times.gate_since = port_account_start();
	}
	a->gate = true;
}

/**
 * sp_post_enable() - CallEnableInterrupts
 * @a: adapter
 * @routine: the Enable callback; a later one replaces it until its thread runs
 *
 * Context: interrupt lock held. Contract §5.4.
 */
void sp_post_enable(struct sp_adapter *a, PHW_INTERRUPT routine)
{
	lockdep_assert_held(&a->lock);
	if (!routine) {
		port_breach(&a->port, PORT_RULE_MISSING_CALLBACK, NULL,
			    "CallEnableInterrupts without a routine");
		return;
	}
	if (sp_is_stopped(a))
		return;
	a->enable = routine;
	a->chores = true;
	sp_gate_close(a);
	sp_hold_begin(a, SP_HOLD_ENABLE);
}

/**
 * sp_post_disable() - CallDisableInterrupts
 * @a: adapter
 * @routine: the Disable callback
 *
 * Posted by a timer or another callback that finishes what an Enable callback began, the thread
 * runs it too (§5.4.6 and 7).
 *
 * Context: interrupt lock held.
 */
void sp_post_disable(struct sp_adapter *a, PHW_INTERRUPT routine)
{
	lockdep_assert_held(&a->lock);
	if (!routine) {
		port_breach(&a->port, PORT_RULE_MISSING_CALLBACK, NULL,
			    "CallDisableInterrupts without a routine");
		return;
	}
	if (sp_is_stopped(a))
		return;
	a->disable = routine;
	a->chores = true;
}

/**
 * sp_wake_thread() - have a posted callback run
 * @a: adapter
 *
 * Context: Any.
 */
void sp_wake_thread(struct sp_adapter *a)
{
	if (a->port.irq_count) {
		irq_wake_thread(a->port.irqs[0], a);
	} else {
		set_bit(SP_TODO_ENABLE, &a->todo);
		queue_work(a->port.workqueue, &a->worker);
	}
}

static void sp_call_enable(struct sp_adapter *a, unsigned long *flags)
	__releases(&a->lock) __acquires(&a->lock)
{
	PHW_INTERRUPT routine = a->enable;
	u64 since, until;

	a->enable = NULL;
	a->chores = true;	/* until it has returned: sp_tail() looks there only */
	WRITE_ONCE(a->enable_running, current);
	WRITE_ONCE(a->enable_rounds, a->enable_rounds + 1);
	a->counters.enable_callbacks++;
	sp_unlock(a, *flags);

	trace_scsiport_callback_enter(a, SP_CB_ENABLE);
	since = port_account_start();
	routine(a->port.extension);
	until = port_account_start();
	trace_scsiport_callback_exit(a, SP_CB_ENABLE, since);

	*flags = sp_enter(a);
	if (until)
		sp_account(a, SP_CB_ENABLE, since, until);
	WRITE_ONCE(a->enable_running, NULL);
}

/*
 * The gate opens before the routine is called, so that a CallEnableInterrupts that the routine
 * posts closes it again and is not lost.
 */
static void sp_call_disable(struct sp_adapter *a)
{
	PHW_INTERRUPT routine = a->disable;

	a->disable = NULL;
	a->counters.disable_callbacks++;
	sp_gate_open(a);
	sp_running_begin(a, SP_CB_DISABLE);
	routine(a->port.extension);
	sp_running_end(a, SP_CB_DISABLE);
}

/**
 * sp_run_enable() - run posted Enable and Disable callbacks until none is left
 * @a: adapter
 *
 * Context: Process, interrupts on: the IRQ thread, or the worker of an adapter without a line.
 */
void sp_run_enable(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);

	while (sp_callback_due(a)) {
		if (a->enable)
			sp_call_enable(a, &flags);
		if (a->disable)
			sp_call_disable(a);
		/* A routine that ran out of time while the Enable callback held it off. */
		sp_timer_run_due(a);
		if (!a->enable)
			sp_hold_end(a, SP_HOLD_ENABLE);
		sp_leave(a, flags);
		wake_up_all(&a->idle);
		flags = sp_enter(a);
	}
	sp_leave(a, flags);
}

/* Whatever was due or running at @since has ended. */
static bool sp_enable_is_over(struct sp_adapter *a, u32 since)
{
	return !test_bit(SP_HOLD_ENABLE, &a->hold) || READ_ONCE(a->enable_rounds) - since > 1;
}

/**
 * sp_enable_wait() - wait until the Enable callback that is due or running has ended
 * @a: adapter
 *
 * Others may have come meanwhile.
 *
 * Context: Process.
 * Return: whether it has, within 10 s, or 1 s when the adapter is going away.
 */
bool sp_enable_wait(struct sp_adapter *a)
{
	long patience = READ_ONCE(a->port.leaving) ? SP_ENABLE_LEAVING : SP_ENABLE_PATIENCE;
	u32 since = READ_ONCE(a->enable_rounds);

	if (wait_event_timeout(a->idle, sp_enable_is_over(a, since), patience))
		return true;
	port_warn(&a->port, "the Enable callback has not returned for %ld s\n", patience / HZ);
	return false;
}

/**
 * sp_enable_drain() - wait until no Enable callback is due or running
 * @a: adapter
 *
 * Context: Process.
 */
void sp_enable_drain(struct sp_adapter *a)
{
	if (!wait_event_timeout(a->idle, !test_bit(SP_HOLD_ENABLE, &a->hold), SP_ENABLE_PATIENCE))
		port_warn(&a->port, "the Enable callback has not returned for 10 s\n");
}

/**
 * sp_enable_returned() - wait until no Enable callback is running
 * @a: adapter, with @resets_due set, so that no other one begins
 *
 * Context: Process.
 */
void sp_enable_returned(struct sp_adapter *a)
{
	if (!wait_event_timeout(a->idle, !READ_ONCE(a->enable_running), SP_ENABLE_PATIENCE))
		port_warn(&a->port, "the Enable callback has not returned for 10 s\n");
}

static int sp_request_irq(struct sp_adapter *a, int irq, KINTERRUPT_MODE mode)
{
	unsigned long flags = mode == LevelSensitive ? IRQF_SHARED : 0;

	snprintf(a->port.irq_name, sizeof(a->port.irq_name), "%s:%s",
		 a->port.miniport->name, dev_name(a->port.dev));
	return request_threaded_irq(irq, sp_isr, sp_irq_thread, flags, a->port.irq_name, a);
}

/**
 * sp_interrupts_connect() - connect what HwFindAdapter left in BusInterruptLevel and
 * BusInterruptLevel2
 * @a: adapter
 *
 * From here on HwInterrupt may be called, HwInitialize or not (§5.6).
 *
 * Context: Process.
 * Return: 0, also for a polled HBA; a negative errno otherwise.
 */
int sp_interrupts_connect(struct sp_adapter *a)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->port.config;
	const bool wanted[PORT_MAX_INTERRUPTS] = {
		c->BusInterruptLevel || c->BusInterruptVector,
		c->BusInterruptLevel2 || c->BusInterruptVector2,
	};
	const KINTERRUPT_MODE modes[PORT_MAX_INTERRUPTS] = { c->InterruptMode, c->InterruptMode2 };
	unsigned int i;

	if (!a->port.hw->HwInterrupt)
		return 0;
	for (i = 0; i < PORT_MAX_INTERRUPTS; i++) {
		int irq, ret;

		if (!wanted[i])
			continue;
		irq = a->port.bus->irq(&a->port, i);
		ret = irq < 0 ? irq : sp_request_irq(a, irq, modes[i]);
		if (ret) {
			port_err(&a->port, "interrupt %u (BusInterruptLevel%s %u) cannot be connected: %pe\n",
				 i, i ? "2" : "", i ? c->BusInterruptLevel2 : c->BusInterruptLevel,
				 ERR_PTR(ret));
			sp_interrupts_disconnect(a);
			return ret;
		}
		a->port.irqs[a->port.irq_count++] = irq;
	}
	return 0;
}

/**
 * sp_interrupts_disconnect() - disconnect all interrupts; waits for handler and thread
 * @a: adapter
 *
 * Context: Process.
 */
void sp_interrupts_disconnect(struct sp_adapter *a)
{
	while (a->port.irq_count)
		free_irq(a->port.irqs[--a->port.irq_count], a);
}
