// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that keeps a rule of the verifier or breaks it, as a command tells it. Its unit, a
 * processor device without queuing, exists here only; of its board it uses nothing. For
 * verifier.sh.
 *
 * CDB of the vendor's opcode: action, then what the action needs:
 *
 * NAME n	data in: the name of rule n; no data when there is none
 * RULE n b p	rule n is broken if b is 1, and kept if it is 0, at place p: 0 HwStartIo, 1 HwTimer,
 *		2 the Enable callback, 3 a DPC of its own
 *
 * ArgumentString: "slow-start": HwInitialize takes 5.1 s.
 */
#include "ruleport.h"

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

VOID RuleComplete(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Rule, Srb);
}

VOID RuleEnd(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb)
{
	RuleComplete(Rule, Srb, SRB_STATUS_SUCCESS);
	ScsiPortNotification(NextRequest, Rule);
}

/* The command that is under way, where it belongs. Returns what HwStartIo would. */
static BOOLEAN RuleRun(PRULEPORT Rule)
{
	PSCSI_REQUEST_BLOCK Srb = Rule->Srb;
	ULONG Result;

	Rule->Srb = NULL;
	Result = RuleTests[Srb->Cdb[2]].Run(Rule, Srb, Srb->Cdb[3] == 1);
	if (Result == RULE_DONE)
		RuleEnd(Rule, Srb);
	return Result != RULE_FALSE;
}

static VOID NTAPI RuleTimer(PVOID DeviceExtension)
{
	RuleRun(DeviceExtension);
}

static BOOLEAN NTAPI RuleDisable(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI RuleEnable(PVOID DeviceExtension)
{
	RuleRun(DeviceExtension);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, RuleDisable);
	return TRUE;
}

static VOID NTAPI RuleDpc(PKDPC Dpc, PVOID DeferredContext, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	RuleRun(DeferredContext);
}

/* As RuleEnable, without a command. */
BOOLEAN NTAPI RulePair(PVOID DeviceExtension)
{
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, RuleDisable);
	return TRUE;
}

static UCHAR RuleName(PSCSI_REQUEST_BLOCK Srb)
{
	PCHAR Data = Srb->DataBuffer;
	PCSTR Name;
	ULONG i;

	if (Srb->Cdb[2] >= RuleTestCount || Srb->DataTransferLength < 32)
		return SRB_STATUS_INVALID_REQUEST;
	Name = RuleTests[Srb->Cdb[2]].Name;
	for (i = 0; Name[i] != 0 && i < 31; i++)
		Data[i] = Name[i];
	Srb->DataTransferLength = i;
	return SRB_STATUS_SUCCESS;
}

static BOOLEAN RuleCommand(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->Cdb[1] == RULE_NAME || Srb->Cdb[2] >= RuleTestCount) {
		RuleComplete(Rule, Srb, RuleName(Srb));
		ScsiPortNotification(NextRequest, Rule);
		return TRUE;
	}
	Rule->Srb = Srb;
	switch (Srb->Cdb[4]) {
	case 1:
		ScsiPortNotification(RequestTimerCall, Rule, RuleTimer, 1000);
		return TRUE;
	case 2:
		ScsiPortNotification(CallEnableInterrupts, Rule, RuleEnable);
		return TRUE;
	case 3:
		KeInsertQueueDpc(&Rule->Dpc, NULL, NULL);
		return TRUE;
	}
	return RuleRun(Rule);
}

static BOOLEAN NTAPI RuleStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PRULEPORT Rule = DeviceExtension;

	if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI && Srb->Cdb[0] == RULE_OPCODE)
		return RuleCommand(Rule, Srb);
	if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI)
		RuleComplete(Rule, Srb, TestAnswer(Srb, PROCESSOR_DEVICE));
	else
		RuleComplete(Rule, Srb, SRB_STATUS_INVALID_REQUEST);
	ScsiPortNotification(NextRequest, Rule);
	return TRUE;
}

static BOOLEAN NTAPI RuleResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PRULEPORT Rule = DeviceExtension;

	Rule->Srb = NULL;
	Rule->Kept = NULL;
	ScsiPortCompleteRequest(Rule, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Rule);
	return TRUE;
}

static BOOLEAN NTAPI RuleInitialize(PVOID DeviceExtension)
{
	PRULEPORT Rule = DeviceExtension;

	KeInitializeDpc(&Rule->Dpc, RuleDpc, Rule);
	if (Rule->SlowStart)
		RuleStall(5100);
	return TRUE;
}

/* What only HwFindAdapter may do, it does here and is not blamed for. */
static ULONG NTAPI RuleFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
				   PBOOLEAN Again)
{
	PRULEPORT Rule = DeviceExtension;
	ULONG Data = 0;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	Rule->SlowStart = TestHasWord(ArgumentString, "slow-start");
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->MaximumTransferLength = 65536;
	ConfigInfo->BusInterruptLevel = 0;
	ConfigInfo->BusInterruptVector = 0;
	ConfigInfo->Master = TRUE;
	ConfigInfo->Dma32BitAddresses = TRUE;
	ConfigInfo->ScatterGather = TRUE;
	ConfigInfo->NumberOfPhysicalBreaks = 16;
	ScsiPortGetBusData(Rule, PCIConfiguration, 0, 0, &Data, sizeof(Data));
	Rule->Uncached = ScsiPortGetUncachedExtension(Rule, ConfigInfo, RULE_UNCACHED);
	*Again = FALSE;
	return Rule->Uncached != NULL ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = RuleInitialize;
	Data.HwStartIo = RuleStartIo;
	Data.HwFindAdapter = RuleFindAdapter;
	Data.HwResetBus = RuleResetBus;
	Data.DeviceExtensionSize = sizeof(RULEPORT);
	Data.SpecificLuExtensionSize = 16;
	Data.SrbExtensionSize = RULE_SRB_EXTENSION;
	Data.MapBuffers = TRUE;
	Data.NeedPhysicalAddresses = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
