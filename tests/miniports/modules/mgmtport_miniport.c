// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that answers management requests: IO_CONTROL with the signature "MGMTPORT" and, by the
 * WMI library, WMI. It uses no register of its board: its one unit, a processor device,
 * exists in this file only. It is polled and has no interrupt.
 *
 * ArgumentString may have these words:
 *
 * caches	CachesData, and the unit of bus 0 is a disk, without a medium: the port sends that
 *		one FLUSH and SHUTDOWN; each is printed
 * cachefails	that, and SHUTDOWN fails
 * lateflush	FLUSH takes its time
 * wmi		WmiDataProvider
 * nounit	there is no unit, until it is plugged in
 * preset	keeps what the port presets: NumberOfPhysicalBreaks and InitiatorBusId
 * uncached	has an uncached extension, of 100 bytes
 */
#include "mgmtport.h"

#define MGMT_FLUSH_US	3500000

/* CDBs of units that are not answered: until a bus reset, and not even by that */
#define MGMT_CDB_DROP	0xc1
#define MGMT_CDB_KEEP	0xc2

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

static UCHAR MgmtType(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	return Extension->Caches && Srb->PathId == 0 ? DIRECT_ACCESS_DEVICE : PROCESSOR_DEVICE;
}

static VOID NTAPI MgmtFlushed(PVOID DeviceExtension)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	ScsiDebugPrint(0, "mgmtport: flushed %u:%u:%u\n", Extension->Flushing->PathId,
		       Extension->Flushing->TargetId, Extension->Flushing->Lun);
	Extension->Flushing->SrbStatus = SRB_STATUS_SUCCESS;
	ScsiPortNotification(RequestComplete, Extension, Extension->Flushing);
}

/* TRUE if the answer is there. */
static BOOLEAN MgmtFlush(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ScsiDebugPrint(0, "mgmtport: %s %u:%u:%u tag %u\n",
		       Srb->Function == SRB_FUNCTION_FLUSH ? "FLUSH" : "SHUTDOWN",
		       Srb->PathId, Srb->TargetId, Srb->Lun, Srb->QueueTag);
	Srb->SrbStatus = Extension->CacheFails && Srb->Function == SRB_FUNCTION_SHUTDOWN ?
			 SRB_STATUS_ERROR : SRB_STATUS_SUCCESS;
	if (!Extension->LateFlush || Srb->Function != SRB_FUNCTION_FLUSH)
		return TRUE;
	Srb->SrbStatus = SRB_STATUS_PENDING;
	Extension->Flushing = Srb;
	ScsiPortNotification(RequestTimerCall, Extension, MgmtFlushed, MGMT_FLUSH_US);
	return FALSE;
}

/* TRUE if the answer is there. */
static BOOLEAN MgmtCommand(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	Extension->Flags = Srb->SrbFlags;
	Extension->Tagged += Srb->QueueTag != SP_UNTAGGED;
	if (Srb->Cdb[0] == MGMT_CDB_DROP)
		return FALSE;
	if (Srb->Cdb[0] == MGMT_CDB_KEEP) {
		Extension->Kept = Srb;
		return FALSE;
	}
	Srb->SrbStatus = Extension->NoUnit ? SRB_STATUS_SELECTION_TIMEOUT :
			 TestAnswer(Srb, MgmtType(Extension, Srb));
	return TRUE;
}

static BOOLEAN NTAPI MgmtStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PMGMT_EXTENSION Extension = DeviceExtension;
	PSRB_IO_CONTROL Control = Srb->DataBuffer;
	BOOLEAN Done = TRUE;

	ScsiPortNotification(NextRequest, Extension);
	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		Done = MgmtCommand(Extension, Srb);
		break;
	case SRB_FUNCTION_IO_CONTROL:
		if (Control->ControlCode == MGMT_FALSE)
			return FALSE;
		Done = MgmtIoControl(Extension, Srb);
		break;
	case SRB_FUNCTION_WMI:
		Done = MgmtWmiRequest(Extension, (PSCSI_WMI_REQUEST_BLOCK)Srb);
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		Done = MgmtFlush(Extension, Srb);
		break;
	default:
		Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	}
	if (Done)
		ScsiPortNotification(RequestComplete, Extension, Srb);
	return TRUE;
}

static BOOLEAN NTAPI MgmtInitialize(PVOID DeviceExtension)
{
	return TRUE;
}

static BOOLEAN NTAPI MgmtResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	if (Extension->Kept == NULL)
		ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
					SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static ULONG NTAPI MgmtFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	Extension->NoUnit = TestHasWord(ArgumentString, "nounit");
	Extension->CacheFails = TestHasWord(ArgumentString, "cachefails");
	Extension->Caches = TestHasWord(ArgumentString, "caches") || Extension->CacheFails;
	ConfigInfo->CachesData = Extension->Caches;
	Extension->LateFlush = TestHasWord(ArgumentString, "lateflush");
	ConfigInfo->WmiDataProvider = TestHasWord(ArgumentString, "wmi");
	ConfigInfo->NumberOfBuses = 2;
	if (!TestHasWord(ArgumentString, "preset"))
		ConfigInfo->InitiatorBusId[0] = 7;
	ConfigInfo->Master = TestHasWord(ArgumentString, "preset");
	ConfigInfo->ScatterGather = ConfigInfo->Master;
	ConfigInfo->Dma32BitAddresses = ConfigInfo->Master;
	if (TestHasWord(ArgumentString, "uncached"))
		Extension->Uncached = ScsiPortGetUncachedExtension(Extension, ConfigInfo, 100);
	ConfigInfo->MaximumNumberOfTargets = 2;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->AlignmentMask = 3;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = MgmtInitialize;
	Data.HwStartIo = MgmtStartIo;
	Data.HwFindAdapter = MgmtFindAdapter;
	Data.HwResetBus = MgmtResetBus;
	Data.DeviceExtensionSize = sizeof(MGMT_EXTENSION);
	Data.SpecificLuExtensionSize = 16;
	Data.SrbExtensionSize = sizeof(MGMT_SRB_EXTENSION);
	Data.NumberOfAccessRanges = 2;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
