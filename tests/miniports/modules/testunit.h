/* SPDX-License-Identifier: GPL-2.0-only */
/* For miniports of tests: one unit, target 0, LUN 0, that exists in their file only. */
#ifndef TESTUNIT_H
#define TESTUNIT_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>

/* Is the word somewhere in ArgumentString? */
FORCEINLINE BOOLEAN TestHasWord(PCHAR Text, PCSTR Word)
{
	ULONG i;

	for (; Text != NULL && *Text != 0; Text++) {
		for (i = 0; Word[i] != 0 && Text[i] == Word[i]; i++)
			;
		if (Word[i] == 0)
			return TRUE;
	}
	return FALSE;
}

/* The SrbStatus of a command that needs no medium, with its data. */
FORCEINLINE UCHAR TestAnswer(PSCSI_REQUEST_BLOCK Srb, UCHAR DeviceType)
{
	PUCHAR Data = Srb->DataBuffer;
	ULONG i;

	if (Srb->TargetId != 0 || Srb->Lun != 0)
		return SRB_STATUS_SELECTION_TIMEOUT;
	if (Srb->Cdb[0] == SCSIOP_TEST_UNIT_READY)
		return SRB_STATUS_SUCCESS;
	if (Srb->Cdb[0] != SCSIOP_INQUIRY || (Srb->Cdb[1] & 1) != 0)
		return SRB_STATUS_INVALID_REQUEST;
	for (i = 0; i < Srb->DataTransferLength; i++)
		Data[i] = i < 8 ? 0 : ' ';
	Data[0] = DeviceType;
	Data[2] = 2;
	Data[4] = 31;
	return SRB_STATUS_SUCCESS;
}

#endif
