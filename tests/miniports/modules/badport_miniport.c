// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that does one thing wrong: the field, entry point or result that BadportField names
 * gets BadportValue. Without a field it is a correct driver of an HBA that has no disks. It never
 * touches the hardware that it is given.
 */
#include <miniport.h>
#include <srb.h>
#include <ntddk.h>

#include "badport.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

typedef struct _BADPORT_FIELD {
	const char *Name;
	ULONG Offset;
	ULONG Size;
} BADPORT_FIELD;

#define OF_INIT(Field)		FIELD_OFFSET(HW_INITIALIZATION_DATA, Field)
#define OF_CONFIG(Field)	FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, Field)

static const BADPORT_FIELD InitFields[] = {
	{ "HwInitializationDataSize", OF_INIT(HwInitializationDataSize), sizeof(ULONG) },
	{ "AdapterInterfaceType", OF_INIT(AdapterInterfaceType), sizeof(INTERFACE_TYPE) },
	{ "HwInitialize", OF_INIT(HwInitialize), sizeof(PVOID) },
	{ "HwStartIo", OF_INIT(HwStartIo), sizeof(PVOID) },
	{ "HwInterrupt", OF_INIT(HwInterrupt), sizeof(PVOID) },
	{ "HwFindAdapter", OF_INIT(HwFindAdapter), sizeof(PVOID) },
	{ "HwResetBus", OF_INIT(HwResetBus), sizeof(PVOID) },
	{ "DeviceExtensionSize", OF_INIT(DeviceExtensionSize), sizeof(ULONG) },
	{ "SpecificLuExtensionSize", OF_INIT(SpecificLuExtensionSize), sizeof(ULONG) },
	{ "SrbExtensionSize", OF_INIT(SrbExtensionSize), sizeof(ULONG) },
	{ "NumberOfAccessRanges", OF_INIT(NumberOfAccessRanges), sizeof(ULONG) },
};

static const BADPORT_FIELD ConfigFields[] = {
	{ "Config.BusInterruptLevel", OF_CONFIG(BusInterruptLevel), sizeof(ULONG) },
	{ "Config.MaximumTransferLength", OF_CONFIG(MaximumTransferLength), sizeof(ULONG) },
	{ "Config.NumberOfPhysicalBreaks", OF_CONFIG(NumberOfPhysicalBreaks), sizeof(ULONG) },
	{ "Config.AlignmentMask", OF_CONFIG(AlignmentMask), sizeof(ULONG) },
	{ "Config.DmaChannel", OF_CONFIG(DmaChannel), sizeof(ULONG) },
	{ "Config.DmaPort", OF_CONFIG(DmaPort), sizeof(ULONG) },
	{ "Config.NumberOfBuses", OF_CONFIG(NumberOfBuses), sizeof(UCHAR) },
	{ "Config.MaximumNumberOfTargets", OF_CONFIG(MaximumNumberOfTargets), sizeof(UCHAR) },
	{ "Config.MaximumNumberOfLogicalUnits", OF_CONFIG(MaximumNumberOfLogicalUnits),
	  sizeof(UCHAR) },
	{ "Config.SpecificLuExtensionSize", OF_CONFIG(SpecificLuExtensionSize), sizeof(ULONG) },
	{ "Config.SrbExtensionSize", OF_CONFIG(SrbExtensionSize), sizeof(ULONG) },
};

/* "Later.": the configuration that HwFindAdapter got, when it has long returned. */
static const BADPORT_FIELD LaterFields[] = {
	{ "Later.SpecificLuExtensionSize", OF_CONFIG(SpecificLuExtensionSize), sizeof(ULONG) },
	{ "Later.InitiatorBusId", OF_CONFIG(InitiatorBusId), sizeof(UCHAR) },
};

typedef struct _BADPORT_EXTENSION {
	KDPC Dpc;
	PPORT_CONFIGURATION_INFORMATION ConfigInfo;
} BADPORT_EXTENSION, *PBADPORT_EXTENSION;

static BOOLEAN BadportIs(const char *Name)
{
	const char *Field = BadportField;

	while (*Name && *Name == *Field) {
		Name++;
		Field++;
	}
	return *Name == *Field;
}

static VOID BadportSpoil(PVOID Structure, const BADPORT_FIELD *Fields, ULONG Count)
{
	ULONG i, j;

	for (i = 0; i < Count; i++) {
		PUCHAR Field = (PUCHAR)Structure + Fields[i].Offset;

		if (!BadportIs(Fields[i].Name))
			continue;
		for (j = 0; j < Fields[i].Size; j++)
			Field[j] = j < sizeof(BadportValue) ? (UCHAR)(BadportValue >> (8 * j)) : 0;
	}
}

static VOID NTAPI BadportTimer(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
}

/* Comes again and again, and sets the timer each time. */
static VOID NTAPI BadportDpc(PKDPC Dpc, PVOID DeviceExtension, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	ScsiPortNotification(RequestTimerCall, DeviceExtension, BadportTimer, 300000);
	KeInsertQueueDpc(Dpc, NULL, NULL);
}

static BOOLEAN NTAPI BadportInitialize(PVOID DeviceExtension)
{
	PBADPORT_EXTENSION Extension = DeviceExtension;

	if (BadportIs("RestlessDpc")) {
		KeInitializeDpc(&Extension->Dpc, BadportDpc, Extension);
		KeInsertQueueDpc(&Extension->Dpc, NULL, NULL);
		return (BOOLEAN)BadportValue;
	}
	if (BadportField[0] == 'L')
		BadportSpoil(Extension->ConfigInfo, LaterFields, ARRAYSIZE(LaterFields));
	return BadportIs("InitializeResult") ? (BOOLEAN)BadportValue : TRUE;
}

static BOOLEAN NTAPI BadportStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	if (BadportIs("KeepRequests"))
		return TRUE;
	Srb->SrbStatus = SRB_STATUS_SELECTION_TIMEOUT;
	ScsiPortNotification(RequestComplete, DeviceExtension, Srb);
	ScsiPortNotification(NextRequest, DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI BadportInterrupt(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return FALSE;
}

static BOOLEAN NTAPI BadportResetBus(PVOID DeviceExtension, ULONG PathId)
{
	if (BadportIs("KeepRequests"))
		return TRUE;
	ScsiPortCompleteRequest(DeviceExtension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, DeviceExtension);
	return TRUE;
}

static ULONG NTAPI BadportFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				      PCHAR ArgumentString,
				      PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;

	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->MaximumTransferLength = 65536;
	ConfigInfo->MapBuffers = TRUE;
	BadportSpoil(ConfigInfo, ConfigFields, ARRAYSIZE(ConfigFields));
	if (BadportField[0] == 'L')
		((PBADPORT_EXTENSION)DeviceExtension)->ConfigInfo = ConfigInfo;

	/* A driver that cannot have the memory it needs says so, as real ones do. */
	if (BadportIs("UncachedExtension") &&
	    !ScsiPortGetUncachedExtension(DeviceExtension, ConfigInfo, BadportValue))
		return SP_RETURN_ERROR;
	if (BadportIs("EntryResultAfter")) {
		ConfigInfo->BusInterruptLevel = 0;
		ConfigInfo->BusInterruptVector = 0;
	}
	return BadportIs("FindResult") ? BadportValue : SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	ULONG i, Calls = BadportIs("Registrations") ? BadportValue : 1;
	ULONG Status = STATUS_SUCCESS;
	HW_INITIALIZATION_DATA Data;

	if (BadportIs("EntryResult"))
		return BadportValue;

	for (i = 0; i < sizeof(Data); i++)
		((PUCHAR)&Data)[i] = 0;
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = BadportIs("EntryResultAfter") ? Isa : Internal;
	Data.HwInitialize = BadportInitialize;
	Data.HwStartIo = BadportStartIo;
	Data.HwInterrupt = BadportInterrupt;
	Data.HwFindAdapter = BadportFindAdapter;
	Data.HwResetBus = BadportResetBus;
	Data.DeviceExtensionSize = sizeof(BADPORT_EXTENSION);
	Data.NumberOfAccessRanges = 2;
	BadportSpoil(&Data, InitFields, ARRAYSIZE(InitFields));
	for (i = 0; i < Calls && Status == STATUS_SUCCESS; i++)
		Status = ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
	/* As one whose last registration finds nothing. */
	return BadportIs("EntryResultAfter") ? BadportValue : Status;
}
