// SPDX-License-Identifier: GPL-2.0-only
/* Registers, rings and requests of the adapter. */
#include "smallpv.h"

VOID PvWrite(PV_ADAPTER *Adapter, ULONG Offset, ULONG Value)
{
	ScsiPortWriteRegisterUlong((PULONG)(Adapter->Registers + Offset), Value);
}

ULONG PvRead(PV_ADAPTER *Adapter, ULONG Offset)
{
	return ScsiPortReadRegisterUlong((PULONG)(Adapter->Registers + Offset));
}

VOID PvCommand(PV_ADAPTER *Adapter, ULONG Command, PVOID Data, ULONG Length)
{
	PULONG Word = Data;
	ULONG i;

	PvWrite(Adapter, PV_COMMAND, Command);
	for (i = 0; i < Length / sizeof(ULONG); i++)
		PvWrite(Adapter, PV_COMMAND_DATA, Word[i]);
}

VOID PvSetupRings(PV_ADAPTER *Adapter)
{
	PV_RINGS Rings;

	memset(&Rings, 0, sizeof(Rings));
	memset(Adapter->State, 0, PV_PAGE);
	Rings.RequestPages = 1;
	Rings.CompletionPages = 1;
	Rings.StatePage = Adapter->Address / PV_PAGE;
	Rings.RequestPage[0] = Rings.StatePage + 1;
	Rings.CompletionPage[0] = Rings.StatePage + 2;
	PvCommand(Adapter, PV_CMD_SETUP_RINGS, &Rings, sizeof(Rings));
}

static ULONG PvDirection(PSCSI_REQUEST_BLOCK Srb)
{
	switch (Srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) {
	case SRB_FLAGS_DATA_IN:
		return PV_FLAG_TO_HOST;
	case SRB_FLAGS_DATA_OUT:
		return PV_FLAG_TO_DEVICE;
	default:
		return PV_FLAG_NONE;
	}
}

static VOID PvMapData(PV_ADAPTER *Adapter, PV_REQUEST *Request, PSCSI_REQUEST_BLOCK Srb)
{
	PV_LIST *List = Srb->SrbExtension;
	PUCHAR Data = Srb->DataBuffer;
	ULONG Left = Srb->DataTransferLength;
	ULONG Length, i;

	for (i = 0; Left && i < PV_ELEMENTS; i++) {
		List->Element[i].Address =
			ScsiPortGetPhysicalAddress(Adapter, Srb, Data, &Length).QuadPart;
		if (Length > Left)
			Length = Left;
		List->Element[i].Length = Length;
		List->Element[i].Flags = 0;
		Data += Length;
		Left -= Length;
	}
	if (i == 1) {
		Request->DataAddress = List->Element[0].Address;
		return;
	}
	Request->Flags |= PV_FLAG_LIST;
	Request->DataAddress = ScsiPortGetPhysicalAddress(Adapter, NULL, List, &Length).QuadPart;
}

static BOOLEAN PvHasRoom(PV_ADAPTER *Adapter)
{
	return Adapter->State->RequestProduced - Adapter->State->CompletionConsumed < PV_REQUESTS;
}

/* An untagged request has its unit for itself, so the next one is for some other unit. */
static VOID PvNext(PV_ADAPTER *Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->QueueTag == SP_UNTAGGED)
		ScsiPortNotification(NextRequest, Adapter);
	else
		ScsiPortNotification(NextLuRequest, Adapter, Srb->PathId, Srb->TargetId, Srb->Lun);
}

VOID PvStart(PV_ADAPTER *Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	PV_STATE *State = Adapter->State;
	PV_REQUEST *Request = &Adapter->Requests[State->RequestProduced % PV_REQUESTS];
	ULONG Length;

	memset(Request, 0, sizeof(*Request));
	Request->Context = (ULONG_PTR)Srb;
	Request->DataLength = Srb->DataTransferLength;
	Request->SenseAddress =
		ScsiPortGetPhysicalAddress(Adapter, Srb, Srb->SenseInfoBuffer, &Length).QuadPart;
	Request->SenseLength = Srb->SenseInfoBufferLength;
	Request->Flags = PvDirection(Srb);
	Request->CdbLength = Srb->CdbLength;
	memcpy(Request->Cdb, Srb->Cdb, Srb->CdbLength);
	Request->Lun[1] = Srb->Lun;
	Request->Tag = SRB_SIMPLE_TAG_REQUEST;
	Request->Target = Srb->TargetId;
	if (Srb->DataTransferLength)
		PvMapData(Adapter, Request, Srb);
	/* The descriptor is written before its number is. */
	*(volatile ULONG *)&State->RequestProduced += 1;
	PvWrite(Adapter, PV_KICK_RW, 0);
	Adapter->Full = !PvHasRoom(Adapter);
	if (!Adapter->Full)
		PvNext(Adapter, Srb);
}

static UCHAR PvStatus(const PV_COMPLETION *Completion, PSCSI_REQUEST_BLOCK Srb)
{
	/* The adapter may say 0 when it means everything. */
	if (Completion->DataLength && Completion->DataLength < Srb->DataTransferLength)
		Srb->DataTransferLength = (ULONG)Completion->DataLength;
	switch (Completion->HostStatus) {
	case PV_OK:
	case PV_UNDERRUN:
	case PV_RUN:
		break;
	case PV_SELECTION:
	case PV_NO_RESPONSE:
		return SRB_STATUS_SELECTION_TIMEOUT;
	case PV_BUS_RESET:
	case PV_ABORTED:
		return SRB_STATUS_BUS_RESET;
	default:
		return SRB_STATUS_ERROR;
	}
	Srb->ScsiStatus = (UCHAR)Completion->ScsiStatus;
	if (Srb->ScsiStatus == SCSISTAT_GOOD)
		return SRB_STATUS_SUCCESS;
	if (Srb->ScsiStatus == SCSISTAT_CHECK_CONDITION && Completion->SenseLength)
		return SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID;
	return SRB_STATUS_ERROR;
}

VOID PvComplete(PV_ADAPTER *Adapter)
{
	PV_STATE *State = Adapter->State;

	while (State->CompletionConsumed != *(volatile ULONG *)&State->CompletionProduced) {
		PV_COMPLETION *Completion =
			&Adapter->Completions[State->CompletionConsumed % PV_COMPLETIONS];
		PSCSI_REQUEST_BLOCK Srb = (PSCSI_REQUEST_BLOCK)(ULONG_PTR)Completion->Context;

		Srb->SrbStatus = PvStatus(Completion, Srb);
		*(volatile ULONG *)&State->CompletionConsumed += 1;
		ScsiPortNotification(RequestComplete, Adapter, Srb);
		if (Adapter->Full) {
			Adapter->Full = FALSE;
			PvNext(Adapter, Srb);
		}
	}
}
