/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: commands that are on the board. */
#ifndef VHBA_SLOTS_H
#define VHBA_SLOTS_H

#include "vhba.h"

/* NULL when the board is full. */
FORCEINLINE PVHBA_SLOT VhbaTakeSlot(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_SLOT Slot;

	if (Extension->FreeCount == 0)
		return NULL;
	Slot = &Extension->Slots[Extension->Free[--Extension->FreeCount]];
	Slot->Srb = Srb;
	Slot->Context += 0x100;
	Slot->Moved = 0;
	return Slot;
}

FORCEINLINE VOID VhbaFreeSlot(PVHBA_EXTENSION Extension, PVHBA_SLOT Slot)
{
	Slot->Srb = NULL;
	Extension->Free[Extension->FreeCount++] = (UCHAR)Slot->Context;
}

/* NULL for a command that was given up in the meantime. */
FORCEINLINE PVHBA_SLOT VhbaFindSlot(PVHBA_EXTENSION Extension, ULONG Context)
{
	ULONG Index = Context & 0xff;

	if (Index >= Extension->Depth)
		return NULL;
	if (!Extension->Slots[Index].Srb || Extension->Slots[Index].Context != Context)
		return NULL;
	return &Extension->Slots[Index];
}

/* Direction and task attribute, as both kinds of board want them. */
FORCEINLINE UCHAR VhbaRequestFlags(PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Flags = 0;

	if (Srb->DataTransferLength != 0) {
		if (Srb->SrbFlags & SRB_FLAGS_DATA_IN)
			Flags = VHBA_FLAG_DATA_IN;
		else if (Srb->SrbFlags & SRB_FLAGS_DATA_OUT)
			Flags = VHBA_FLAG_DATA_OUT;
	}
	if (Srb->QueueTag == SP_UNTAGGED)
		Flags |= VHBA_FLAG_UNTAGGED;
	else if (Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE)
		Flags |= ((Srb->QueueAction - SRB_SIMPLE_TAG_REQUEST) & 3) <<
			 VHBA_FLAG_ATTRIBUTE_SHIFT;
	return Flags;
}

/* After a request was taken: ask for the next one, or remember to do so when there is room. */
FORCEINLINE VOID VhbaAskNext(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	BOOLEAN Lu = Extension->QueuePerLu && Srb->QueueTag != SP_UNTAGGED;

	if (Extension->FreeCount == 0) {
		Extension->Starved = TRUE;
		Extension->StarvedLu = Lu;
		Extension->StarvedTarget = Srb->TargetId;
		Extension->StarvedLun = Srb->Lun;
	} else if (Lu) {
		ScsiPortNotification(NextLuRequest, Extension, Srb->PathId, Srb->TargetId,
				     Srb->Lun);
	} else {
		ScsiPortNotification(NextRequest, Extension);
	}
}

#endif /* VHBA_SLOTS_H */
