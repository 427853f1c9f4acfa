// SPDX-License-Identifier: GPL-2.0-only
/* kernport: levels, locks, time, DPCs, timers and events. */
#include "kernport.h"

/* ---- levels, locks, time */

VOID KernLevel(const CHAR *Name, BOOLEAN Holds)
{
	KERN_AREA Area = { Name, FALSE };

	CHECK(Holds);
	END();
}

VOID KernRaise(void)
{
	KIRQL Old, Older;
	KERN_AREA Area = { "raised levels", FALSE };

	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(Old == PASSIVE_LEVEL && KeGetCurrentIrql() == DISPATCH_LEVEL);
	Older = KeRaiseIrqlToDpcLevel();
	CHECK(Older == DISPATCH_LEVEL);
	KeLowerIrql(Older);
	CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL);
	KeLowerIrql(Old);
	CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
	END();
}

VOID KernLocks(const CHAR *Name)
{
	KIRQL Before = KeGetCurrentIrql(), Old, Inner;
	KSPIN_LOCK Lock = ~(KSPIN_LOCK)0, Other = 0;
	KLOCK_QUEUE_HANDLE Handle, Nested;
	KERN_AREA Area = { Name, FALSE };

	KeInitializeSpinLock(&Lock);
	CHECK(KeTestSpinLock(&Lock));
	if (Area.Failed)
		return;
	KeAcquireSpinLock(&Lock, &Old);
	CHECK(Old == Before && KeGetCurrentIrql() >= DISPATCH_LEVEL && !KeTestSpinLock(&Lock));
	CHECK(!KeTryToAcquireSpinLockAtDpcLevel(&Lock));
	KeAcquireSpinLock(&Other, &Inner);
	CHECK(Inner >= DISPATCH_LEVEL);
	KeReleaseSpinLock(&Other, Inner);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL);
	KeReleaseSpinLock(&Lock, Old);
	CHECK(KeGetCurrentIrql() == Before && KeTestSpinLock(&Lock));
	/* Mixed pairs: a level and a lock are two things. */
	KeAcquireSpinLock(&Lock, &Old);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL);
	KeLowerIrql(Old);
	CHECK(KeGetCurrentIrql() == Before);
	Old = KeRaiseIrqlToDpcLevel();
	KeAcquireSpinLockAtDpcLevel(&Lock);
	CHECK(KeTryToAcquireSpinLockAtDpcLevel(&Other));
	KeReleaseSpinLockFromDpcLevel(&Other);
	KeReleaseSpinLock(&Lock, Old);
	CHECK(KeGetCurrentIrql() == Before);
	KeAcquireInStackQueuedSpinLock(&Lock, &Handle);
	KeAcquireInStackQueuedSpinLockAtDpcLevel(&Other, &Nested);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL && !KeTestSpinLock(&Other));
	KeReleaseInStackQueuedSpinLockFromDpcLevel(&Nested);
	KeReleaseInStackQueuedSpinLock(&Handle);
	CHECK(KeGetCurrentIrql() == Before && KeTestSpinLock(&Lock) && KeTestSpinLock(&Other));
	END();
}

VOID KernTime(void)
{
	LARGE_INTEGER Before, After, Frequency, Start, Delay, Tick;
	ULONGLONG Interrupt = KeQueryInterruptTime();
	KAFFINITY Active;
	ULONG Processors = 0;
	KERN_AREA Area = { "time", FALSE };

	KeQuerySystemTime(&Before);
	KeQueryTickCount(&Tick);
	Start = KeQueryPerformanceCounter(&Frequency);
	KeStallExecutionProcessor(2000);
	After = KeQueryPerformanceCounter(NULL);
	CHECK(After.QuadPart - Start.QuadPart >= Frequency.QuadPart / 500);
	Delay.QuadPart = -30 * 10000;
	CHECK(KeDelayExecutionThread(KernelMode, FALSE, &Delay) == STATUS_SUCCESS);
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 30 * 10000);
	/* 2001 to 2601 */
	CHECK(Before.QuadPart > 126000000000000000LL && Before.QuadPart < 315000000000000000LL);
	CHECK(KeQueryInterruptTime() - Interrupt >= 30 * 10000);
	KeQueryTickCount(&After);
	CHECK((After.QuadPart - Tick.QuadPart + 1) * KeQueryTimeIncrement() >= 30 * 10000);
	/* And not more than have passed; a tick may be seen late. */
	CHECK((ULONGLONG)(After.QuadPart - Tick.QuadPart) * KeQueryTimeIncrement() <=
	      KeQueryInterruptTime() - Interrupt + 20 * KeQueryTimeIncrement());
	CHECK(KeQueryTimeIncrement() >= 10000 && KeQueryTimeIncrement() <= 100000);
	for (Active = KeQueryActiveProcessors(); Active != 0; Active &= Active - 1)
		Processors++;
	CHECK(KeNumberProcessors >= 1 && (ULONG)KeNumberProcessors == Processors);
	CHECK(KeGetCurrentProcessorNumber() < (ULONG)KeNumberProcessors);
	CHECK((KeQueryActiveProcessors() & 1) != 0);
	END();
}

/* ---- DPCs, timers, events at PASSIVE_LEVEL */

typedef struct _KERN_ORDER {
	KEVENT Event;
	CHAR Runs[8];
	ULONG Count;
	KIRQL Irql;
	BOOLEAN Slow;
} KERN_ORDER, *PKERN_ORDER;

VOID KernOrderDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PKERN_ORDER Order = Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument2);
	Order->Irql = KeGetCurrentIrql();
	if (Order->Slow)
		KeStallExecutionProcessor(5000);
	if (Order->Count < sizeof(Order->Runs) - 1)
		Order->Runs[Order->Count++] = (CHAR)(ULONG_PTR)Argument1;
	KeSetEvent(&Order->Event, IO_NO_INCREMENT, FALSE);
}

VOID KernDpcs(void)
{
	static KERN_ORDER Order;
	static KDPC First, Second, Third;
	KIRQL Old;
	KERN_AREA Area = { "DPCs", FALSE };

	RtlZeroMemory(&Order, sizeof(Order));
	KeInitializeEvent(&Order.Event, NotificationEvent, FALSE);
	KeInitializeDpc(&First, KernOrderDpc, &Order);
	KeInitializeDpc(&Second, KernOrderDpc, &Order);
	KeInitializeDpc(&Third, KernOrderDpc, &Order);
	KeSetImportanceDpc(&Third, HighImportance);
	KeSetTargetProcessorDpc(&Third, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(KeInsertQueueDpc(&First, KERN_MARK('1'), NULL));
	CHECK(!KeInsertQueueDpc(&First, KERN_MARK('x'), NULL));
	CHECK(KeInsertQueueDpc(&Second, KERN_MARK('2'), NULL));
	CHECK(KeInsertQueueDpc(&Third, KERN_MARK('3'), NULL));
	CHECK(KeRemoveQueueDpc(&Second) && !KeRemoveQueueDpc(&Second));
	CHECK(Order.Count == 0);
	KeLowerIrql(Old);
	KeFlushQueuedDpcs();
	CHECK(strcmp(Order.Runs, "31") == 0 && Order.Irql == DISPATCH_LEVEL);
	/* It takes its time, so that the flush must wait for it. */
	Order.Slow = TRUE;
	CHECK(KeInsertQueueDpc(&First, KERN_MARK('4'), NULL));
	KeFlushQueuedDpcs();
	CHECK(strcmp(Order.Runs, "314") == 0);
	END();
}

VOID KernEvents(void)
{
	LARGE_INTEGER Now, Soon, Before, After;
	KEVENT Stays, Once;
	KERN_AREA Area = { "events", FALSE };

	KeInitializeEvent(&Stays, NotificationEvent, TRUE);
	KeInitializeEvent(&Once, SynchronizationEvent, FALSE);
	Now.QuadPart = 0;
	Soon.QuadPart = -20 * 10000;
	CHECK(KeWaitForSingleObject(&Stays, Executive, KernelMode, FALSE, NULL) == STATUS_SUCCESS);
	CHECK(KeReadStateEvent(&Stays) != 0 && KeResetEvent(&Stays) != 0);
	CHECK(KeWaitForSingleObject(&Stays, Executive, KernelMode, FALSE, &Now) == STATUS_TIMEOUT);
	KeQuerySystemTime(&Before);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Soon) == STATUS_TIMEOUT);
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 20 * 10000);
	CHECK(KeSetEvent(&Once, IO_NO_INCREMENT, FALSE) == 0);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Now) == STATUS_SUCCESS);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Now) == STATUS_TIMEOUT);
	KeSetEvent(&Stays, IO_NO_INCREMENT, FALSE);
	KeClearEvent(&Stays);
	CHECK(KeReadStateEvent(&Stays) == 0);
	END();
}

/* Something that comes soon; not for ever. */
static BOOLEAN KernWait(PVOID Object)
{
	LARGE_INTEGER Most;

	Most.QuadPart = -10 * 10000000LL;
	return KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, &Most) == STATUS_SUCCESS;
}

VOID KernTimers(void)
{
	LARGE_INTEGER Due, Before, After;
	static KERN_ORDER Order;
	static KTIMER Timer;
	static KDPC Dpc;
	ULONG i;
	KERN_AREA Area = { "timers", FALSE };

	RtlZeroMemory(&Order, sizeof(Order));
	KeInitializeEvent(&Order.Event, SynchronizationEvent, FALSE);
	KeInitializeDpc(&Dpc, KernOrderDpc, &Order);
	KeInitializeTimer(&Timer);
	KeQuerySystemTime(&Before);
	Due.QuadPart = -10 * 10000;
	CHECK(!KeSetTimer(&Timer, Due, &Dpc));
	CHECK(KernWait(&Order.Event));
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 10 * 10000);
	CHECK(Order.Count == 1 && KeReadStateTimer(&Timer) && !KeCancelTimer(&Timer));
	/* Replaced, then cancelled: the first due time never comes. */
	CHECK(!KeSetTimer(&Timer, Due, &Dpc) && !KeReadStateTimer(&Timer));
	Due.QuadPart = -3600LL * 10000000;
	CHECK(KeSetTimer(&Timer, Due, &Dpc));
	Due.QuadPart = -30 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Due);
	CHECK(Order.Count == 1 && KeCancelTimer(&Timer));
	/* Cancelled, it does not come. */
	Due.QuadPart = -10 * 10000;
	CHECK(!KeSetTimer(&Timer, Due, &Dpc) && KeCancelTimer(&Timer) && !KeCancelTimer(&Timer));
	Due.QuadPart = -30 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Due);
	CHECK(Order.Count == 1 && !KeReadStateTimer(&Timer));
	/* An absolute time, without a DPC, waited for. */
	KeQuerySystemTime(&Due);
	Due.QuadPart += 10 * 10000;
	KeSetTimer(&Timer, Due, NULL);
	CHECK(KernWait(&Timer));
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart >= Due.QuadPart - 10000);
	/* Periodic. */
	KeInitializeTimerEx(&Timer, SynchronizationTimer);
	Due.QuadPart = -10000;
	KeSetTimerEx(&Timer, Due, 5, &Dpc);
	for (i = 0; i < 3; i++)
		CHECK(KernWait(&Order.Event));
	CHECK(KeCancelTimer(&Timer));
	KeFlushQueuedDpcs();
	CHECK(Order.Count >= 4);
	END();
}
