// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVSCSI miniport: what the port calls. VMware's paravirtual SCSI adapter has a ring of requests,
 * one of answers and one of messages about targets that come and go.
 */
#include "direction.h"
#include "recovery.h"
#include "registers.h"
#include "request.h"

#define PV_VENDOR			"15AD"
#define PV_DEVICE			"07C0"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

/* Targets came or went: the port finds out which. */
static VOID PvMessages(PPV_ADAPTER Adapter)
{
	PPV_SHARED Shared = Adapter->Shared;
	ULONG Produced = ReadULongAcquire(&Shared->State.MessageProduced);
	ULONG Consumed = Adapter->MessageConsumed;

	if (Consumed == Produced)
		return;
	do {
		PPV_MESSAGE Message = &Shared->Message[Consumed % PV_MESSAGES];

		ScsiDebugPrint(2, "pvscsi: message %u about target %u\n", Message->Type,
			       Message->Target);
	} while (++Consumed != Produced);
	Adapter->MessageConsumed = Consumed;
	WriteULongRelease(&Shared->State.MessageConsumed, Consumed);
	ScsiPortNotification(BusChangeDetected, Adapter, 0);
}

/*
 * Called under the interrupt lock, for each interrupt of a line that may be shared, and for a
 * request that has timed out; must not sleep.
 */
static BOOLEAN NTAPI PvInterrupt(PVOID DeviceExtension)
{
	PPV_ADAPTER Adapter = DeviceExtension;
	ULONG Status = PvRead(Adapter, PV_INTR_STATUS);

	/* An absent adapter reads as ones; one whose mask is 0 has nothing to say. */
	if (Status == PV_GONE || Adapter->InterruptMask == 0)
		return FALSE;
	Status &= Adapter->InterruptMask;
	/* An answer without an interrupt: that one was lost. */
	if (Status == 0)
		return PvComplete(Adapter);
	/* Before the walk: what is added after it raises the interrupt again. */
	PvWrite(Adapter, PV_INTR_STATUS, Status);
	PvComplete(Adapter);
	if (Status & PV_INTR_MESSAGE)
		PvMessages(Adapter);
	return TRUE;
}

/* Called under the interrupt lock with a request that is now ours; must not sleep. */
static BOOLEAN NTAPI PvStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PPV_ADAPTER Adapter = DeviceExtension;

	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		PvStart(Adapter, Srb);
		break;
	case SRB_FUNCTION_RESET_BUS:
		/* Answered first, as the reset answers everything that is still open. */
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		ScsiPortNotification(RequestComplete, Adapter, Srb);
		PvResetBus(Adapter);
		break;
	case SRB_FUNCTION_RESET_DEVICE:
	case SRB_FUNCTION_RESET_LOGICAL_UNIT:
		PvAnswer(Adapter, Srb, PvResetUnits(Adapter, Srb));
		break;
	case SRB_FUNCTION_ABORT_COMMAND:
		PvAnswer(Adapter, Srb, PvAbort(Adapter, Srb));
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		/* No cache of its own. */
		PvAnswer(Adapter, Srb, SRB_STATUS_SUCCESS);
		break;
	default:
		PvAnswer(Adapter, Srb, SRB_STATUS_INVALID_REQUEST);
		break;
	}
	return TRUE;
}

/* Called under the interrupt lock; must not sleep. There is one bus, whatever a wildcard says. */
static BOOLEAN NTAPI PvResetBusRoutine(PVOID DeviceExtension, ULONG PathId)
{
	UNREFERENCED_PARAMETER(PathId);
	return PvResetBus(DeviceExtension);
}

/* Called under the interrupt lock, interrupts connected; must not sleep. */
static BOOLEAN NTAPI PvInitialize(PVOID DeviceExtension)
{
	PvSetup(DeviceExtension);
	return TRUE;
}

/* Stop and restart are called under the interrupt lock, the query without; none may sleep. */
static SCSI_ADAPTER_CONTROL_STATUS NTAPI PvAdapterControl(PVOID DeviceExtension,
							  SCSI_ADAPTER_CONTROL_TYPE ControlType,
							  PVOID Parameters)
{
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;
	ULONG i;

	switch (ControlType) {
	case ScsiQuerySupportedControlTypes:
		for (i = 0; i < List->MaxControlType; i++)
			List->SupportedTypeList[i] = i <= ScsiRestartAdapter;
		return ScsiAdapterControlSuccess;
	case ScsiStopAdapter:
		/* The adapter may be gone already. */
		PvReset(DeviceExtension);
		return ScsiAdapterControlSuccess;
	case ScsiRestartAdapter:
		PvSetup(DeviceExtension);
		return ScsiAdapterControlSuccess;
	default:
		return ScsiAdapterControlUnsuccessful;
	}
}

/* The range that is memory; there may be one of ports beside it. */
static PACCESS_RANGE PvRange(PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PACCESS_RANGE Range = *ConfigInfo->AccessRanges;
	ULONG i;

	for (i = 0; i < ConfigInfo->NumberOfAccessRanges; i++) {
		if (Range[i].RangeInMemory && Range[i].RangeLength >= PV_REGISTER_BYTES)
			return &Range[i];
	}
	return NULL;
}

/* What the port is to know before it allocates anything for us. */
static VOID PvConfigure(PPV_ADAPTER Adapter, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	if (ConfigInfo->NumberOfPhysicalBreaks > PV_ELEMENTS - 1)
		ConfigInfo->NumberOfPhysicalBreaks = PV_ELEMENTS - 1;
	if (ConfigInfo->MaximumTransferLength > PV_MAX_TRANSFER)
		ConfigInfo->MaximumTransferLength = PV_MAX_TRANSFER;
	Adapter->MaxElements = ConfigInfo->NumberOfPhysicalBreaks + 1;
	ConfigInfo->Master = TRUE;
	ConfigInfo->ScatterGather = TRUE;
	ConfigInfo->DmaWidth = Width32Bits;
	ConfigInfo->DmaSpeed = Compatible;
	ConfigInfo->Dma32BitAddresses = TRUE;
	ConfigInfo->Dma64BitAddresses |= SCSI_DMA64_MINIPORT_SUPPORTED;
	ConfigInfo->AlignmentMask = 0;
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->CachesData = FALSE;
	ConfigInfo->SrbExtensionSize = PV_LIST_BYTES;
}

/* Rings at the first page of the uncached extension; the port promises no alignment. */
static BOOLEAN PvAllocate(PPV_ADAPTER Adapter, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Pad, Length;
	PUCHAR Memory;

	Memory = ScsiPortGetUncachedExtension(Adapter, ConfigInfo, sizeof(PV_SHARED) + PV_PAGE);
	if (!Memory)
		return FALSE;
	Address = ScsiPortGetPhysicalAddress(Adapter, NULL, Memory, &Length);
	if (Length < sizeof(PV_SHARED) + PV_PAGE)
		return FALSE;
	Pad = (0 - Address.LowPart) & (PV_PAGE - 1);
	Adapter->Shared = (PPV_SHARED)(Memory + Pad);
	Adapter->SharedAddress = Address.QuadPart + Pad;
	Adapter->Requests = Adapter->Shared->Request;
	Adapter->Completions = Adapter->Shared->Completion;
	Adapter->SenseAddress = Adapter->SharedAddress + FIELD_OFFSET(PV_SHARED, Sense);
	return TRUE;
}

/* Called once for each adapter, without locks; may take its time. */
static ULONG NTAPI PvFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				 PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
				 PBOOLEAN Again)
{
	PPV_ADAPTER Adapter = DeviceExtension;
	PACCESS_RANGE Range = PvRange(ConfigInfo);

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	if (!Range)
		return SP_RETURN_NOT_FOUND;
	Adapter->Registers = ScsiPortGetDeviceBase(Adapter, ConfigInfo->AdapterInterfaceType,
						   ConfigInfo->SystemIoBusNumber,
						   Range->RangeStart, PV_REGISTER_BYTES, FALSE);
	if (!Adapter->Registers)
		return SP_RETURN_ERROR;
	/* Silent until PvInitialize: the line may be shared, and is connected before that. */
	PvReset(Adapter);
	PvConfigure(Adapter, ConfigInfo);
	PvKnowDirections(Adapter);
	if (!PvAllocate(Adapter, ConfigInfo)) {
		ScsiPortLogError(Adapter, NULL, 0, SP_UNTAGGED, SP_UNTAGGED,
				 SP_INTERNAL_ADAPTER_ERROR, __LINE__);
		ScsiPortFreeDeviceBase(Adapter, Adapter->Registers);
		return SP_RETURN_ERROR;
	}
	ConfigInfo->MaximumNumberOfTargets = (UCHAR)PvAskTargets(Adapter);
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	HW_INITIALIZATION_DATA Data = { 0 };

	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwFindAdapter = PvFindAdapter;
	Data.HwInitialize = PvInitialize;
	Data.HwStartIo = PvStartIo;
	Data.HwInterrupt = PvInterrupt;
	Data.HwResetBus = PvResetBusRoutine;
	Data.HwAdapterControl = PvAdapterControl;
	Data.DeviceExtensionSize = sizeof(PV_ADAPTER);
	Data.SrbExtensionSize = PV_LIST_BYTES;
	Data.NumberOfAccessRanges = 2;
	Data.NeedPhysicalAddresses = TRUE;
	Data.AutoRequestSense = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
	Data.VendorIdLength = sizeof(PV_VENDOR) - 1;
	Data.VendorId = PV_VENDOR;
	Data.DeviceIdLength = sizeof(PV_DEVICE) - 1;
	Data.DeviceId = PV_DEVICE;
	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
