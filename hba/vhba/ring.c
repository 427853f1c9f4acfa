// SPDX-License-Identifier: GPL-2.0-only
/*
 * VHBA miniport, boards with rings. A request costs one register write. An interrupt costs one read
 * and two writes, however many completions it finds.
 *
 * Both rings have more entries than the board holds commands, so neither can overflow.
 */
#include "answer.h"
#include "ring.h"
#include "slots.h"

#define VHBA_REQUEST_ALIGNMENT		64

/* A context that no command has: slots end below it. */
#define VHBA_NOBODY			0xff

BOOLEAN VhbaRingFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG RequestBytes, CompletionBytes, SenseBytes;
	ULONG Breaks, Pad, Length;
	PUCHAR Memory;

	Breaks = ConfigInfo->MaximumTransferLength / VHBA_PAGE + 1;
	if (Breaks > VHBA_MAX_BREAKS)
		Breaks = VHBA_MAX_BREAKS;
	if (ConfigInfo->NumberOfPhysicalBreaks > Breaks)
		ConfigInfo->NumberOfPhysicalBreaks = Breaks;
	Extension->MaxElements = ConfigInfo->NumberOfPhysicalBreaks + 1;
	Extension->AutoSense = TRUE;

	ConfigInfo->Master = TRUE;
	ConfigInfo->ScatterGather = TRUE;
	ConfigInfo->DmaWidth = Width32Bits;
	ConfigInfo->DmaSpeed = Compatible;
	ConfigInfo->Dma32BitAddresses = TRUE;
	ConfigInfo->Dma64BitAddresses |= SCSI_DMA64_MINIPORT_SUPPORTED;
	ConfigInfo->MapBuffers = FALSE;
	ConfigInfo->NeedPhysicalAddresses = TRUE;
	ConfigInfo->AutoRequestSense = TRUE;
	ConfigInfo->SrbExtensionSize = Extension->MaxElements * sizeof(VHBA_ELEMENT);

	for (Extension->RingCount = 2; Extension->RingCount <= Extension->Depth;)
		Extension->RingCount *= 2;
	RequestBytes = Extension->RingCount * sizeof(VHBA_REQUEST);
	CompletionBytes = Extension->RingCount * sizeof(VHBA_COMPLETION);
	SenseBytes = Extension->Depth * VHBA_SENSE_BYTES;

	Memory = ScsiPortGetUncachedExtension(Extension, ConfigInfo,
					      RequestBytes + CompletionBytes + SenseBytes +
					      VHBA_REQUEST_ALIGNMENT);
	if (!Memory)
		return FALSE;
	Address = ScsiPortGetPhysicalAddress(Extension, NULL, Memory, &Length);
	if (Address.QuadPart == 0)
		return FALSE;

	Pad = (0 - Address.LowPart) & (VHBA_REQUEST_ALIGNMENT - 1);
	Memory += Pad;
	Address.QuadPart += Pad;

	Extension->Requests = (PVHBA_REQUEST)Memory;
	Extension->RequestsAddress = Address.QuadPart;
	Extension->Completions = (PVHBA_COMPLETION)(Memory + RequestBytes);
	Extension->CompletionsAddress = Extension->RequestsAddress + RequestBytes;
	Extension->Sense = Memory + RequestBytes + CompletionBytes;
	Extension->SenseAddress = Extension->CompletionsAddress + CompletionBytes;

	/* What the port left of these decides whether a unit may be asked for more than one. */
	Extension->QueuePerLu = ConfigInfo->TaggedQueuing || ConfigInfo->MultipleRequestPerLu;
	return TRUE;
}

/* The board was reset: it starts at the first entry of both rings, and writes phase 1. */
VOID VhbaRingInitialize(PVHBA_EXTENSION Extension)
{
	ULONG i;

	for (i = 0; i < Extension->RingCount; i++)
		Extension->Completions[i].Outcome = 0;
	Extension->RequestTail = 0;
	Extension->CompletionHead = 0;
	Extension->Phase = 1;

	VHBA_WRITE(Extension, VHBA_REQ_BASE_LOW, (ULONG)Extension->RequestsAddress);
	VHBA_WRITE(Extension, VHBA_REQ_BASE_HIGH, (ULONG)(Extension->RequestsAddress >> 32));
	VHBA_WRITE(Extension, VHBA_REQ_COUNT, Extension->RingCount);
	VHBA_WRITE(Extension, VHBA_CMP_BASE_LOW, (ULONG)Extension->CompletionsAddress);
	VHBA_WRITE(Extension, VHBA_CMP_BASE_HIGH, (ULONG)(Extension->CompletionsAddress >> 32));
	VHBA_WRITE(Extension, VHBA_CMP_COUNT, Extension->RingCount);
}

/* The buffer as a list in the SRB extension. The number of its elements, or 0 if it can't be. */
static ULONG VhbaRingList(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb,
			  PVHBA_REQUEST Request, SCSI_PHYSICAL_ADDRESS Address, ULONG Length)
{
	PVHBA_ELEMENT Element = Srb->SrbExtension;
	PUCHAR Data = Srb->DataBuffer;
	ULONG Left = Srb->DataTransferLength;
	ULONG Count = 0;

	for (;;) {
		if (Length == 0 || Count == Extension->MaxElements)
			return 0;
		if (Length > Left)
			Length = Left;
		Element->Address = Address.QuadPart;
		Element->Length = Length;
		Element->Reserved = 0;
		Element++;
		Count++;
		Left -= Length;
		if (Left == 0)
			break;
		Data += Length;
		Address = ScsiPortGetPhysicalAddress(Extension, Srb, Data, &Length);
	}
	Address = ScsiPortGetPhysicalAddress(Extension, NULL, Srb->SrbExtension, &Length);
	Request->Data = Address.QuadPart;
	return Length == 0 ? 0 : Count;
}

VOID VhbaRingStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_REQUEST Request = &Extension->Requests[Extension->RequestTail];
	UCHAR Flags = VhbaRequestFlags(Srb);
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Length, Count = 0;
	PVHBA_SLOT Slot;

	Slot = VhbaTakeSlot(Extension, Srb);
	if (!Slot) {
		VhbaFail(Extension, Srb, SRB_STATUS_BUSY);
		return;
	}

	if (Flags & (VHBA_FLAG_DATA_IN | VHBA_FLAG_DATA_OUT)) {
		Address = ScsiPortGetPhysicalAddress(Extension, Srb, Srb->DataBuffer, &Length);
		if (Length >= Srb->DataTransferLength) {
			Request->Data = Address.QuadPart;
		} else {
			Count = VhbaRingList(Extension, Srb, Request, Address, Length);
			if (Count == 0) {
				VhbaFreeSlot(Extension, Slot);
				VhbaFail(Extension, Srb, SRB_STATUS_INVALID_REQUEST);
				return;
			}
			Flags |= VHBA_FLAG_LIST;
		}
		Request->Length = Srb->DataTransferLength;
	} else {
		Request->Length = 0;
	}

	Request->Context = Slot->Context;
	Request->Elements = (USHORT)Count;
	Request->Flags = Flags;
	Request->CdbLength = Srb->CdbLength;
	Request->Bus = Srb->PathId;
	Request->Target = Srb->TargetId;
	Request->Lun = Srb->Lun;
	Request->SenseLength = VHBA_SENSE_BYTES;
	Request->Sense = Extension->SenseAddress + (Slot->Context & 0xff) * VHBA_SENSE_BYTES;
	((PULONGLONG)Request->Cdb)[0] = ((PULONGLONG)Srb->Cdb)[0];
	((PULONGLONG)Request->Cdb)[1] = ((PULONGLONG)Srb->Cdb)[1];

	Extension->RequestTail = (Extension->RequestTail + 1) & (Extension->RingCount - 1);
	VHBA_WRITE(Extension, VHBA_REQ_TAIL, Extension->RequestTail);
	VhbaAskNext(Extension, Srb);
}

/*
 * The board writes data and sense of what it has finished, then the entry, and the word with the
 * phase at last. All of that is read the other way round; a processor that reads what it will need
 * before it knows the phase, as ARM's may, would find what the board had not written yet.
 */
VOID VhbaRingDrain(PVHBA_EXTENSION Extension)
{
	ULONG Head = Extension->CompletionHead;
	volatile VHBA_COMPLETION *Completion = &Extension->Completions[Head];
	ULONGLONG Outcome = ReadULong64Acquire(&Completion->Outcome);
	PSCSI_REQUEST_BLOCK Srb;
	PVHBA_SLOT Slot;
	PUCHAR Sense;

	if ((UCHAR)(Outcome >> 56) != Extension->Phase)
		return;

	do {
		Slot = VhbaFindSlot(Extension, (ULONG)Completion->Context);
		if (Slot) {
			Srb = Slot->Srb;
			Sense = Extension->Sense + (Slot->Context & 0xff) * VHBA_SENSE_BYTES;
			VhbaFreeSlot(Extension, Slot);
			if ((USHORT)(Outcome >> 32) == 0 &&
			    (ULONG)Outcome >= Srb->DataTransferLength) {
				Srb->ScsiStatus = SCSISTAT_GOOD;
				Srb->SrbStatus = SRB_STATUS_SUCCESS;
				ScsiPortNotification(RequestComplete, Extension, Srb);
			} else {
				VhbaComplete(Extension, Srb, (UCHAR)(Outcome >> 32),
					     (UCHAR)(Outcome >> 40), (ULONG)Outcome, Sense,
					     (UCHAR)(Outcome >> 48));
			}
		}
		if (++Head == Extension->RingCount) {
			Head = 0;
			Extension->Phase ^= 1;
		}
		Completion = &Extension->Completions[Head];
		Outcome = ReadULong64Acquire(&Completion->Outcome);
	} while ((UCHAR)(Outcome >> 56) == Extension->Phase);

	Extension->CompletionHead = Head;
	VHBA_WRITE(Extension, VHBA_CMP_HEAD, Head);

	/* There is room again: ask for what could not be asked for when the board was full. */
	if (!Extension->Starved || Extension->FreeCount == 0)
		return;
	Extension->Starved = FALSE;
	if (Extension->StarvedLu)
		ScsiPortNotification(NextLuRequest, Extension, 0, Extension->StarvedTarget,
				     Extension->StarvedLun);
	else
		ScsiPortNotification(NextRequest, Extension);
}

/*
 * After a reset: should the board have missed it, or a doorbell before it, then the requests that
 * it still finds in the ring touch no memory, and nobody waits for their answers.
 */
VOID VhbaRingForget(PVHBA_EXTENSION Extension)
{
	PVHBA_REQUEST Request = Extension->Requests;
	ULONG i;

	for (i = 0; i < Extension->RingCount; i++, Request++) {
		Request->Context = VHBA_NOBODY;
		Request->Flags = VHBA_FLAG_UNTAGGED;
		Request->Length = 0;
		Request->Elements = 0;
		Request->SenseLength = 0;
		Request->CdbLength = CDB6GENERIC_LENGTH;
		((PULONGLONG)Request->Cdb)[0] = SCSIOP_TEST_UNIT_READY;
	}
}

BOOLEAN VhbaRingInterrupt(PVHBA_EXTENSION Extension, ULONG Status)
{
	/* Before the walk: what is added after it raises the line again. */
	VHBA_WRITE(Extension, VHBA_IRQ_STATUS, Status);
	VhbaRingDrain(Extension);
	return TRUE;
}
