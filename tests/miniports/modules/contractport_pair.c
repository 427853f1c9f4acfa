// SPDX-License-Identifier: GPL-2.0-only
/* Tests of the callback pair. */
#include "contractport.h"

#define LATE_US		3300000
#define LATE_BUSY_US	1500000

static BOOLEAN NTAPI PairDisable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->Step |= 2;
	return FALSE;
}

static BOOLEAN NTAPI PairDisableAgain(PVOID DeviceExtension);

static BOOLEAN NTAPI PairNothing(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI PairEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;
	BOOLEAN Known;

	/* All that an interrupt routine may do. */
	Known = ScsiPortGetSrb(Contract, Srb->PathId, Srb->TargetId, Srb->Lun,
			       Srb->QueueTag) == Srb &&
		ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun) != NULL;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisable);
	/* The last one named counts. */
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisableAgain);
	if (!Known)
		Contract->Step |= 4;
	return FALSE;
}

static BOOLEAN NTAPI PairDisableAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	ContractFinish(Contract, Contract->Step == 1 ? 0 : __LINE__);
	return FALSE;
}

static BOOLEAN NTAPI PairNever(PVOID DeviceExtension)
{
	ContractFinish(DeviceExtension, __LINE__);
	return TRUE;
}

static ULONG TestPair(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairNever);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairEnable);
	return CONTRACT_LATER;
}

/* A Disable callback without an Enable callback: called, with the lock, by the next pass. */
static ULONG TestDisableAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairDisableAgain);
	return CONTRACT_LATER;
}

/* A timer that runs out beside the Enable callback waits until that has returned. */
static BOOLEAN NTAPI PairSlowEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->Step = 2;
	ScsiPortStallExecution(20000);
	if (Contract->Step == 2)
		Contract->Step = 3;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static VOID NTAPI TimerHeld(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	/* A busy machine has not got to the Enable callback yet. */
	if (Contract->Step == 1 && ++Contract->Late < 1000) {
		ContractArm(Contract, TimerHeld, 5000);
		return;
	}
	ContractFinish(Contract, Contract->Step == 3 ? 0 : __LINE__);
	Contract->Step = 4;
}

static ULONG TestTimerHeld(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->Step = 1;
	Contract->Late = 0;
	ContractArm(Contract, TimerHeld, 5000);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairSlowEnable);
	return CONTRACT_LATER;
}

/* The Disable callback posts an Enable callback: it is not lost. */
static BOOLEAN NTAPI PairEnableChain(PVOID DeviceExtension);

static BOOLEAN NTAPI PairDisableChain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	if (++Contract->Step == 4)
		ContractFinish(Contract, 0);
	else
		ScsiPortNotification(CallEnableInterrupts, Contract, PairEnableChain);
	return TRUE;
}

static BOOLEAN NTAPI PairEnableChain(PVOID DeviceExtension)
{
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, PairDisableChain);
	return TRUE;
}

static ULONG TestPairChain(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairEnableChain);
	return CONTRACT_LATER;
}

static VOID StallFrom(PLARGE_INTEGER Begin, ULONG Microseconds)
{
	while (ContractElapsed(Begin) < Microseconds)
		ScsiPortStallExecution(1000);
}

/* What the Enable callback has completed is still there when a second's tick has come and gone. */
static BOOLEAN NTAPI PairLateEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;
	UCHAR Tag = Srb->QueueTag;

	ScsiPortQuerySystemTime(&Contract->Begin);
	ContractFinish(Contract, 0);
	StallFrom(&Contract->Begin, LATE_US);
	Contract->LateLine = Srb->QueueTag == Tag && Srb->Cdb[0] == CONTRACT_OPCODE ? 0 : __LINE__;
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static ULONG TestLate(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->LateLine = __LINE__;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairLateEnable);
	return CONTRACT_LATER;
}

static ULONG TestLateSeen(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	return Contract->LateLine;
}

/* BUSY, and a second's tick before the end. The second time it is good. */
static BOOLEAN NTAPI PairBusyEnable(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Contract->TestSrb;

	ScsiPortQuerySystemTime(&Contract->Begin);
	Contract->TestSrb = NULL;
	ContractComplete(Contract, Srb, SRB_STATUS_BUSY);
	ScsiPortNotification(NextRequest, Contract);
	StallFrom(&Contract->Begin, LATE_BUSY_US);
	ScsiPortNotification(CallDisableInterrupts, Contract, PairNothing);
	return TRUE;
}

static ULONG TestLateBusy(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	Contract->LateBusy = !Contract->LateBusy;
	if (!Contract->LateBusy)
		return 0;
	ScsiPortNotification(CallEnableInterrupts, Contract, PairBusyEnable);
	return CONTRACT_LATER;
}

/* The gate is shut for 7 s, which is worth a line; a timer opens it. */
static VOID NTAPI TimerGate(PVOID DeviceExtension)
{
	ContractFinish(DeviceExtension, 0);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, PairNothing);
}

static BOOLEAN NTAPI PairShut(PVOID DeviceExtension)
{
	ContractArm(DeviceExtension, TimerGate, 6500000);
	return TRUE;
}

static ULONG TestGate(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairShut);
	return CONTRACT_LATER;
}

/* The gate is shut until HwResetBus takes the request back. */
static BOOLEAN NTAPI PairForgotten(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static ULONG TestGateReset(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Contract, PairForgotten);
	return CONTRACT_LATER;
}

const CONTRACT_TEST ContractPairTests[] = {
	{ "pair", TestPair },
	{ "disable-alone", TestDisableAlone },
	{ "timer-beside-enable", TestTimerHeld },
	{ "pair-chain", TestPairChain },
	{ "enable-late", TestLate },
	{ "enable-late-seen", TestLateSeen },
	{ "enable-busy", TestLateBusy },
	{ "gate", TestGate },
	{ "gate-reset", TestGateReset },
	{ NULL, NULL }
};
