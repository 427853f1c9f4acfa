// SPDX-License-Identifier: GPL-2.0-only
/* VHBA miniport: answers, of the board or instead of it, in the words of the port. */
#include "answer.h"
#include "slots.h"

/* A request that is answered without the board. */
VOID VhbaFail(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	VhbaAskNext(Extension, Srb);
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Extension, Srb);
}

/*
 * Sense goes to the port with the command where both sides agreed on that. Else it waits in the
 * logical unit's extension for the port's REQUEST SENSE.
 */
static UCHAR VhbaDeliverSense(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, PUCHAR Sense,
			      ULONG SenseLength)
{
	PVHBA_LU Lu;

	if (SenseLength == 0)
		return 0;

	if (Extension->AutoSense && !(Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE) &&
	    Srb->SenseInfoBuffer && Srb->SenseInfoBufferLength != 0) {
		if (SenseLength > Srb->SenseInfoBufferLength)
			SenseLength = Srb->SenseInfoBufferLength;
		ScsiPortMoveMemory(Srb->SenseInfoBuffer, Sense, SenseLength);
		Srb->SenseInfoBufferLength = (UCHAR)SenseLength;
		return SRB_STATUS_AUTOSENSE_VALID;
	}

	Lu = ScsiPortGetLogicalUnit(Extension, Srb->PathId, Srb->TargetId, Srb->Lun);
	if (Lu) {
		if (SenseLength > VHBA_MAX_SENSE)
			SenseLength = VHBA_MAX_SENSE;
		ScsiPortMoveMemory(Lu->Sense, Sense, SenseLength);
		Lu->SenseLength = (UCHAR)SenseLength;
		Extension->KeptSense = TRUE;
	}
	return 0;
}

/* The board's answer, in the port's words. The SRB belongs to the port afterwards. */
VOID VhbaComplete(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR HostStatus,
		  UCHAR ScsiStatus, ULONG Moved, PUCHAR Sense, ULONG SenseLength)
{
	UCHAR SrbStatus;

	Srb->ScsiStatus = ScsiStatus;
	switch (HostStatus) {
	case VHBA_HOST_GOOD:
		if (ScsiStatus == SCSISTAT_GOOD) {
			if (Moved < Srb->DataTransferLength) {
				Srb->DataTransferLength = Moved;
				SrbStatus = SRB_STATUS_DATA_OVERRUN;
			} else {
				SrbStatus = SRB_STATUS_SUCCESS;
			}
			break;
		}
		SrbStatus = SRB_STATUS_ERROR;
		if (ScsiStatus == SCSISTAT_BUSY || ScsiStatus == SCSISTAT_QUEUE_FULL)
			break;	/* will be sent again as it is */
		if (Moved < Srb->DataTransferLength)
			Srb->DataTransferLength = Moved;
		if (ScsiStatus == SCSISTAT_CHECK_CONDITION)
			SrbStatus |= VhbaDeliverSense(Extension, Srb, Sense, SenseLength);
		break;
	case VHBA_HOST_NO_DEVICE:
		SrbStatus = Srb->Lun == 0 ? SRB_STATUS_SELECTION_TIMEOUT : SRB_STATUS_NO_DEVICE;
		break;
	case VHBA_HOST_OVERRUN:
		SrbStatus = SRB_STATUS_DATA_OVERRUN;
		break;
	case VHBA_HOST_MALFORMED:
		SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	case VHBA_HOST_ABORTED:
		SrbStatus = SRB_STATUS_ABORTED;
		break;
	default:
		ScsiPortLogError(Extension, Srb, Srb->PathId, Srb->TargetId, Srb->Lun,
				 SP_PROTOCOL_ERROR, HostStatus);
		SrbStatus = SRB_STATUS_INTERNAL_ERROR;
		break;
	}
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Extension, Srb);
}
