// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that checks what the port promises. Its units, processor devices, exist here only; of
 * its board it uses the registers and the data port. A command of a vendor's opcode names a test,
 * which runs where the command arrives and, where it has to, goes on in timers and callbacks; the
 * data that comes back says what was found. For contract.sh.
 *
 * Units: buses 0 and 1, targets 0 and 2, LUNs 0 and 1; LUN 0 takes tagged commands. The adapter
 * itself sits at target 1 of bus 0.
 */
#include "contractport.h"

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

/* The sense data of every unit. */
static UCHAR ContractSense(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;

	ContractOrder(Contract, CONTRACT_SENSE);
	if (Srb->QueueTag != SP_UNTAGGED || Srb->DataTransferLength < 18)
		return SRB_STATUS_INTERNAL_ERROR;
	/* Found as a request of its own, also by those who never ask for it. */
	if (ScsiPortGetSrb(Contract, Srb->PathId, Srb->TargetId, Srb->Lun, SP_UNTAGGED) != Srb)
		return SRB_STATUS_INTERNAL_ERROR;
	ContractSenseData(Data);
	Srb->DataTransferLength = 18;
	return SRB_STATUS_SUCCESS;
}

/* What a unit says of itself. */
static UCHAR ContractUnit(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Target = Srb->TargetId, Lun = Srb->Lun;
	PUCHAR Data = Srb->DataBuffer;
	UCHAR SrbStatus;

	if (Srb->PathId == CONTRACT_INITIATOR_PATH && Target == CONTRACT_INITIATOR)
		Contract->InitiatorAsked = TRUE;
	if (Target != 0 && Target != 2)
		return SRB_STATUS_SELECTION_TIMEOUT;
	if (Lun > 1)
		return SRB_STATUS_INVALID_LUN;
	if (Srb->Cdb[0] == SCSIOP_REQUEST_SENSE)
		return ContractSense(Contract, Srb);
	Srb->TargetId = 0;
	Srb->Lun = 0;
	SrbStatus = TestAnswer(Srb, PROCESSOR_DEVICE);
	Srb->TargetId = Target;
	Srb->Lun = Lun;
	if (SrbStatus == SRB_STATUS_SUCCESS && Srb->Cdb[0] == SCSIOP_INQUIRY && Lun == 0)
		Data[7] = 0x02;		/* CmdQue */
	return SrbStatus;
}

/* A request without a tag beside others of its LU; REQUEST SENSE by the port may. */
static BOOLEAN ContractNotAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	if (Srb->QueueTag != SP_UNTAGGED)
		return FALSE;
	if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI && Srb->Cdb[0] == SCSIOP_REQUEST_SENSE)
		return FALSE;
	for (i = 0; i < Contract->HeldCount; i++) {
		if (Contract->Held[i].PathId == Srb->PathId &&
		    Contract->Held[i].TargetId == Srb->TargetId &&
		    Contract->Held[i].Lun == Srb->Lun)
			return TRUE;
	}
	return FALSE;
}

/* What this adapter, without WMI and CachesData, never gets. */
static BOOLEAN ContractIsUnexpected(PSCSI_REQUEST_BLOCK Srb)
{
	return Srb->Function != SRB_FUNCTION_EXECUTE_SCSI &&
	       Srb->Function != SRB_FUNCTION_IO_CONTROL;
}

/*
 * The first command to an address, whether there is a unit or not: there is a clean extension, and
 * a parallel bus would not negotiate yet.
 */
static VOID ContractProbe(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	ULONG i;

	if (Lu == NULL) {
		Contract->NoExtension = TRUE;
		return;
	}
	if (Lu->Probed)
		return;
	Lu->Probed = TRUE;
	if ((Srb->SrbFlags & SRB_FLAGS_DISABLE_SYNCH_TRANSFER) == 0)
		Contract->Negotiated = TRUE;
	for (i = 0; i < sizeof(Lu->Zeros); i++) {
		if (Lu->Zeros[i] != 0)
			Contract->NoExtension = TRUE;
	}
	/* Of an address without a unit, this is what the next probe would find. */
	if (Srb->TargetId != 0 && Srb->TargetId != 2) {
		RtlFillMemory(Lu->Zeros, sizeof(Lu->Zeros), 0xa5);
		Contract->Absent++;
	}
}

static BOOLEAN NTAPI ContractStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT Contract = DeviceExtension;
	BOOLEAN Result = TRUE;

	if (Contract->Depth != 0)
		Contract->Recursed = TRUE;
	Contract->Depth++;
	ScsiPortQuerySystemTime(&Contract->LastStart);
	if (ContractNotAlone(Contract, Srb))
		Contract->NotAlone = TRUE;
	if (ContractIsUnexpected(Srb))
		Contract->Unexpected = TRUE;
	if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
		Contract->Controls++;
		ContractComplete(Contract, Srb, SRB_STATUS_INVALID_REQUEST);
		ContractAskNext(Contract, Srb);
	} else if (Srb->Cdb[0] == CONTRACT_OPCODE) {
		Result = ContractAction(Contract, Srb);
	} else if (Srb->Cdb[0] == SCSIOP_INQUIRY) {
		ContractProbe(Contract, Srb);
		ContractComplete(Contract, Srb, ContractUnit(Contract, Srb));
		ContractAskNext(Contract, Srb);
	} else if (Srb->Cdb[0] == SCSIOP_REQUEST_SENSE && Contract->Mute) {
		Contract->Mute = FALSE;
		ContractAskNext(Contract, Srb);
	} else {
		ContractComplete(Contract, Srb, ContractUnit(Contract, Srb));
		ContractAskNext(Contract, Srb);
	}
	Contract->Depth--;
	return Result;
}

/* Ends what is held, and says that the interrupt was not its own, as some do. */
BOOLEAN NTAPI ContractInterrupt(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;
	ULONG i, Kept = 0;

	if (!Contract->Initialized)
		Contract->EarlyInterrupts++;
	for (i = 0; i < Contract->HeldCount; i++) {
		PSCSI_REQUEST_BLOCK Srb = Contract->Held[i].Srb;

		if (Srb->Cdb[2] == CONTRACT_DEAF) {
			Contract->Held[Kept++] = Contract->Held[i];
			continue;
		}
		Srb->ScsiStatus = Srb->Cdb[4];
		ContractComplete(Contract, Srb, Srb->Cdb[3] ? Srb->Cdb[3] : SRB_STATUS_SUCCESS);
	}
	Contract->HeldCount = Kept;
	return FALSE;
}

static BOOLEAN NTAPI ContractInitialize(PVOID DeviceExtension)
{
	PCONTRACT Contract = DeviceExtension;

	Contract->Initialized = TRUE;
	return TRUE;
}

/* Forgets to ask for the next request, as some do. */
static BOOLEAN NTAPI ContractResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PCONTRACT Contract = DeviceExtension;
	ULONG i;

	ScsiPortQuerySystemTime(&Contract->ResetTime);
	for (i = 0; i < Contract->HeldCount; i++) {
		if (Contract->Held[i].Srb->Cdb[2] == CONTRACT_DEAF)
			ContractComplete(Contract, Contract->Held[i].Srb, SRB_STATUS_BUSY);
	}
	ScsiPortCompleteRequest(Contract, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	Contract->HeldCount = 0;
	Contract->TestSrb = NULL;
	return TRUE;
}

/* Writes all that it knows of, without a look at MaxControlType, as real miniports do. */
static SCSI_ADAPTER_CONTROL_STATUS NTAPI ContractControl(PVOID DeviceExtension,
							 SCSI_ADAPTER_CONTROL_TYPE ControlType,
							 PVOID Parameters)
{
	PCONTRACT Contract = DeviceExtension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;
	ULONG Type;

	if (ControlType == ScsiQuerySupportedControlTypes) {
		Contract->ControlAsked = Contract->Initialized;
		for (Type = 0; Type < ScsiAdapterControlMax; Type++)
			List->SupportedTypeList[Type] = Type <= ScsiStopAdapter;
		return ScsiAdapterControlSuccess;
	}
	if (ControlType == ScsiStopAdapter) {
		ScsiDebugPrint(0, "contractport: stopped, %d held\n", Contract->HeldCount);
		return ScsiAdapterControlSuccess;
	}
	ScsiDebugPrint(0, "contractport: control type %d was not offered\n", ControlType);
	return ScsiAdapterControlUnsuccessful;
}

static ULONG NTAPI ContractFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				       PCHAR ArgumentString,
				       PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PCONTRACT Contract = DeviceExtension;
	ULONG FindLine;

	UNREFERENCED_PARAMETER(HwContext);
	Contract->FindLine = ContractCheckPreset(Contract, ConfigInfo, BusInformation,
						 ArgumentString, *Again);
	ConfigInfo->NumberOfBuses = 2;
	ConfigInfo->InitiatorBusId[CONTRACT_INITIATOR_PATH] = CONTRACT_INITIATOR;
	ConfigInfo->MaximumNumberOfTargets = 3;
	ConfigInfo->MaximumNumberOfLogicalUnits = 2;
	ConfigInfo->MaximumTransferLength = 65536;
	ConfigInfo->NumberOfPhysicalBreaks = 16;
	ConfigInfo->Master = TRUE;
	ConfigInfo->ScatterGather = TRUE;
	/* "isa": an HBA with 24 address lines. */
	ConfigInfo->Dma32BitAddresses = !TestHasWord(ArgumentString, "isa");
	ConfigInfo->SrbExtensionSize = CONTRACT_SRB_EXTENSION;
	FindLine = ContractCheckFind(Contract, ConfigInfo);
	if (Contract->FindLine == 0)
		Contract->FindLine = FindLine;
	return Contract->Uncached ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;
	ULONG Status;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = ContractInitialize;
	Data.HwStartIo = ContractStartIo;
	Data.HwInterrupt = ContractInterrupt;
	Data.HwFindAdapter = ContractFindAdapter;
	Data.HwResetBus = ContractResetBus;
	Data.HwAdapterControl = ContractControl;
	Data.DeviceExtensionSize = sizeof(CONTRACT);
	Data.SpecificLuExtensionSize = sizeof(CONTRACT_LU);
	Data.NumberOfAccessRanges = 2;
	Data.NeedPhysicalAddresses = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
	Data.AutoRequestSense = TRUE;
	Status = ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
	/* The port has its own copy: this one is gone when DriverEntry returns. */
	RtlFillMemory(&Data, sizeof(Data), 0xa5);
	return Status;
}
