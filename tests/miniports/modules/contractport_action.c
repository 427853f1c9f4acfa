// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a command of the vendor's opcode does.
 *
 * CDB, 12 bytes: opcode, action, then what the action needs:
 *
 * NAME n	data in: the name of test n; no data when there is none
 * RUN n	data in: the line of the check that failed, or 0, as 4 bytes
 * ANSWER s t m	ends with SrbStatus s and ScsiStatus t; m: DataTransferLength 0 as it was, 1 zero,
 *		2 half, 3 more; 4 returns FALSE without an answer, 5 FALSE after the answer;
 *		6: the next REQUEST SENSE is answered by a reset only; 7: Lun is another then;
 *		8: with sense data of its own
 * HOLD n s t	stays active until a test, an interrupt or a reset ends it. n: 0 asks for the next
 *		one, 1 does not, 2 asks for one of any LU; 3 is as 0, but only a reset ends it,
 *		and says BUSY. s, t: what the interrupt ends it with, if not with SUCCESS; after
 *		BUSY it comes again, and is good
 * BUSY n t	BUSY for n times, then good; t: ERROR with this ScsiStatus instead. What it may
 *		write to in its SRB, and more, is something else then
 * ORDER n	good; remembers the order in which they came
 * SCRIBBLE	data out: the processor writes to the buffer, and back, before it is good
 */
#include "contractport.h"

VOID ContractSenseData(PUCHAR Data)
{
	Data[0] = 0x70;
	Data[2] = SCSI_SENSE_MEDIUM_ERROR;
	Data[7] = 10;
	Data[12] = 0x11;
}

static UCHAR ContractAnswer(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Asked = Srb->DataTransferLength;
	UCHAR SrbStatus = Srb->Cdb[2];

	Srb->ScsiStatus = Srb->Cdb[3];
	switch (Srb->Cdb[4]) {
	case 1:
		Srb->DataTransferLength = 0;
		break;
	case 2:
		Srb->DataTransferLength = Asked / 2;
		break;
	case 3:
		Srb->DataTransferLength = Asked + 512;
		break;
	case 6:
		Contract->Mute = TRUE;
		break;
	case 7:
		Srb->Lun = 0x77;
		break;
	case 8:
		ContractSenseData(Srb->SenseInfoBuffer);
		Srb->SenseInfoBufferLength = 18;
		break;
	}
	return SrbStatus;
}

static UCHAR ContractName(PSCSI_REQUEST_BLOCK Srb)
{
	const CONTRACT_TEST *Test = ContractTest(Srb->Cdb[2]);
	PCHAR Data = Srb->DataBuffer;
	ULONG i;

	if (Test == NULL || Srb->DataTransferLength < 32)
		return SRB_STATUS_INVALID_REQUEST;
	for (i = 0; Test->Name[i] != 0 && i < 31; i++)
		Data[i] = Test->Name[i];
	Srb->DataTransferLength = i;
	return SRB_STATUS_SUCCESS;
}

VOID ContractComplete(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Contract, Srb);
}

VOID ContractAskNext(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->QueueTag == SP_UNTAGGED)
		ScsiPortNotification(NextRequest, Contract);
	else
		ScsiPortNotification(NextLuRequest, Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
}

VOID ContractReport(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, ULONG Line)
{
	PUCHAR Data = Srb->DataBuffer;

	Data[0] = (UCHAR)Line;
	Data[1] = (UCHAR)(Line >> 8);
	Data[2] = 0;
	Data[3] = 0;
	Contract->TestSrb = NULL;
	ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	ContractAskNext(Contract, Srb);
}

static VOID ContractRun(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	const CONTRACT_TEST *Test = ContractTest(Srb->Cdb[2]);
	ULONG Line;

	if (Test == NULL || Srb->DataTransferLength < 4) {
		ContractComplete(Contract, Srb, SRB_STATUS_INVALID_REQUEST);
		ContractAskNext(Contract, Srb);
		return;
	}
	Contract->TestSrb = Srb;
	Contract->Step = 0;
	Line = Test->Run(Contract, Srb);
	if (Line != CONTRACT_LATER)
		ContractReport(Contract, Srb, Line);
}

VOID ContractOrder(PCONTRACT Contract, UCHAR Mark)
{
	if (Contract->OrderCount < sizeof(Contract->Order))
		Contract->Order[Contract->OrderCount++] = Mark;
}

/* Whether it was held before, and BUSY. */
static BOOLEAN ContractComesAgain(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu;

	if (Srb->Cdb[3] != SRB_STATUS_BUSY)
		return FALSE;
	Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	if (Lu->Busy == 0) {
		Lu->Busy = 1;
		return FALSE;
	}
	Lu->Busy = 0;
	ContractOrder(Contract, Srb->Cdb[2]);
	return TRUE;
}

static VOID ContractHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	if (Contract->HeldCount == CONTRACT_HELD) {
		ContractComplete(Contract, Srb, SRB_STATUS_INVALID_REQUEST);
	} else if (ContractComesAgain(Contract, Srb)) {
		ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
	} else {
		Contract->Held[Contract->HeldCount].Srb = Srb;
		Contract->Held[Contract->HeldCount].PathId = Srb->PathId;
		Contract->Held[Contract->HeldCount].TargetId = Srb->TargetId;
		Contract->Held[Contract->HeldCount].Lun = Srb->Lun;
		Contract->Held[Contract->HeldCount].Tag = Srb->QueueTag;
		Contract->HeldCount++;
	}
	/* 1 is for full: the next one only when a reset has made room. */
	if (Srb->Cdb[2] == 0 || Srb->Cdb[2] == CONTRACT_DEAF)
		ContractAskNext(Contract, Srb);
	else if (Srb->Cdb[2] == 2)
		ScsiPortNotification(NextRequest, Contract);
}

/* The first time of n, counted by the LU's extension. */
static UCHAR ContractBusy(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);

	if (Lu == NULL)
		return SRB_STATUS_NO_DEVICE;
	if (Lu->BusyLength != 0 && (Lu->BusyLength != Srb->DataTransferLength ||
				    Srb->NextSrb != NULL || Srb->SenseInfoBuffer == NULL ||
				    Srb->SenseInfoBufferLength < 18 || Srb->Cdb[15] != 0 ||
				    Srb->ScsiStatus != 0 || Srb->QueueSortKey != 0))
		return SRB_STATUS_INTERNAL_ERROR;
	if (Lu->Busy++ < Srb->Cdb[2]) {
		Lu->BusyLength = Srb->DataTransferLength;
		Srb->NextSrb = Srb;
		Srb->SenseInfoBuffer = NULL;
		Srb->SenseInfoBufferLength = 0;
		Srb->Cdb[15] = 0xff;
		Srb->QueueSortKey = 1;
		Srb->ScsiStatus = Srb->Cdb[3];
		return Srb->ScsiStatus ? SRB_STATUS_ERROR : SRB_STATUS_BUSY;
	}
	Lu->Busy = 0;
	Lu->BusyLength = 0;
	return SRB_STATUS_SUCCESS;
}

static VOID ContractScribble(PSCSI_REQUEST_BLOCK Srb)
{
	volatile UCHAR *Data = Srb->DataBuffer;
	ULONG i;

	for (i = 0; i < Srb->DataTransferLength; i++)
		Data[i]++;
	for (i = 0; i < Srb->DataTransferLength; i++)
		Data[i]--;
}

BOOLEAN ContractAction(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	BOOLEAN Result = TRUE;

	switch (Srb->Cdb[1] & 0x1f) {
	case CONTRACT_NAME:
		ContractComplete(Contract, Srb, ContractName(Srb));
		break;
	case CONTRACT_RUN:
		ContractRun(Contract, Srb);
		return TRUE;
	case CONTRACT_ANSWER:
		if (Srb->Cdb[4] == 4 || Srb->Cdb[4] == 5)
			Result = FALSE;
		if (Srb->Cdb[4] == 4)
			return FALSE;
		ContractComplete(Contract, Srb, ContractAnswer(Contract, Srb));
		break;
	case CONTRACT_HOLD:
		ContractHold(Contract, Srb);
		return TRUE;
	case CONTRACT_BUSY:
		ContractComplete(Contract, Srb, ContractBusy(Contract, Srb));
		break;
	case CONTRACT_ORDER:
		ContractOrder(Contract, Srb->Cdb[2]);
		ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
		break;
	case CONTRACT_SCRIBBLE:
		ContractScribble(Srb);
		ContractComplete(Contract, Srb, SRB_STATUS_SUCCESS);
		break;
	default:
		ContractComplete(Contract, Srb, SRB_STATUS_INVALID_REQUEST);
		break;
	}
	ContractAskNext(Contract, Srb);
	return Result;
}
