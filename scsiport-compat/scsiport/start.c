// SPDX-License-Identifier: GPL-2.0-only
/*
 * An adapter's way into ScsiPort's hands and out of them: interrupts, HwInitialize, adapter
 * control (contract §1.6 to §1.8).
 */
#include <linux/slab.h>

#include "scsiport/start.h"
#include "core/log.h"
#include "core/bus/bus.h"
#include "scsiport/account.h"
#include "scsiport/dispatch.h"
#include "scsiport/histogram.h"
#include "scsiport/hold.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/recovery.h"
#include "scsiport/running.h"
#include "scsiport/sense.h"
#include "scsiport/srb.h"
#include "scsiport/strict.h"
#include "scsiport/timer.h"
#include "scsiport/trace.h"

static void sp_worker(struct work_struct *work)
{
	struct sp_adapter *a = container_of(work, struct sp_adapter, worker);

	if (test_and_clear_bit(SP_TODO_ENABLE, &a->todo))
		sp_run_enable(a);
	if (test_and_clear_bit(SP_TODO_TAIL, &a->todo))
		sp_leave_and_wake(a, sp_enter(a));
}

/**
 * sp_prepare() - what an adapter needs before its hardware is known
 * @p: adapter, zeroed
 *
 * Context: Process.
 */
void sp_prepare(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);

	spin_lock_init(&a->lock);
	INIT_LIST_HEAD(&a->waiting);
	sp_done_init(&a->done);
	sp_done_init(&a->doubtful);
	init_waitqueue_head(&a->internal_idle);
	init_waitqueue_head(&a->idle);
	INIT_WORK(&a->worker, sp_worker);
	INIT_WORK(&a->sense_late, sp_sense_late);
	sp_timers_init(a);
	sp_account_init(a);
	a->port.caller.locked = &a->owner;
	a->port.caller.enabled = &a->enable_running;
	a->ready = true;
	sp_hold_begin(a, SP_HOLD_STOPPED);
}

static int sp_initialize(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	bool ok;

	sp_running_begin(a, SP_CB_INITIALIZE);
	ok = a->port.hw->HwInitialize(a->port.extension);
	sp_running_end(a, SP_CB_INITIALIZE);
	if (ok) {
		a->port.state = PORT_RUNNING;
		sp_hold_end(a, SP_HOLD_STOPPED);
	}
	sp_leave_and_wake(a, flags);
	if (ok)
		return 0;
	port_err(&a->port, "HwInitialize returned FALSE: the adapter cannot be used\n");
	return -EIO;
}

/* Real miniports write entries without looking at MaxControlType: give them room (§1.7). */
#define SP_CONTROL_ENTRIES 8

static void sp_query_control(struct sp_adapter *a)
{
	struct {
		SCSI_SUPPORTED_CONTROL_TYPE_LIST list;
		BOOLEAN room[SP_CONTROL_ENTRIES];
	} query = { .list.MaxControlType = ScsiAdapterControlMax };
	SCSI_ADAPTER_CONTROL_STATUS result;
	u32 i;

	if (!a->port.hw->HwAdapterControl)
		return;
	result = a->port.hw->HwAdapterControl(a->port.extension, ScsiQuerySupportedControlTypes,
					      &query);
	if (result != ScsiAdapterControlSuccess)
		return;
	for (i = 0; i < ScsiAdapterControlMax; i++) {
		if (query.list.SupportedTypeList[i])
			a->control_types |= BIT(i);
	}
}

/**
 * sp_start() - from here on the adapter interrupts, and takes requests
 * @p: adapter with its limits derived, and all memory that requests need
 *
 * Context: Process.
 * Return: 0; -ENOMEM; -EIO when HwInitialize says FALSE, or what stands against its interrupts.
 * Contract: §1.6, §1.7.
 */
int sp_start(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);
	size_t table = p->common_slots * sizeof(*a->active);
	struct sp_srb **active;
	int ret;

	/* Together, they take no more memory than the table of 254 requests alone. */
	active = kzalloc(table + PORT_INTERNAL_REQUESTS * sizeof(*a->internal), GFP_KERNEL);
	if (!active)
		return -ENOMEM;
	sp_internal_init(a, (void *)active + table);
	/* A DPC may look already, by ScsiPortGetSrb(): the table is empty before it is shown. */
	smp_store_release(&a->active, active);
	if (port_is_strict(&p->verifier) && sp_strict_begin(p))
		return -ENOMEM;
	ret = sp_interrupts_connect(a);
	ret = ret ?: sp_initialize(a);
	if (ret)
		return ret;
	sp_query_control(a);
	mod_timer(&a->tick, jiffies + SP_TICK);
	sp_histogram_add(a);
	return 0;
}

/* Gate and hold are shut for good; true if the miniport says that its HBA does nothing any more. */
static bool sp_silence(struct sp_adapter *a)
{
	bool first = !test_bit(SP_HOLD_STOPPED, &a->hold);
	bool stopped = false;

	lockdep_assert_held(&a->lock);
	sp_hold_begin(a, SP_HOLD_STOPPED);
	if (first && a->control_types & BIT(ScsiStopAdapter)) {
		sp_running_begin(a, SP_CB_ADAPTER_CONTROL);
		stopped = a->port.hw->HwAdapterControl(a->port.extension, ScsiStopAdapter,
						       NULL) == ScsiAdapterControlSuccess;
		sp_running_end(a, SP_CB_ADAPTER_CONTROL);
	}
	a->gate = true;
	a->enable = NULL;
	a->disable = NULL;
	a->timer.routine = NULL;
	a->timer.changed = false;
	if (a->port.state != PORT_DEAD)
		WRITE_ONCE(a->port.state, PORT_STOPPED);
	if (!a->enable_running)
		sp_hold_end(a, SP_HOLD_ENABLE);
	return stopped;
}

/* Does the HBA do no DMA any more? None without the bus, whatever the miniport says. */
static bool sp_is_quiet(struct port_adapter *p, bool stopped)
{
	bool quiet = p->pdev && p->bus->quiet(p);

	return quiet || stopped || !p->limits.dma_bits;
}

/**
 * sp_stop() - silence an adapter: no interrupt, timer or HwStartIo after this
 * @p: adapter, up or not
 *
 * An Enable callback that does not return cannot be stopped: it writes to what it knows.
 *
 * Context: Process. May be called again.
 * Return: true if the HBA is known to do no DMA any more, and no Enable callback to run; a DPC of
 *	the miniport's own may.
 */
bool sp_stop(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);
	bool stopped, running, quiet;
	unsigned long flags;

	sp_enable_drain(a);
	flags = sp_enter(a);
	stopped = sp_silence(a);
	sp_account_say(a, true);
	running = a->enable_running;
	sp_leave_and_wake(a, flags);
	sp_internal_refuse(a);
	quiet = sp_is_quiet(p, stopped);
	if (running)
		port_warn(p, "the Enable callback is still running: until it returns, all that it can write to stays reserved\n");
	return quiet && !running;
}

/**
 * sp_quiesce() - nothing of ScsiPort's looks at an adapter any more, but works that are queued
 * @p: adapter, stopped
 *
 * Recovery has ended, if a program asked for it, too: sp_recovery_begins() refuses. Tick and
 * HwTimer are shut down, and what a DPC posts sets no timer, since sp_is_stopped(). The interrupt
 * and its thread are disconnected, which waits for both; sp_stop() left nothing due.
 *
 * Context: Process.
 */
void sp_quiesce(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);

	sp_histogram_remove(a);
	sp_recovery_wait(a);
	sp_timers_stop(a);
	sp_interrupts_disconnect(a);
}

/**
 * sp_free() - what sp_start() took, and the requests of the port itself
 * @p: adapter; the DPCs of its miniport have ended, and its work queue
 *
 * The table of active requests is looked at by the miniport's notifications and ScsiPortGetSrb(),
 * the last of which came from a DPC; by recovery, tick and interrupt, which sp_quiesce() ended; and
 * by the work of what was posted, which ended with its queue. The port's own requests lie behind
 * it: their senders came through the management device, which waited for them, or for units, which
 * are gone but for orphans, of which nobody asks any more; recovery and the miniport look as above.
 *
 * Context: Process.
 */
void sp_free(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);

	WARN_ON_ONCE(hrtimer_active(&a->timer.hrtimer));
	sp_internal_free(a);
	sp_strict_free(a);
	kfree(a->active);
}
