// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that posts the callback pair from wherever it is told to. It uses no register of its
 * board: its one unit, a processor device, exists in this file only.
 *
 * ArgumentString is "source=PLACE;finish=WAY":
 *
 * source	startio, timer, initialize or reset: the routine that posts CallEnableInterrupts;
 *		busy: none, but each request is BUSY at first, and NextRequest comes later
 *		forget: none, and until a reset NextRequest does not come after TEST UNIT READY;
 *		the unit takes several requests at a time, so that several can wait for it
 * finish	disable: the Enable callback completes the request and posts CallDisableInterrupts
 *		timer: it only sets a timer, whose routine does both; the gate stays closed
 *		meanwhile
 *		slow: as disable, 15 s later; then it writes to the unit's extension, and leaves a
 *		DPC behind that comes again and again. After a reset it begins when that has
 *		ended, which waits for whatever keeps a processor, as the removal waits for it
 */
#include "testunit.h"
#include <ntddk.h>

#define PAIR_TIMER_US	2000
#define PAIR_SLOW_TIME	150000000	/* 100 ns */
#define PAIR_LATER_US	2000000

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef enum _PAIR_SOURCE {
	FromStartIo,
	FromTimer,
	FromInitialize,
	FromReset,
	FromNone,
	FromNowhere
} PAIR_SOURCE;

typedef struct _PAIR_EXTENSION {
	PAIR_SOURCE Source;
	BOOLEAN FinishFromTimer;
	BOOLEAN Slow;
	KDPC Dpc;
	BOOLEAN Forgets;
	BOOLEAN WasBusy;
	BOOLEAN Full;		/* nobody has asked for another request yet */
	PSCSI_REQUEST_BLOCK Srb;
} PAIR_EXTENSION, *PPAIR_EXTENSION;

static VOID PairComplete(PPAIR_EXTENSION Extension)
{
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	if (Srb == NULL)
		return;
	Extension->Srb = NULL;
	Extension->WasBusy = FALSE;
	Srb->SrbStatus = TestAnswer(Srb, PROCESSOR_DEVICE);
	if (Extension->Source == FromNowhere && Srb->Cdb[0] == SCSIOP_INQUIRY &&
	    Srb->SrbStatus == SRB_STATUS_SUCCESS && Srb->DataTransferLength > 7)
		((PUCHAR)Srb->DataBuffer)[7] = 2;	/* CmdQue */
	ScsiPortNotification(RequestComplete, Extension, Srb);
	if (!Extension->Forgets || Srb->Cdb[0] != SCSIOP_TEST_UNIT_READY)
		ScsiPortNotification(NextRequest, Extension);
}

static BOOLEAN NTAPI PairDisable(PVOID DeviceExtension)
{
	return TRUE;
}

static VOID NTAPI PairFinish(PVOID DeviceExtension)
{
	PairComplete(DeviceExtension);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, PairDisable);
}

static VOID NTAPI PairDpc(PKDPC Dpc, PVOID DeviceExtension, PVOID Argument1, PVOID Argument2)
{
	ScsiPortNotification(NextRequest, DeviceExtension);
	KeInsertQueueDpc(Dpc, NULL, NULL);
}

/* The unit may go meanwhile, and so may the adapter: not before this has returned. */
static VOID PairSlowly(PPAIR_EXTENSION Extension)
{
	PULONG Lu = ScsiPortGetLogicalUnit(Extension, 0, 0, 0);
	LARGE_INTEGER Begin, Now;

	ScsiPortQuerySystemTime(&Begin);
	do {
		ScsiPortStallExecution(500);
		ScsiPortQuerySystemTime(&Now);
	} while (Now.QuadPart - Begin.QuadPart < PAIR_SLOW_TIME);
	if (Lu != NULL)
		*Lu = ~*Lu;
	KeInitializeDpc(&Extension->Dpc, PairDpc, Extension);
	KeInsertQueueDpc(&Extension->Dpc, NULL, NULL);
	ScsiDebugPrint(0, "pairport: the slow Enable callback returns\n");
}

static BOOLEAN NTAPI PairEnable(PVOID DeviceExtension)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	if (Extension->Slow)
		PairSlowly(Extension);
	if (Extension->FinishFromTimer)
		ScsiPortNotification(RequestTimerCall, Extension, PairFinish, PAIR_TIMER_US);
	else
		PairFinish(Extension);
	return TRUE;
}

static VOID PairPost(PPAIR_EXTENSION Extension)
{
	ScsiPortNotification(CallEnableInterrupts, Extension, PairEnable);
}

static VOID NTAPI PairTimer(PVOID DeviceExtension)
{
	PairPost(DeviceExtension);
}

static VOID NTAPI PairAsk(PVOID DeviceExtension)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	Extension->Full = FALSE;
	ScsiPortNotification(NextRequest, Extension);
}

/* Full: this request has to wait, and the next one may come when a timer says so. */
static VOID PairRefuse(PPAIR_EXTENSION Extension)
{
	Extension->Srb->SrbStatus = SRB_STATUS_BUSY;
	ScsiPortNotification(RequestComplete, Extension, Extension->Srb);
	ScsiPortNotification(RequestTimerCall, Extension, PairAsk, PAIR_TIMER_US);
	Extension->Srb = NULL;
	Extension->WasBusy = TRUE;
	Extension->Full = TRUE;
}

static BOOLEAN NTAPI PairStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	Extension->Srb = Srb;
	if (Extension->Source == FromStartIo)
		PairPost(Extension);
	else if (Extension->Source == FromTimer)
		ScsiPortNotification(RequestTimerCall, Extension, PairTimer, PAIR_TIMER_US);
	else if (Extension->Source == FromNone && (Extension->Full || !Extension->WasBusy))
		PairRefuse(Extension);
	else
		PairComplete(Extension);
	return TRUE;
}

static BOOLEAN NTAPI PairInterrupt(PVOID DeviceExtension)
{
	return FALSE;
}

static BOOLEAN NTAPI PairInitialize(PVOID DeviceExtension)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	if (Extension->Source == FromInitialize)
		PairPost(Extension);
	return TRUE;
}

static BOOLEAN NTAPI PairResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	Extension->Srb = NULL;
	if (Extension->Source == FromReset && Extension->Slow)
		ScsiPortNotification(RequestTimerCall, Extension, PairTimer, PAIR_LATER_US);
	else if (Extension->Source == FromReset)
		PairPost(Extension);
	/* Not even now; but that was the last time. */
	if (!Extension->Forgets)
		ScsiPortNotification(NextRequest, Extension);
	Extension->Forgets = FALSE;
	return TRUE;
}

static ULONG NTAPI PairFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PPAIR_EXTENSION Extension = DeviceExtension;

	if (TestHasWord(ArgumentString, "source=timer"))
		Extension->Source = FromTimer;
	else if (TestHasWord(ArgumentString, "source=initialize"))
		Extension->Source = FromInitialize;
	else if (TestHasWord(ArgumentString, "source=reset"))
		Extension->Source = FromReset;
	else if (TestHasWord(ArgumentString, "source=busy"))
		Extension->Source = FromNone;
	else if (TestHasWord(ArgumentString, "source=forget"))
		Extension->Source = FromNowhere;
	Extension->Forgets = Extension->Source == FromNowhere;
	ConfigInfo->MultipleRequestPerLu = Extension->Forgets;
	Extension->FinishFromTimer = TestHasWord(ArgumentString, "finish=timer");
	Extension->Slow = TestHasWord(ArgumentString, "finish=slow");
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 2;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = PairInitialize;
	Data.HwStartIo = PairStartIo;
	Data.HwInterrupt = PairInterrupt;
	Data.HwFindAdapter = PairFindAdapter;
	Data.HwResetBus = PairResetBus;
	Data.DeviceExtensionSize = sizeof(PAIR_EXTENSION);
	Data.SpecificLuExtensionSize = sizeof(ULONG);
	Data.NumberOfAccessRanges = 2;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
