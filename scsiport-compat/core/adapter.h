/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An adapter, as far as no port model decides. It stands first in the model's own structure, which
 * has the locks under which its miniport runs: struct sp_adapter in scsiport/adapter.h. A request
 * is in core/request.h, a logical unit in core/unit.h; what a room does for others is in the header
 * of its name.
 *
 * Locks. Of its own the core has one: port_adapter::events, a leaf. What is not said to be under a
 * lock is constant while the adapter runs, or belongs to set-up and tear-down, one at a time.
 */
#ifndef PORT_ADAPTER_H
#define PORT_ADAPTER_H

#include <linux/dma-mapping.h>
#include <linux/list.h>
#include <linux/pci.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>
#include <scsi/scsi_host.h>

#include "miniport_module.h"
#include "compat.h"
#include "core/limits.h"
#include "core/rules.h"
#include "core/bus/pci_config.h"
#include "nt/irql.h"

struct port_control;
struct port_extension;
struct port_legacy_device;
struct port_model;
struct port_site;
struct port_unit;

#define PORT_MAX_RANGES		16
#define PORT_MAX_INTERRUPTS	2
#define PORT_SENSE_SIZE		SCSI_SENSE_BUFFERSIZE

/* What becomes of requests. Whether the miniport may be called is the model's to know. */
enum port_state {
	PORT_STARTING,
	PORT_RUNNING,
	PORT_STOPPED,		/* for good: an adapter or the machine goes, or a start failed */
	PORT_DEAD,		/* recovery gave up: every request is refused */
};

#define PORT_BOUNCE_SIZES	4

/* The bounce buffers of one size; see core/data.c. */
struct port_bounces {
	u32 size;		/* bytes of each */
	u16 first;		/* index of the first in port_adapter::bounce */
	u16 count;
};

/* Memory that nobody writes to. */
struct port_zone {
	u8 *start;
	size_t size;
};

/* What the core counts. Nothing is decided by it. */
struct port_counters {
	u64 wmi_events;		/* WMIEvent and WMIReregister; @events */
	u64 wmi_lost;		/* of these, lost since nobody read them; @events */
};

/**
 * struct port_adapter - one HBA; first in the private area of its Scsi_Host
 * @pdev: if the adapter is a PCI device
 * @common_zone: bytes behind @common_size that are a red zone of the verifier's
 * @red_zones: what nobody may write to, around the uncached extension; if the verifier was strict
 *	when the adapter came up
 * @common_exact: plain pages, DMA-mapped; else @common is of dma_alloc_coherent()
 * @common_short: fewer slots than wanted, as there was not so much memory
 * @bounce_dma: NULL: each is mapped when it is used
 * @bounce_used: atomic bits
 * @bounces: largest first; @bounce_sizes are used
 * @state: written under the model's lock
 * @leaving: set once, no lock: nobody waits long any more
 * @units: by PORT_UNIT_KEY(); its own lock, and RCU
 * @no_unit: takes requests for the adapter while there is no unit: 0:0:0, and in @units under a key
 *	of its own
 * @orphans: removed units that the miniport may still use (the host's scan_mutex)
 * @scanner: BusChangeDetected
 * @events: a leaf; protects @control, the events of who reads them, and their counters
 * @control: the management device
 * @reporter: wakes who reads events
 * @site: until the adapter is up
 * @config: read by each unit that comes, and by what flushes one
 * @its_config: as @config, but the miniport may write to it at any time
 * @extension_dev: what @extension_memory was allocated for
 * @shared: what core/bus/legacy.c knows of @pdev; @awake: counted there (atomic)
 * @atdisk: bit for each of the two IDE places that it claimed
 * @saved_config: PCI devices that HwFindAdapter wrote to
 * @bus_data: of ScsiPortGetBusData() with Length 0, at any time: it is the miniport's to call
 *	that once at a time
 * @finding: inside HwFindAdapter
 * @host_added: set once; before that nobody scans
 * @caller: for KeGetCurrentIrql(), which may look at any time (RCU)
 * @irqs: lines that are connected, @irq_count of them; the model's interrupt handler reads them
 * @irq_name: for /proc/interrupts: miniport:device
 */
struct port_adapter {
	/* Constant while the adapter runs; read for each request. */
	struct Scsi_Host *shost;
	struct device *dev;
	struct pci_dev *pdev;
	struct port_miniport *miniport;
	const struct port_model *model;
	const HW_INITIALIZATION_DATA *hw;
	void *extension;
	struct port_limits limits;
	void *common;
	dma_addr_t common_dma;
	size_t common_size;
	size_t common_zone;
	bool common_exact;
	bool common_short;
	size_t slot_size;
	size_t sense_offset;
	unsigned long common_slots;
	void **bounce;
	dma_addr_t *bounce_dma;
	unsigned long *bounce_used;
	u32 bounce_count;
	struct port_bounces bounces[PORT_BOUNCE_SIZES];
	u32 bounce_sizes;

	enum port_state state;
	bool leaving;
	struct xarray units;
	struct port_unit *no_unit;
	struct list_head orphans;
	struct workqueue_struct *workqueue;
	struct work_struct scanner;
	spinlock_t events;		/* see above */
	struct port_control *control;
	struct work_struct reporter;
	struct port_counters counters;
	struct port_verifier verifier;	/* what its miniport does wrong; no lock */

	/* Written by set-up and tear-down only: process context, one at a time; or see above. */
	const struct port_bus *bus;
	struct port_site *site;
	PORT_CONFIGURATION_INFORMATION config;
	PORT_CONFIGURATION_INFORMATION its_config;
	ACCESS_RANGE ranges[PORT_MAX_RANGES];
	struct port_extension *extension_memory;
	struct device *extension_dev;
	size_t extension_size;
	dma_addr_t extension_dma;
	void *uncached;
	struct port_zone red_zones[2];
	struct list_head mappings;
	struct port_legacy_device *shared;
	bool awake;
	u8 atdisk;
	struct list_head saved_config;
	u8 bus_data[PORT_CONFIG_SIZE];
	bool finding;
	bool host_added;
	struct sp_caller caller;
	int irqs[PORT_MAX_INTERRUPTS];
	u32 irq_count;
	char irq_name[64];
};

#endif
