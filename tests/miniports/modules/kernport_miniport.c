// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that calls the kernel routines beside ScsiPort, each from where miniports call it,
 * and says for each area "kernport: AREA: ok" or what is wrong, through ScsiDebugPrint. Its one
 * unit, a processor device, exists in this file only; each command is completed by a DPC.
 *
 * ArgumentString "mistakes" has it make some more of them. "leave" has it leave things behind when
 * it goes: pool, timers in its extension and in its module. "bugcheck" has it want the system
 * stopped.
 */
#include "kernport.h"

#define KERN_ENTRY	" in DriverEntry"

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

static PUNICODE_STRING KernPath;
static KDPC KernModuleDpc;
static KTIMER KernModuleTimer;
static ULONG KernTimeouts;

VOID KernCheck(PKERN_AREA Area, BOOLEAN Holds, const CHAR *Text, ULONG Line)
{
	if (Holds)
		return;
	Area->Failed = TRUE;
	ScsiDebugPrint(0, "kernport: %s: not ok: line %u: %s\n", Area->Name, Line, Text);
}

VOID KernEnd(PKERN_AREA Area)
{
	if (!Area->Failed)
		ScsiDebugPrint(0, "kernport: %s: ok\n", Area->Name);
}

/* ---- mistakes: each is reported and survived */

/* More of them, when those of DriverEntry are long enough ago for the log's limit. */
static VOID KernMoreMistakes(void)
{
	ULONG Words[2] = { 0, 0 };
	LARGE_INTEGER Delay;
	RTL_BITMAP Map;
	KIRQL Old;
	KDPC Dpc;
	KERN_AREA Area = { "more mistakes", FALSE };

	Delay.QuadPart = -6 * 10000000LL;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	KernBus();
	RtlInitializeBitMap(&Map, Words, 32);
	RtlSetBits(&Map, 20, 13);
	RtlSetBit(&Map, 32);
	CHECK(Words[0] == 0 && Words[1] == 0 && !RtlTestBit(&Map, 32));
	CHECK(!RtlAreBitsClear(&Map, 20, 13));
	KeInitializeDpc(&Dpc, NULL, NULL);
	CHECK(!KeInsertQueueDpc(&Dpc, NULL, NULL));
	/* No type of an object. */
	Words[0] = 0x22222222;
	CHECK(KeWaitForSingleObject(Words, Executive, KernelMode, FALSE, NULL) ==
	      STATUS_INVALID_PARAMETER);
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, KernPath->Buffer) == STATUS_UNSUCCESSFUL);
	KeLowerIrql(Old);
	CHECK(ZwClose((HANDLE)Words) == STATUS_INVALID_HANDLE);
	END();
}

static VOID KernMistakes(void)
{
	static KTIMER Left;
	LARGE_INTEGER Delay;
	PHYSICAL_ADDRESS None;
	KSPIN_LOCK Lock = 0;
	KEVENT Event;
	PVOID Pool;
	KIRQL Old;
	PKDPC Dpc;
	KERN_AREA Area = { "mistakes", FALSE };

	KeInitializeTimer(&Left);
	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	None.QuadPart = 0xfee00000;
	Delay.QuadPart = -10000;
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(KeDelayExecutionThread(KernelMode, FALSE, &Delay) == STATUS_UNSUCCESSFUL);
	CHECK(KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL) == STATUS_TIMEOUT);
	CHECK(MmMapIoSpace(None, 4096, MmNonCached) == NULL);
	KeFlushQueuedDpcs();
	KeLowerIrql(Old);
	Pool = ExAllocatePoolWithTag(NonPagedPool, 256, KERN_TAG);
	ExFreePool(Pool);
	ExFreePool(Pool);
	ExFreePool(NULL);
	/* A KDPC in memory that is freed while it is queued. */
	Dpc = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Dpc), KERN_TAG);
	KeInitializeDpc(Dpc, KernOrderDpc, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	KeInsertQueueDpc(Dpc, NULL, NULL);
	ExFreePool(Dpc);
	KeLowerIrql(Old);
	CHECK(MmGetPhysicalAddress((PVOID)0x10).QuadPart == 0);
	KeAcquireSpinLock(&Lock, &Old);
	KeAcquireSpinLockAtDpcLevel(&Lock);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	KeReleaseSpinLock(&Lock, Old);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	CHECK(KeTestSpinLock(&Lock) && KeGetCurrentIrql() == PASSIVE_LEVEL);
	DbgBreakPoint();
	RtlAssert((PVOID)"two == three", (PVOID)"kernport.c", 23, NULL);
	END();
}

/* ---- the adapter */

static VOID KernComplete(PKERN_EXTENSION Extension)
{
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	if (Srb == NULL)
		return;
	Extension->Srb = NULL;
	Srb->SrbStatus = TestAnswer(Srb, PROCESSOR_DEVICE);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
}

/*
 * What only one may do at a time, with the lock held. HwStartIo and HwTimer come with the interrupt
 * lock, DPCs without it, on other processors. Says that it is well once for each caller, and each
 * time that it is not.
 */
static VOID KernAlone(PKERN_EXTENSION Extension, const CHAR *Name, BOOLEAN Say)
{
	KIRQL Before = KeGetCurrentIrql(), Old;
	BOOLEAN Alone;
	KEVENT Event;
	PVOID Pool;

	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	KeAcquireSpinLock(&Extension->Lock, &Old);
	Alone = !Extension->Inside;
	Extension->Inside = TRUE;
	Pool = ExAllocatePoolWithTag(NonPagedPool, KERN_LOCKED_BYTES, KERN_TAG);
	if (Pool != NULL)
		ExFreePool(Pool);
	KeSetEvent(&Event, IO_NO_INCREMENT, FALSE);
	KeStallExecutionProcessor(20);
	Extension->Inside = FALSE;
	KeReleaseSpinLock(&Extension->Lock, Old);
	Alone = Alone && Old == Before && KeGetCurrentIrql() == Before;
	if (Say || !Alone)
		KernLevel(Name, Alone);
}

/* Outside every callback of the port, at DISPATCH_LEVEL (trap 27). */
static VOID KernDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PKERN_EXTENSION Extension = Context;

	if (Extension->DpcRuns++ == 0) {
		KernLevel("level in a DPC", KeGetCurrentIrql() == DISPATCH_LEVEL);
		KernLevel("arguments of a DPC", Dpc == &Extension->Dpc &&
			  Argument1 == Extension->Srb && Argument2 == Extension);
		KernLocks("locks in a DPC");
		KernPool("pool in a DPC");
		KernLists("lists in a DPC");
	}
	KernLevel("one DPC at a time", InterlockedIncrement(&Extension->Running) == 1);
	KernAlone(Extension, "alone with a lock in a DPC", Extension->DpcRuns == 1);
	InterlockedDecrement(&Extension->Running);
	KernComplete(Extension);
}

static BOOLEAN NTAPI KernDisable(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	KernLevel("level in the Disable callback", KeGetCurrentIrql() > DISPATCH_LEVEL);
	return TRUE;
}

static BOOLEAN NTAPI KernEnable(PVOID DeviceExtension)
{
	PKERN_EXTENSION Extension = DeviceExtension;
	KIRQL Old;

	KernLevel("level in the Enable callback", KeGetCurrentIrql() == DISPATCH_LEVEL);
	KernLocks("locks in the Enable callback");
	KernPool("pool in the Enable callback");
	KeAcquireSpinLock(&Extension->Lock, &Old);
	KeReleaseSpinLock(&Extension->Lock, Old);
	KernLevel("level in the Enable callback after a lock",
		  KeGetCurrentIrql() == DISPATCH_LEVEL);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, KernDisable);
	return TRUE;
}

static VOID NTAPI KernTimer(PVOID DeviceExtension)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	if (Extension->Ticks++ > 0) {
		KernAlone(Extension, "alone with a lock in HwTimer", Extension->Ticks == 2);
		if (Extension->Ticks < KERN_TICKS)
			ScsiPortNotification(RequestTimerCall, DeviceExtension, KernTimer, 200);
		return;
	}
	ScsiPortNotification(RequestTimerCall, DeviceExtension, KernTimer, 10000);
	KernLevel("level in HwTimer", KeGetCurrentIrql() > DISPATCH_LEVEL);
	KernLocks("locks in HwTimer");
	KernLists("lists in HwTimer");
	/* A mistake: nothing was raised here. */
	KeLowerIrql(PASSIVE_LEVEL);
	KernLevel("level in HwTimer after KeLowerIrql", KeGetCurrentIrql() > DISPATCH_LEVEL);
	ScsiPortNotification(CallEnableInterrupts, DeviceExtension, KernEnable);
}

static BOOLEAN NTAPI KernStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	if (Extension->Commands++ == 0) {
		KernLevel("level in HwStartIo", KeGetCurrentIrql() > DISPATCH_LEVEL);
		KernLocks("locks in HwStartIo");
		KernPool("pool in HwStartIo");
		KernLists("lists in HwStartIo");
	}
	KernAlone(Extension, "alone with a lock in HwStartIo", Extension->Commands == 1);
	Extension->Srb = Srb;
	KeInsertQueueDpc(&Extension->Dpc, Srb, Extension);
	return TRUE;
}

static BOOLEAN NTAPI KernInitialize(PVOID DeviceExtension)
{
	KernLevel("level in HwInitialize", KeGetCurrentIrql() > DISPATCH_LEVEL);
	ScsiPortNotification(RequestTimerCall, DeviceExtension, KernTimer, 1000);
	return TRUE;
}

static BOOLEAN NTAPI KernResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	KernLevel("level in HwResetBus", KeGetCurrentIrql() > DISPATCH_LEVEL);
	KeRemoveQueueDpc(&Extension->Dpc);
	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static VOID KernTick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PULONG Count = Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	(*Count)++;
}

static VOID KernNudge(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	ScsiPortNotification(NextLuRequest, Context, 0, 1, 0);
}

/* Periodic timers and pool that nobody will take back. */
static VOID KernLeave(PKERN_EXTENSION Extension)
{
	UNICODE_STRING Wide;
	ANSI_STRING Narrow;
	LARGE_INTEGER Due;

	/* Later than HwInitialize. */
	Due.QuadPart = -3000000;
	KeInitializeDpc(&Extension->TimerDpc, KernNudge, Extension);
	KeInitializeTimer(&Extension->Timer);
	KeSetTimerEx(&Extension->Timer, Due, 1, &Extension->TimerDpc);
	KeInitializeDpc(&KernModuleDpc, KernTick, &KernTimeouts);
	KeInitializeTimer(&KernModuleTimer);
	KeSetTimerEx(&KernModuleTimer, Due, 1, &KernModuleDpc);
	Extension->Freed = ExAllocatePoolWithTag(NonPagedPool, 1234, KERN_LEFT_TAG);
	RtlInitAnsiString(&Narrow, "left");
	RtlAnsiStringToUnicodeString(&Wide, &Narrow, TRUE);
	KernRegistryLeave(KernPath);
}

static ULONG NTAPI KernFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	KernLevel("level in HwFindAdapter", KeGetCurrentIrql() == PASSIVE_LEVEL);
	KernMemory(Extension);
	KeInitializeSpinLock(&Extension->Lock);
	KeInitializeDpc(&Extension->Dpc, KernDpc, Extension);
	if (TestHasWord(ArgumentString, "mistakes"))
		KernMoreMistakes();
	if (TestHasWord(ArgumentString, "leave"))
		KernLeave(Extension);
	if (TestHasWord(ArgumentString, "bugcheck"))
		KeBugCheckEx(0xc0de, 1, 2, 3, 4);
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 2;
	ConfigInfo->BusInterruptLevel = 0;
	ConfigInfo->BusInterruptVector = 0;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	KernLevel("level" KERN_ENTRY, KeGetCurrentIrql() == PASSIVE_LEVEL);
	KernPath = Argument2;
	KernArguments(Argument1, Argument2);
	KernRegistryValues(Argument2);
	KernRegistryKeys(Argument2);
	KernRegistryDirect(Argument2);
	KernRegistryHandles(Argument2);
	KernLarge();
	KernCalendar();
	KernSystem();
	KernMutex();
	KernNumbers();
	KernTexts();
	KernReturns();
	KernSafe();
	KernStrings();
	KernWide();
	KernConversions();
	KernLong();
	KernBits();
	KernInterlocked();
	KernPool("pool" KERN_ENTRY);
	KernLists("lists" KERN_ENTRY);
	KernRaise();
	KernLocks("locks" KERN_ENTRY);
	KernTime();
	KernDpcs();
	KernEvents();
	KernTimers();
	KernMistakes();
	DbgPrint("kernport: said by DbgPrint, %I64d\n", 3LL);
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL,
		   "kernport: said by DbgPrintEx, %wZ\n", NULL);
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_MASK | 1 << DPFLTR_ERROR_LEVEL | 1 << 5,
		   "kernport: said to a set of levels\n");
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_MASK | 1 << 5, "kernport: said to a high level\n");

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = KernInitialize;
	Data.HwStartIo = KernStartIo;
	Data.HwFindAdapter = KernFindAdapter;
	Data.HwResetBus = KernResetBus;
	Data.DeviceExtensionSize = sizeof(KERN_EXTENSION);
	Data.NumberOfAccessRanges = 2;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	/* A mistake, refused in words: these are not what it was given. */
	KernLevel("ScsiPortInitialize without the driver object",
		  ScsiPortInitialize(NULL, Argument2, &Data, NULL) != STATUS_SUCCESS &&
		  ScsiPortInitialize(&Data, Argument2, &Data, NULL) != STATUS_SUCCESS);
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
