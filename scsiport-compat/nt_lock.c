// SPDX-License-Identifier: GPL-2.0-only
/*
 * Spin locks of miniports, and what is built on them.
 *
 * A KSPIN_LOCK is one word in the miniport's memory, free when it is zero. It holds a queued lock,
 * so waiters are served in order, and who owns it, so that a second acquisition by the same
 * processor, which would stop it for good, is reported and let through. Debugging kernels have no
 * room for their own kind of lock here; so lockdep does not see these.
 *
 * A holder is never preempted, and where interrupts are on, no softirq gets in: a DPC may want the
 * same lock. Both are counts, so that locks nest in any order.
 *
 * Under PREEMPT_RT softirqs run in tasks, which a holder keeps out by not being preempted. They are
 * left alone there: HwStartIo and the others run with interrupts on, under an interrupt lock that
 * sleeps, and local_bh_enable() would have them run DPCs and timers beneath it, which want that
 * lock. And a holder must not call what takes it (ScsiPortNotification): it may sleep there.
 */
#include <linux/bottom_half.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "nt_rooms.h"

struct sp_spin_lock {
	arch_spinlock_t lock;
	u16 owner;	/* processor + 1, written by it alone */
	u16 again;	/* acquisitions on top of the first */
};

static struct sp_spin_lock *sp_lock_of(PKSPIN_LOCK lock)
{
	BUILD_BUG_ON(sizeof(struct sp_spin_lock) > sizeof(*lock));
	return (struct sp_spin_lock *)lock;
}

/*
 * Interrupts are either on all the time that a lock is held or off all the time, as both ends are
 * in one routine of the miniport.
 */
static bool sp_lock_meets_softirqs(void)
{
	return !IS_ENABLED(CONFIG_PREEMPT_RT) && !irqs_disabled() && !in_hardirq();
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

static void sp_spin_lock(PKSPIN_LOCK spin_lock, const void *caller)
{
	struct sp_spin_lock *l = sp_lock_of(spin_lock);

	sp_lock_prepare();
	if (unlikely(READ_ONCE(l->owner) == raw_smp_processor_id() + 1)) {
		l->again++;
		sp_nt_mistake(caller, "a spin lock is acquired again by its holder");
		return;
	}
	arch_spin_lock(&l->lock);
	WRITE_ONCE(l->owner, raw_smp_processor_id() + 1);
}

static void sp_spin_unlock(PKSPIN_LOCK spin_lock, const void *caller)
{
	struct sp_spin_lock *l = sp_lock_of(spin_lock);

	if (unlikely(READ_ONCE(l->owner) != raw_smp_processor_id() + 1)) {
		sp_nt_mistake(caller, "a spin lock is released without being held");
		return;
	}
	if (unlikely(l->again)) {
		l->again--;
	} else {
		WRITE_ONCE(l->owner, 0);
		arch_spin_unlock(&l->lock);
	}
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
	struct sp_spin_lock *l = sp_lock_of(SpinLock);

	sp_lock_prepare();
	if (arch_spin_trylock(&l->lock)) {
		WRITE_ONCE(l->owner, raw_smp_processor_id() + 1);
		return TRUE;
	}
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
	return !arch_spin_is_locked(&sp_lock_of(SpinLock)->lock);
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
