// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVSCSI miniport: a request's way into the ring, and back. A request costs one register write; an
 * interrupt one read and one write, however many answers it finds.
 *
 * Of the memory that is shared with the adapter, a request reads nothing, and a batch of answers
 * one counter and what the answers themselves say.
 */
#include "direction.h"
#include "registers.h"
#include "request.h"
#include "status.h"

/* The port gives tags where a unit may be asked for more than one request, and nowhere else. */
static BOOLEAN PvIsTagged(PSCSI_REQUEST_BLOCK Srb)
{
	return Srb->QueueTag != SP_UNTAGGED;
}

/* Requests that the adapter has and has not answered. */
static ULONG PvOutstanding(PPV_ADAPTER Adapter)
{
	return Adapter->RequestProduced - Adapter->CompletionConsumed;
}

/* After a request was taken: ask for the next one, or remember to do so when there is room. */
static VOID PvAskNext(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	if (PvOutstanding(Adapter) == PV_REQUESTS) {
		Adapter->Starved = TRUE;
		Adapter->StarvedLu = PvIsTagged(Srb);
		Adapter->StarvedTarget = Srb->TargetId;
		Adapter->StarvedLun = Srb->Lun;
	} else if (PvIsTagged(Srb)) {
		ScsiPortNotification(NextLuRequest, Adapter, Srb->PathId, Srb->TargetId, Srb->Lun);
	} else {
		ScsiPortNotification(NextRequest, Adapter);
	}
}

/* A request that is answered without the adapter. */
VOID PvAnswer(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	PvAskNext(Adapter, Srb);
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Adapter, Srb);
}

/* No room for this one. The port offers it again, and is asked for the next when there is. */
static VOID PvRefuse(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	Adapter->Starved = TRUE;
	Adapter->StarvedLu = FALSE;
	Srb->SrbStatus = SRB_STATUS_BUSY;
	ScsiPortNotification(RequestComplete, Adapter, Srb);
}

/* Untagged requests are few: one of a unit at a time, and all units begin that way. */
static ULONG PvUntaggedContext(PPV_ADAPTER Adapter)
{
	ULONG Context;

	for (Context = PV_FIRST_UNTAGGED; Context < PV_CONTEXTS; Context++) {
		if (!Adapter->Slot[Context])
			return Context;
	}
	return 0;
}

/*
 * The buffer as a list in the SRB extension. A list that crosses a page is chained there, since a
 * part of one has to lie within a page. FALSE if it cannot be.
 */
static BOOLEAN PvList(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, PPV_REQUEST Request,
		      ULONGLONG Address, ULONG Length)
{
	PUCHAR Memory = Srb->SrbExtension;
	PUCHAR Data = Srb->DataBuffer;
	ULONG Left = Srb->DataTransferLength;
	SCSI_PHYSICAL_ADDRESS List;
	PPV_ELEMENT Element;
	ULONG Count, ListLength;

	Memory += (0 - (ULONG_PTR)Memory) & (sizeof(PV_ELEMENT) - 1);
	Element = (PPV_ELEMENT)Memory;
	List = ScsiPortGetPhysicalAddress(Adapter, NULL, Memory, &ListLength);
	Request->Data = List.QuadPart;
	for (Count = 0; Length != 0 && Count < Adapter->MaxElements; Count++) {
		if (((ULONG_PTR)Element & (PV_PAGE - 1)) == PV_PAGE - sizeof(PV_ELEMENT)) {
			Element->Address = List.QuadPart + ((PUCHAR)(Element + 1) - Memory);
			Element->Length = 0;
			Element->Flags = PV_ELEMENT_CHAIN;
			Element++;
		}
		if (Length > Left)
			Length = Left;
		Element->Address = Address;
		Element->Length = Length;
		Element->Flags = 0;
		Element++;
		Left -= Length;
		if (Left == 0)
			return ListLength >= PV_LIST_BYTES - sizeof(PV_ELEMENT);
		Data += Length;
		Address = ScsiPortGetPhysicalAddress(Adapter, Srb, Data, &Length).QuadPart;
	}
	return FALSE;
}

/* The request says where the data is. FALSE if the adapter cannot reach it. */
static BOOLEAN PvMapData(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, PPV_REQUEST Request)
{
	ULONG Flags = (Srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) >> PV_DIRECTION_SHIFT;
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Length;

	Address = ScsiPortGetPhysicalAddress(Adapter, Srb, Srb->DataBuffer, &Length);
	Request->DataLength = Srb->DataTransferLength;
	if (Length >= Srb->DataTransferLength) {
		Request->Data = Address.QuadPart;
		Request->Flags = Flags;
		return TRUE;
	}
	Request->Flags = Flags | PV_FLAG_LIST;
	return PvList(Adapter, Srb, Request, Address.QuadPart, Length);
}

/*
 * The adapter looks at its ring by itself while it is busy; one with a threshold says when not,
 * and looks at the ring once more; the miniport has counted the request and looks what the adapter
 * says. Each of the two must write before it reads, or both may see the other as it was, and the
 * request is never fetched: no processor keeps that order by itself.
 */
static BOOLEAN PvIsAwake(PPV_ADAPTER Adapter)
{
	PPV_STATE State = &Adapter->Shared->State;

	KeMemoryBarrier();
	return Adapter->RequestProduced - State->RequestConsumed < State->RequestThreshold;
}

static VOID PvRing(PPV_ADAPTER Adapter, UCHAR Opcode)
{
	if (!PV_IS_READ_WRITE(Opcode))
		PvWrite(Adapter, PV_KICK_NON_RW, 0);
	else if (!Adapter->Threshold || !PvIsAwake(Adapter))
		PvWrite(Adapter, PV_KICK_RW, 0);
}

/*
 * Reads and writes of whole sectors, in their direction: well at a glance, which is all that they
 * pay for it.
 */
FORCEINLINE BOOLEAN PvIsPlain(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	return Srb->DataTransferLength % PV_SECTOR == 0 &&
	       (Srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) == Adapter->Plain[Srb->Cdb[0]];
}

VOID PvStart(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	PPV_REQUEST Request;
	ULONG Context;

	/* The call comes before there is anything that the compiler would put away for it. */
	if (!PvIsPlain(Adapter, Srb) && PvNeverAnswered(Adapter, Srb)) {
		PvAnswer(Adapter, Srb, PvInvalidField(Srb));
		return;
	}
	Context = Srb->QueueTag;
	if (Context == SP_UNTAGGED) {
		Context = PvUntaggedContext(Adapter);
		if (Context == 0) {
			PvRefuse(Adapter, Srb);
			return;
		}
	}
	if (PvOutstanding(Adapter) == PV_REQUESTS) {
		PvRefuse(Adapter, Srb);
		return;
	}
	Request = &Adapter->Requests[Adapter->RequestProduced % PV_REQUESTS];
	if (Srb->DataTransferLength == 0) {
		Request->DataLength = 0;
		Request->Flags = PV_FLAG_NO_DATA;
	} else if (!PvMapData(Adapter, Srb, Request)) {
		PvAnswer(Adapter, Srb, SRB_STATUS_INVALID_REQUEST);
		return;
	}
	Request->Context = Context;
	Request->Sense = Adapter->SenseAddress + Context * PV_SENSE_BYTES;
	Request->Cdb[0] = ((PULONGLONG)Srb->Cdb)[0];
	Request->Cdb[1] = ((PULONGLONG)Srb->Cdb)[1];
	Request->Shape = PV_SHAPE(Srb->CdbLength, Srb->Lun);
	Request->Route = PV_ROUTE(Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE ?
				  Srb->QueueAction : SRB_SIMPLE_TAG_REQUEST, Srb->TargetId);
	Adapter->Slot[Context] = Srb;
	/*
	 * The adapter sees the counter after the request, its list and its data. A doorbell would
	 * see to that, but an adapter that is busy waits for none: where stores may overtake each
	 * other, it would take an entry of which half is that of an older request.
	 */
	WriteULongRelease(&Adapter->Shared->State.RequestProduced, ++Adapter->RequestProduced);
	PvRing(Adapter, Srb->Cdb[0]);
	PvAskNext(Adapter, Srb);
}

/* There is room again: ask for what could not be asked for. */
static VOID PvFed(PPV_ADAPTER Adapter)
{
	Adapter->Starved = FALSE;
	if (Adapter->StarvedLu)
		ScsiPortNotification(NextLuRequest, Adapter, 0, Adapter->StarvedTarget,
				     Adapter->StarvedLun);
	else
		ScsiPortNotification(NextRequest, Adapter);
}

static VOID PvCompleteOne(PPV_ADAPTER Adapter, PPV_COMPLETION Completion)
{
	ULONGLONG Context = Completion->Context;
	ULONGLONG Moved = Completion->Moved;
	ULONGLONG Outcome = Completion->Outcome;
	PSCSI_REQUEST_BLOCK Srb;

	/* The answer is nobody's: of a request that was given up, or nonsense. */
	if (Context >= PV_CONTEXTS || !Adapter->Slot[Context])
		return;
	Srb = Adapter->Slot[Context];
	Adapter->Slot[Context] = NULL;
	/* Adapters say 0 where everything was moved. */
	if (Outcome == 0 && (Moved == 0 || Moved >= Srb->DataTransferLength)) {
		Srb->ScsiStatus = SCSISTAT_GOOD;
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
	} else {
		Srb->SrbStatus = PvTranslate(Adapter, Srb, Moved, Outcome,
					     Adapter->Shared->Sense[Context]);
	}
	ScsiPortNotification(RequestComplete, Adapter, Srb);
}

/* Every answer that is in the ring. FALSE if there is none. */
BOOLEAN PvComplete(PPV_ADAPTER Adapter)
{
	PPV_SHARED Shared = Adapter->Shared;
	/*
	 * Answers, sense and data are read after this counter: they may come while we are here,
	 * without an interrupt of their own.
	 */
	ULONG Produced = ReadULongAcquire(&Shared->State.CompletionProduced);
	ULONG Consumed = Adapter->CompletionConsumed;

	if (Consumed == Produced)
		return FALSE;
	do {
		PvCompleteOne(Adapter, &Adapter->Completions[Consumed % PV_COMPLETIONS]);
	} while (++Consumed != Produced);
	Adapter->CompletionConsumed = Consumed;
	/* Room for others from here on. */
	WriteULongRelease(&Shared->State.CompletionConsumed, Consumed);
	if (Adapter->Starved)
		PvFed(Adapter);
	return TRUE;
}
