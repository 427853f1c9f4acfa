/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An adapter, its logical units and its requests, as scsiport sees them: the shared vocabulary
 * of all rooms in this folder.
 *
 * Locks. There is one: sp_adapter::lock, the interrupt lock of the contract, taken with
 * interrupts off. Every miniport routine but the Enable callback, HwFindAdapter and the passive
 * adapter-control functions runs under it, between sp_enter() and sp_leave(). What it protects
 * says so below; the rest is constant between HwInitialize and removal. The port lock of the
 * contract is sp_adapter::hold: while a bit is set, no HwStartIo is called and requests are
 * parked. Outermost first: nothing sleeps and no other lock is taken under it, except by the
 * wake-up of the IRQ thread and by hrtimers.
 */
#ifndef SP_ADAPTER_H
#define SP_ADAPTER_H

#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/pci.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_device.h>
#include <scsi/scsi_host.h>

#include "core/compat.h"
#include "miniport_module.h"
#include "nt/nt.h"

struct sp_adapter;
struct sp_control;
struct sp_legacy_device;

#define SP_MAX_REQUESTS		254	/* SRB queue tags are 1 to 254 */
#define SP_INTERNAL_REQUESTS	4	/* of the port itself: untagged, slots of their own */
#define SP_MAX_RANGES		16
#define SP_MAX_INTERRUPTS	2
#define SP_ISA_DMA_BITS		24	/* a bus master that does not say more */
#define SP_SENSE_SIZE		SCSI_SENSE_BUFFERSIZE
#define SP_TICK			HZ	/* the contract's one-second timer */
#define SP_BUSY_ATTEMPTS	20	/* ticks that a BUSY request is offered again */
#define SP_UNASKED_TICKS	2	/* asking for nothing so long is no hesitation */

/* A HW_INITIALIZATION_DATA that the miniport registered; the original lived on its stack. */
struct sp_registration {
	HW_INITIALIZATION_DATA hw;
	void *context;		/* HwContext; a legacy scan passes it on */
	char vendor_id[5];	/* hexadecimal digits; empty: none */
	char device_id[5];
};

static inline bool sp_has_ids(const struct sp_registration *r)
{
	return r->vendor_id[0] && r->device_id[0];
}

/**
 * struct sp_site - where an adapter is to be brought up, and for whom
 * @dev: parent of the host; its DMA is the adapter's
 * @pdev: PCI device of the adapter, if it is one
 * @miniport: driver
 * @registration: what that registered for this kind of adapter
 * @bus: how resources are found
 * @legacy: part of a legacy scan: the miniport looks for its hardware itself
 * @bus_number: SystemIoBusNumber of a legacy scan
 * @again: out: HwFindAdapter found something and wants to be called again
 */
struct sp_site {
	struct device *dev;
	struct pci_dev *pdev;
	struct sp_miniport *miniport;
	const struct sp_registration *registration;
	const struct sp_bus *bus;
	bool legacy;
	u32 bus_number;
	bool again;
};

/*
 * What PORT_CONFIGURATION_INFORMATION comes down to; derived once by sp_limits_derive(). What is
 * called _by says which of its fields, or what else, made the limit.
 */
struct sp_limits {
	u32 max_transfer;	/* bytes of one request */
	const char *transfer_by;
	u32 sg_elements;	/* scatter-gather elements of one request */
	const char *elements_by;
	u32 requests;		/* active requests per adapter */
	const char *requests_by;
	u32 lu_requests;	/* queue depth of one LU that takes tags */
	u32 alignment_mask;	/* of data buffers */
	u32 buses;
	u32 targets;
	u32 luns;
	u32 dma_bits;		/* 0: the HBA does no DMA */
	u32 plain_elements;	/* data in so many is used in place: 1; 0: never */
	bool map_buffers;	/* every transfer has one kernel address */
	bool bounces;		/* for that, or because the HBA does not reach all memory */
	bool tagged;		/* several requests per LU, told apart by QueueTag */
};

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

/* From SP_STOPPED on the miniport is never called again, a DPC of its own excepted. */
enum sp_state {
	SP_STARTING,
	SP_RUNNING,
	SP_STOPPED,		/* at the end, of an adapter or of the machine, or a failed start */
	SP_DEAD,		/* recovery gave up: every request is refused */
};

/* Work for sp_adapter::worker: bits of sp_adapter::todo, atomic. */
enum sp_todo {
	SP_TODO_ENABLE,		/* Enable callback of an adapter without a line */
	SP_TODO_EVENTS,		/* events to be read */
	SP_TODO_TAIL,		/* notifications that came from outside every callback */
};

/* All counters are protected by the interrupt lock for writing. */
struct sp_counters {
	u64 interrupts;		/* HwInterrupt calls */
	u64 not_ours;		/* of these, answered FALSE with nothing posted */
	u64 gated;		/* interrupts answered without asking the miniport: gate closed */
	u64 enable_callbacks;
	u64 disable_callbacks;
	u64 timer_callbacks;
	u64 start_io;
	u64 completions;
	u64 parked;		/* requests that had to wait for the miniport or a hold */
	u64 busy;		/* SRBs that came back BUSY */
	u64 sense_requests;	/* REQUEST SENSE sent by the port */
	u64 bus_resets;		/* HwResetBus calls */
	u64 recovered;		/* requests found complete when their timer ran out */
	u64 wmi_events;		/* WMIEvent and WMIReregister */
	u64 wmi_lost;		/* of these, lost since nobody read them */
	u64 errors_logged;
	u64 mistakes;		/* breaches of the contract by the miniport */
	u64 advice;		/* what it had better not do, and what shipping miniports do */
};

/**
 * struct sp_window - a piece of a request's data that is contiguous for the HBA
 * @va: where it begins for the miniport, which counts from DataBuffer
 * @dma: bus address of that
 * @bytes: how long it is; 0: the HBA cannot reach this data
 * @offset: from the start of the data
 */
struct sp_window {
	const void *va;
	dma_addr_t dma;
	u32 bytes;
	u32 offset;
};

#define SP_BOUNCE_SIZES	4

/* The bounce buffers of one size; see core/data.c. */
struct sp_bounces {
	u32 size;		/* bytes of each */
	u16 first;		/* index of the first in sp_adapter::bounce */
	u16 count;
};

/**
 * struct sp_srb - one request: the private area of a scsi_cmnd, or the sense request of an LU
 * @srb: what the miniport sees and may write to, so nothing is decided by what it says but its
 *	status and lengths
 * @adapter: whose it is
 * @lu: the LU it is for
 * @link: in sp_lu::parked (interrupt lock)
 * @next: in sp_adapter::done or another list of completed requests
 * @slot: index of the SRB extension, the sense area and sp_adapter::active
 * @polled: its timer ran out before: HwInterrupt was called for it, or an Enable callback ran
 * @held: how often its timer ran out while a bus settled
 * @attempts: ticks on which it came back BUSY; of REQUEST SENSE, ticks that the miniport has it
 *	(interrupt lock)
 * @length: bytes that the initiator asked for
 * @bounce: index of the bounce buffer in use, or -1
 * @window: the part of the data whose bus address is at hand
 * @walk: the element of the scatter-gather list that @window shows; NULL: the data is memory of the
 *	port's, and the window shows all of it
 */
struct sp_srb {
	SCSI_REQUEST_BLOCK srb;
	struct sp_adapter *adapter;
	struct sp_window window;
	struct sp_lu *lu;
	struct sp_srb *next;
	u32 length;
	u16 slot;
	s16 bounce;
	u16 attempts;
	bool polled;
	u8 held;
	struct scatterlist *walk;
	struct list_head link;
};

/* Completed requests, oldest first. */
struct sp_done {
	struct sp_srb *first;
	struct sp_srb **end;
};

/* The part of sp_lu::blank that counts. */
#define SP_BLANK_BYTES	offsetof(SCSI_REQUEST_BLOCK, DataTransferLength)

/**
 * struct sp_lu - a logical unit, from the first command of the scan to the removal of the device
 * @key: SP_UNIT_KEY() of its address, so that finding it again is one comparison
 * @waiting: in sp_adapter::waiting (interrupt lock)
 * @parked: requests not given to the miniport yet, oldest first (interrupt lock)
 * @untagged: the active untagged request (interrupt lock)
 * @active: requests that the miniport owns (interrupt lock)
 * @offered: the miniport asked for a request for this LU, or the LU is idle (interrupt lock)
 * @configured: there is a device, which is more than an address that is being scanned
 * @leaving: set once, no lock: nobody waits long any more
 * @blank: what the SRBs of all its requests begin with, up to SrbFlags; QueueTag is SP_UNTAGGED
 *	or, if the LU takes several requests, the place of the slot's tag
 * @busy: a request came back BUSY; wait for a completion or the tick (interrupt lock)
 * @sense_for: request whose sense data the port fetches (interrupt lock)
 * @sense: the REQUEST SENSE for it
 * @sense_data: its data buffer, in the LU's DMA memory
 * @extension: LU extension, in the LU's DMA memory; NULL if the miniport wants none
 * @rcu: outside of the lock the miniport looks for units, too
 */
struct sp_lu {
	struct sp_adapter *adapter;
	struct scsi_device *sdev;
	u32 key;
	u16 active;
	bool configured;
	bool leaving;
	bool offered;
	bool busy;
	struct sp_srb *untagged;
	struct sp_srb *sense_for;
	struct list_head parked;
	struct list_head waiting;
	SCSI_REQUEST_BLOCK blank;
	struct sp_srb sense;
	u8 *sense_data;
	void *extension;
	size_t memory_size;
	void *memory;
	dma_addr_t memory_dma;
	struct rcu_head rcu;
};

/**
 * struct sp_internal - a request that the port sends by itself
 * @s: the request
 * @done: it was answered
 * @buffer: its data
 * @buffer_dma: bus address of that
 * @size: bytes of @buffer
 * @blank: its SRB as it is offered to the miniport, each time
 * @guid: what DataPath of a WMI request points to
 * @must: see struct sp_ask
 * @abandoned: nobody waits any more, but it has not come back (interrupt lock)
 * @forsaken: it was active then: the miniport has it still, and its unit goes on (interrupt lock)
 * @came_back: @forsaken, and completed at last (interrupt lock)
 */
struct sp_internal {
	struct sp_srb s;
	struct completion done;
	void *buffer;
	dma_addr_t buffer_dma;
	size_t size;
	SCSI_REQUEST_BLOCK blank;
	u8 guid[16];
	bool must;
	bool abandoned;
	bool forsaken;
	bool came_back;
};

/**
 * struct sp_ask - what sp_internal_send() sends, and the answer
 * @function: SRB_FUNCTION_...
 * @sub_function: WMISubFunction
 * @addressed: for the unit at @path, @target, @lun; else for the adapter
 * @has_path: DataPath of a WMI request points to @guid
 * @must: neither a signal nor the adapter's removal cuts it short
 * @timeout: seconds
 * @data: kernel memory, both ways
 * @length: bytes of @data
 * @srb_status: answer, without flags
 * @transferred: answer: DataTransferLength
 */
struct sp_ask {
	u8 function;
	u8 sub_function;
	bool addressed;
	bool has_path;
	bool must;
	u8 path;
	u8 target;
	u8 lun;
	u32 timeout;
	u8 guid[16];
	void *data;
	u32 length;
	u8 srb_status;
	u32 transferred;
};

/* Precedes every device extension, so that a HwDeviceExtension leads back to its adapter. */
struct sp_extension {
	struct sp_adapter *adapter;
	u64 magic;
	u8 data[] __aligned(16);
};

#define SP_EXTENSION_MAGIC	0x53435349504f5254ULL

/* A range that ScsiPortGetDeviceBase() gave out or, in a legacy scan, claimed for that. */
struct sp_mapping {
	struct list_head link;
	struct resource *claimed;	/* NULL: given out */
	void __iomem *base;		/* if given out, in memory space */
	u64 start;
	u32 bytes;
	bool io_space;
};

#define SP_CONFIG_SIZE	256	/* bytes of a PCI slot's configuration space */

/* The miniport's one timer: interrupt lock. */
struct sp_timer {
	struct hrtimer hrtimer;
	PHW_TIMER routine;	/* NULL: not set */
	ktime_t deadline;
	PHW_TIMER asked;	/* RequestTimerCall; takes effect in the tail */
	u32 asked_us;
	bool changed;		/* @asked is new */
	bool due;		/* ran out while the Enable callback was running */
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
 * @units: LUs, by SP_UNIT_KEY(); @last_unit: the one that last got or gave back a request
 */
struct sp_adapter {
	/* Constant while the adapter runs. */
	struct Scsi_Host *shost;
	struct device *dev;
	struct pci_dev *pdev;		/* if the adapter is a PCI device */
	struct sp_miniport *miniport;
	const HW_INITIALIZATION_DATA *hw;
	void *extension;
	struct sp_limits limits;
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
	struct sp_bounces bounces[SP_BOUNCE_SIZES];	/* largest first; the others have size 0 */
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
	enum sp_state state;
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

	struct sp_control *control;	/* the management device (interrupt lock) */
	bool leaving;			/* set once, no lock: nobody waits long any more */
	struct xarray units;
	struct sp_lu no_unit;
	struct list_head orphans;	/* removed LUs of which the miniport keeps a request */
	struct sp_internal internal[SP_INTERNAL_REQUESTS];
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
	const struct sp_bus *bus;
	struct sp_site *site;		/* until the adapter is up */
	PORT_CONFIGURATION_INFORMATION config;
	PORT_CONFIGURATION_INFORMATION offered;	/* the miniport's, which may write to it later */
	ACCESS_RANGE ranges[SP_MAX_RANGES];
	struct sp_extension *extension_memory;
	struct device *extension_dev;	/* what it was allocated for */
	size_t extension_size;
	dma_addr_t extension_dma;
	void *uncached;
	struct list_head mappings;
	struct sp_legacy_device *shared;	/* what core/bus/legacy.c knows of @pdev */
	bool awake;			/* counted there */
	u8 atdisk;			/* bit for each of the two IDE places that it claimed */
	struct list_head saved_config;	/* PCI devices that HwFindAdapter wrote to */
	u8 bus_data[SP_CONFIG_SIZE];	/* of ScsiPortGetBusData() with Length 0 */
	bool finding;			/* inside HwFindAdapter */
	bool host_added;
	struct list_head all;		/* every adapter, for nt/irql.c */
	u32 control_types;		/* bit per SCSI_ADAPTER_CONTROL_TYPE */
	int irqs[SP_MAX_INTERRUPTS];
	u32 irq_count;
	char irq_name[64];		/* for /proc/interrupts: miniport:device */
	bool mute_reported;		/* that no interrupt ever came */
};

/**
 * struct sp_bus - what scsiport needs to know of the bus that an adapter sits on
 * @describe: presets interrupts and access ranges in the adapter's configuration. Returns 0
 *	or an errno.
 * @irq: the Linux interrupt of BusInterruptLevel @index. Returns it, or a negative errno.
 * @valid_range: may the adapter use a range?
 * @get_device_base: makes a range usable. Returns the address for the accessors or NULL.
 * @quiet: the adapter, whose PCI device that is, needs it to master the bus no more; called once or
 *	more. Returns whether it masters the bus no more.
 */
struct sp_bus {
	int (*describe)(struct sp_adapter *a);
	int (*irq)(struct sp_adapter *a, unsigned int index);
	bool (*valid_range)(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
	void *(*get_device_base)(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
	bool (*quiet)(struct sp_adapter *a);
};

#define SP_NO_UNIT_KEY		SP_UNIT_KEY(SCSI_MAXIMUM_BUSES, 0, 0)
#define SP_UNIT_KEY(path, target, lun)	(((u32)(path) << 16) | ((u32)(target) << 8) | (u32)(lun))

/* The driver core puts the miniport's name and the device in front. */
#define sp_err(a, ...)	dev_err((a)->dev, __VA_ARGS__)
#define sp_warn(a, ...)	dev_warn((a)->dev, __VA_ARGS__)
#define sp_info(a, ...)	dev_info((a)->dev, __VA_ARGS__)

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
	return test_bit(SP_HOLD_STOPPED, &a->hold) && a->state != SP_STARTING;
}

/* The miniport has no request, and does not want one. */
static inline bool sp_is_unasked(const struct sp_adapter *a)
{
	return !a->ready && !a->hold && a->counters.completions == a->counters.start_io;
}

static inline struct sp_srb *sp_srb_of(PSCSI_REQUEST_BLOCK srb)
{
	return container_of(srb, struct sp_srb, srb);
}

/* The command that a request was made for; not for the sense request of an LU. */
static inline struct scsi_cmnd *sp_command(struct sp_srb *s)
{
	return (struct scsi_cmnd *)s - 1;
}

static inline void sp_done_init(struct sp_done *done)
{
	done->first = NULL;
	done->end = &done->first;
}

static inline void sp_done_add(struct sp_done *done, struct sp_srb *s)
{
	s->next = NULL;
	*done->end = s;
	done->end = &s->next;
}

/* Does the miniport own a request? */
static inline bool sp_is_active(const struct sp_srb *s)
{
	return s->adapter->active[s->slot] == s;
}

/* Does an address name a request? SP_UNTAGGED stands for all, in each place by itself (§3.3). */
static inline bool sp_is_addressed(const SCSI_REQUEST_BLOCK *srb, u8 path, u8 target, u8 lun)
{
	return (path == SP_UNTAGGED || path == srb->PathId) &&
	       (target == SP_UNTAGGED || target == srb->TargetId) &&
	       (lun == SP_UNTAGGED || lun == srb->Lun);
}

/* The bus that a request went to. */
static inline u8 sp_path_of(const struct sp_srb *s)
{
	return s->lu->blank.PathId;
}

/* core/common.c */
struct sp_adapter *sp_no_adapter(const void *extension, const char *routine);

/* The adapter that a device extension belongs to, or NULL if it is none. */
static inline struct sp_adapter *sp_adapter_at(void *extension)
{
	struct sp_extension *e = extension - offsetof(struct sp_extension, data);

	return likely(extension && e->magic == SP_EXTENSION_MAGIC) ? e->adapter : NULL;
}

/**
 * sp_adapter_of() - the adapter that a device extension belongs to
 * @extension: HwDeviceExtension as the miniport passed it
 * @routine: the exported routine, for the message
 *
 * Context: Any.
 * Return: the adapter; NULL, with a line in the log, if this is no device extension.
 */
static inline struct sp_adapter *sp_adapter_of(void *extension, const char *routine)
{
	return sp_adapter_at(extension) ?: sp_no_adapter(extension, routine);
}

/* core/life.c */
struct sp_adapter *sp_adapter_add(struct sp_site *site);
void sp_adapter_remove(struct sp_adapter *a);
void sp_adapter_shutdown(struct sp_adapter *a);
bool sp_adapter_stop(struct sp_adapter *a);

/* core/limits.c */
int sp_limits_derive(struct sp_adapter *a);
void sp_limits_adopt_slots(struct sp_adapter *a);
u32 sp_limits_requests(const struct sp_adapter *a);
u32 sp_limits_bounce_bytes(const struct sp_adapter *a);
u32 sp_limits_dma_bits(const PORT_CONFIGURATION_INFORMATION *config);

/* core/host.c */
extern const struct scsi_host_template sp_host_template;
void sp_host_apply_limits(struct sp_adapter *a);

/* core/units.c */
int sp_unit_add(struct scsi_device *sdev);
void sp_unit_remove(struct scsi_device *sdev);
void sp_unit_configure(struct sp_adapter *a, struct sp_lu *lu, bool tagged);
struct sp_lu *sp_unit_at(struct sp_adapter *a, u32 key);
int sp_no_unit_add(struct sp_adapter *a);
void sp_units_forget(struct sp_adapter *a);
void sp_units_free(struct sp_adapter *a);

/**
 * sp_unit_find() - the LU at an address
 * @a: adapter
 * @path: bus
 * @target: target
 * @lun: logical unit
 *
 * A miniport nearly always means the unit whose request it has just got or completed.
 *
 * Context: interrupt lock held.
 * Return: the LU, or NULL if there is none.
 */
static inline struct sp_lu *sp_unit_find(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	u32 key = SP_UNIT_KEY(path, target, lun);

	lockdep_assert_held(&a->lock);
	if (likely(a->last_unit && a->last_unit->key == key))
		return a->last_unit;
	return sp_unit_at(a, key);
}

/* core/ask.c */
int sp_unit_ask(struct scsi_device *sdev, const u8 *cdb, u8 *data, u32 length);

/* core/cache.c */
void sp_unit_find_cache(struct scsi_device *sdev);

/* core/rescan.c */
void sp_scan(struct sp_adapter *a);

/* scsiport/request.c */
sp_qc_status sp_queuecommand(struct Scsi_Host *shost, struct scsi_cmnd *cmd);
int sp_init_cmd_priv(struct Scsi_Host *shost, struct scsi_cmnd *cmd);
void sp_deliver(struct sp_adapter *a, struct sp_srb *done);
void sp_srb_rebuild(struct sp_adapter *a, struct sp_srb *s);

/* scsiport/dispatch.c */
unsigned long sp_enter(struct sp_adapter *a) __acquires(&a->lock);
bool sp_tail(struct sp_adapter *a, unsigned long flags) __releases(&a->lock);
void sp_queue(struct sp_adapter *a, struct sp_srb *s);
bool sp_unqueue(struct sp_adapter *a, struct sp_srb *s);
void sp_complete(struct sp_adapter *a, struct sp_srb *s);
void sp_forsake(struct sp_adapter *a, struct sp_srb *s);
bool sp_is_in_tail(struct sp_adapter *a, const struct sp_srb *s);
void sp_lu_offer(struct sp_adapter *a, struct sp_lu *lu);
void sp_units_retry(struct sp_adapter *a, bool tick);

/**
 * sp_lu_changed() - see whether an LU can start its next request now
 * @a: adapter
 * @lu: LU whose state or queue changed
 *
 * Context: interrupt lock held.
 */
static inline void sp_lu_changed(struct sp_adapter *a, struct sp_lu *lu)
{
	lockdep_assert_held(&a->lock);
	if (unlikely(!list_empty(&lu->parked)))
		sp_lu_offer(a, lu);
}

/**
 * sp_next_request() - the miniport can take a request for any LU that is not busy
 * @a: adapter
 *
 * Context: interrupt lock held. Contract §4, NextRequest.
 */
static inline void sp_next_request(struct sp_adapter *a)
{
	lockdep_assert_held(&a->lock);
	a->ready = true;
}

/**
 * sp_lu_wanted() - the miniport can take another request for an LU
 * @a: adapter
 * @lu: LU without an untagged request
 *
 * Context: interrupt lock held. Contract §4, NextLuRequest.
 */
static inline void sp_lu_wanted(struct sp_adapter *a, struct sp_lu *lu)
{
	lu->offered = true;
	sp_lu_changed(a, lu);
}

/**
 * sp_unlock() - drop the interrupt lock without a tail
 * @a: adapter
 * @flags: from sp_enter()
 *
 * Context: interrupt lock held; dropped.
 */
static inline void sp_unlock(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	WRITE_ONCE(a->owner, NULL);
	spin_unlock_irqrestore(&a->lock, flags);
}

/**
 * sp_leave() - the tail of a miniport routine: start what may start, then deliver what is complete
 * @a: adapter
 * @flags: from sp_enter()
 *
 * The next HwStartIo precedes the delivery of completions that were posted with it, and no
 * routine of the miniport is entered from inside another (contract §4, ordering). Most HwStartIo
 * leave nothing to do.
 *
 * Context: interrupt lock held; dropped.
 * Return: true if an Enable or Disable callback is due and its thread must be woken.
 */
static inline bool sp_leave(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	if (a->done.first || a->chores)
		return sp_tail(a, flags);
	sp_unlock(a, flags);
	return false;
}

/* scsiport/interrupt.c */

/* Whether the thread has a callback to run: interrupt lock. */
static inline bool sp_callback_due(const struct sp_adapter *a)
{
	return (a->enable || a->disable) && !a->enable_running && !a->resets_due;
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

/* scsiport/timer.c */
void sp_timers_init(struct sp_adapter *a);
void sp_timers_stop(struct sp_adapter *a);
void sp_timer_apply(struct sp_adapter *a);
void sp_timer_run_due(struct sp_adapter *a);
void sp_reset_hold(struct sp_adapter *a);

/* scsiport/sense.c */
bool sp_sense_wanted(struct sp_adapter *a, struct sp_srb *s);
void sp_sense_start(struct sp_adapter *a, struct sp_srb *s);
struct sp_srb *sp_sense_finish(struct sp_adapter *a, struct sp_srb *sense);
void sp_sense_tick(struct sp_adapter *a);
void sp_sense_late(struct work_struct *work);

static inline bool sp_is_sense(const struct sp_srb *s)
{
	return s == &s->lu->sense;
}

/* scsiport/internal.c */
int sp_internal_send(struct sp_adapter *a, struct sp_ask *ask);
void sp_internal_done(struct sp_adapter *a, struct sp_srb *s);
void sp_internal_rebuild(struct sp_srb *s);
bool sp_internal_is_abandoned(const struct sp_srb *s);
bool sp_internal_take_back(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb);
void sp_internal_take_all_back(struct sp_adapter *a, u8 path, u8 target, u8 lun);
bool sp_internal_keeps(struct sp_adapter *a, const struct sp_lu *lu);
void sp_internal_flush(struct sp_adapter *a, struct sp_lu *lu);
void sp_internal_drain(struct sp_adapter *a, struct sp_lu *lu);
void sp_internal_refuse(struct sp_adapter *a);
void sp_internal_init(struct sp_adapter *a);
void sp_internal_free(struct sp_adapter *a);

static inline bool sp_is_internal(const struct sp_adapter *a, const struct sp_srb *s)
{
	return s->slot >= a->limits.requests;
}

/* core/mgmt/control.c */
void sp_control_add(struct sp_adapter *a);
void sp_control_remove(struct sp_adapter *a);
void sp_control_wake(struct sp_adapter *a);

/* core/leaving.c */
void sp_leaving_tick(struct sp_adapter *a);

/* core/power.c */
extern const struct dev_pm_ops sp_pm_ops;
int sp_pm_refuse(struct device *dev, const char *miniport);

/* scsiport/recovery.c */
int sp_reset(struct sp_adapter *a, u8 path, bool patient);
bool sp_forgot_to_ask(struct sp_adapter *a);
void sp_settle(struct sp_adapter *a);
void sp_recovery_wait(struct sp_adapter *a);
int sp_eh_abort(struct scsi_cmnd *cmd);
int sp_eh_bus_reset(struct scsi_cmnd *cmd);
int sp_eh_host_reset(struct scsi_cmnd *cmd);
enum scsi_timeout_action sp_eh_timed_out(struct scsi_cmnd *cmd);

/* core/common.c */
int sp_extension_alloc(struct sp_adapter *a);
void sp_extension_free(struct sp_adapter *a);
void *sp_common_alloc(struct sp_adapter *a, const PORT_CONFIGURATION_INFORMATION *config,
		      u32 uncached);
void sp_common_free(struct sp_adapter *a);

static inline void *sp_slot_extension(struct sp_adapter *a, u16 slot)
{
	return a->common + (size_t)slot * a->slot_size;
}

static inline void *sp_slot_sense(struct sp_adapter *a, u16 slot)
{
	return sp_slot_extension(a, slot) + a->sense_offset;
}

/* core/miniport.c */
const struct sp_registration *sp_registration_for(struct sp_miniport *m, INTERFACE_TYPE type);

/* core/bus/platform.c */
int sp_platform_register(struct sp_miniport *m);
void sp_platform_unregister(struct sp_miniport *m);

/* core/bus/pci.c */
int sp_pci_register(struct sp_miniport *m);
void sp_pci_unregister(struct sp_miniport *m);
bool sp_pci_match(const struct sp_registration *r, const struct pci_dev *pdev);
void sp_pci_lower(struct pci_dev *pdev, const struct sp_miniport *m);
int sp_pci_claim(struct pci_dev *pdev, struct sp_miniport *m);
void sp_pci_release(struct pci_dev *pdev);
int sp_pci_describe(struct sp_adapter *a);
int sp_pci_bar(struct pci_dev *pdev, u64 start, u32 bytes, bool io_space);
void *sp_pci_get_device_base(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);

/* core/bus/legacy.c */
int sp_legacy_init(void);
void sp_legacy_exit(void);
bool sp_legacy_is_busy(struct sp_adapter *a, u32 start, u32 bytes);
bool sp_legacy_applies(const struct sp_miniport *m, INTERFACE_TYPE type);
u32 sp_legacy_scan(struct sp_miniport *m, const struct sp_registration *r);
void sp_legacy_remove(struct sp_miniport *m);

/* core/bus/atdisk.c */
void sp_atdisk_preset(struct sp_adapter *a);
void sp_atdisk_adopt(struct sp_adapter *a);
void sp_atdisk_release(struct sp_adapter *a);

/* core/bus/pci_config.c */
struct pci_dev *sp_config_device(int domain, u32 bus, u32 slot);
u32 sp_config_read_slot(int domain, u32 bus, u32 slot, u8 *buffer, u32 offset, u32 length);
void sp_config_store(struct pci_dev *pdev, u32 offset, const u8 *data, u32 length);
u32 sp_config_read(struct sp_adapter *a, u32 bus, u32 slot, u8 *buffer, u32 length);
u32 sp_config_write(struct sp_adapter *a, u32 bus, u32 slot, const u8 *data, u32 offset,
		    u32 length);
void sp_config_restore(struct sp_adapter *a);

/* core/resource.c */
void *sp_map_memory(struct sp_adapter *a, u64 start, u32 bytes);
void *sp_map_ports(struct sp_adapter *a, u64 start, u32 bytes);
bool sp_claim(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
void sp_claims_trim(struct sp_adapter *a);
void sp_mappings_free(struct sp_adapter *a);
bool sp_has_mapped(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);

/* scsiport/slave_dma.c: no header of the Windows world declares it */
ULONG DllInitialize(PVOID RegistryPath);

/* nt/irql.c */
void sp_irql_add(struct sp_adapter *a);
void sp_irql_remove(struct sp_adapter *a);

/* nt/module.c */
void sp_nt_init(void);
void sp_nt_exit(void);
void sp_nt_forget(const void *memory, size_t size);
void sp_nt_forget_module(struct sp_miniport *m);

/* nt/service.c */
int sp_service_begin(struct sp_miniport *m);
void sp_service_end(struct sp_miniport *m);
struct sp_miniport *sp_service_miniport(const void *driver_object);
struct sp_miniport *sp_service_of(const void *caller);
void *sp_driver_object(struct sp_miniport *m);
void *sp_registry_path(struct sp_miniport *m);

/* core/log.c */
__printf(3, 4) void sp_mistake_made(struct sp_adapter *a, struct ratelimit_state *limit,
				    const char *format, ...);

/* The miniport broke the contract: go on. A storm of one mistake does not hide another. */
#define sp_mistake(a, format, ...) \
do { \
	static DEFINE_RATELIMIT_STATE(limit, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST); \
\
	sp_mistake_made(a, &limit, format, ##__VA_ARGS__); \
} while (0)

__printf(3, 4) void sp_advice(struct sp_adapter *a, enum sp_advice_kind kind, const char *format,
			      ...);

/* core/sysfs.c */
extern const struct attribute_group *sp_host_groups[];

#endif
