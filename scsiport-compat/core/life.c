// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of an adapter (contract §1.3 to §1.8): HwFindAdapter, resources, interrupts,
 * HwInitialize, adapter control, the scan; and the way back.
 */
#include <linux/slab.h>

#include "core/life.h"
#include "core/common.h"
#include "core/data.h"
#include "core/host.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/rescan.h"
#include "core/resource.h"
#include "core/srb.h"
#include "core/trace.h"
#include "core/units.h"
#include "core/bus/atdisk.h"
#include "core/bus/pci_config.h"
#include "core/mgmt/control.h"
#include "nt/irql.h"
#include "nt/module.h"
#include "scsiport/dispatch.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/recovery.h"
#include "scsiport/sense.h"
#include "scsiport/timer.h"

static void sp_worker(struct work_struct *work)
{
	struct sp_adapter *a = container_of(work, struct sp_adapter, worker);

	if (test_and_clear_bit(SP_TODO_ENABLE, &a->todo))
		sp_run_enable(a);
	if (test_and_clear_bit(SP_TODO_EVENTS, &a->todo))
		sp_control_wake(a);
	if (test_and_clear_bit(SP_TODO_TAIL, &a->todo))
		sp_leave_and_wake(a, sp_enter(a));
}

static void sp_scanner(struct work_struct *work)
{
	struct sp_adapter *a = container_of(work, struct sp_adapter, scanner);

	/* Before that, the first scan is still to come. */
	if (READ_ONCE(a->host_added))
		sp_scan(a);
}

/* What does not depend on the hardware. */
static int sp_prepare(struct sp_adapter *a)
{
	spin_lock_init(&a->lock);
	INIT_LIST_HEAD(&a->waiting);
	sp_done_init(&a->done);
	sp_done_init(&a->doubtful);
	INIT_LIST_HEAD(&a->mappings);
	INIT_LIST_HEAD(&a->saved_config);
	INIT_LIST_HEAD(&a->orphans);
	sp_internal_init(a);
	init_waitqueue_head(&a->idle);
	xa_init(&a->units);
	INIT_WORK(&a->worker, sp_worker);
	INIT_WORK(&a->scanner, sp_scanner);
	INIT_WORK(&a->sense_late, sp_sense_late);
	sp_timers_init(a);
	a->caller.locked = &a->owner;
	a->caller.enabled = &a->enable_running;
	sp_irql_add(&a->caller);
	a->ready = true;
	set_bit(SP_HOLD_STOPPED, &a->hold);
	a->workqueue = alloc_workqueue("scsiport_%u", WQ_UNBOUND | WQ_MEM_RECLAIM, 0,
				       a->shost->host_no);
	if (a->workqueue)
		return 0;
	sp_irql_remove(&a->caller);
	return -ENOMEM;
}

/* PORT_CONFIGURATION_INFORMATION as §1.3 tabulates it. */
static int sp_preset_config(struct sp_adapter *a)
{
	const HW_INITIALIZATION_DATA *hw = a->hw;
	PORT_CONFIGURATION_INFORMATION *c = &a->config;

	if (hw->NumberOfAccessRanges > SP_MAX_RANGES) {
		sp_err(a, "NumberOfAccessRanges %u is too large: at most %u\n",
		       hw->NumberOfAccessRanges, SP_MAX_RANGES);
		return -EINVAL;
	}
	memset(c, 0, sizeof(*c));
	memset(a->ranges, 0, sizeof(a->ranges));
	c->Length = sizeof(*c);
	c->AdapterInterfaceType = hw->AdapterInterfaceType;
	c->InterruptMode = LevelSensitive;
	c->MaximumTransferLength = SP_UNINITIALIZED_VALUE;
	c->NumberOfPhysicalBreaks = a->miniport->maximum_sg_list ?
		a->miniport->maximum_sg_list - 1 : SP_UNINITIALIZED_VALUE;
	c->DmaChannel = SP_UNINITIALIZED_VALUE;
	c->DmaPort = SP_UNINITIALIZED_VALUE;
	c->DmaChannel2 = SP_UNINITIALIZED_VALUE;
	c->DmaPort2 = SP_UNINITIALIZED_VALUE;
	c->NumberOfAccessRanges = hw->NumberOfAccessRanges;
	c->AccessRanges = (void *)a->ranges;
	memset(c->InitiatorBusId, 0xff, sizeof(c->InitiatorBusId));
	c->InitiatorBusId[0] = a->miniport->initiator_target_id;
	c->MapBuffers = hw->MapBuffers;
	c->NeedPhysicalAddresses = hw->NeedPhysicalAddresses;
	c->TaggedQueuing = hw->TaggedQueuing;
	c->AutoRequestSense = hw->AutoRequestSense;
	c->MultipleRequestPerLu = hw->MultipleRequestPerLu;
	c->ReceiveEvent = hw->ReceiveEvent;
	c->MaximumNumberOfTargets = SCSI_MAXIMUM_TARGETS;
	c->MaximumNumberOfLogicalUnits = SCSI_MAXIMUM_LOGICAL_UNITS;
	c->SpecificLuExtensionSize = hw->SpecificLuExtensionSize;
	/* A wild size must stay one, for sp_limits_derive() to refuse. */
	c->SrbExtensionSize = max(ALIGN(hw->SrbExtensionSize, 8), hw->SrbExtensionSize);
	c->Dma64BitAddresses = SCSI_DMA64_SYSTEM_SUPPORTED;
	sp_atdisk_preset(a);
	return a->bus->describe(a);
}

static int sp_find_result(struct sp_adapter *a, u32 result)
{
	switch (result) {
	case SP_RETURN_FOUND:
		return 0;
	case SP_RETURN_NOT_FOUND:
		/* A legacy scan asks on every bus. */
		if (a->site->legacy)
			return -ENODEV;
		sp_err(a, "HwFindAdapter returned SP_RETURN_NOT_FOUND: not an adapter that it knows\n");
		return -ENODEV;
	case SP_RETURN_ERROR:
		sp_err(a, "HwFindAdapter returned SP_RETURN_ERROR: the adapter answers wrongly\n");
		return -EIO;
	case SP_RETURN_BAD_CONFIG:
		sp_err(a, "HwFindAdapter returned SP_RETURN_BAD_CONFIG: it cannot use the resources it was given\n");
		return -EINVAL;
	default:
		sp_err(a, "HwFindAdapter returned %u, which is no SP_RETURN_ code\n", result);
		return -EPROTO;
	}
}

static int sp_find(struct sp_adapter *a)
{
	BOOLEAN again = FALSE;
	u32 result;
	int ret = sp_preset_config(a);

	if (ret)
		return ret;
	/* A miniport may keep the pointer: what it writes there later decides nothing. */
	a->offered = a->config;
	a->finding = true;
	trace_scsiport_callback_enter(a, SP_CB_FIND_ADAPTER);
	/* Where devices are found for it, a miniport gets no context (§1.1.8). */
	result = a->hw->HwFindAdapter(a->extension,
				      a->site->legacy ? a->site->registration->context : NULL, NULL,
				      (PCHAR)a->miniport->driver_parameter, &a->offered, &again);
	trace_scsiport_callback_exit(a, SP_CB_FIND_ADAPTER);
	a->finding = false;
	a->config = a->offered;
	sp_config_restore(a);
	a->site->again = again && result == SP_RETURN_FOUND;
	if (result == SP_RETURN_FOUND)
		sp_atdisk_adopt(a);
	return sp_find_result(a, result);
}

/* Registry values that win over the miniport (§1.5.1). */
static void sp_override(struct sp_adapter *a)
{
	const struct sp_miniport *m = a->miniport;
	PORT_CONFIGURATION_INFORMATION *c = &a->config;

	if (m->disable_tagged_queuing)
		c->TaggedQueuing = FALSE;
	if (m->disable_multiple_requests)
		c->MultipleRequestPerLu = FALSE;
	if (m->maximum_logical_unit && c->MaximumNumberOfLogicalUnits)
		c->MaximumNumberOfLogicalUnits = min_t(u32, m->maximum_logical_unit,
						       c->MaximumNumberOfLogicalUnits);
	if (m->disable_synchronous_transfers)
		a->srb_flags |= SRB_FLAGS_DISABLE_SYNCH_TRANSFER;
	if (m->disable_disconnects) {
		/* One at a time on the whole adapter then, and never with a tag (§6.4). */
		a->srb_flags |= SRB_FLAGS_DISABLE_DISCONNECT;
		c->TaggedQueuing = FALSE;
		c->MultipleRequestPerLu = FALSE;
	}
}

/* Adopts what HwFindAdapter decided; the order is that of §1.5. */
static int sp_adopt(struct sp_adapter *a)
{
	int ret;

	sp_override(a);
	ret = sp_limits_derive(a);
	if (ret)
		return ret;
	if (!a->common && !sp_common_alloc(a, &a->config, 0))
		return -ENOMEM;
	sp_limits_adopt_slots(a);
	a->active = kcalloc(a->common_slots, sizeof(*a->active), GFP_KERNEL);
	if (!a->active)
		return -ENOMEM;
	ret = sp_no_unit_add(a);
	return ret ?: sp_buffers_alloc(a);
}

static int sp_initialize(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	bool ok;

	trace_scsiport_callback_enter(a, SP_CB_INITIALIZE);
	ok = a->hw->HwInitialize(a->extension);
	trace_scsiport_callback_exit(a, SP_CB_INITIALIZE);
	if (ok) {
		a->state = SP_RUNNING;
		clear_bit(SP_HOLD_STOPPED, &a->hold);
	}
	sp_leave_and_wake(a, flags);
	if (ok)
		return 0;
	sp_err(a, "HwInitialize returned FALSE: the adapter cannot be used\n");
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
	u32 i;

	if (!a->hw->HwAdapterControl)
		return;
	if (a->hw->HwAdapterControl(a->extension, ScsiQuerySupportedControlTypes, &query) !=
	    ScsiAdapterControlSuccess)
		return;
	for (i = 0; i < ScsiAdapterControlMax; i++) {
		if (query.list.SupportedTypeList[i])
			a->control_types |= BIT(i);
	}
}

/**
 * sp_adapter_stop() - silence an adapter: no interrupt, timer or HwStartIo after this
 * @a: adapter, up or not
 *
 * An Enable callback that does not return cannot be stopped: it writes to what it knows.
 *
 * Context: Process. May be called again.
 * Return: true if the HBA is known to do no DMA any more, and the miniport to run no more.
 */
bool sp_adapter_stop(struct sp_adapter *a)
{
	bool stopped = !a->limits.dma_bits;
	unsigned long flags;
	bool running;

	sp_enable_drain(a);
	flags = sp_enter(a);
	if (!test_and_set_bit(SP_HOLD_STOPPED, &a->hold) &&
	    a->control_types & BIT(ScsiStopAdapter)) {
		trace_scsiport_callback_enter(a, SP_CB_ADAPTER_CONTROL);
		stopped |= a->hw->HwAdapterControl(a->extension, ScsiStopAdapter, NULL) ==
			   ScsiAdapterControlSuccess;
		trace_scsiport_callback_exit(a, SP_CB_ADAPTER_CONTROL);
	}
	a->gate = true;
	a->enable = NULL;
	a->disable = NULL;
	a->timer.routine = NULL;
	a->timer.changed = false;
	if (a->state != SP_DEAD)
		WRITE_ONCE(a->state, SP_STOPPED);
	running = a->enable_running;
	if (!running)
		clear_bit(SP_HOLD_ENABLE, &a->hold);
	sp_leave_and_wake(a, flags);
	sp_internal_refuse(a);
	/* What cannot master the bus does no DMA, whatever the miniport says. */
	if (a->pdev && a->bus->quiet(a))
		stopped = true;
	if (running)
		sp_warn(a, "the Enable callback is still running: until it returns, all that it can write to stays reserved\n");
	return stopped && !running;
}

/*
 * Everything that sp_find() and sp_adopt() took. Before any of it is freed, whoever may hold a
 * pointer to the adapter goes, in this order:
 *
 * midlayer, sysfs	scsi_remove_host() was called, or no host was ever added
 * recovery		has ended, if a program asked for it, too; sp_recovery_begins() refuses
 * open files		sp_control_remove() was called, or sp_control_add() was not
 * tick, HwTimer	shut down; what a DPC posts sets no timer, since sp_is_stopped()
 * interrupt, thread	disconnected, which waits for both; sp_adapter_stop() left nothing due
 * worker, scanner	have ended; a work that is queued later finds nothing to call
 * DPCs, KTIMERs	forgotten, those that run waited for: the last code of the miniport's
 * workqueue		has ended what the DPCs posted; nobody is left who could queue more
 */
static void sp_release(struct sp_adapter *a)
{
	sp_timers_stop(a);
	sp_interrupts_disconnect(a);
	flush_workqueue(a->workqueue);
	sp_nt_forget(a->extension_memory, a->extension_size);
	sp_nt_forget(a->common, a->common_size);
	sp_units_forget(a);
	destroy_workqueue(a->workqueue);
	WARN_ON_ONCE(hrtimer_active(&a->timer.hrtimer));
	sp_buffers_free(a);
	sp_internal_free(a);
	sp_units_free(a);
	kfree(a->active);
	sp_mappings_free(a);
	sp_atdisk_release(a);
	sp_common_free(a);
	sp_extension_free(a);
	sp_irql_remove(&a->caller);
}

static void sp_announce(struct sp_adapter *a)
{
	const struct sp_limits *l = &a->limits;
	char interrupt[24] = "polled";
	char dma[24] = "PIO";

	if (a->irq_count)
		snprintf(interrupt, sizeof(interrupt), "irq %d", a->irqs[0]);
	if (l->dma_bits)
		snprintf(dma, sizeof(dma), "%u-bit DMA", l->dma_bits);
	sp_info(a, "%s, %s, %u requests (%s), %u per LU%s, %u KiB (%s) in %u elements (%s); buses %u, targets %u, LUNs %u\n",
		interrupt, dma, l->requests, l->requests_by, l->lu_requests,
		l->tagged ? "" : " (no TaggedQueuing, no MultipleRequestPerLu)",
		l->max_transfer / 1024, l->transfer_by, l->sg_elements, l->elements_by,
		l->buses, l->targets, l->luns);
}

static int sp_bring_up(struct sp_adapter *a)
{
	int ret = sp_extension_alloc(a);

	ret = ret ?: sp_find(a);
	ret = ret ?: sp_adopt(a);
	ret = ret ?: sp_interrupts_connect(a);
	ret = ret ?: sp_initialize(a);
	if (ret)
		return ret;
	sp_query_control(a);
	sp_announce(a);
	mod_timer(&a->tick, jiffies + SP_TICK);
	sp_host_apply_limits(a);
	return scsi_add_host(a->shost, a->dev);
}

/**
 * sp_adapter_add() - bring up the adapter on a device
 * @site: where, and for whom
 *
 * Context: Process.
 * Return: the adapter, or an ERR_PTR: -ENODEV, -EIO, -EINVAL, -EPROTO as HwFindAdapter's code says,
 *	-EINVAL for an impossible configuration, -EIO when HwInitialize says FALSE, -ENOMEM.
 */
struct sp_adapter *sp_adapter_add(struct sp_site *site)
{
	struct Scsi_Host *shost = scsi_host_alloc(&site->miniport->template,
						  sizeof(struct sp_adapter));
	struct sp_adapter *a;
	int ret;

	if (!shost)
		return ERR_PTR(-ENOMEM);
	a = shost_priv(shost);
	a->shost = shost;
	a->dev = site->dev;
	a->pdev = site->pdev;
	a->miniport = site->miniport;
	a->hw = &site->registration->hw;
	a->bus = site->bus;
	a->site = site;
	ret = sp_prepare(a);
	if (ret)
		goto put_host;
	ret = sp_bring_up(a);
	if (ret)
		goto release;
	a->site = NULL;
	WRITE_ONCE(a->host_added, true);
	sp_control_add(a);
	scsi_scan_host(shost);
	return a;

release:
	sp_adapter_stop(a);
	sp_release(a);
put_host:
	scsi_host_put(shost);
	return ERR_PTR(ret);
}

/**
 * sp_adapter_remove() - remove an adapter; every command of it is answered first
 * @a: adapter
 *
 * For no command that a program sent does that take as long as its program wanted to wait.
 *
 * Context: Process.
 */
void sp_adapter_remove(struct sp_adapter *a)
{
	WRITE_ONCE(a->leaving, true);
	sp_control_remove(a);
	scsi_remove_host(a->shost);
	sp_adapter_stop(a);
	sp_recovery_wait(a);
	sp_release(a);
	scsi_host_put(a->shost);
}

/**
 * sp_adapter_shutdown() - the machine goes down: caches to the medium, then silence
 * @a: adapter; its disks have been shut down already
 *
 * Context: Process.
 */
void sp_adapter_shutdown(struct sp_adapter *a)
{
	struct scsi_device *sdev;

	/* A unit may be going away just now: that frees its hostdata, under this lock. */
	mutex_lock(&a->shost->scan_mutex);
	shost_for_each_device(sdev, a->shost) {
		/* One that a scan is just making has none yet. */
		if (sdev->hostdata)
			sp_internal_flush(a, sdev->hostdata);
	}
	/* A unit that goes away after this is not flushed once more. */
	sp_adapter_stop(a);
	mutex_unlock(&a->shost->scan_mutex);
}
