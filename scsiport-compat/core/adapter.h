/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An adapter. Its requests are in core/srb.h, its logical units in core/unit.h; what a room does
 * for others is in the header of its name.
 *
 * Locks. There is one that matters: sp_adapter::lock, the interrupt lock of the contract, taken
 * with interrupts off. Every miniport routine but the Enable callback, HwFindAdapter and the
 * passive adapter-control functions runs under it, between sp_enter() and sp_leave(). What it
 * protects says so below; the rest is constant between HwInitialize and removal. The port lock of
 * the contract is sp_adapter::hold: while a bit is set, no HwStartIo is called and requests are
 * parked. Outermost first: nothing sleeps and no other lock is taken under it, except by the
 * wake-up of the IRQ thread, by hrtimers, and sp_adapter::events, a leaf, by an event.
 */
#ifndef SP_ADAPTER_H
#define SP_ADAPTER_H

#include <linux/dma-mapping.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>
#include <scsi/scsi_host.h>

#include "miniport_module.h"
#include "compat.h"
#include "core/counters.h"
#include "core/limits.h"
#include "core/unit.h"
#include "core/bus/pci_config.h"
#include "nt/irql.h"
#include "scsiport/internal.h"
#include "scsiport/timer.h"

struct port_model;
struct port_control;
struct port_extension;
struct port_legacy_device;
struct port_site;

#define PORT_MAX_RANGES		16
#define PORT_MAX_INTERRUPTS	2
#define PORT_SENSE_SIZE		SCSI_SENSE_BUFFERSIZE
#define SP_TICK			HZ	/* the contract's one-second timer */
#define SP_BUSY_ATTEMPTS	20	/* ticks that a BUSY request is offered again */
#define SP_UNASKED_TICKS	2	/* asking for nothing so long is no hesitation */

/* Why HwStartIo may not be called now: bits of sp_adapter::hold. */
enum sp_hold {
	SP_HOLD_ENABLE,		/* an Enable callback is due or running */
	SP_HOLD_RESET,		/* a bus was reset, by whomever; it settles */
	SP_HOLD_STOPPED,	/* not started yet, stopped or gone */
	SP_HOLD_DOUBT,		/* @doubtful has some: a start looks at one word only */
	SP_HOLD_ALONE,		/* there is an @alone: a start looks at one word only */
};

/* What is said once per adapter, as shipping miniports do it: bits of sp_adapter::advised. */
enum sp_advice_kind {
	SP_ADVICE_NEXT_LU,	/* NextLuRequest beside an active untagged request */
};

/* From PORT_STOPPED on the miniport is never called again, a DPC of its own excepted. */
enum port_state {
	PORT_STARTING,
	PORT_RUNNING,
	PORT_STOPPED,		/* at the end, of an adapter or of the machine, or a failed start */
	PORT_DEAD,		/* recovery gave up: every request is refused */
};

/* Work for sp_adapter::worker: bits of sp_adapter::todo, atomic. */
enum sp_todo {
	SP_TODO_ENABLE,		/* Enable callback of an adapter without a line */
	SP_TODO_EVENTS,		/* events to be read */
	SP_TODO_TAIL,		/* notifications that came from outside every callback */
};

#define PORT_BOUNCE_SIZES	4

/* The bounce buffers of one size; see core/data.c. */
struct port_bounces {
	u32 size;		/* bytes of each */
	u16 first;		/* index of the first in sp_adapter::bounce */
	u16 count;
};

/**
 * struct sp_adapter - one HBA; the private area of its Scsi_Host
 * @owner: the task whose context holds @lock, so that a notification knows whether it must take it.
 *	An interrupt that borrows the task finishes before the task can look.
 * @enable: posted Enable callback, @disable: posted Disable callback
 * @enable_running: the task in which the Enable callback runs now, without the lock; or NULL
 * @resets_due: resets that wait for it to return: no other one begins before them
 * @gate: closed from CallEnableInterrupts to the Disable callback
 * @notified: the running callback posted something
 * @any_busy: some LU waits because a request came back BUSY
 * @chores: the tail has more to do than to deliver what is @done
 * @ready: NextRequest came since the last HwStartIo
 * @waiting: LUs with a parked request that may start
 * @done: completed requests on their way to the midlayer; @doubtful: those whose status says that
 *	they may not be done yet
 * @alone: the active request that allows no other (DISABLE_DISCONNECT)
 * @active: requests that the miniport owns, by slot: what says that a request is active
 * @no_unit: takes requests for the adapter while there is no LU: 0:0:0, and in @units under
 *	a key of its own
 * @units: LUs, by PORT_UNIT_KEY(); @last_unit: the one that last got or gave back a request
 */
struct sp_adapter {
	/* Constant while the adapter runs. */
	struct Scsi_Host *shost;
	struct device *dev;
	struct pci_dev *pdev;		/* if the adapter is a PCI device */
	struct port_miniport *miniport;
	const struct port_model *model;
	const HW_INITIALIZATION_DATA *hw;
	void *extension;
	struct port_limits limits;
	u32 srb_flags;			/* of every SRB */
	struct sp_srb **active;		/* elements: lock */
	void *common;
	dma_addr_t common_dma;
	size_t common_size;
	bool common_exact;		/* plain pages, DMA-mapped; else of dma_alloc_coherent() */
	size_t slot_size;
	size_t sense_offset;
	unsigned long common_slots;
	bool common_short;		/* fewer slots than wanted: so much memory was not there */
	void **bounce;
	dma_addr_t *bounce_dma;		/* NULL: each is mapped when it is used */
	unsigned long *bounce_used;	/* atomic bits */
	u32 bounce_count;
	struct port_bounces bounces[PORT_BOUNCE_SIZES];	/* largest first; the others have size 0 */
	u32 bounce_sizes;		/* so many of these */

	/* The interrupt lock; protects all down to @counters. */
	spinlock_t lock ____cacheline_aligned_in_smp;
	struct task_struct *owner;
	PHW_INTERRUPT enable;
	PHW_INTERRUPT disable;
	unsigned long hold;
	struct task_struct *enable_running;
	bool gate;
	bool notified;
	bool ready;
	bool any_busy;
	bool chores;
	bool log_false;
	enum port_state state;
	struct list_head waiting;
	struct sp_done done;
	struct sp_done doubtful;
	struct sp_lu *last_unit;
	struct sp_timer timer;
	struct sp_srb *starting;	/* argument of the HwStartIo in progress */
	struct sp_srb *alone;
	u64 unasked;			/* @counters.start_io at the last tick */
	u8 unasked_ticks;		/* ticks since then that found the adapter unasked */
	bool unasked_reported;		/* this silence is counted and said */
	ktime_t reset_until;		/* end of SP_HOLD_RESET */
	unsigned long gate_closed;	/* when the gate closed, jiffies */
	bool gate_reported;
	u8 resetting;			/* resets in progress */
	u8 resets_due;
	u8 recoveries;			/* handlers of ours that the midlayer is in */
	u8 vain_resets;			/* resets that took requests back since one was answered */
	unsigned long advised;		/* kinds of advice that were given */
	struct sp_counters counters;

	spinlock_t events;		/* a leaf; protects @control, and who reads its events */
	struct port_control *control;	/* the management device */
	bool leaving;			/* set once, no lock: nobody waits long any more */
	struct xarray units;
	struct sp_lu no_unit;
	struct list_head orphans;	/* removed LUs of which the miniport keeps a request */
	struct sp_internal internal[PORT_INTERNAL_REQUESTS];
	unsigned long internal_used;	/* atomic bits */
	wait_queue_head_t internal_idle;	/* woken when one is free again */
	wait_queue_head_t idle;		/* woken when an Enable callback ended */
	struct timer_list tick;
	struct workqueue_struct *workqueue;
	struct work_struct worker;
	struct work_struct scanner;	/* BusChangeDetected; its commands may need @worker */
	struct work_struct sense_late;	/* its reset may need @worker too */
	unsigned long todo;

	/* Set-up and tear-down only: process context, one at a time. */
	const struct port_bus *bus;
	struct port_site *site;		/* until the adapter is up */
	PORT_CONFIGURATION_INFORMATION config;
	PORT_CONFIGURATION_INFORMATION its_config;	/* the miniport may write to this one */
	ACCESS_RANGE ranges[PORT_MAX_RANGES];
	struct port_extension *extension_memory;
	struct device *extension_dev;	/* what it was allocated for */
	size_t extension_size;
	dma_addr_t extension_dma;
	void *uncached;
	struct list_head mappings;
	struct port_legacy_device *shared;	/* what core/bus/legacy.c knows of @pdev */
	bool awake;			/* counted there */
	u8 atdisk;			/* bit for each of the two IDE places that it claimed */
	struct list_head saved_config;	/* PCI devices that HwFindAdapter wrote to */
	u8 bus_data[PORT_CONFIG_SIZE];	/* of ScsiPortGetBusData() with Length 0 */
	bool finding;			/* inside HwFindAdapter */
	bool host_added;
	struct sp_caller caller;
	u32 control_types;		/* bit per SCSI_ADAPTER_CONTROL_TYPE */
	int irqs[PORT_MAX_INTERRUPTS];
	u32 irq_count;
	char irq_name[64];		/* for /proc/interrupts: miniport:device */
	bool mute_reported;		/* that no interrupt ever came */
};

/*
 * True where the caller runs inside a miniport routine that was called with the interrupt lock
 * held.
 */
static inline bool sp_holds_lock(struct sp_adapter *a)
{
	return READ_ONCE(a->owner) == current;
}

/* The miniport is not called any more, whatever it posts; also if it never was up. */
static inline bool sp_is_stopped(const struct sp_adapter *a)
{
	return test_bit(SP_HOLD_STOPPED, &a->hold) && a->state != PORT_STARTING;
}

/* The miniport has no request, and does not want one. */
static inline bool sp_is_unasked(const struct sp_adapter *a)
{
	return !a->ready && !a->hold && a->counters.completions == a->counters.start_io;
}

/* Does the miniport own a request? */
static inline bool sp_is_active(const struct sp_srb *s)
{
	return s->adapter->active[s->slot] == s;
}

static inline bool sp_is_internal(const struct sp_adapter *a, const struct sp_srb *s)
{
	return s->slot >= a->limits.requests;
}

#endif
