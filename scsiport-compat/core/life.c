// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of an adapter (contract §1.3 to §1.8): its model finds and starts it, the midlayer
 * scans it; and the way back.
 */
#include <linux/slab.h>

#include "core/life.h"
#include "core/common.h"
#include "core/data.h"
#include "core/host.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/miniport.h"
#include "core/model.h"
#include "core/rescan.h"
#include "core/resource.h"
#include "core/rules.h"
#include "core/units.h"
#include "core/bus/atdisk.h"
#include "core/bus/bus.h"
#include "core/mgmt/control.h"
#include "nt/module.h"

static void port_scanner(struct work_struct *work)
{
	struct port_adapter *a = container_of(work, struct port_adapter, scanner);

	/* Before that, the first scan is still to come. */
	if (READ_ONCE(a->host_added))
		port_scan(a);
}

/* What does not depend on the hardware. */
static int port_prepare(struct port_adapter *a)
{
	INIT_LIST_HEAD(&a->mappings);
	INIT_LIST_HEAD(&a->saved_config);
	INIT_LIST_HEAD(&a->orphans);
	port_control_prepare(a);
	xa_init(&a->units);
	INIT_WORK(&a->scanner, port_scanner);
	a->model->prepare(a);
	sp_irql_add(&a->caller);
	a->workqueue = alloc_workqueue("scsiport_%u", WQ_UNBOUND | WQ_MEM_RECLAIM, 0,
				       a->shost->host_no);
	if (a->workqueue)
		return 0;
	sp_irql_remove(&a->caller);
	return -ENOMEM;
}

/* Adopts what HwFindAdapter decided; the order is that of §1.5. */
static int port_adopt(struct port_adapter *a)
{
	int ret = port_limits_derive(a);

	if (ret)
		return ret;
	/* Unless HwFindAdapter asked for an uncached extension. */
	if (!a->common) {
		ret = port_dma_begin(a, &a->config);
		if (ret)
			return ret;
		if (!port_common_alloc(a, &a->config, 0))
			return -ENOMEM;
	}
	port_limits_adopt_slots(a);
	ret = port_no_unit_add(a);
	return ret ?: port_buffers_alloc(a);
}

/*
 * Everything that an adapter took when it came up, however far that was: from HwFindAdapter on a
 * miniport may have DPCs, timers, mappings and a common buffer, so each failure has the same way
 * down as an adapter that ran. Before any of it is freed, whoever may hold a pointer to the adapter
 * goes, in this order:
 *
 * open files		port_control_remove() was called, or port_control_add() was not
 * midlayer, sysfs	scsi_remove_host() was called, or no host was ever added
 * the model		port_model::stop was called, and quiesce ends the Enable callback in the
 *			thread of its line, recovery, timers, interrupts
 * works		of the core and the model have ended, an Enable callback of an adapter
 *			without a line and resets by the port among them; a work that is queued
 *			later finds nothing to call
 * DPCs, KTIMERs	forgotten, those that run waited for: the last code of the miniport's
 * workqueue		has ended what the DPCs posted; nobody is left who could queue more
 * readers under RCU	look for units and requests from routines of the miniport's: all have ended
 * KeGetCurrentIrql()	of other miniports looks at @caller, to the end
 */
static void port_release(struct port_adapter *a)
{
	a->model->quiesce(a);
	port_common_check(a);
	port_rules_end(a);
	flush_workqueue(a->workqueue);
	sp_nt_forget(a->extension_memory, a->extension_size);
	sp_nt_forget(a->common, a->common_size);
	port_units_forget(a);
	destroy_workqueue(a->workqueue);
	port_buffers_free(a);
	a->model->free(a);
	port_units_free(a);
	port_mappings_free(a);
	port_atdisk_release(a);
	port_common_free(a);
	port_extension_free(a);
	sp_irql_remove(&a->caller);
}

static void port_announce(struct port_adapter *a)
{
	const struct port_limits *l = &a->limits;
	char interrupt[24] = "polled";
	char dma[24] = "PIO";

	if (a->irq_count)
		snprintf(interrupt, sizeof(interrupt), "irq %d", a->irqs[0]);
	if (l->dma_bits)
		snprintf(dma, sizeof(dma), "%u-bit DMA", l->dma_bits);
	port_info(a, "%s, %s, %u requests (%s), %u per LU%s, %u KiB (%s) in %u elements (%s); buses %u, targets %u, LUNs %u\n",
		  interrupt, dma, l->requests, l->requests_by, l->lu_requests,
		  l->tagged ? "" : " (no TaggedQueuing, no MultipleRequestPerLu)",
		  l->max_transfer / 1024, l->transfer_by, l->sg_elements, l->elements_by,
		  l->buses, l->targets, l->luns);
}

static int port_bring_up(struct port_adapter *a)
{
	int ret;

	port_rules_begin(a);
	ret = port_extension_alloc(a);
	ret = ret ?: a->model->find(a);
	ret = ret ?: port_adopt(a);
	ret = ret ?: a->model->start(a);
	if (ret)
		return ret;
	port_announce(a);
	port_host_apply_limits(a);
	return scsi_add_host(a->shost, a->dev);
}

/**
 * port_adapter_add() - bring up the adapter on a device
 * @site: where, and for whom
 *
 * Context: Process.
 * Return: the adapter, or an ERR_PTR: -ENODEV, -EIO, -EINVAL, -EPROTO as HwFindAdapter's code says,
 *	-EINVAL for an impossible configuration, -EIO for impossible DMA or when HwInitialize says
 *	FALSE, -ENOMEM, or what the bus says of an interrupt and scsi_add_host() of the host.
 */
struct port_adapter *port_adapter_add(struct port_site *site)
{
	const struct port_model *model = site->miniport->model;
	struct Scsi_Host *shost = scsi_host_alloc(&site->miniport->template, model->adapter_size);
	struct port_adapter *a;
	int ret;

	if (!shost)
		return ERR_PTR(-ENOMEM);
	a = shost_priv(shost);
	a->shost = shost;
	a->dev = site->dev;
	a->pdev = site->pdev;
	a->miniport = site->miniport;
	a->model = model;
	a->hw = &site->registration->hw;
	a->bus = site->bus;
	a->site = site;
	ret = port_prepare(a);
	if (ret)
		goto put_host;
	ret = port_bring_up(a);
	if (ret)
		goto release;
	a->site = NULL;
	WRITE_ONCE(a->host_added, true);
	port_control_add(a);
	scsi_scan_host(shost);
	return a;

release:
	a->model->stop(a);
	port_release(a);
put_host:
	scsi_host_put(shost);
	return ERR_PTR(ret);
}

/**
 * port_adapter_remove() - remove an adapter; every command of it is answered first
 * @a: adapter
 *
 * For no command that a program sent does that take as long as its program wanted to wait.
 *
 * Context: Process.
 */
void port_adapter_remove(struct port_adapter *a)
{
	WRITE_ONCE(a->leaving, true);
	port_control_remove(a);
	scsi_remove_host(a->shost);
	a->model->stop(a);
	port_release(a);
	scsi_host_put(a->shost);
}

/**
 * port_adapter_shutdown() - the machine goes down: caches to the medium, then silence
 * @a: adapter; its disks have been shut down already
 *
 * Context: Process.
 */
void port_adapter_shutdown(struct port_adapter *a)
{
	struct scsi_device *sdev;

	/* A unit may be going away just now: that frees its hostdata, under this lock. */
	mutex_lock(&a->shost->scan_mutex);
	shost_for_each_device(sdev, a->shost) {
		/* A unit that a scan is just making has no hostdata yet. */
		if (sdev->hostdata)
			a->model->flush(a, sdev->hostdata);
	}
	/* A unit that goes away after this is not flushed once more. */
	a->model->stop(a);
	mutex_unlock(&a->shost->scan_mutex);
}
