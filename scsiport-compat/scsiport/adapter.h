/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An adapter of ScsiPort's. Its requests are in scsiport/srb.h, its logical units in
 * scsiport/unit.h.
 *
 * Locks. There is one that matters: sp_adapter::lock, the interrupt lock of the contract, taken
 * with interrupts off (on PREEMPT_RT it sleeps). Every miniport routine but the Enable callback,
 * HwFindAdapter, ScsiQuerySupportedControlTypes and DPCs runs under it, between sp_enter() and
 * sp_leave(). What it protects says so below; the rest is constant between HwInitialize and
 * removal, or says what it is. The port lock of the contract is sp_adapter::hold: while a bit is
 * set, no HwStartIo is called and requests are parked. Under the interrupt lock nothing sleeps, and
 * we take no other but leaves: in queue_work(), in hrtimers, in the wake-up of the IRQ thread, in
 * printk, and port_adapter::events by an event. The miniport's routines take leaves as well: those
 * of a device model, of DPCs and timers, of the pool, and its own.
 */
#ifndef SP_ADAPTER_H
#define SP_ADAPTER_H

#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "core/adapter.h"
#include "core/common.h"
#include "scsiport/counters.h"
#include "scsiport/internal.h"
#include "scsiport/srb.h"
#include "scsiport/timer.h"
#include "scsiport/times.h"

struct sp_lu;
struct sp_strict;

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
	SP_HOLDS,
};

/* Work for sp_adapter::worker: bits of sp_adapter::todo, atomic. */
enum sp_todo {
	SP_TODO_ENABLE,		/* Enable callback of an adapter without a line */
	SP_TODO_TAIL,		/* notifications that came from outside every callback */
};

/**
 * struct sp_adapter - one HBA; the private area of its Scsi_Host
 * @port: what the core knows of it
 * @srb_flags: of every SRB; constant
 * @active: requests that the miniport owns, by slot: what says that a request is active; elements
 *	are written under @lock, and read under RCU, too
 * @owner: the task whose context holds @lock, so that a notification knows whether it must take it.
 *	An interrupt that borrows the task finishes before the task can look.
 * @enable: posted Enable callback, @disable: posted Disable callback
 * @enable_running: the task in which the Enable callback runs now, without the lock; or NULL
 * @enable_rounds: Enable callbacks that have begun, so that a waiter knows its own from the next
 * @resets_due: resets that wait for an Enable callback to return, or run: no other one begins
 * @gate: closed from CallEnableInterrupts to the Disable callback, or for good
 * @running: see scsiport/running.h
 * @notified: the running callback posted something
 * @any_busy: some LU waits because a request came back BUSY
 * @chores: the tail has more to do than to deliver what is @done
 * @ready: NextRequest came since the last HwStartIo
 * @waiting: LUs with a parked request that may start
 * @done: completed requests on their way to the midlayer; @doubtful: those whose status says that
 *	they may not be done yet
 * @alone: the active request that allows no other (DISABLE_DISCONNECT)
 * @last_unit: the LU that last got or gave back a request
 */
struct sp_adapter {
	struct port_adapter port;
	u32 srb_flags;
	struct sp_srb **active;
	struct sp_strict *strict;	/* set once: the verifier is strict, or was */
	bool fail_over_budget;		/* of an adapter that is strict; sysfs */

	/* The interrupt lock; protects all down to @times. */
	spinlock_t lock ____cacheline_aligned_in_smp;
	struct task_struct *owner;
	PHW_INTERRUPT enable;
	PHW_INTERRUPT disable;
	unsigned long hold;		/* see hold.h */
	struct task_struct *enable_running;
	u32 enable_rounds;
	bool gate;
	u8 running;
	bool notified;
	bool heard;			/* an interrupt was this HBA's */
	bool ready;
	u8 unasked_ticks;		/* ticks since the last HwStartIo that found it unasked */
	bool any_busy;
	bool chores;
	struct list_head waiting;
	struct sp_done done;
	struct sp_done doubtful;
	struct sp_lu *last_unit;
	struct sp_timer timer;
	struct sp_srb *starting;	/* argument of the HwStartIo in progress */
	struct sp_srb *alone;
	bool unasked_reported;		/* this silence is counted and said */
	ktime_t reset_until;		/* end of SP_HOLD_RESET */
	u8 reset_path;			/* bus that it is for; SP_UNTAGGED: nobody said */
	ktime_t held_since[SP_HOLDS];	/* for who traces; 0: nobody did */
	unsigned long gate_closed;	/* when the gate closed, jiffies */
	bool gate_reported;
	u8 resetting;			/* resets in progress */
	u8 resets_due;
	u8 recoveries;			/* resets that the midlayer has asked for, in progress */
	u8 vain_resets;			/* resets of a path with requests since one was answered */
	struct sp_counters counters;
	struct sp_times times;

	struct sp_internal *internal;	/* behind the table of @active; NULL before the start */
	unsigned long internal_used;	/* atomic bits */
	wait_queue_head_t internal_idle;	/* woken when one is free again */
	wait_queue_head_t idle;		/* woken when an Enable callback or a reset ended */
	struct dentry *debugfs;
	struct timer_list tick;
	struct work_struct worker;
	struct work_struct sense_late;	/* its reset may need @worker */
	unsigned long todo;
	u32 control_types;		/* bit per SCSI_ADAPTER_CONTROL_TYPE; set once */
	bool mute_reported;		/* that no interrupt came; no lock, said twice at worst */
};

/* NULL is none. */
static inline struct sp_adapter *to_sp_adapter(struct port_adapter *p)
{
	return p ? container_of(p, struct sp_adapter, port) : NULL;
}

/* As port_adapter_of(). */
static inline struct sp_adapter *sp_adapter_of(void *extension, const char *routine)
{
	return to_sp_adapter(port_adapter_of(extension, routine));
}

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
	return test_bit(SP_HOLD_STOPPED, &a->hold) && a->port.state != PORT_STARTING;
}

/* Does the miniport own a request? Without the interrupt lock, that may be over a moment later. */
static inline bool sp_is_active(const struct sp_srb *s)
{
	return to_sp_adapter(s->port.adapter)->active[s->slot] == s;
}

#endif
