// SPDX-License-Identifier: GPL-2.0-only
/*
 * VHBA miniport: what all boards share. The boards with rings are in ring.c, those that move their
 * data through a port in pio.c.
 */
#include "answer.h"
#include "pio.h"
#include "ring.h"
#include "slots.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

/* A board that holds nothing. */
static VOID VhbaForgetSlots(PVHBA_EXTENSION Extension)
{
	ULONG i;

	for (i = 0; i < Extension->Depth; i++) {
		Extension->Slots[i].Srb = NULL;
		Extension->Slots[i].Context = (Extension->Slots[i].Context & ~0xffu) | i;
		Extension->Free[i] = (UCHAR)(Extension->Depth - 1 - i);
	}
	Extension->FreeCount = Extension->Depth;
	Extension->Starved = FALSE;
}

/*
 * Sense in store is good for one command: TRUE when this was the REQUEST SENSE that asks for it,
 * and is answered. Any other command makes it void.
 */
static BOOLEAN VhbaKeptSense(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_LU Lu = ScsiPortGetLogicalUnit(Extension, Srb->PathId, Srb->TargetId, Srb->Lun);
	ULONG Length;

	if (!Lu || Lu->SenseLength == 0)
		return FALSE;
	Length = Lu->SenseLength;
	Lu->SenseLength = 0;
	if (Srb->Cdb[0] != SCSIOP_REQUEST_SENSE || !Srb->DataBuffer)
		return FALSE;

	Srb->ScsiStatus = SCSISTAT_GOOD;
	Srb->SrbStatus = SRB_STATUS_SUCCESS;
	if (Length < Srb->DataTransferLength) {
		Srb->DataTransferLength = Length;
		Srb->SrbStatus = SRB_STATUS_DATA_OVERRUN;
	}
	ScsiPortMoveMemory(Srb->DataBuffer, Lu->Sense, Srb->DataTransferLength);
	VhbaAskNext(Extension, Srb);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	return TRUE;
}

static BOOLEAN NTAPI VhbaResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PVHBA_EXTENSION Extension = DeviceExtension;

	/* There is one bus, whatever a caller with a wildcard says. */
	UNREFERENCED_PARAMETER(PathId);
	VHBA_WRITE(Extension, VHBA_BUS_RESET, 0);

	/* Answers that were already in the ring are good ones, and nothing is added to them now. */
	if (Extension->Caps & VHBA_CAP_RINGS)
		VhbaRingDrain(Extension);

	ScsiPortCompleteRequest(Extension, 0, SP_UNTAGGED, SP_UNTAGGED, SRB_STATUS_BUS_RESET);
	VhbaForgetSlots(Extension);
	if (Extension->Caps & VHBA_CAP_RINGS)
		VhbaRingForget(Extension);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

/* What a management program may ask: the registers that say what this board is. */
static UCHAR VhbaIoControl(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PSRB_IO_CONTROL Control = Srb->DataBuffer;
	PVHBA_INFO Info = (PVHBA_INFO)(Control + 1);
	static const UCHAR Signature[8] = VHBA_SIGNATURE;
	ULONG i;

	if (Srb->DataTransferLength < sizeof(*Control))
		return SRB_STATUS_INVALID_REQUEST;
	for (i = 0; i < sizeof(Signature); i++)
		if (Control->Signature[i] != Signature[i])
			return SRB_STATUS_INVALID_REQUEST;
	if (Control->ControlCode != VHBA_CONTROL_INFO) {
		Control->ReturnCode = VHBA_RETURN_UNKNOWN;
		return SRB_STATUS_INVALID_REQUEST;
	}
	if (Srb->DataTransferLength - sizeof(*Control) < sizeof(*Info)) {
		Control->ReturnCode = VHBA_RETURN_TOO_SHORT;
		return SRB_STATUS_SUCCESS;
	}
	Info->Version = VHBA_READ(Extension, VHBA_VERSION);
	Info->Caps = Extension->Caps;
	Info->Geometry = VHBA_READ(Extension, VHBA_GEOMETRY);
	Info->Depth = Extension->Depth;
	Info->FreeSlots = Extension->FreeCount;
	Control->ReturnCode = VHBA_RETURN_OK;
	Srb->DataTransferLength = sizeof(*Control) + sizeof(*Info);
	return SRB_STATUS_SUCCESS;
}

static BOOLEAN NTAPI VhbaStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_EXTENSION Extension = DeviceExtension;

	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		if (Extension->KeptSense && VhbaKeptSense(Extension, Srb))
			break;
		if (Extension->Caps & VHBA_CAP_RINGS)
			VhbaRingStart(Extension, Srb);
		else
			VhbaPioStart(Extension, Srb);
		break;
	case SRB_FUNCTION_RESET_BUS:
		/* Answered first, as the reset answers everything that is still open. */
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		ScsiPortNotification(RequestComplete, Extension, Srb);
		VhbaResetBus(Extension, 0);
		break;
	case SRB_FUNCTION_ABORT_COMMAND:
		/* The board can't take a command back. */
		VhbaFail(Extension, Srb, SRB_STATUS_ABORT_FAILED);
		break;
	case SRB_FUNCTION_IO_CONTROL:
		VhbaFail(Extension, Srb, VhbaIoControl(Extension, Srb));
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		/* No cache of its own. */
		VhbaFail(Extension, Srb, SRB_STATUS_SUCCESS);
		break;
	default:
		VhbaFail(Extension, Srb, SRB_STATUS_INVALID_REQUEST);
		break;
	}
	return TRUE;
}

static BOOLEAN NTAPI VhbaInterrupt(PVOID DeviceExtension)
{
	PVHBA_EXTENSION Extension = DeviceExtension;
	ULONG Status = VHBA_READ(Extension, VHBA_IRQ_STATUS);

	if (Status == VHBA_GONE)
		return FALSE;
	Status &= Extension->IrqMask;
	if (Status == 0)
		return FALSE;

	if (Status & VHBA_IRQ_CHANGE)
		ScsiPortNotification(BusChangeDetected, Extension, 0);
	if (Extension->Caps & VHBA_CAP_RINGS)
		return VhbaRingInterrupt(Extension, Status);
	return VhbaPioInterrupt(Extension, Status);
}

/* From any state to a board that is ready for commands. */
static BOOLEAN NTAPI VhbaInitialize(PVOID DeviceExtension)
{
	PVHBA_EXTENSION Extension = DeviceExtension;
	ULONG Status, Tries;

	Extension->Running = FALSE;
	Extension->IrqMask = 0;
	VHBA_WRITE(Extension, VHBA_CONTROL, VHBA_CONTROL_RESET);
	VhbaForgetSlots(Extension);

	if (Extension->Caps & VHBA_CAP_RINGS)
		VhbaRingInitialize(Extension);

	VHBA_WRITE(Extension, VHBA_CONTROL, VHBA_CONTROL_ENABLE);
	for (Tries = 0;; Tries++) {
		Status = VHBA_READ(Extension, VHBA_STATUS);
		if (Status != VHBA_GONE && (Status & VHBA_STATUS_READY))
			break;
		if (Status == VHBA_GONE || Tries == VHBA_READY_TRIES) {
			ScsiPortLogError(Extension, NULL, 0, SP_UNTAGGED, SP_UNTAGGED,
					 SP_INTERNAL_ADAPTER_ERROR, Status);
			return FALSE;
		}
		ScsiPortStallExecution(VHBA_READY_STALL_US);
	}
	Extension->Running = TRUE;

	if (Extension->Caps & VHBA_CAP_RINGS)
		Extension->IrqMask = VHBA_IRQ_COMPLETION | VHBA_IRQ_CHANGE;
	else if (Extension->Caps & VHBA_CAP_LINE)
		Extension->IrqMask = VHBA_IRQ_SERVICE | VHBA_IRQ_CHANGE;
	VHBA_WRITE(Extension, VHBA_IRQ_ENABLE, Extension->IrqMask);

	if (!(Extension->Caps & VHBA_CAP_RINGS))
		VhbaPioInitialize(Extension);
	return TRUE;
}

static SCSI_ADAPTER_CONTROL_STATUS NTAPI VhbaAdapterControl(PVOID DeviceExtension,
							    SCSI_ADAPTER_CONTROL_TYPE ControlType,
							    PVOID Parameters)
{
	PVHBA_EXTENSION Extension = DeviceExtension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;

	switch (ControlType) {
	case ScsiQuerySupportedControlTypes:
		if (List->MaxControlType > ScsiQuerySupportedControlTypes)
			List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
		if (List->MaxControlType > ScsiStopAdapter)
			List->SupportedTypeList[ScsiStopAdapter] = TRUE;
		if (List->MaxControlType > ScsiRestartAdapter)
			List->SupportedTypeList[ScsiRestartAdapter] = TRUE;
		return ScsiAdapterControlSuccess;
	case ScsiStopAdapter:
		/* No transfer and no interrupt after this write. The board may be gone already. */
		VHBA_WRITE(Extension, VHBA_CONTROL, VHBA_CONTROL_RESET);
		Extension->Running = FALSE;
		Extension->IrqMask = 0;
		VhbaForgetSlots(Extension);
		return ScsiAdapterControlSuccess;
	case ScsiRestartAdapter:
		if (!VhbaInitialize(Extension))
			return ScsiAdapterControlUnsuccessful;
		return ScsiAdapterControlSuccess;
	default:
		return ScsiAdapterControlUnsuccessful;
	}
}

static ULONG NTAPI VhbaFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PVHBA_EXTENSION Extension = DeviceExtension;
	PACCESS_RANGE Range = *ConfigInfo->AccessRanges;
	ULONG Targets, Luns, Limit, Geometry;
	ULONG Code = SP_INTERNAL_ADAPTER_ERROR;
	ULONG Unique;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;

	if (ConfigInfo->NumberOfAccessRanges == 0 || Range[0].RangeLength < VHBA_REGISTER_BYTES)
		return SP_RETURN_NOT_FOUND;
	Extension->Registers = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						     ConfigInfo->SystemIoBusNumber,
						     Range[0].RangeStart, Range[0].RangeLength,
						     (BOOLEAN)!Range[0].RangeInMemory);
	if (!Extension->Registers)
		return SP_RETURN_ERROR;

	if (VHBA_READ(Extension, VHBA_ID) != VHBA_ID_VALUE) {
		ScsiPortFreeDeviceBase(Extension, Extension->Registers);
		return SP_RETURN_NOT_FOUND;
	}
	Unique = VHBA_READ(Extension, VHBA_VERSION);
	if (Unique != VHBA_VERSION_VALUE) {
		Code = SP_BAD_FW_ERROR;
		goto Failed;
	}

	/* Silent until VhbaInitialize: the line may be shared, and is connected before that. */
	VHBA_WRITE(Extension, VHBA_CONTROL, VHBA_CONTROL_RESET);

	Extension->Caps = VHBA_READ(Extension, VHBA_CAPS);
	Unique = Extension->Caps;
	Limit = Unique & (VHBA_CAP_RINGS | VHBA_CAP_PIO);
	if (Limit != VHBA_CAP_RINGS && Limit != VHBA_CAP_PIO)
		goto Failed;
	if (Limit == VHBA_CAP_RINGS && !(Unique & VHBA_CAP_LINE))
		goto Failed;

	Extension->Depth = VHBA_READ(Extension, VHBA_DEPTH);
	Unique = Extension->Depth;
	if (Unique == 0 || Unique > VHBA_MAX_SLOTS)
		goto Failed;

	Geometry = VHBA_READ(Extension, VHBA_GEOMETRY);
	Targets = Geometry & 0xff;
	Luns = (Geometry >> 8) & 0xff;
	Unique = Geometry;
	if (Targets == 0 || Targets > SCSI_MAXIMUM_TARGETS_PER_BUS || Luns == 0)
		goto Failed;

	Limit = VHBA_READ(Extension, VHBA_MAX_TRANSFER);
	Unique = Limit;
	if (Limit < 512)
		goto Failed;
	if (ConfigInfo->MaximumTransferLength > Limit)
		ConfigInfo->MaximumTransferLength = Limit;

	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = (UCHAR)Targets;
	ConfigInfo->MaximumNumberOfLogicalUnits = (UCHAR)Luns;
	ConfigInfo->AlignmentMask = 0;
	ConfigInfo->CachesData = FALSE;
	ConfigInfo->ResetTargetSupported = FALSE;

	VhbaForgetSlots(Extension);
	Unique = __LINE__;
	if (Extension->Caps & VHBA_CAP_RINGS) {
		if (!VhbaRingFind(Extension, ConfigInfo))
			goto Failed;
	} else {
		if (!VhbaPioFind(Extension, ConfigInfo))
			goto Failed;
	}
	return SP_RETURN_FOUND;

Failed:
	ScsiPortLogError(Extension, NULL, 0, SP_UNTAGGED, SP_UNTAGGED, Code, Unique);
	ScsiPortFreeDeviceBase(Extension, Extension->Registers);
	return SP_RETURN_ERROR;
}

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	HW_INITIALIZATION_DATA Data = { 0 };

	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = VhbaInitialize;
	Data.HwStartIo = VhbaStartIo;
	Data.HwInterrupt = VhbaInterrupt;
	Data.HwFindAdapter = VhbaFindAdapter;
	Data.HwResetBus = VhbaResetBus;
	Data.HwAdapterControl = VhbaAdapterControl;
	Data.DeviceExtensionSize = sizeof(VHBA_EXTENSION);
	Data.SpecificLuExtensionSize = sizeof(VHBA_LU);
	Data.NumberOfAccessRanges = 2;

	/* The most that any board can; each takes back in VhbaFindAdapter what it can't. */
	Data.MapBuffers = TRUE;
	Data.NeedPhysicalAddresses = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.AutoRequestSense = TRUE;
	Data.MultipleRequestPerLu = TRUE;

	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
