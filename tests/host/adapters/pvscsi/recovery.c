// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: aborts and resets, that work, come late, or never. */
#include "test.h"

static void AbortLate(void)
{
	AnswerAll(PV_HOST_ABORTED);
}

static PSCSI_REQUEST_BLOCK Recover(UCHAR Function, PSCSI_REQUEST_BLOCK Victim)
{
	PSCSI_REQUEST_BLOCK Srb = Make(99, SP_UNTAGGED, 0, 0);

	Srb->Function = Function;
	Srb->NextSrb = Victim;
	Port.Stalled = 0;
	Hw.HwStartIo(Ext, Srb);
	return Srb;
}

static void Aborts(void)
{
	PSCSI_REQUEST_BLOCK Srb, Other;

	Hba.AbortWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Other = Begin(1, 2, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: success");
	Equal(SRB_STATUS_ABORTED, Srb->SrbStatus, "abort: the victim is ABORTED");
	Check(Other->SrbFlags & SRB_FLAGS_IS_ACTIVE, "abort: nobody else");
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: of one that is gone");
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, NULL)->SrbStatus,
	      "abort: of nothing");
	Answer(2, 0, 0, 0, 0);
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Other)->SrbStatus,
	      "abort: of one that is faster");
	Equal(SRB_STATUS_SUCCESS, Other->SrbStatus, "... which is well");
}

static void LateAborts(void)
{
	PSCSI_REQUEST_BLOCK Srb;

	TakenCount = 0;
	Hba.AbortWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Meanwhile = AbortLate;
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: answered late");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: never answered");
	Check(Port.Stalled <= 500000, "... within half a second");
	Check(Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE, "... the victim stays");
	AnswerAll(0);
	Hw.HwInterrupt(Ext);
}

void CheckAborts(void)
{
	Aborts();
	LateAborts();
}

static void ResetLate(void)
{
	AnswerAll(PV_HOST_BUS_RESET);
}

static void BusReset(void)
{
	ULONG Resets = Hba.Resets, BusResets = Hba.BusResets, DeviceResets = Hba.DeviceResets;
	PSCSI_REQUEST_BLOCK Srb, Done;

	Hba.ResetWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Done = Begin(1, 2, SCSIOP_READ, 512);
	Answer(2, 0, 0, 0, 0);
	Taken[1].Context = 0;
	Check(Hw.HwResetBus(Ext, 0), "bus reset");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: requests end");
	Equal(SRB_STATUS_SUCCESS, Done->SrbStatus,
	      "bus reset: what was done before counts as done");
	Equal(BusResets + 1, Hba.BusResets, "bus reset: the bus is reset, once");
	Equal(Resets, Hba.Resets, "bus reset: the adapter itself is not");
	Equal(DeviceResets, Hba.DeviceResets, "bus reset: nor is any unit by itself");
}

static void LateBusReset(void)
{
	ULONG Resets = Hba.Resets;
	PSCSI_REQUEST_BLOCK Srb;

	Hba.ResetWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Meanwhile = ResetLate;
	Port.Stalled = 0;
	Hw.HwResetBus(Ext, 0);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: answered late");
	Equal(Resets, Hba.Resets, "... the adapter is not reset");
	Hba.DeviceResetWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Hw.HwResetBus(Ext, 0);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus,
	      "bus reset: its unit is reset where that was not enough");
	Check(Hba.DeviceReset.Target == 3 && Hba.DeviceReset.Lun[1] == 5, "... the right one");
	Equal(Resets, Hba.Resets, "... the adapter is not reset");
	Hba.DeviceResetWorks = FALSE;
}

/* Rings are not touched while the adapter may still have requests in hand. */
static void RequestsThatStay(void)
{
	ULONG Resets = Hba.Resets;
	PSCSI_REQUEST_BLOCK Srb;

	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Port.Stalled = 0;
	Hw.HwResetBus(Ext, 0);
	Check(Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE,
	      "bus reset: what is not answered stays the adapter's");
	Check(Port.Stalled <= 500000, "... which is known within half a second");
	Equal(Resets, Hba.Resets, "bus reset: rings with requests in them are not touched");
	AnswerAll(PV_HOST_BUS_RESET);
	Hw.HwInterrupt(Ext);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "... an answer that comes late is one");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Hw.HwResetBus(Ext, 0);
	Equal(Resets, Hba.Resets, "bus reset: of other requests than the last one");
	Hw.HwResetBus(Ext, 0);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: never answered, and asked again");
	Equal(Resets + 1, Hba.Resets, "... so the adapter is reset");
	Check(Hba.Set && Hba.Mask, "... and works again");
	Equal(SRB_STATUS_SUCCESS, Get(0, 0, 0, 0)->SrbStatus, "... with requests");
}

static void DeviceReset(void)
{
	PSCSI_REQUEST_BLOCK Srb;

	TakenCount = 0;
	Hba.ResetWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_DEVICE, NULL)->SrbStatus,
	      "device reset: success");
	Check(Hba.DeviceReset.Target == 3 && Hba.DeviceReset.Lun[1] == 5,
	      "device reset: of the right unit");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "device reset: its requests end");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_LOGICAL_UNIT, NULL)->SrbStatus,
	      "unit reset: success");
	Hba.ResetWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_ERROR, Recover(SRB_FUNCTION_RESET_LOGICAL_UNIT, NULL)->SrbStatus,
	      "unit reset: never answered");
}

/* The last request is still there. */
static void OtherFunctions(void)
{
	PSCSI_REQUEST_BLOCK Srb = &Srbs[0];

	Hba.ResetWorks = TRUE;
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_BUS, NULL)->SrbStatus,
	      "RESET_BUS: success");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "RESET_BUS: requests end");
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_FLUSH, NULL)->SrbStatus, "FLUSH");
	Equal(SRB_STATUS_INVALID_REQUEST, Recover(SRB_FUNCTION_LOCK_QUEUE, NULL)->SrbStatus,
	      "a function that is nobody's");
}

void CheckResets(void)
{
	BusReset();
	LateBusReset();
	RequestsThatStay();
	DeviceReset();
	OtherFunctions();
}
