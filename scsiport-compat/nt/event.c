// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events, and waiting for them and for timers. A state is one word in the miniport's memory;
 * waiters of all objects share one queue, as a miniport has few and they wait at PASSIVE_LEVEL
 * only.
 */
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "nt/dispatcher.h"
#include "nt/irql.h"
#include "nt/print.h"
#include "nt/time.h"

/* Types of the DISPATCHER_HEADER: what a wait takes away is odd. */
#define SP_NOTIFICATION_EVENT	0
#define SP_IS_OBJECT(type)	((type) == 0 || (type) == 1 || (type) == 8 || (type) == 9)

static DECLARE_WAIT_QUEUE_HEAD(sp_objects);

/**
 * sp_objects_wake() - have waiters look at their objects
 *
 * Context: Any, sp_dispatcher not held.
 */
void sp_objects_wake(void)
{
	/* Whoever starts to wait after this looks at the state itself. */
	if (wq_has_sleeper(&sp_objects))
		wake_up_all(&sp_objects);
}

static LONG sp_object_set(PDISPATCHER_HEADER header, LONG state)
{
	unsigned long flags;
	LONG before;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	before = header->SignalState;
	header->SignalState = state;
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return before;
}

static bool sp_object_take(PDISPATCHER_HEADER header)
{
	unsigned long flags;
	bool signalled;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	signalled = header->SignalState != 0;
	if (signalled && header->Type & 1)
		header->SignalState = 0;
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	return signalled;
}

/**
 * KeInitializeEvent() - make an event
 * @Event: the event
 * @Type: SynchronizationEvent: one wait takes the signal away; NotificationEvent: it stays
 * @State: TRUE for signalled
 *
 * Context: Any.
 */
VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
	memset(Event, 0, sizeof(*Event));
	Event->Header.Type = SP_NOTIFICATION_EVENT + Type;
	Event->Header.Size = sizeof(*Event) / sizeof(LONG);
	Event->Header.SignalState = State;
}
EXPORT_SYMBOL_GPL(KeInitializeEvent);

/**
 * KeSetEvent() - signal an event
 * @Event: the event
 * @Increment: ignored
 * @Wait: ignored
 *
 * Context: Any; on Windows DISPATCH_LEVEL at most.
 * Return: the state before.
 */
LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
	LONG before = sp_object_set(&Event->Header, 1);

	if (!before)
		sp_objects_wake();
	return before;
}
EXPORT_SYMBOL_GPL(KeSetEvent);

/**
 * KeResetEvent() - take the signal away
 * @Event: the event
 *
 * Context: Any.
 * Return: the state before.
 */
LONG KeResetEvent(PRKEVENT Event)
{
	return sp_object_set(&Event->Header, 0);
}
EXPORT_SYMBOL_GPL(KeResetEvent);

/**
 * KeClearEvent() - take the signal away
 * @Event: the event
 *
 * Context: Any.
 */
VOID KeClearEvent(PRKEVENT Event)
{
	sp_object_set(&Event->Header, 0);
}
EXPORT_SYMBOL_GPL(KeClearEvent);

/**
 * KeReadStateEvent() - the state of an event
 * @Event: the event
 *
 * Context: Any.
 * Return: 0: not signalled.
 */
LONG KeReadStateEvent(PRKEVENT Event)
{
	return READ_ONCE(Event->Header.SignalState);
}
EXPORT_SYMBOL_GPL(KeReadStateEvent);

static NTSTATUS sp_object_wait(PDISPATCHER_HEADER header, PLARGE_INTEGER timeout)
{
	if (!timeout) {
		wait_event(sp_objects, sp_object_take(header));
		return STATUS_SUCCESS;
	}
	if (wait_event_hrtimeout(sp_objects, sp_object_take(header), sp_nt_until(timeout)))
		return STATUS_TIMEOUT;
	return STATUS_SUCCESS;
}

/**
 * KeWaitForSingleObject() - wait for an event or a timer
 * @Object: KEVENT or KTIMER
 * @WaitReason: ignored
 * @WaitMode: ignored
 * @Alertable: ignored; nothing alerts a miniport
 * @Timeout: 100 ns units: from now if negative, else a system time; NULL: no limit; 0: only look
 *
 * Context: PASSIVE_LEVEL; any if Timeout is 0.
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT, also at once, with a report, where no wait is possible;
 *	STATUS_INVALID_PARAMETER, with a report, for an object of another kind.
 */
NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
			       BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
	PDISPATCHER_HEADER header = Object;

	if (!header || !SP_IS_OBJECT(header->Type)) {
		sp_nt_mistake(__builtin_return_address(0), "%s for what is neither event nor timer",
			      __func__);
		return STATUS_INVALID_PARAMETER;
	}
	if (sp_object_take(header))
		return STATUS_SUCCESS;
	if (Timeout && !Timeout->QuadPart)
		return STATUS_TIMEOUT;
	if (!sp_may_sleep()) {
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
		return STATUS_TIMEOUT;
	}
	return sp_object_wait(header, Timeout);
}
EXPORT_SYMBOL_GPL(KeWaitForSingleObject);

/**
 * KeDelayExecutionThread() - sleep
 * @WaitMode: ignored
 * @Alertable: ignored
 * @Interval: 100 ns units: from now if negative, else a system time
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and returns at once.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL where no sleep is possible.
 */
NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
				PLARGE_INTEGER Interval)
{
	ktime_t left = sp_nt_until(Interval);

	if (!sp_may_sleep()) {
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
		return STATUS_UNSUCCESSFUL;
	}
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_hrtimeout(&left, HRTIMER_MODE_REL);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(KeDelayExecutionThread);

/**
 * ExInitializeFastMutex() - make a fast mutex, free
 * @FastMutex: the mutex
 *
 * Context: Any.
 */
VOID ExInitializeFastMutex(PFAST_MUTEX FastMutex)
{
	memset(FastMutex, 0, sizeof(*FastMutex));
	FastMutex->Count = 1;
	KeInitializeEvent(&FastMutex->Event, SynchronizationEvent, TRUE);
}
EXPORT_SYMBOL_GPL(ExInitializeFastMutex);

/**
 * ExAcquireFastMutex() - take a fast mutex, wait for it if somebody has it
 * @FastMutex: the mutex
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that, and the mutex is not taken.
 */
VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	if (!sp_may_sleep()) {
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
		return;
	}
	wait_event(sp_objects, sp_object_take(&FastMutex->Event.Header));
}
EXPORT_SYMBOL_GPL(ExAcquireFastMutex);

/**
 * ExTryToAcquireFastMutex() - take a fast mutex if nobody has it
 * @FastMutex: the mutex
 *
 * Context: Any.
 * Return: TRUE if it is the caller's now.
 */
BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	return sp_object_take(&FastMutex->Event.Header);
}
EXPORT_SYMBOL_GPL(ExTryToAcquireFastMutex);

/**
 * ExReleaseFastMutex() - give a fast mutex back
 * @FastMutex: the mutex
 *
 * Context: Any.
 */
VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
	KeSetEvent(&FastMutex->Event, IO_NO_INCREMENT, FALSE);
}
EXPORT_SYMBOL_GPL(ExReleaseFastMutex);
