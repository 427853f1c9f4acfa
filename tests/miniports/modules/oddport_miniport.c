// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport with the habits of real ones that no contract names: a disk in memory, moved by the
 * processor, whatever direction the request has. It uses no register of its board.
 *
 * ArgumentString is a list of words:
 *
 * all-192	MODE SENSE has its caching page, with WCE, among all pages and in 192 bytes; any
 *		other length gets zeros
 * page-192	the same, but not among all pages
 * zero-sense	the sense data that REQUEST SENSE answers with are zeros
 * auto-zero	those that come with a command are
 * slow		one READ or WRITE a second; HwResetBus completes nothing
 * late		READ of the last block takes 6 s, once; HwResetBus completes nothing
 * scribble	writes to all fields of an SRB that it has, but status and lengths
 * original	and to OriginalRequest
 * busy		each READ or WRITE is BUSY at first
 * keep-control	IO_CONTROL is never answered
 * storm	the bus is reset again every 300 ms, for 90 s: a port that waits for its end is
 *		seen to wait, and does not hang
 * chain	an Enable callback of 200 ms after the other, until HwResetBus comes, or for 20 s;
 *		who just waits for one to end finds the next
 * look		a DPC looks for its unit every millisecond, and writes to its extension
 * mute-sense	REQUEST SENSE is never answered; HwResetBus completes all but that, three times
 * dies		from the first WRITE on nothing is answered; HwResetBus completes all as aborted
 */
#include "testunit.h"
#include <ntddk.h>

#define ODD_BLOCK	512
#define ODD_BLOCKS	4096
#define ODD_QUEUE	64
#define ODD_SLOW_US	1000000
#define ODD_LATE_US	6000000
#define ODD_SCRIBBLE_US	20000
#define ODD_STORM_US	300000
#define ODD_STORMS	300
#define ODD_CHAIN_US	200000
#define ODD_CHAINS	100
#define ODD_LOOKS	10
#define ODD_LOOK_US	50

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _ODD {
	BOOLEAN All192, Page192, ZeroSense, AutoZero, Slow, Late, Scribble, Original, Busy;
	BOOLEAN KeepControl, Storm, Chain, Look, MuteSense, Dies;
	BOOLEAN Dead;
	BOOLEAN WasLate;
	BOOLEAN WasBusy;
	BOOLEAN Reset;		/* HwResetBus has come */
	ULONG SenseResets;
	ULONG Storms;
	ULONG Chains;
	KTIMER Timer;
	KDPC Dpc;
	BOOLEAN Looking;
	PSCSI_REQUEST_BLOCK KeptSense;
	PSCSI_REQUEST_BLOCK Queue[ODD_QUEUE];	/* oldest first */
	ULONG Queued;
	UCHAR Disk[ODD_BLOCKS * ODD_BLOCK];
} ODD, *PODD;

static VOID OddComplete(PODD Odd, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Odd, Srb);
}

static VOID OddAsk(PODD Odd)
{
	ScsiPortNotification(NextLuRequest, Odd, 0, 0, 0);
}

static UCHAR OddCheck(PSCSI_REQUEST_BLOCK Srb)
{
	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	return SRB_STATUS_ERROR;
}

/* By the processor, and by what the command says: whose memory that is, nobody asks. */
static UCHAR OddTransfer(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Block = (ULONG)Srb->Cdb[2] << 24 | Srb->Cdb[3] << 16 | Srb->Cdb[4] << 8 | Srb->Cdb[5];
	ULONG Bytes = ((ULONG)Srb->Cdb[7] << 8 | Srb->Cdb[8]) * ODD_BLOCK;

	if (Bytes > Srb->DataTransferLength || Block > ODD_BLOCKS ||
	    Bytes > (ODD_BLOCKS - Block) * ODD_BLOCK)
		return SRB_STATUS_INVALID_REQUEST;
	if (Srb->Cdb[0] == SCSIOP_READ)
		ScsiPortMoveMemory(Srb->DataBuffer, Odd->Disk + Block * ODD_BLOCK, Bytes);
	else
		ScsiPortMoveMemory(Odd->Disk + Block * ODD_BLOCK, Srb->DataBuffer, Bytes);
	Srb->DataTransferLength = Bytes;
	return SRB_STATUS_SUCCESS;
}

static VOID OddFill(PSCSI_REQUEST_BLOCK Srb, UCHAR Byte)
{
	RtlFillMemory(Srb->DataBuffer, Srb->DataTransferLength, Byte);
}

static UCHAR OddCapacity(PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;

	if (Srb->DataTransferLength < 8)
		return SRB_STATUS_INVALID_REQUEST;
	OddFill(Srb, 0);
	Data[2] = (ODD_BLOCKS - 1) >> 8;
	Data[3] = (ODD_BLOCKS - 1) & 0xff;
	Data[6] = ODD_BLOCK >> 8;
	return SRB_STATUS_SUCCESS;
}

/* As a miniport does that was only ever tried with what Windows asks. */
static UCHAR OddModeSense(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Page = Srb->Cdb[2] & 0x3f;
	PUCHAR Data = Srb->DataBuffer;

	if (!Odd->All192 && !Odd->Page192)
		return SRB_STATUS_INVALID_REQUEST;
	OddFill(Srb, 0);
	if (Srb->DataTransferLength != 192 || Srb->Cdb[4] != 192)
		return SRB_STATUS_SUCCESS;
	if (Page != 8 && !(Odd->All192 && Page == 0x3f))
		return SRB_STATUS_INVALID_REQUEST;
	Data[0] = 23;
	Data[2] = 0x10;		/* DPO and FUA, which it drops */
	Data[4] = 8;
	Data[5] = 18;
	Data[6] = 4;		/* WCE */
	return SRB_STATUS_SUCCESS;
}

static UCHAR OddSense(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;

	OddFill(Srb, 0);
	if (Odd->ZeroSense || Srb->DataTransferLength < 18)
		return SRB_STATUS_SUCCESS;
	Data[0] = 0x70;
	Data[2] = SCSI_SENSE_ILLEGAL_REQUEST;
	Data[7] = 10;
	Data[12] = SCSI_ADSENSE_INVALID_CDB;
	return SRB_STATUS_SUCCESS;
}

static UCHAR OddInquiry(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR SrbStatus;

	/* A page of vital data, which it has not. */
	if (Srb->Cdb[1] & 1) {
		if (Odd->AutoZero) {
			RtlZeroMemory(Srb->SenseInfoBuffer, Srb->SenseInfoBufferLength);
			OddCheck(Srb);
			return SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID;
		}
		return Odd->ZeroSense || Odd->MuteSense ? OddCheck(Srb) :
							  SRB_STATUS_INVALID_REQUEST;
	}
	SrbStatus = TestAnswer(Srb, DIRECT_ACCESS_DEVICE);
	if (SrbStatus == SRB_STATUS_SUCCESS && Srb->DataTransferLength > 7)
		((PUCHAR)Srb->DataBuffer)[7] = 0x02;	/* CmdQue */
	return SrbStatus;
}

static UCHAR OddAnswer(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->TargetId != 0 || Srb->Lun != 0)
		return SRB_STATUS_SELECTION_TIMEOUT;
	switch (Srb->Cdb[0]) {
	case SCSIOP_READ:
	case SCSIOP_WRITE:
		return OddTransfer(Odd, Srb);
	case SCSIOP_READ_CAPACITY:
		return OddCapacity(Srb);
	case SCSIOP_MODE_SENSE:
		return OddModeSense(Odd, Srb);
	case SCSIOP_REQUEST_SENSE:
		return OddSense(Odd, Srb);
	case SCSIOP_INQUIRY:
		return OddInquiry(Odd, Srb);
	case SCSIOP_TEST_UNIT_READY:
	case SCSIOP_SYNCHRONIZE_CACHE:
	case SCSIOP_START_STOP_UNIT:
		return SRB_STATUS_SUCCESS;
	}
	return SRB_STATUS_INVALID_REQUEST;
}

/* All that it should not write to, and that the port must not go by. */
static VOID OddScribble(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	if (!Odd->Scribble)
		return;
	Srb->Length = 0xa5a5;
	Srb->Function = 0xa5;
	Srb->PathId = 0xa5;
	Srb->TargetId = 0xa5;
	Srb->Lun = 0xa5;
	Srb->QueueTag = 0xa5;
	Srb->QueueAction = 0xa5;
	Srb->CdbLength = 0xa5;
	Srb->SrbFlags = 0;
	Srb->TimeOutValue = 0;
	Srb->DataBuffer = NULL;
	Srb->SenseInfoBuffer = NULL;
	Srb->NextSrb = Srb;
	Srb->SrbExtension = NULL;
	Srb->QueueSortKey = 0xa5a5a5a5;
	RtlFillMemory(Srb->Cdb, sizeof(Srb->Cdb), 0xa5);
	if (Odd->Original)
		Srb->OriginalRequest = Srb;
}

static VOID NTAPI OddTimer(PVOID DeviceExtension)
{
	PODD Odd = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Odd->Queue[0];
	ULONG i;

	if (Odd->Queued == 0)
		return;
	for (i = 1; i < Odd->Queued; i++)
		Odd->Queue[i - 1] = Odd->Queue[i];
	Odd->Queued--;
	OddComplete(Odd, Srb, SRB_STATUS_SUCCESS);
	OddAsk(Odd);
	if (Odd->Queued != 0)
		ScsiPortNotification(RequestTimerCall, Odd, OddTimer,
				     Odd->Slow ? ODD_SLOW_US : ODD_SCRIBBLE_US);
}

static ULONG OddDelay(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->Cdb[0] != SCSIOP_READ && Srb->Cdb[0] != SCSIOP_WRITE)
		return 0;
	if (Odd->Late && !Odd->WasLate && Srb->Cdb[4] == (ODD_BLOCKS - 8) >> 8) {
		Odd->WasLate = TRUE;
		return ODD_LATE_US;
	}
	if (Odd->Slow)
		return ODD_SLOW_US;
	return Odd->Scribble ? ODD_SCRIBBLE_US : 0;
}

/* The request is done already, but its answer comes later. */
static VOID OddQueue(PODD Odd, PSCSI_REQUEST_BLOCK Srb, ULONG Microseconds)
{
	ULONG i;

	for (i = 0; i < Odd->Queued; i++) {
		if (Odd->Queue[i] == Srb)
			ScsiPortLogError(Odd, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, __LINE__);
	}
	OddScribble(Odd, Srb);
	Odd->Queue[Odd->Queued++] = Srb;
	if (Odd->Queued == 1)
		ScsiPortNotification(RequestTimerCall, Odd, OddTimer, Microseconds);
	if (Odd->Queued < ODD_QUEUE)
		OddAsk(Odd);
}

static BOOLEAN OddIsBusy(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	if (!Odd->Busy || (Srb->Cdb[0] != SCSIOP_READ && Srb->Cdb[0] != SCSIOP_WRITE))
		return FALSE;
	Odd->WasBusy = !Odd->WasBusy;
	return Odd->WasBusy;
}

static BOOLEAN NTAPI OddNothing(PVOID DeviceExtension);

static BOOLEAN NTAPI OddAgain(PVOID DeviceExtension)
{
	ULONG Stalled;

	/* A millisecond is the most that miniports are to stall at once. */
	for (Stalled = 0; Stalled < ODD_CHAIN_US; Stalled += 1000)
		ScsiPortStallExecution(1000);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, OddNothing);
	return TRUE;
}

static BOOLEAN NTAPI OddNothing(PVOID DeviceExtension)
{
	PODD Odd = DeviceExtension;

	if (!Odd->Reset && ++Odd->Chains < ODD_CHAINS)
		ScsiPortNotification(CallEnableInterrupts, Odd, OddAgain);
	return TRUE;
}

static VOID NTAPI OddStorm(PVOID DeviceExtension)
{
	PODD Odd = DeviceExtension;

	if (++Odd->Storms > ODD_STORMS)
		return;
	ScsiPortNotification(ResetDetected, Odd);
	ScsiPortNotification(RequestTimerCall, Odd, OddStorm, ODD_STORM_US);
}

/* Between a look and a write, a unit may go. */
static VOID NTAPI OddLook(PKDPC Dpc, PVOID DeferredContext, PVOID Argument1, PVOID Argument2)
{
	PULONG Extension;
	ULONG i;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	for (i = 0; i < ODD_LOOKS; i++) {
		Extension = ScsiPortGetLogicalUnit(DeferredContext, 0, 0, 0);
		KeStallExecutionProcessor(ODD_LOOK_US);
		if (Extension != NULL)
			(*Extension)++;
	}
}

/* Once for a beginning, and once for an end. */
static VOID OddBeginToLook(PODD Odd)
{
	LARGE_INTEGER DueTime;

	DueTime.QuadPart = -10000;
	if (Odd->Looking)
		KeCancelTimer(&Odd->Timer);
	else
		KeSetTimerEx(&Odd->Timer, DueTime, 1, &Odd->Dpc);
	Odd->Looking = !Odd->Looking;
}

/* START STOP UNIT begins what has to begin at some time. */
static VOID OddBegin(PODD Odd, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->Cdb[0] != SCSIOP_START_STOP_UNIT)
		return;
	if (Odd->Chain)
		ScsiPortNotification(CallEnableInterrupts, Odd, OddAgain);
	if (Odd->Look)
		OddBeginToLook(Odd);
	if (Odd->Storm)
		ScsiPortNotification(RequestTimerCall, Odd, OddStorm, 1000);
}

static BOOLEAN NTAPI OddStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PODD Odd = DeviceExtension;
	UCHAR SrbStatus;
	ULONG Delay;

	if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
		if (!Odd->KeepControl)
			OddComplete(Odd, Srb, SRB_STATUS_INVALID_REQUEST);
		OddAsk(Odd);
		return TRUE;
	}
	if (Odd->MuteSense && Srb->Cdb[0] == SCSIOP_REQUEST_SENSE) {
		Odd->KeptSense = Srb;
		OddAsk(Odd);
		return TRUE;
	}
	if (Odd->Dies && Srb->Cdb[0] == SCSIOP_WRITE)
		Odd->Dead = TRUE;
	if (Odd->Dead && Odd->Queued < ODD_QUEUE) {
		Odd->Queue[Odd->Queued++] = Srb;
		OddAsk(Odd);
		return TRUE;
	}
	if (OddIsBusy(Odd, Srb)) {
		OddScribble(Odd, Srb);
		OddComplete(Odd, Srb, SRB_STATUS_BUSY);
		OddAsk(Odd);
		return TRUE;
	}
	Delay = OddDelay(Odd, Srb);
	OddBegin(Odd, Srb);
	SrbStatus = OddAnswer(Odd, Srb);
	if (Delay != 0 && SrbStatus == SRB_STATUS_SUCCESS && Odd->Queued < ODD_QUEUE) {
		OddQueue(Odd, Srb, Delay);
		return TRUE;
	}
	if (Srb->Cdb[0] == SCSIOP_REQUEST_SENSE)
		OddScribble(Odd, Srb);
	OddComplete(Odd, Srb, SrbStatus);
	OddAsk(Odd);
	return TRUE;
}

/* What it has, it keeps, unless it is dead: as if a reset did nothing. */
static BOOLEAN NTAPI OddResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PODD Odd = DeviceExtension;

	UNREFERENCED_PARAMETER(PathId);
	Odd->Reset = TRUE;
	while (Odd->Dead && Odd->Queued != 0)
		OddComplete(Odd, Odd->Queue[--Odd->Queued], SRB_STATUS_ABORTED);
	if (Odd->KeptSense != NULL && ++Odd->SenseResets > 1) {
		OddComplete(Odd, Odd->KeptSense, SRB_STATUS_BUS_RESET);
		Odd->KeptSense = NULL;
	}
	ScsiPortNotification(NextRequest, Odd);
	return TRUE;
}

static BOOLEAN NTAPI OddInitialize(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static ULONG NTAPI OddFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
				  PBOOLEAN Again)
{
	PODD Odd = DeviceExtension;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	Odd->All192 = TestHasWord(ArgumentString, "all-192");
	Odd->Page192 = TestHasWord(ArgumentString, "page-192");
	Odd->ZeroSense = TestHasWord(ArgumentString, "zero-sense");
	Odd->AutoZero = TestHasWord(ArgumentString, "auto-zero");
	Odd->Slow = TestHasWord(ArgumentString, "slow");
	Odd->Late = TestHasWord(ArgumentString, "late");
	Odd->Scribble = TestHasWord(ArgumentString, "scribble");
	Odd->Original = TestHasWord(ArgumentString, "original");
	Odd->Busy = TestHasWord(ArgumentString, "busy");
	Odd->KeepControl = TestHasWord(ArgumentString, "keep-control");
	Odd->Storm = TestHasWord(ArgumentString, "storm");
	Odd->Chain = TestHasWord(ArgumentString, "chain");
	Odd->Look = TestHasWord(ArgumentString, "look");
	KeInitializeTimer(&Odd->Timer);
	KeInitializeDpc(&Odd->Dpc, OddLook, Odd);
	Odd->MuteSense = TestHasWord(ArgumentString, "mute-sense");
	Odd->Dies = TestHasWord(ArgumentString, "dies");
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->MaximumTransferLength = 65536;
	ConfigInfo->BusInterruptLevel = 0;
	ConfigInfo->BusInterruptVector = 0;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = OddInitialize;
	Data.HwStartIo = OddStartIo;
	Data.HwFindAdapter = OddFindAdapter;
	Data.HwResetBus = OddResetBus;
	Data.DeviceExtensionSize = sizeof(ODD);
	Data.SpecificLuExtensionSize = 16;
	Data.SrbExtensionSize = 16;
	Data.MapBuffers = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
