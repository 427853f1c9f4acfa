// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVSCSI miniport: abort and resets. The adapter answers what these end through the ring, a moment
 * after the command. What does not come is ended by a reset of the adapter, so that no answer can
 * come to a request that was given up.
 */
#include "pvscsi.h"

/* Is a request of this target, or of all (SP_UNTAGGED), still with the adapter? */
static BOOLEAN PvHolds(PPV_ADAPTER Adapter, UCHAR Target, UCHAR Lun)
{
	PSCSI_REQUEST_BLOCK Srb;
	ULONG i;

	for (i = 0; i < PV_CONTEXTS; i++) {
		Srb = Adapter->Slot[i];
		if (Srb && (Target == SP_UNTAGGED || Srb->TargetId == Target) &&
		    (Lun == SP_UNTAGGED || Srb->Lun == Lun))
			return TRUE;
	}
	return FALSE;
}

static BOOLEAN PvDrained(PPV_ADAPTER Adapter, UCHAR Target, UCHAR Lun)
{
	ULONG Tries;

	for (Tries = 0; Tries < PV_DRAIN_TRIES; Tries++) {
		PvComplete(Adapter);
		if (!PvHolds(Adapter, Target, Lun))
			return TRUE;
		ScsiPortStallExecution(PV_DRAIN_STALL_US);
	}
	return FALSE;
}

/* Everything that the port thinks is here goes back to it. */
BOOLEAN PvResetBus(PPV_ADAPTER Adapter)
{
	ULONG i;

	/* What was done before the reset is in the ring before what the reset ends: it counts. */
	PvCommand(Adapter, PV_CMD_RESET_BUS, NULL, 0);
	if (!PvDrained(Adapter, SP_UNTAGGED, SP_UNTAGGED))
		PvSetup(Adapter);
	ScsiPortCompleteRequest(Adapter, 0, SP_UNTAGGED, SP_UNTAGGED, SRB_STATUS_BUS_RESET);
	for (i = 0; i < PV_CONTEXTS; i++)
		Adapter->Slot[i] = NULL;
	Adapter->Starved = FALSE;
	ScsiPortNotification(NextRequest, Adapter);
	return TRUE;
}

/* RESET_DEVICE and RESET_LOGICAL_UNIT: the adapter resets one unit at a time. */
UCHAR PvResetUnits(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Lun = Srb->Function == SRB_FUNCTION_RESET_DEVICE ? SP_UNTAGGED : Srb->Lun;
	PV_RESET_DEVICE Reset = { 0 };

	Reset.Target = Srb->TargetId;
	Reset.Lun[1] = Srb->Lun;
	PvCommand(Adapter, PV_CMD_RESET_DEVICE, &Reset, sizeof(Reset));
	return PvDrained(Adapter, Srb->TargetId, Lun) ? SRB_STATUS_SUCCESS : SRB_STATUS_ERROR;
}

static ULONG PvContextOf(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	for (i = 0; i < PV_CONTEXTS; i++) {
		if (Adapter->Slot[i] == Srb)
			return i;
	}
	return 0;
}

/* ABORT_COMMAND: the victim is answered ABORTED, or what it deserves if it was faster. */
UCHAR PvAbort(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	PSCSI_REQUEST_BLOCK Victim = Srb->NextSrb;
	UCHAR SrbStatus = SRB_STATUS_ABORT_FAILED;
	ULONG Context, Tries;
	PV_ABORT Abort = { 0 };

	if (!Victim)
		return SRB_STATUS_ABORT_FAILED;
	Context = PvContextOf(Adapter, Victim);
	if (Context == 0)
		return SRB_STATUS_ABORT_FAILED;
	PvComplete(Adapter);
	if (Adapter->Slot[Context] != Victim)
		return SRB_STATUS_ABORT_FAILED;
	Abort.Context = Context;
	Abort.Target = Victim->TargetId;
	Adapter->Victim = Victim;
	PvCommand(Adapter, PV_CMD_ABORT, &Abort, sizeof(Abort));
	for (Tries = 0; Tries < PV_DRAIN_TRIES; Tries++) {
		PvComplete(Adapter);
		if (Adapter->Slot[Context] != Victim) {
			SrbStatus = SRB_STATUS_SUCCESS;
			break;
		}
		ScsiPortStallExecution(PV_DRAIN_STALL_US);
	}
	Adapter->Victim = NULL;
	return SrbStatus;
}
