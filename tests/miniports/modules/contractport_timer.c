// SPDX-License-Identifier: GPL-2.0-only
/* Tests of the timer, and of the hold after a reset. */
#include "contractport.h"

#define TIMER_US	20000

ULONG ContractElapsed(const LARGE_INTEGER *Begin)
{
	LARGE_INTEGER Now;

	ScsiPortQuerySystemTime(&Now);
	return (ULONG)((Now.QuadPart - Begin->QuadPart) / 10);
}

VOID ContractArm(PCONTRACT Contract, PHW_TIMER Routine, ULONG Microseconds)
{
	ScsiPortNotification(RequestTimerCall, Contract, Routine, Microseconds);
}

VOID ContractFinish(PCONTRACT Contract, ULONG Line)
{
	if (Contract->TestSrb != NULL)
		ContractReport(Contract, Contract->TestSrb, Line);
}

/* Of a timer that was cancelled or replaced. */
static VOID NTAPI TimerTooMany(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->StrayTimers++;
	ContractFinish(Contract, __LINE__);
}

static VOID NTAPI TimerOnce(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	ContractFinish(Contract, ContractElapsed(&Contract->Begin) < TIMER_US ? __LINE__ : 0);
}

static ULONG TestTimer(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ContractArm(Contract, TimerOnce, TIMER_US);
	return CONTRACT_LATER;
}

/* Of several calls the last one counts, whatever routine and time the others named. */
static ULONG TestTimerReplaced(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ContractArm(Contract, TimerTooMany, 1);
	ContractArm(Contract, TimerTooMany, 0);
	ContractArm(Contract, TimerTooMany, 1000000);
	ContractArm(Contract, TimerOnce, TIMER_US);
	return CONTRACT_LATER;
}

/* Armed by one callback, cancelled and set anew by the next: steps of 1 us, as soon as possible. */
static VOID NTAPI TimerAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	if (++Contract->Step < 20) {
		ContractArm(Contract, TimerTooMany, 0);
		ContractArm(Contract, TimerAgain, 1);
		return;
	}
	/* A port that rounds to its tick needs 20 ticks. */
	ContractFinish(Contract, ContractElapsed(&Contract->Begin) > 20 * 10000 ? __LINE__ : 0);
}

static ULONG TestTimerSoon(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ContractArm(Contract, TimerAgain, 1);
	return CONTRACT_LATER;
}

/* Set and cancelled in its own callback. */
static VOID NTAPI TimerCancels(PVOID DeviceExtension)
{
	ContractArm(DeviceExtension, TimerTooMany, TIMER_US);
	ContractArm(DeviceExtension, TimerTooMany, 0);
	ContractFinish(DeviceExtension, 0);
}

static ULONG TestTimerCancelInside(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ContractArm(Contract, TimerCancels, 1000);
	return CONTRACT_LATER;
}

/* Set by one request, cancelled by the next, long before it is due. */
static ULONG TestTimerSet(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ContractArm(Contract, TimerTooMany, 3000000);
	return 0;
}

static ULONG TestTimerCancel(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ContractArm(Contract, TimerTooMany, 0);
	return 0;
}

static ULONG TestTimerStray(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->StrayTimers == 0);
	return 0;
}

/* ---- the reset hold: started here, looked at by the request after it */

static ULONG TestResetHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract, NULL);
	return 0;
}

static ULONG TestAfterHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->LastStart.QuadPart - Contract->Begin.QuadPart >= 2 * 10000000LL);
	CHECK(Contract->LastStart.QuadPart - Contract->Begin.QuadPart < 20 * 10000000LL);
	return 0;
}

/* The first request after HwResetBus. */
static ULONG TestAfterReset(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->LastStart.QuadPart - Contract->ResetTime.QuadPart >= 2 * 10000000LL);
	return 0;
}

/* ResetDetected again, a second later. */
static VOID NTAPI TimerResetAgain(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract);
}

static ULONG TestHoldAgain(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(ResetDetected, Contract);
	ContractArm(Contract, TimerResetAgain, 1000000);
	return 0;
}

/* Timers and completions go on while the bus settles. */
static VOID NTAPI TimerInHold(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	ContractFinish(Contract, ContractElapsed(&Contract->Begin) > 1500000 ? __LINE__ : 0);
}

static ULONG TestTimerInHold(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Contract->Begin);
	ScsiPortNotification(ResetDetected, Contract);
	ContractArm(Contract, TimerInHold, 1000);
	return CONTRACT_LATER;
}

const CONTRACT_TEST ContractTimerTests[] = {
	{ "timer", TestTimer },
	{ "timer-replaced", TestTimerReplaced },
	{ "timer-soon", TestTimerSoon },
	{ "timer-cancel-inside", TestTimerCancelInside },
	{ "timer-set", TestTimerSet },
	{ "timer-cancel", TestTimerCancel },
	{ "timer-stray", TestTimerStray },
	{ "reset-hold", TestResetHold },
	{ "after-hold", TestAfterHold },
	{ "timer-in-hold", TestTimerInHold },
	{ "after-reset", TestAfterReset },
	{ "hold-again", TestHoldAgain },
	{ NULL, NULL }
};
