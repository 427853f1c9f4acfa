// SPDX-License-Identifier: GPL-2.0-only
/* PVSCSI miniport: what an answer of the adapter means to the port. */
#include "status.h"

#define PV_HOST_STATUS(Outcome)		((USHORT)((Outcome) >> 32))
#define PV_SCSI_STATUS(Outcome)		((UCHAR)((Outcome) >> 48))

/* The initiator's own buffer was not the adapter's: sense data is copied, which is rare. */
static UCHAR PvSense(PSCSI_REQUEST_BLOCK Srb, ULONG Length, PPV_SENSE Sense)
{
	PUCHAR Buffer = Srb->SenseInfoBuffer;
	ULONG i;

	if (Length == 0 || !Buffer || Srb->SenseInfoBufferLength == 0 ||
	    (Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE))
		return 0;
	if (Length > PV_SENSE_BYTES)
		Length = PV_SENSE_BYTES;
	if (Length > Srb->SenseInfoBufferLength)
		Length = Srb->SenseInfoBufferLength;
	for (i = 0; i < Length; i++)
		Buffer[i] = Sense[i];
	Srb->SenseInfoBufferLength = (UCHAR)Length;
	return SRB_STATUS_AUTOSENSE_VALID;
}

/* The target answered, whatever became of the data. */
static UCHAR PvTargetStatus(PSCSI_REQUEST_BLOCK Srb, ULONG SenseLength, PPV_SENSE Sense)
{
	UCHAR SrbStatus = SRB_STATUS_ERROR;

	if (Srb->ScsiStatus == SCSISTAT_CHECK_CONDITION)
		SrbStatus |= PvSense(Srb, SenseLength, Sense);
	return SrbStatus;
}

/* Less was moved, or there was more than the buffer holds. */
static UCHAR PvDataRun(PSCSI_REQUEST_BLOCK Srb, ULONGLONG Moved)
{
	if (Moved < Srb->DataTransferLength)
		Srb->DataTransferLength = (ULONG)Moved;
	return SRB_STATUS_DATA_OVERRUN;
}

/*
 * Adapters, QEMU's among them, say that it was less and not how much. A block that may not have
 * come is an error; a page of INQUIRY or MODE SENSE says itself how long it is.
 */
static UCHAR PvUnknownRun(PSCSI_REQUEST_BLOCK Srb)
{
	return PV_IS_READ_WRITE(Srb->Cdb[0]) ? SRB_STATUS_DATA_OVERRUN : SRB_STATUS_SUCCESS;
}

static UCHAR PvHostStatus(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, USHORT HostStatus)
{
	switch (HostStatus) {
	case PV_HOST_SELECTION:
		return SRB_STATUS_SELECTION_TIMEOUT;
	case PV_HOST_BUS_FREE:
	case PV_HOST_DISCONNECT:
		return SRB_STATUS_UNEXPECTED_BUS_FREE;
	case PV_HOST_PHASE:
		return SRB_STATUS_PHASE_SEQUENCE_FAILURE;
	case PV_HOST_LUN_MISMATCH:
		return SRB_STATUS_INVALID_LUN;
	case PV_HOST_PARAMETER:
		return SRB_STATUS_INVALID_REQUEST;
	case PV_HOST_SENSE_FAILED:
		return SRB_STATUS_REQUEST_SENSE_FAILED;
	case PV_HOST_TAG_REJECT:
	case PV_HOST_BAD_MESSAGE:
		return SRB_STATUS_MESSAGE_REJECTED;
	case PV_HOST_SENT_RESET:
	case PV_HOST_SEEN_RESET:
	case PV_HOST_BUS_RESET:
		return SRB_STATUS_BUS_RESET;
	case PV_HOST_ABORTED:
		/* Not by us: its queue was cleared, and it may be sent again. */
		return Srb == Adapter->Victim ? SRB_STATUS_ABORTED : SRB_STATUS_BUS_RESET;
	case PV_HOST_TIMEOUT:
		return SRB_STATUS_TIMEOUT;
	case PV_HOST_PARITY:
		return SRB_STATUS_PARITY_ERROR;
	case PV_HOST_NO_RESPONSE:
		return SRB_STATUS_ERROR;
	default:
		/* The adapter's hardware or software, or a number that does not exist. */
		ScsiPortLogError(Adapter, Srb, Srb->PathId, Srb->TargetId, Srb->Lun,
				 SP_INTERNAL_ADAPTER_ERROR, HostStatus);
		return SRB_STATUS_INTERNAL_ERROR;
	}
}

UCHAR PvTranslate(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, ULONGLONG Moved,
		  ULONGLONG Outcome, PPV_SENSE Sense)
{
	USHORT HostStatus = PV_HOST_STATUS(Outcome);

	Srb->ScsiStatus = PV_SCSI_STATUS(Outcome);
	switch (HostStatus) {
	case PV_HOST_GOOD:
	case PV_HOST_LINKED:
	case PV_HOST_LINKED_FLAG:
		if (Srb->ScsiStatus != SCSISTAT_GOOD)
			return PvTargetStatus(Srb, (ULONG)Outcome, Sense);
		if (Moved != 0 && Moved < Srb->DataTransferLength)
			return PvDataRun(Srb, Moved);
		return SRB_STATUS_SUCCESS;
	case PV_HOST_UNDERRUN:
	case PV_HOST_DATA_RUN:
		if (Srb->ScsiStatus != SCSISTAT_GOOD)
			return PvTargetStatus(Srb, (ULONG)Outcome, Sense);
		if (HostStatus == PV_HOST_DATA_RUN && Moved == 0)
			return PvUnknownRun(Srb);
		return PvDataRun(Srb, Moved);
	default:
		Srb->ScsiStatus = SCSISTAT_GOOD;
		return PvHostStatus(Adapter, Srb, HostStatus);
	}
}
