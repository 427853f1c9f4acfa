// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: answers, made here or of what the drive has said. */
#include "answer.h"
#include "finish.h"
#include "sense.h"

/* An answer that takes no command of the drive. */
VOID AtaSimulated(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Data, ULONG Length,
		  ULONG Allocated)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;

	if (Length > Allocated)
		Length = Allocated;
	if (Length > Srb->DataTransferLength)
		Length = Srb->DataTransferLength;
	if (Length != 0 && !AtaMayMove(Request, TRUE)) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	if (Length != 0)
		ScsiPortMoveMemory(Srb->DataBuffer, Data, Length);
	AtaFinishGood(Extension, Srb, Length);
}

VOID AtaDone(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	if (AtaHasFailed(Request))
		AtaFailed(Extension, Request);
	else
		AtaFinishGood(Extension, Request->Srb, Request->Moved);
}
