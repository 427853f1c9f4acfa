// SPDX-License-Identifier: GPL-2.0-only
/* Tests of mistakes, and of completion and flow. */
#include "contractport.h"

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
	/* The SRB is not active any more, but can be read until this routine returns. */
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
 * A request is held on each of 0:0:0, 0:0:1, 0:2:0, 1:0:0, and this test runs on 1:2:0. Wildcards
 * take what matches, and nothing else.
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

const CONTRACT_TEST ContractFlowTests[] = {
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
	{ NULL, NULL }
};
