// SPDX-License-Identifier: GPL-2.0-only
/* A small ScsiPort miniport for VMware's paravirtual SCSI: the example of docs/porting.md. */
#include "smallpv.h"

static ULONG PvFindAdapter(PVOID Extension, PVOID Context, PVOID BusInformation, PCHAR Argument,
			   PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again)
{
	PV_ADAPTER *Adapter = Extension;
	PACCESS_RANGE Range = &(*Config->AccessRanges)[0];
	PUCHAR Memory;
	ULONG Length;

	*Again = FALSE;
	if (!Range->RangeInMemory || Range->RangeLength < PV_REGISTERS)
		return SP_RETURN_NOT_FOUND;
	Adapter->Registers = ScsiPortGetDeviceBase(Adapter, Config->AdapterInterfaceType,
						   Config->SystemIoBusNumber, Range->RangeStart,
						   PV_REGISTERS, FALSE);
	if (Adapter->Registers == NULL)
		return SP_RETURN_ERROR;
	PvCommand(Adapter, PV_CMD_ADAPTER_RESET, NULL, 0);
	PvWrite(Adapter, PV_INTR_MASK, 0);

	Config->Master = TRUE;
	Config->ScatterGather = TRUE;
	Config->NumberOfPhysicalBreaks = PV_ELEMENTS - 1;
	Config->MaximumTransferLength = (PV_ELEMENTS - 1) * PV_PAGE;
	Config->NumberOfBuses = 1;
	Config->MaximumNumberOfTargets = 16;
	Config->InitiatorBusId[0] = 7;
	Config->Dma32BitAddresses = TRUE;
	Config->Dma64BitAddresses = SCSI_DMA64_MINIPORT_SUPPORTED;
	Memory = ScsiPortGetUncachedExtension(Adapter, Config, 3 * PV_PAGE);
	if (Memory == NULL)
		return SP_RETURN_ERROR;
	Adapter->State = (PV_STATE *)Memory;
	Adapter->Requests = (PV_REQUEST *)(Memory + PV_PAGE);
	Adapter->Completions = (PV_COMPLETION *)(Memory + 2 * PV_PAGE);
	Adapter->Address = ScsiPortGetPhysicalAddress(Adapter, NULL, Memory, &Length).QuadPart;
	ScsiDebugPrint(1, "smallpv: %s\n", Argument ? Argument : "no argument");
	return SP_RETURN_FOUND;
}

static BOOLEAN PvInitialize(PVOID Extension)
{
	PV_ADAPTER *Adapter = Extension;

	PvSetupRings(Adapter);
	PvWrite(Adapter, PV_INTR_STATUS, PV_INTR_COMPLETION);
	PvWrite(Adapter, PV_INTR_MASK, PV_INTR_COMPLETION);
	return TRUE;
}

static BOOLEAN PvResetBus(PVOID Extension, ULONG PathId)
{
	PV_ADAPTER *Adapter = Extension;

	/* What was done before the reset counts as done. */
	PvComplete(Adapter);
	PvCommand(Adapter, PV_CMD_RESET_BUS, NULL, 0);
	PvComplete(Adapter);
	ScsiPortCompleteRequest(Adapter, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(ResetDetected, Adapter, PathId);
	return TRUE;
}

static BOOLEAN PvStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PV_ADAPTER *Adapter = Extension;

	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		PvStart(Adapter, Srb);
		return TRUE;
	case SRB_FUNCTION_RESET_BUS:
		PvResetBus(Adapter, Srb->PathId);
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		break;
	default:
		Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	}
	ScsiPortNotification(RequestComplete, Adapter, Srb);
	ScsiPortNotification(NextRequest, Adapter);
	return TRUE;
}

static BOOLEAN PvInterrupt(PVOID Extension)
{
	PV_ADAPTER *Adapter = Extension;
	ULONG Status = PvRead(Adapter, PV_INTR_STATUS) & PV_INTR_COMPLETION;

	if (!Status)
		return FALSE;
	PvWrite(Adapter, PV_INTR_STATUS, Status);
	PvComplete(Adapter);
	return TRUE;
}

static SCSI_ADAPTER_CONTROL_STATUS PvControl(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type,
					     PVOID Parameters)
{
	PV_ADAPTER *Adapter = Extension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;

	switch (Type) {
	case ScsiQuerySupportedControlTypes:
		List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
		List->SupportedTypeList[ScsiStopAdapter] = TRUE;
		return ScsiAdapterControlSuccess;
	case ScsiStopAdapter:
		PvWrite(Adapter, PV_INTR_MASK, 0);
		PvCommand(Adapter, PV_CMD_ADAPTER_RESET, NULL, 0);
		return ScsiAdapterControlSuccess;
	default:
		return ScsiAdapterControlUnsuccessful;
	}
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	HW_INITIALIZATION_DATA Data;

	memset(&Data, 0, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwFindAdapter = PvFindAdapter;
	Data.HwInitialize = PvInitialize;
	Data.HwStartIo = PvStartIo;
	Data.HwInterrupt = PvInterrupt;
	Data.HwResetBus = PvResetBus;
	Data.HwAdapterControl = PvControl;
	Data.DeviceExtensionSize = sizeof(PV_ADAPTER);
	Data.SrbExtensionSize = sizeof(PV_LIST);
	Data.NumberOfAccessRanges = 1;
	Data.NeedPhysicalAddresses = TRUE;
	Data.AutoRequestSense = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
