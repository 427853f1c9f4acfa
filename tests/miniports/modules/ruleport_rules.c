// SPDX-License-Identifier: GPL-2.0-only
/* Each rule, kept and broken. Kept is what looks most like broken. */
#include "ruleport.h"

#define LATE_US		3000000		/* behind a reset hold of one second */
#define SOON_US		100000
#define SCRIBBLE_US	300000

static ULONG LongStall(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Rule);
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortStallExecution(Break ? 100001 : 100000);
	return RULE_DONE;
}

/* A millisecond is the most that miniports are to stall at once. */
VOID RuleStall(ULONG Milliseconds)
{
	while (Milliseconds-- != 0)
		ScsiPortStallExecution(1000);
}

static ULONG LongRoutine(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Rule);
	UNREFERENCED_PARAMETER(Srb);
	RuleStall(Break ? 510 : 20);
	return RULE_DONE;
}

static ULONG DoubleCompletion(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	RuleComplete(Rule, Srb, SRB_STATUS_SUCCESS);
	if (Break)
		RuleComplete(Rule, Srb, SRB_STATUS_SUCCESS);
	ScsiPortNotification(NextRequest, Rule);
	return RULE_LATER;
}

static ULONG InvalidStatus(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	RuleComplete(Rule, Srb, Break ? 0x0c : SRB_STATUS_INTERNAL_ERROR);
	ScsiPortNotification(NextRequest, Rule);
	return RULE_LATER;
}

static ULONG UntaggedNextLu(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	if (Break)
		ScsiPortNotification(NextLuRequest, Rule, 0, 0, 0);
	RuleComplete(Rule, Srb, SRB_STATUS_SUCCESS);
	ScsiPortNotification(NextLuRequest, Rule, 0, 0, 0);
	return RULE_LATER;
}

static ULONG WildAddress(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	PVOID Place = Rule->Uncached;
	ULONG Length = 0;

	if (Break)
		Place = &Length;
	ScsiPortGetPhysicalAddress(Rule, Srb, Place, &Length);
	return RULE_DONE;
}

static VOID NTAPI RuleLate(PVOID DeviceExtension)
{
	PRULEPORT Rule = DeviceExtension;

	if (Rule->Kept != NULL)
		RuleEnd(Rule, Rule->Kept);
	Rule->Kept = NULL;
}

static ULONG KeptAfterReset(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	Rule->Kept = Srb;
	ScsiPortNotification(ResetDetected, Rule);
	ScsiPortNotification(RequestTimerCall, Rule, RuleLate, Break ? LATE_US : SOON_US);
	return RULE_LATER;
}

static ULONG ForeignSrb(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	RtlZeroMemory(&Rule->Foreign, sizeof(Rule->Foreign));
	RuleComplete(Rule, Break ? &Rule->Foreign : Srb, SRB_STATUS_SUCCESS);
	if (Break)
		return RULE_DONE;
	ScsiPortNotification(NextRequest, Rule);
	return RULE_LATER;
}

static ULONG OriginalRequest(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	PVOID Before = Srb->OriginalRequest;

	UNREFERENCED_PARAMETER(Rule);
	Srb->OriginalRequest = Srb;
	if (!Break)
		Srb->OriginalRequest = Before;
	return RULE_DONE;
}

static ULONG StartIoFalse(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	RuleEnd(Rule, Srb);
	return Break ? RULE_FALSE : RULE_LATER;
}

static ULONG MissingCallback(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortNotification(CallEnableInterrupts, Rule, Break ? NULL : RulePair);
	return RULE_DONE;
}

static ULONG FindAdapterOnly(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Srb);
	if (Break)
		ScsiPortFreeDeviceBase(Rule, NULL);
	return RULE_DONE;
}

static ULONG ForeignConfig(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	ULONG Data = 0;

	UNREFERENCED_PARAMETER(Srb);
	ScsiPortGetBusData(Rule, Break ? PCIConfiguration : Cmos, 0, 0, &Data, sizeof(Data));
	return RULE_DONE;
}

static ULONG SlaveDma(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	if (Break)
		ScsiPortIoMapTransfer(Rule, Srb, Srb->DataBuffer, Srb->DataTransferLength);
	ScsiPortFlushDma(Rule);
	return RULE_DONE;
}

static ULONG EventSize(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Srb);
	RtlZeroMemory(Rule->Event, sizeof(Rule->Event));
	((WNODE_HEADER *)Rule->Event)->BufferSize = Break ? 200 : 128;
	ScsiPortNotification(WMIEvent, Rule, Rule->Event, 0xff);
	return RULE_DONE;
}

/* ---- what only strict looks for */

static VOID NTAPI RuleScribble(PVOID DeviceExtension)
{
	PRULEPORT Rule = DeviceExtension;

	Rule->Area[1] = 0x55;
}

/* To memory of a request that is complete: later, or in the routine that has completed it. */
static ULONG WriteAfter(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, PUCHAR Area, BOOLEAN Break)
{
	Rule->Area = Area;
	if (Break)
		ScsiPortNotification(RequestTimerCall, Rule, RuleScribble, SCRIBBLE_US);
	RuleEnd(Rule, Srb);
	if (!Break)
		RuleScribble(Rule);
	return RULE_LATER;
}

static ULONG ExtensionAfter(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	return WriteAfter(Rule, Srb, Srb->SrbExtension, Break);
}

static ULONG SenseAfter(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	return WriteAfter(Rule, Srb, Srb->SenseInfoBuffer, Break);
}

static ULONG SrbField(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Rule);
	if (Break) {
		Srb->TimeOutValue++;
		Srb->Cdb[15] = 1;
	}
	Srb->DataTransferLength--;
	Srb->SenseInfoBufferLength = 18;
	Srb->ScsiStatus = SCSISTAT_GOOD;
	return RULE_DONE;
}

static ULONG CommonOverrun(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Srb);
	RtlFillMemory(Rule->Uncached, RULE_UNCACHED, 0x55);
	if (Break)
		Rule->Uncached[RULE_UNCACHED] = 0x55;
	return RULE_DONE;
}

static ULONG CommonUnderrun(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Srb);
	Rule->Uncached[0] = 0x55;
	if (Break)
		Rule->Uncached[-1] = 0x55;
	return RULE_DONE;
}

static ULONG StallSum(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break)
{
	UNREFERENCED_PARAMETER(Rule);
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortStallExecution(500);
	ScsiPortStallExecution(Break ? 501 : 500);
	ScsiPortStallExecution(0);
	return RULE_DONE;
}

const RULE_TEST RuleTests[] = {
	{ "long-stall", LongStall },
	{ "long-routine", LongRoutine },
	{ "double-completion", DoubleCompletion },
	{ "invalid-status", InvalidStatus },
	{ "untagged-next-lu", UntaggedNextLu },
	{ "wild-address", WildAddress },
	{ "kept-after-reset", KeptAfterReset },
	{ "foreign-srb", ForeignSrb },
	{ "original-request", OriginalRequest },
	{ "start-io-false", StartIoFalse },
	{ "missing-callback", MissingCallback },
	{ "find-adapter-only", FindAdapterOnly },
	{ "foreign-config", ForeignConfig },
	{ "slave-dma", SlaveDma },
	{ "event-size", EventSize },
	{ "extension-after-completion", ExtensionAfter },
	{ "sense-after-completion", SenseAfter },
	{ "srb-field", SrbField },
	{ "common-overrun", CommonOverrun },
	{ "common-underrun", CommonUnderrun },
	{ "stall-sum", StallSum },
};

const ULONG RuleTestCount = RTL_NUMBER_OF(RuleTests);
