// SPDX-License-Identifier: GPL-2.0-only
/* The tests that a command starts. Each returns the line of the check that failed, or 0. */
#include "contractport.h"

#define TIMER_US	20000
#define LATE_US		3300000
#define LATE_BUSY_US	1500000

/* ---- the SRB */

static ULONG TestSrbFields(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	CHECK(Srb->Length == sizeof(SCSI_REQUEST_BLOCK));
	CHECK(Srb->Function == SRB_FUNCTION_EXECUTE_SCSI);
	CHECK(Srb->SrbStatus == SRB_STATUS_PENDING);
	CHECK(Srb->ScsiStatus == 0);
	CHECK(Srb->CdbLength == 12);
	for (i = 12; i < sizeof(Srb->Cdb); i++)
		CHECK(Srb->Cdb[i] == 0);
	CHECK(Srb->DataTransferLength == 32);
	CHECK(Srb->DataBuffer != NULL);
	CHECK((Srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) == SRB_FLAGS_DATA_IN);
	CHECK((Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE) == 0);
	CHECK((Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE) != 0);
	CHECK(Srb->SenseInfoBuffer != NULL && Srb->SenseInfoBufferLength >= 18);
	CHECK(Srb->TimeOutValue == 7);
	CHECK(Srb->NextSrb == NULL);
	CHECK(Srb->OriginalRequest != NULL);
	CHECK(Srb->SrbExtension != NULL && ((ULONG_PTR)Srb->SrbExtension & 7) == 0);
	CHECK(!Contract->Recursed);
	return 0;
}

/* The extension is the request's alone: all of it, and no other's. */
static ULONG TestSrbExtension(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Mine = Srb->SrbExtension;
	ULONG i;

	CHECK(Contract->HeldCount > 0);
	for (i = 0; i < Contract->HeldCount; i++) {
		PUCHAR Other = Contract->Held[i].Srb->SrbExtension;

		CHECK(Contract->Held[i].Srb->SrbStatus == SRB_STATUS_PENDING);
		CHECK(Other + CONTRACT_SRB_EXTENSION <= Mine ||
		      Mine + CONTRACT_SRB_EXTENSION <= Other);
		CHECK(Contract->Held[i].Srb->SenseInfoBuffer != Srb->SenseInfoBuffer);
	}
	RtlFillMemory(Mine, CONTRACT_SRB_EXTENSION, 0xa5);
	for (i = 0; i < Srb->SenseInfoBufferLength; i++)
		CHECK(((PUCHAR)Srb->SenseInfoBuffer)[i] != 0xa5);
	return 0;
}

static ULONG TestTags(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	UNREFERENCED_PARAMETER(Contract);
	if (Srb->Lun == 1) {
		CHECK(Srb->QueueTag == SP_UNTAGGED);
		CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) == 0);
		return 0;
	}
	CHECK(Srb->QueueTag >= 1 && Srb->QueueTag <= 254);
	CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) != 0);
	CHECK(Srb->QueueAction == SRB_SIMPLE_TAG_REQUEST);
	/* Unique on the adapter, not on the LU. */
	for (i = 0; i < Contract->HeldCount; i++)
		CHECK(Contract->Held[i].Tag != Srb->QueueTag);
	return 0;
}

static ULONG TestGetSrb(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Path = Srb->PathId, Target = Srb->TargetId, Lun = Srb->Lun, Tag = Srb->QueueTag;
	ULONG i;

	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, Tag) == Srb);
	if (Tag == SP_UNTAGGED)
		CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, -1) == Srb);
	else
		CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, SP_UNTAGGED) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, (UCHAR)(1 - Lun), Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, (UCHAR)(1 - Path), Target, Lun, Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, 77, Lun, Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, 0) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, Tag == 254 ? 253 : 254) == NULL);
	for (i = 0; i < Contract->HeldCount; i++)
		CHECK(ScsiPortGetSrb(Contract, Contract->Held[i].PathId, Contract->Held[i].TargetId,
				     Contract->Held[i].Lun, Contract->Held[i].Tag) ==
		      Contract->Held[i].Srb);
	return 0;
}

/* ---- logical units */

static ULONG TestLuExtension(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	PCONTRACT_LU Other;
	ULONG i;

	CHECK(Lu != NULL);
	for (i = 0; i < sizeof(Lu->Zeros); i++)
		CHECK(Lu->Zeros[i] == 0);
	Other = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, (UCHAR)(1 - Srb->Lun));
	CHECK(Other != NULL && Other != Lu);
	CHECK(Lu->Mark == 0 || Lu->Mark == 1u + Srb->Lun);
	Lu->Mark = 1u + Srb->Lun;
	CHECK(ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, 77) == NULL);
	CHECK(ScsiPortGetLogicalUnit(Contract, 7, 7, 7) == NULL);
	CHECK(ScsiPortGetLogicalUnit(Contract, 255, 255, 255) == NULL);
	return 0;
}

/* What each INQUIRY found; see ContractProbe(). */
static ULONG TestProbe(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	CHECK(Contract->Absent > 0);
	CHECK(!Contract->NoExtension);
	CHECK(!Contract->Negotiated);
	CHECK((Srb->SrbFlags & SRB_FLAGS_DISABLE_SYNCH_TRANSFER) == 0);
	return 0;
}

static ULONG TestFunctions(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(!Contract->Unexpected);
	return 0;
}

/* MultipleRequestPerLu without TaggedQueuing: told apart by QueueTag, which the unit never sees. */
static ULONG TestTagAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Contract);
	CHECK(Srb->QueueTag >= 1 && Srb->QueueTag <= 254);
	CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) == 0);
	return 0;
}

/* All that an HBA with 24 address lines is told lies below 16 MiB. */
static BOOLEAN IsLow(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, PVOID Memory)
{
	ULONG Length;
	ULONGLONG Address = ScsiPortGetPhysicalAddress(Contract, Srb, Memory, &Length).QuadPart;

	return Address != 0 && Length != 0 && Address + Length <= 0x1000000;
}

static ULONG TestLow(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	CHECK(IsLow(Contract, Srb, Srb->DataBuffer));
	CHECK(IsLow(Contract, Srb, (PUCHAR)Srb->DataBuffer + Srb->DataTransferLength - 1));
	CHECK(IsLow(Contract, NULL, Srb->SrbExtension));
	CHECK(IsLow(Contract, Srb, Srb->SenseInfoBuffer));
	CHECK(IsLow(Contract, NULL, Contract->Uncached));
	return 0;
}

static ULONG TestInitiator(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(!Contract->InitiatorAsked);
	CHECK(ScsiPortGetLogicalUnit(Contract, CONTRACT_INITIATOR_PATH, CONTRACT_INITIATOR, 0) ==
	      NULL);
	return 0;
}

/* ---- HwFindAdapter and HwInitialize, as they saw it */

static ULONG TestFind(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	return Contract->FindLine;
}

static ULONG TestControl(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->Initialized);
	CHECK(Contract->ControlAsked);
	return 0;
}

/* ---- addresses */

static ULONGLONG PhysicalOf(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, PVOID Va, PULONG Length)
{
	/* Output only: what it was before neither limits the answer nor stands for one. */
	*Length = 1;
	return ScsiPortGetPhysicalAddress(Contract, Srb, Va, Length).QuadPart;
}

static ULONG TestCommonBuffer(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONGLONG Base, Inner, Extension, Sense;
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Length, InnerLength;

	Base = PhysicalOf(Contract, NULL, Contract->Uncached, &Length);
	CHECK(Base != 0 && Base < 0x100000000ULL && Length >= CONTRACT_UNCACHED);
	Inner = PhysicalOf(Contract, NULL, Contract->Uncached + 4321, &InnerLength);
	CHECK(Inner == Base + 4321 && InnerLength == Length - 4321);
	/* With an SRB too: the common buffer comes first. */
	CHECK(PhysicalOf(Contract, Srb, Contract->Uncached, &Length) == Base);

	/* One buffer: the distance is the same in both worlds. */
	Extension = PhysicalOf(Contract, NULL, Srb->SrbExtension, &Length);
	CHECK(Base - Extension == (ULONGLONG)(Contract->Uncached - (PUCHAR)Srb->SrbExtension));
	CHECK(Length == InnerLength + 4321 + (Base - Extension));
	CHECK(PhysicalOf(Contract, Srb, Srb->SrbExtension, &Length) == Extension);
	Sense = PhysicalOf(Contract, Srb, Srb->SenseInfoBuffer, &Length);
	CHECK(Sense != 0 && Length >= Srb->SenseInfoBufferLength);
	CHECK(Sense - Extension ==
	      (ULONGLONG)((PUCHAR)Srb->SenseInfoBuffer - (PUCHAR)Srb->SrbExtension));

	Address.QuadPart = Base + 99;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == Contract->Uncached + 99);
	Address.QuadPart = Extension;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == Srb->SrbExtension);
	Address.QuadPart = 0x123456789abcULL;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == NULL);
	return 0;
}

static ULONG TestDataAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONGLONG Address;
	ULONG Length;

	Address = PhysicalOf(Contract, Srb, Srb->DataBuffer, &Length);
	CHECK(Address != 0 && Length == Srb->DataTransferLength);
	CHECK(PhysicalOf(Contract, Srb, (PUCHAR)Srb->DataBuffer + 5, &Length) == Address + 5);
	CHECK(Length == Srb->DataTransferLength - 5);
	return 0;
}

static ULONG TestExtensionAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	ULONG Length;

	CHECK(PhysicalOf(Contract, NULL, Contract, &Length) != 0);
	CHECK(Length >= sizeof(*Contract));
	CHECK(PhysicalOf(Contract, NULL, Lu, &Length) != 0 && Length >= sizeof(*Lu));
	return 0;
}

static ULONG TestWildAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;
	ULONG Length;

	CHECK(PhysicalOf(Contract, Srb, NULL, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, NULL, (PVOID)0x1234, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, Srb, Data - 1, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, Srb, Data + Srb->DataTransferLength, &Length) == 0);
	CHECK(Length == 0);
	CHECK(PhysicalOf(Contract, NULL, Data, &Length) == 0 && Length == 0);
	/* Nobody asks for the length: no crash. */
	CHECK(ScsiPortGetPhysicalAddress(Contract, NULL, Contract->Uncached, NULL).QuadPart != 0);
	return 0;
}

static ULONG TestConvert(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	SCSI_PHYSICAL_ADDRESS Address;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	CHECK(ScsiPortConvertUlongToPhysicalAddress(0xfedcba98).QuadPart == 0xfedcba98LL);
	Address.QuadPart = 0x123456789LL;
	CHECK(ScsiPortConvertPhysicalAddressToUlong(Address) == 0x23456789);
	CHECK(ScsiPortConvertPhysicalAddressToULongPtr(Address) == 0x123456789ULL);
	return 0;
}

/* ---- utilities */

static ULONG TestMoveMemory(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Bytes[16];
	ULONG i;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	for (i = 0; i < 16; i++)
		Bytes[i] = (UCHAR)i;
	ScsiPortMoveMemory(Bytes + 3, Bytes, 10);
	CHECK(Bytes[2] == 2 && Bytes[3] == 0 && Bytes[12] == 9 && Bytes[13] == 13);
	ScsiPortMoveMemory(Bytes, Bytes + 3, 10);
	CHECK(Bytes[0] == 0 && Bytes[9] == 9);
	return 0;
}

static ULONG TestTime(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	LARGE_INTEGER Before, After;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Before);
	/* Units of 100 ns since 1601: the 21st century. */
	CHECK(Before.QuadPart > 126226944000000000LL && Before.QuadPart < 157784544000000000LL);
	ScsiPortStallExecution(3000);
	ScsiPortQuerySystemTime(&After);
	/* On a busy emulated machine the clock of the stall and that of the time differ a lot. */
	CHECK(After.QuadPart - Before.QuadPart >= 1500 * 10);
	return 0;
}

static ULONG TestLogError(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Code;

	for (Code = 0; Code <= SP_BAD_FW_ERROR + 5; Code++)
		ScsiPortLogError(Contract, Code & 1 ? Srb : NULL, 0, 0, 0, Code, 0x1000 + Code);
	return 0;
}

/* ---- mistakes: survived and counted */

static ULONG TestFindOnly(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PORT_CONFIGURATION_INFORMATION Config;
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Data = 0;

	UNREFERENCED_PARAMETER(Srb);
	RtlZeroMemory(&Config, sizeof(Config));
	Address.QuadPart = 0x1f0;
	CHECK(ScsiPortGetDeviceBase(Contract, Internal, 0, Address, 8, TRUE) == NULL);
	CHECK(!ScsiPortValidateRange(Contract, Internal, 0, Address, 8, TRUE));
	CHECK(ScsiPortGetBusData(Contract, PCIConfiguration, 0, 0, &Data, 4) == 0);
	CHECK(ScsiPortSetBusDataByOffset(Contract, PCIConfiguration, 0, 0, &Data, 0, 4) == 0);
	CHECK(ScsiPortGetUncachedExtension(Contract, &Config, 64) == NULL);
	ScsiPortFreeDeviceBase(Contract, Contract->Registers);
	CHECK(ScsiPortReadRegisterUlong((PULONG)Contract->Registers) != 0xffffffff);
	return 0;
}

static ULONG TestForeignSrb(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	RtlZeroMemory(&Contract->Foreign, sizeof(Contract->Foreign));
	Contract->Foreign.SrbStatus = SRB_STATUS_SUCCESS;
	Contract->Foreign.SrbFlags = SRB_FLAGS_IS_ACTIVE;
	ScsiPortNotification(RequestComplete, Contract, &Contract->Foreign);
	ScsiPortNotification(RequestComplete, Contract, NULL);
	return 0;
}

static ULONG TestUnknownLu(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(NextLuRequest, Contract, 5, 66, 77);
	ScsiPortCompleteRequest(Contract, 5, 66, 77, SRB_STATUS_BUS_RESET);
	ScsiPortNotification(BusChangeDetected, Contract, 200);
	return 0;
}

static ULONG TestUntaggedNextLu(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	CHECK(Srb->QueueTag == SP_UNTAGGED);
	ScsiPortNotification(NextLuRequest, Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	return 0;
}

static ULONG TestUnknownNotifications(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Type;

	UNREFERENCED_PARAMETER(Srb);
	/* Storport's, and nobody's. */
	for (Type = 10; Type < 40; Type++)
		ScsiPortNotification((SCSI_NOTIFICATION_TYPE)Type, Contract, NULL);
	return 0;
}

static ULONG ReportTo(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, ULONG Line)
{
	PUCHAR Data = Srb->DataBuffer;

	Data[0] = (UCHAR)Line;
	Data[1] = (UCHAR)(Line >> 8);
	Contract->TestSrb = NULL;
	return CONTRACT_LATER;
}

static ULONG TestDoubleCompletion(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ReportTo(Contract, Srb, 0);
	ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	ContractAskNext(Contract, Srb);
	return CONTRACT_LATER;
}

static ULONG TestPendingCompletion(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ReportTo(Contract, Srb, 0);
	ContractComplete(Contract, Srb, SRB_STATUS_PENDING);
	ContractAskNext(Contract, Srb);
	return CONTRACT_LATER;
}

/* ---- completion and flow */

static ULONG TestCompleteThenNext(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Path = Srb->PathId, Target = Srb->TargetId, Lun = Srb->Lun, Tag = Srb->QueueTag;
	ULONG Line = 0;

	ReportTo(Contract, Srb, 0);
	ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	/* It is not active any more, but can be read until this routine returns. */
	if (ScsiPortGetSrb(Contract, Path, Target, Lun, Tag) != NULL)
		Line = __LINE__;
	if (Srb->PathId != Path || Srb->TargetId != Target || Srb->Lun != Lun)
		Line = __LINE__;
	((PUCHAR)Srb->SrbExtension)[0] = 1;
	ReportTo(Contract, Srb, Line);
	ScsiPortNotification(NextRequest, Contract, NULL);
	ScsiPortNotification(NextRequest, Contract, NULL);
	return CONTRACT_LATER;
}

static ULONG TestNextThenComplete(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ReportTo(Contract, Srb, 0);
	ContractAskNext(Contract, Srb);
	ContractAskNext(Contract, Srb);
	ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	return CONTRACT_LATER;
}

static ULONG CountHeld(PCONTRACT Contract, UCHAR Path, UCHAR Target, UCHAR Lun)
{
	ULONG i, Count = 0;

	for (i = 0; i < Contract->HeldCount; i++) {
		PSCSI_REQUEST_BLOCK Srb = ScsiPortGetSrb(Contract, Contract->Held[i].PathId,
							 Contract->Held[i].TargetId,
							 Contract->Held[i].Lun,
							 Contract->Held[i].Tag);

		if (Srb != NULL && (Path == 0xff || Path == Contract->Held[i].PathId) &&
		    (Target == 0xff || Target == Contract->Held[i].TargetId) &&
		    (Lun == 0xff || Lun == Contract->Held[i].Lun))
			Count++;
	}
	return Count;
}

/*
 * One is held on each of 0:0:0, 0:0:1, 0:2:0, 1:0:0, and this test runs on 1:2:0. Wildcards take
 * what matches, and nothing else.
 */
static ULONG TestWildcards(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Line = 0;

	Contract->WildcardLine = __LINE__;
	if (CountHeld(Contract, 0xff, 0xff, 0xff) != 4)
		return __LINE__;
	ScsiPortCompleteRequest(Contract, 0, 0, 1, SRB_STATUS_ABORTED);
	if (CountHeld(Contract, 0xff, 0xff, 0xff) != 3 || CountHeld(Contract, 0, 0, 1) != 0)
		Line = __LINE__;
	ScsiPortCompleteRequest(Contract, 0, SP_UNTAGGED, SP_UNTAGGED, SRB_STATUS_BUS_RESET);
	if (CountHeld(Contract, 0, 0xff, 0xff) != 0 || CountHeld(Contract, 1, 0, 0) != 1)
		Line = __LINE__;
	/* This request too, which is being started. Its data goes nowhere. */
	ScsiPortCompleteRequest(Contract, SP_UNTAGGED, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_PARITY_ERROR);
	if (CountHeld(Contract, 0xff, 0xff, 0xff) != 0)
		Line = __LINE__;
	Contract->WildcardLine = Line;
	Contract->HeldCount = 0;
	Contract->TestSrb = NULL;
	ContractAskNext(Contract, Srb);
	return CONTRACT_LATER;
}

static ULONG TestWildcardsSeen(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	return Contract->WildcardLine;
}

/* Ends what is held, well. */
static ULONG TestRelease(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	UNREFERENCED_PARAMETER(Srb);
	for (i = 0; i < Contract->HeldCount; i++)
		ContractComplete(Contract, Contract->Held[i].Srb, SRB_STATUS_SUCCESS);
	Contract->HeldCount = 0;
	return 0;
}

static ULONG TestOrder(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i, Count = Contract->OrderCount;

	UNREFERENCED_PARAMETER(Srb);
	Contract->OrderCount = 0;
	CHECK(Count == 8);
	for (i = 0; i < 8; i++)
		CHECK(Contract->Order[i] == i + 1);
	return 0;
}

/* The port's REQUEST SENSE came before the other command of its LU that waited. */
static ULONG TestSenseFirst(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Count = Contract->OrderCount;

	UNREFERENCED_PARAMETER(Srb);
	Contract->OrderCount = 0;
	CHECK(Count == 2);
	CHECK(Contract->Order[0] == CONTRACT_SENSE);
	CHECK(Contract->Order[1] != CONTRACT_SENSE);
	return 0;
}

static ULONG TestOneAtATime(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(!Contract->Recursed);
	return 0;
}

static ULONG TestAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->Controls == 1);
	CHECK(!Contract->NotAlone);
	return 0;
}

static ULONG TestEarlyInterrupt(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->EarlyInterrupts > 0);
	return 0;
}

/* HwStartIo that waits, and calls HwInterrupt itself, which completes the requests of others. */
static ULONG TestOwnInterrupt(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->HeldCount == 2);
	ScsiPortStallExecution(5000);
	ContractInterrupt(Contract);
	CHECK(!Contract->Recursed);
	return 0;
}

/* ---- the timer */

static ULONG MicrosecondsSince(const LARGE_INTEGER *Begin)
{
	LARGE_INTEGER Now;

	ScsiPortQuerySystemTime(&Now);
	return (ULONG)((Now.QuadPart - Begin->QuadPart) / 10);
}

static VOID Arm(PCONTRACT Contract, PHW_TIMER Routine, ULONG Microseconds)
{
	ScsiPortNotification(RequestTimerCall, Contract, Routine, Microseconds);
}

static VOID Finish(PCONTRACT Contract, ULONG Line)
{
	if (Contract->TestSrb != NULL)
		ContractReport(Contract, Contract->TestSrb, Line);
}

/* Of a timer that was cancelled or replaced. */
static VOID NTAPI TimerTooMany(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->StrayTimers++;
	Finish(Contract, __LINE__);
}

static VOID NTAPI TimerOnce(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Finish(Contract, MicrosecondsSince(&Contract->Begin) < TIMER_US ? __LINE__ : 0);
}

static ULONG TestTimer(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	Arm(Contract, TimerOnce, TIMER_US);
	return CONTRACT_LATER;
}

/* Of several calls the last one counts, whatever routine and time the others named. */
static ULONG TestTimerReplaced(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	Arm(Contract, TimerTooMany, 1);
	Arm(Contract, TimerTooMany, 0);
	Arm(Contract, TimerTooMany, 1000000);
	Arm(Contract, TimerOnce, TIMER_US);
	return CONTRACT_LATER;
}

/* Armed by one callback, cancelled and set anew by the next: steps of 1 us, as soon as possible. */
static VOID NTAPI TimerAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	if (++Contract->Step < 20) {
		Arm(Contract, TimerTooMany, 0);
		Arm(Contract, TimerAgain, 1);
		return;
	}
	/* A port that rounds to its tick needs 20 ticks. */
	Finish(Contract, MicrosecondsSince(&Contract->Begin) > 20 * 10000 ? __LINE__ : 0);
}

static ULONG TestTimerSoon(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	Arm(Contract, TimerAgain, 1);
	return CONTRACT_LATER;
}

/* Set and cancelled in its own callback. */
static VOID NTAPI TimerCancels(PVOID DeviceExtension)
{
	Arm(DeviceExtension, TimerTooMany, TIMER_US);
	Arm(DeviceExtension, TimerTooMany, 0);
	Finish(DeviceExtension, 0);
}

static ULONG TestTimerCancelInside(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Arm(Contract, TimerCancels, 1000);
	return CONTRACT_LATER;
}

/* Set by one request, cancelled by the next, long before it is due. */
static ULONG TestTimerSet(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Arm(Contract, TimerTooMany, 3000000);
	return 0;
}

static ULONG TestTimerCancel(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Arm(Contract, TimerTooMany, 0);
	return 0;
}

static ULONG TestTimerStray(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->StrayTimers == 0);
	return 0;
}

/* ---- the callback pair */

static BOOLEAN NTAPI PairDisable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->Step |= 2;
	return FALSE;
}

static BOOLEAN NTAPI PairDisableAgain(PVOID DeviceExtension);

static BOOLEAN NTAPI PairNothing(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI PairEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;
	BOOLEAN Known;

	/* All that an interrupt routine may do. */
	Known = ScsiPortGetSrb(Contract, Srb->PathId, Srb->TargetId, Srb->Lun,
			       Srb->QueueTag) == Srb &&
		ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun) != NULL;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisable);
	/* The last one named counts. */
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisableAgain);
	if (!Known)
		Contract->Step |= 4;
	return FALSE;
}

static BOOLEAN NTAPI PairDisableAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Finish(Contract, Contract->Step == 1 ? 0 : __LINE__);
	return FALSE;
}

static BOOLEAN NTAPI PairNever(PVOID DeviceExtension)
{
	Finish(DeviceExtension, __LINE__);
	return TRUE;
}

static ULONG TestPair(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairNever);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairEnable);
	return CONTRACT_LATER;
}

/* A Disable callback without an Enable callback: called, with the lock, by the next pass. */
static ULONG TestDisableAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisableAgain);
	return CONTRACT_LATER;
}

/* A timer that runs out beside the Enable callback waits until that has returned. */
static BOOLEAN NTAPI PairSlowEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->Step = 2;
	ScsiPortStallExecution(20000);
	if (Contract->Step == 2)
		Contract->Step = 3;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static VOID NTAPI TimerHeld(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	/* A busy machine has not got to the Enable callback yet. */
	if (Contract->Step == 1 && ++Contract->Late < 1000) {
		Arm(Contract, TimerHeld, 5000);
		return;
	}
	Finish(Contract, Contract->Step == 3 ? 0 : __LINE__);
	Contract->Step = 4;
}

static ULONG TestTimerHeld(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	Contract->Late = 0;
	Arm(Contract, TimerHeld, 5000);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairSlowEnable);
	return CONTRACT_LATER;
}

/* The Disable callback posts an Enable callback: it is not lost. */
static BOOLEAN NTAPI PairEnableChain(PVOID DeviceExtension);

static BOOLEAN NTAPI PairDisableChain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	if (++Contract->Step == 4)
		Finish(Contract, 0);
	else
		ScsiPortNotification(CallEnableInterrupts, Contract, PairEnableChain);
	return TRUE;
}

static BOOLEAN NTAPI PairEnableChain(PVOID DeviceExtension)
{
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, PairDisableChain);
	return TRUE;
}

static ULONG TestPairChain(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairEnableChain);
	return CONTRACT_LATER;
}

static VOID StallFrom(const LARGE_INTEGER *Begin, ULONG Microseconds)
{
	while (MicrosecondsSince(Begin) < Microseconds)
		ScsiPortStallExecution(1000);
}

/* What the Enable callback has completed is still there when a second's tick has come and gone. */
static BOOLEAN NTAPI PairLateEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;
	UCHAR Tag = Srb->QueueTag;

	ScsiPortQuerySystemTime(&Contract->Begin);
	Finish(Contract, 0);
	StallFrom(&Contract->Begin, LATE_US);
	Contract->LateLine = Srb->QueueTag == Tag && Srb->Cdb[0] == CONTRACT_OPCODE ? 0 : __LINE__;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static ULONG TestLate(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->LateLine = __LINE__;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairLateEnable);
	return CONTRACT_LATER;
}

static ULONG TestLateSeen(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	return Contract->LateLine;
}

/* BUSY, and a second's tick before the end. The second time it is good. */
static BOOLEAN NTAPI PairBusyEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;

	ScsiPortQuerySystemTime(&Contract->Begin);
	Contract->TestSrb = NULL;
	ContractComplete(Contract, Srb, SRB_STATUS_BUSY);
	ScsiPortNotification(NextRequest, Contract);
	StallFrom(&Contract->Begin, LATE_BUSY_US);
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static ULONG TestLateBusy(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->LateBusy = !Contract->LateBusy;
	if (!Contract->LateBusy)
		return 0;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairBusyEnable);
	return CONTRACT_LATER;
}

/* The gate is shut for 7 s, which is worth a line; a timer opens it. */
static VOID NTAPI TimerGate(PVOID DeviceExtension)
{
	Finish(DeviceExtension, 0);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, PairNothing);
}

static BOOLEAN NTAPI PairShut(PVOID DeviceExtension)
{
	Arm(DeviceExtension, TimerGate, 6500000);
	return TRUE;
}

static ULONG TestGate(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairShut);
	return CONTRACT_LATER;
}

/* ---- the reset hold: started here, looked at by the request after it */

static ULONG TestResetHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract, NULL);
	return 0;
}

static ULONG TestAfterHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->LastStart.QuadPart - Contract->Begin.QuadPart >= 2 * 10000000LL);
	CHECK(Contract->LastStart.QuadPart - Contract->Begin.QuadPart < 20 * 10000000LL);
	return 0;
}

/* The first request after HwResetBus. */
static ULONG TestAfterReset(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->LastStart.QuadPart - Contract->ResetTime.QuadPart >= 2 * 10000000LL);
	return 0;
}

/* ResetDetected again, a second later. */
static VOID NTAPI TimerResetAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract);
}

static ULONG TestHoldAgain(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(ResetDetected, Contract);
	Arm(Contract, TimerResetAgain, 1000000);
	return 0;
}

/* Timers and completions go on while the bus settles. */
static VOID NTAPI TimerInHold(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Finish(Contract, MicrosecondsSince(&Contract->Begin) > 1500000 ? __LINE__ : 0);
}

static ULONG TestTimerInHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract);
	Arm(Contract, TimerInHold, 1000);
	return CONTRACT_LATER;
}

const CONTRACT_TEST ContractTests[] = {
	{ "srb-fields", TestSrbFields },
	{ "srb-extension", TestSrbExtension },
	{ "tags", TestTags },
	{ "get-srb", TestGetSrb },
	{ "lu-extension", TestLuExtension },
	{ "initiator", TestInitiator },
	{ "find", TestFind },
	{ "control", TestControl },
	{ "common-buffer", TestCommonBuffer },
	{ "data-address", TestDataAddress },
	{ "extension-address", TestExtensionAddress },
	{ "wild-address", TestWildAddress },
	{ "convert", TestConvert },
	{ "move-memory", TestMoveMemory },
	{ "time", TestTime },
	{ "log-error", TestLogError },
	{ "find-only", TestFindOnly },
	{ "foreign-srb", TestForeignSrb },
	{ "unknown-lu", TestUnknownLu },
	{ "untagged-next-lu", TestUntaggedNextLu },
	{ "unknown-notification", TestUnknownNotifications },
	{ "double-completion", TestDoubleCompletion },
	{ "pending-completion", TestPendingCompletion },
	{ "complete-then-next", TestCompleteThenNext },
	{ "next-then-complete", TestNextThenComplete },
	{ "wildcards", TestWildcards },
	{ "wildcards-seen", TestWildcardsSeen },
	{ "release", TestRelease },
	{ "order", TestOrder },
	{ "sense-first", TestSenseFirst },
	{ "one-at-a-time", TestOneAtATime },
	{ "alone", TestAlone },
	{ "early-interrupt", TestEarlyInterrupt },
	{ "own-interrupt", TestOwnInterrupt },
	{ "timer", TestTimer },
	{ "timer-replaced", TestTimerReplaced },
	{ "timer-soon", TestTimerSoon },
	{ "timer-cancel-inside", TestTimerCancelInside },
	{ "timer-set", TestTimerSet },
	{ "timer-cancel", TestTimerCancel },
	{ "timer-stray", TestTimerStray },
	{ "pair", TestPair },
	{ "disable-alone", TestDisableAlone },
	{ "timer-beside-enable", TestTimerHeld },
	{ "pair-chain", TestPairChain },
	{ "enable-late", TestLate },
	{ "enable-late-seen", TestLateSeen },
	{ "enable-busy", TestLateBusy },
	{ "gate", TestGate },
	{ "probe", TestProbe },
	{ "functions", TestFunctions },
	{ "tag-alone", TestTagAlone },
	{ "low", TestLow },
	{ "reset-hold", TestResetHold },
	{ "after-hold", TestAfterHold },
	{ "timer-in-hold", TestTimerInHold },
	{ "after-reset", TestAfterReset },
	{ "hold-again", TestHoldAgain },
};

const ULONG ContractTestCount = RTL_NUMBER_OF(ContractTests);
