// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVSCSI miniport: abort and resets. The adapter answers what these end through the ring, a moment
 * after the command. What does not come stays the adapter's, and the port waits for it. A reset of
 * the adapter itself comes last; after that, no answer can come to a request that was given up.
 */
#include "recovery.h"
#include "registers.h"
#include "request.h"

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

static VOID PvResetUnit(PPV_ADAPTER Adapter, UCHAR Target, UCHAR Lun)
{
	PV_RESET_DEVICE Reset = { 0 };

	Reset.Target = Target;
	Reset.Lun[1] = Lun;
	PvCommand(Adapter, PV_CMD_RESET_DEVICE, &Reset, sizeof(Reset));
}

/* The units that have not given all requests back, one by one. */
static VOID PvResetHolders(PPV_ADAPTER Adapter)
{
	PSCSI_REQUEST_BLOCK Srb;
	ULONG i;

	for (i = 0; i < PV_CONTEXTS; i++) {
		Srb = Adapter->Slot[i];
		if (!Srb)
			continue;
		PvResetUnit(Adapter, Srb->TargetId, Srb->Lun);
		PvComplete(Adapter);
	}
}

/* Did an earlier reset leave the requests that are still here, all of them? */
static BOOLEAN PvWereLeft(PPV_ADAPTER Adapter)
{
	return Adapter->Left && Adapter->LeftProduced == Adapter->RequestProduced;
}

/*
 * The bus, and then the units that were not moved by that. What was done before is in the ring
 * first: it counts.
 */
static BOOLEAN PvEverythingBack(PPV_ADAPTER Adapter)
{
	PvCommand(Adapter, PV_CMD_RESET_BUS, NULL, 0);
	if (PvDrained(Adapter, SP_UNTAGGED, SP_UNTAGGED))
		return TRUE;
	PvResetHolders(Adapter);
	return PvDrained(Adapter, SP_UNTAGGED, SP_UNTAGGED);
}

/*
 * What the port thinks is here goes back to it, as the adapter answers it. Rings that hold
 * requests are left alone: an adapter whose requests are still in somebody's hands may not bear a
 * reset of its own (QEMU's ends the machine then). Requests that come late are answered late, and
 * the port waits for them. Only where it comes back with another bus reset, and nothing was
 * started in between, those are taken for lost.
 */
BOOLEAN PvResetBus(PPV_ADAPTER Adapter)
{
	ULONG i;

	if (!PvEverythingBack(Adapter)) {
		if (!PvWereLeft(Adapter)) {
			Adapter->Left = TRUE;
			Adapter->LeftProduced = Adapter->RequestProduced;
			return TRUE;
		}
		PvSetup(Adapter);
	}
	Adapter->Left = FALSE;
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

	PvResetUnit(Adapter, Srb->TargetId, Srb->Lun);
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
