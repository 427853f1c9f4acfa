// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: requests that go back to the port. */
#include "finish.h"

/* The SRB belongs to the port afterwards. */
VOID AtaFinish(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Extension, Srb);
}

VOID AtaFinishGood(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, ULONG Moved)
{
	UCHAR SrbStatus = SRB_STATUS_SUCCESS;

	Srb->ScsiStatus = SCSISTAT_GOOD;
	if (Moved < Srb->DataTransferLength) {
		Srb->DataTransferLength = Moved;
		SrbStatus = SRB_STATUS_DATA_OVERRUN;
	}
	AtaFinish(Extension, Srb, SrbStatus);
}
