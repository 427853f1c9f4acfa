// SPDX-License-Identifier: GPL-2.0-only
/* What the firmware answers by itself, and not always well: only what Windows asks was tried. */
#include <own.h>

/* Pages of vital product data that Windows asks for. */
static BOOLEAN HabitsKnownPage(unsigned char Page)
{
	return Page == 0x00 || Page == 0x80 || Page == 0x83;
}

/* The data of the last CHECK CONDITION, once. Those that this file made itself have none: zeros. */
static VOID HabitsSense(PHABITS_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	unsigned long Length = Srb->DataTransferLength;

	if (Length > HABITS_SENSE)
		Length = HABITS_SENSE;
	memcpy(Srb->DataBuffer, Adapter->Sense[Srb->TargetId], Length);
	memset(Adapter->Sense[Srb->TargetId], 0, HABITS_SENSE);
	Srb->DataTransferLength = Length;
	Srb->SrbStatus = SRB_STATUS_SUCCESS;
}

/* Returns TRUE if the request has its answer. */
BOOLEAN HabitsAnswer(PHABITS_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->TargetId >= HABITS_TARGETS)
		return FALSE;
	switch (Srb->Cdb[0]) {
	case SCSIOP_REQUEST_SENSE:
		HabitsSense(Adapter, Srb);
		return TRUE;
	case SCSIOP_MODE_SENSE:
		if (Srb->Cdb[4] == 192)
			return FALSE;
		/* Anything else takes a path that nobody has ever tried. */
		memset(Srb->DataBuffer, 0, Srb->DataTransferLength);
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		return TRUE;
	case SCSIOP_INQUIRY:
		if (!(Srb->Cdb[1] & 1) || HabitsKnownPage(Srb->Cdb[2]))
			return FALSE;
		Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
		Srb->SrbStatus = SRB_STATUS_ERROR;
		return TRUE;
	default:
		return FALSE;
	}
}
