// SPDX-License-Identifier: GPL-2.0-only
/*
 * Spin locks of miniports, and what is built on them.
 *
 * A KSPIN_LOCK is one word in the miniport's memory, free when it is zero. Waiters are served in
 * order. Who owns it is noted, so that a second acquisition by the same processor, which would
 * stop it for good, is reported and let through. lockdep does not see these.
 *
 * The word holds a queued lock. A holder is never preempted, and where interrupts are on, no
 * softirq gets in: a DPC may want the same lock. Both are counts, so that locks nest in any order.
 *
 * Under PREEMPT_RT all routines of a miniport run in tasks, HwInterrupt, HwTimer and DPCs too,
 * and the interrupt lock is one that sleeps, with interrupts on. What a miniport may do with a
 * spin lock held, allocate pool, signal an event or post a notification, takes such locks there;
 * so its holder must stay preemptible, and the lock be one of them. A word has no room for that:
 * it names a gate, which has such a lock, as long as somebody holds it or waits for it.
 *
 * Neither kind changes whether interrupts are on, or drops the interrupt lock. A release in
 * HwStartIo leaves the routine where it was: at its level, under the interrupt lock, with softirqs
 * as they were. Under PREEMPT_RT bottom halves are switched off by KfRaiseIrql() alone, and at
 * PASSIVE_LEVEL only, where no lock of the port is held: switched on again beneath the interrupt
 * lock, they would run DPCs and timers there, which want that lock.
 */
#include <linux/bottom_half.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "nt/print.h"
#include "nt/rooms.h"

#ifdef CONFIG_PREEMPT_RT

/* So many locks can be held or waited for at once; each task of a miniport has one or two. */
#define SP_GATES	256

struct sp_spin_lock {
	u16 gate;	/* index + 1; 0: it is free */
	u16 again;	/* acquisitions on top of the first, by the owner alone */
	pid_t owner;	/* written by it alone; 0: none */
};

struct sp_gate {
	spinlock_t lock;	/* held while a lock that names the gate is */
	unsigned int users;	/* who holds that lock or waits for it */
};

static struct sp_gate sp_gates[SP_GATES] = {
	[0 ... SP_GATES - 1] = { .lock = __SPIN_LOCK_UNLOCKED(sp_gates.lock) },
};

/* Protects the users of gates, and which gate a lock names. A leaf. */
static DEFINE_RAW_SPINLOCK(sp_gates_lock);

/* A gate without users may still be locked, while its last holder is about to let it go. */
static struct sp_gate *sp_gate_find(void)
{
	unsigned int i;

	for (i = 0; i < SP_GATES; i++) {
		if (!sp_gates[i].users)
			return &sp_gates[i];
	}
	return NULL;
}

/* NULL: there is none, or @free_only and the lock is not free. */
static struct sp_gate *sp_gate_get(struct sp_spin_lock *l, bool free_only)
{
	struct sp_gate *gate = NULL;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_gates_lock, flags);
	if (!l->gate)
		gate = sp_gate_find();
	else if (!free_only)
		gate = &sp_gates[l->gate - 1];
	if (gate) {
		gate->users++;
		WRITE_ONCE(l->gate, gate - sp_gates + 1);
	}
	raw_spin_unlock_irqrestore(&sp_gates_lock, flags);
	return gate;
}

static void sp_gate_lock(struct sp_spin_lock *l, struct sp_gate *gate)
	__acquires(&gate->lock)
{
	/* All gates are one to lockdep, and which one a lock has is chance. */
	lockdep_off();
	spin_lock(&gate->lock);
	lockdep_on();
	WRITE_ONCE(l->owner, task_pid_nr(current));
}

/* Nothing: the gate's lock keeps its holder on its processor, and preemptible. */
static void sp_lock_prepare(void)
{
}

static void sp_lock_done(void)
{
}

static bool sp_lock_is_mine(const struct sp_spin_lock *l)
{
	return READ_ONCE(l->owner) == task_pid_nr(current);
}

static bool sp_lock_is_free(struct sp_spin_lock *l)
{
	return !READ_ONCE(l->gate);
}

static void sp_lock_take(struct sp_spin_lock *l)
{
	struct sp_gate *gate;

	/*
	 * All gates are taken: a lock comes free when one of their holders, of whom the port's
	 * contract knows one or two for each task, goes on.
	 */
	while (!(gate = sp_gate_get(l, false)))
		cpu_relax();
	sp_gate_lock(l, gate);
}

static bool sp_lock_try(struct sp_spin_lock *l)
{
	struct sp_gate *gate = sp_gate_get(l, true);

	if (gate)
		sp_gate_lock(l, gate);
	return gate;
}

/* The next holder may free the lock's memory, so nothing reads the lock once the gate is open. */
static void sp_lock_give(struct sp_spin_lock *l)
{
	struct sp_gate *gate = &sp_gates[l->gate - 1];
	unsigned long flags;

	WRITE_ONCE(l->owner, 0);
	raw_spin_lock_irqsave(&sp_gates_lock, flags);
	if (!--gate->users)
		WRITE_ONCE(l->gate, 0);
	raw_spin_unlock_irqrestore(&sp_gates_lock, flags);
	lockdep_off();
	spin_unlock(&gate->lock);
	lockdep_on();
}

#else /* !CONFIG_PREEMPT_RT */

struct sp_spin_lock {
	arch_spinlock_t lock;
	u16 owner;	/* processor + 1, written by it alone */
	u16 again;	/* acquisitions on top of the first */
};

/*
 * Interrupts are either on all the time that a lock is held or off all the time, as both ends are
 * in one routine of the miniport.
 */
static bool sp_lock_meets_softirqs(void)
{
	return !irqs_disabled() && !in_hardirq();
}

static void sp_lock_prepare(void)
{
	if (sp_lock_meets_softirqs())
		local_bh_disable();
	preempt_disable();
}

static void sp_lock_done(void)
{
	preempt_enable();
	if (sp_lock_meets_softirqs())
		local_bh_enable();
}

static bool sp_lock_is_mine(const struct sp_spin_lock *l)
{
	return READ_ONCE(l->owner) == raw_smp_processor_id() + 1;
}

static bool sp_lock_is_free(struct sp_spin_lock *l)
{
	return !arch_spin_is_locked(&l->lock);
}

static void sp_lock_take(struct sp_spin_lock *l)
{
	arch_spin_lock(&l->lock);
	WRITE_ONCE(l->owner, raw_smp_processor_id() + 1);
}

static bool sp_lock_try(struct sp_spin_lock *l)
{
	if (!arch_spin_trylock(&l->lock))
		return false;
	WRITE_ONCE(l->owner, raw_smp_processor_id() + 1);
	return true;
}

static void sp_lock_give(struct sp_spin_lock *l)
{
	WRITE_ONCE(l->owner, 0);
	arch_spin_unlock(&l->lock);
}

#endif

static struct sp_spin_lock *sp_lock_of(PKSPIN_LOCK lock)
{
	BUILD_BUG_ON(sizeof(struct sp_spin_lock) > sizeof(*lock));
	return (struct sp_spin_lock *)lock;
}

static void sp_spin_lock(PKSPIN_LOCK spin_lock, const void *caller)
{
	struct sp_spin_lock *l = sp_lock_of(spin_lock);

	sp_lock_prepare();
	if (unlikely(sp_lock_is_mine(l))) {
		l->again++;
		sp_nt_mistake(caller, "a spin lock is acquired again by its holder");
		return;
	}
	sp_lock_take(l);
}

static void sp_spin_unlock(PKSPIN_LOCK spin_lock, const void *caller)
{
	struct sp_spin_lock *l = sp_lock_of(spin_lock);

	if (unlikely(!sp_lock_is_mine(l))) {
		sp_nt_mistake(caller, "a spin lock is released without being held");
		return;
	}
	if (unlikely(l->again))
		l->again--;
	else
		sp_lock_give(l);
	sp_lock_done();
}

/**
 * KeInitializeSpinLock() - make a spin lock, free
 * @SpinLock: the lock
 *
 * Context: Any.
 */
VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock)
{
	*SpinLock = 0;
}
EXPORT_SYMBOL_GPL(KeInitializeSpinLock);

/**
 * KeAcquireSpinLockRaiseToDpc() - raise to DISPATCH_LEVEL and take a lock; KeAcquireSpinLock() is a
 * macro of it
 * @SpinLock: the lock
 *
 * Context: Any. Windows allows no level above DISPATCH_LEVEL; here that works, and raises nothing.
 * Return: the level before.
 */
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
	KIRQL old = KfRaiseIrql(DISPATCH_LEVEL);

	sp_spin_lock(SpinLock, __builtin_return_address(0));
	return old;
}
EXPORT_SYMBOL_GPL(KeAcquireSpinLockRaiseToDpc);

/**
 * KeReleaseSpinLock() - drop a lock and return to a level
 * @SpinLock: the lock
 * @NewIrql: what KeAcquireSpinLock() gave
 *
 * Context: Any, lock held.
 */
VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
	sp_spin_unlock(SpinLock, __builtin_return_address(0));
	KeLowerIrql(NewIrql);
}
EXPORT_SYMBOL_GPL(KeReleaseSpinLock);

/**
 * KeAcquireSpinLockAtDpcLevel() - take a lock at DISPATCH_LEVEL
 * @SpinLock: the lock
 *
 * Context: Any.
 */
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	sp_spin_lock(SpinLock, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(KeAcquireSpinLockAtDpcLevel);

/**
 * KeReleaseSpinLockFromDpcLevel() - drop a lock and stay at DISPATCH_LEVEL
 * @SpinLock: the lock
 *
 * Context: Any, lock held.
 */
VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
	sp_spin_unlock(SpinLock, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(KeReleaseSpinLockFromDpcLevel);

/**
 * KeTryToAcquireSpinLockAtDpcLevel() - take a lock if it is free
 * @SpinLock: the lock
 *
 * Context: Any.
 * Return: TRUE if it was taken.
 */
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	sp_lock_prepare();
	if (sp_lock_try(sp_lock_of(SpinLock)))
		return TRUE;
	sp_lock_done();
	return FALSE;
}
EXPORT_SYMBOL_GPL(KeTryToAcquireSpinLockAtDpcLevel);

/**
 * KeTestSpinLock() - whether a lock is free
 * @SpinLock: the lock
 *
 * Context: Any.
 * Return: TRUE if it was free a moment ago.
 */
BOOLEAN KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
	return sp_lock_is_free(sp_lock_of(SpinLock));
}
EXPORT_SYMBOL_GPL(KeTestSpinLock);

/**
 * KeAcquireInStackQueuedSpinLock() - raise to DISPATCH_LEVEL and take a lock
 * @SpinLock: the lock; every spin lock is a queued one here
 * @LockHandle: for the release
 *
 * Context: Any.
 */
VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = NULL;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = KfRaiseIrql(DISPATCH_LEVEL);
	sp_spin_lock(SpinLock, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(KeAcquireInStackQueuedSpinLock);

/**
 * KeReleaseInStackQueuedSpinLock() - drop a lock and return to the level before
 * @LockHandle: of the acquisition
 *
 * Context: Any, lock held.
 */
VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
	sp_spin_unlock(LockHandle->LockQueue.Lock, __builtin_return_address(0));
	KeLowerIrql(LockHandle->OldIrql);
}
EXPORT_SYMBOL_GPL(KeReleaseInStackQueuedSpinLock);

/**
 * KeAcquireInStackQueuedSpinLockAtDpcLevel() - take a lock at DISPATCH_LEVEL
 * @SpinLock: the lock
 * @LockHandle: for the release
 *
 * Context: Any.
 */
VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = NULL;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = DISPATCH_LEVEL;
	sp_spin_lock(SpinLock, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(KeAcquireInStackQueuedSpinLockAtDpcLevel);

/**
 * KeReleaseInStackQueuedSpinLockFromDpcLevel() - drop a lock and stay at DISPATCH_LEVEL
 * @LockHandle: of the acquisition
 *
 * Context: Any, lock held.
 */
VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
	sp_spin_unlock(LockHandle->LockQueue.Lock, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(KeReleaseInStackQueuedSpinLockFromDpcLevel);
