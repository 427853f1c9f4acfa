// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: DriverEntry, HwScsiStartIo and its like. */
#include "answer.h"
#include "atapi.h"
#include "disk.h"
#include "find.h"
#include "finish.h"
#include "probe.h"
#include "registers.h"
#include "smart.h"
#include "transfer.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

/*
 * HwScsiInitialize: the drives may interrupt from here on.
 *
 * Context: interrupt lock held.
 */
static BOOLEAN NTAPI AtaInitialize(PVOID DeviceExtension)
{
	PATA_EXTENSION Extension = DeviceExtension;
	ULONG i;

	for (i = 0; i < ATA_CHANNELS; i++)
		AtaForget(&Extension->Channels[i]);
	Extension->Running = TRUE;
	AtaUnmask(Extension);
	return TRUE;
}

/*
 * HwScsiResetBus: a soft reset of the channel, which is its own bus.
 *
 * Context: interrupt lock held, no Enable callback runs.
 */
static BOOLEAN NTAPI AtaResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PATA_EXTENSION Extension = DeviceExtension;
	PATA_CHANNEL Channel;
	ULONG i;

	for (i = 0; i < ATA_CHANNELS; i++) {
		Channel = &Extension->Channels[i];
		if (!Channel->Present || (PathId != i && PathId != SP_UNTAGGED))
			continue;
		AtaResetChannel(Channel);
		AtaForget(Channel);
		AtaWriteControl(Channel, Extension->Masked ? ATA_CONTROL_NIEN : 0);
	}
	ScsiPortNotification(ResetDetected, Extension);
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static PATA_DRIVE AtaDriveOf(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->PathId >= ATA_CHANNELS || Srb->TargetId >= ATA_DRIVES || Srb->Lun != 0)
		return NULL;
	if (!Extension->Channels[Srb->PathId].Drives[Srb->TargetId].Present)
		return NULL;
	return &Extension->Channels[Srb->PathId].Drives[Srb->TargetId];
}

static VOID AtaPrepare(PATA_REQUEST Request, PSCSI_REQUEST_BLOCK Srb, PATA_DRIVE Drive)
{
	memset(Request, 0, FIELD_OFFSET(ATA_REQUEST, Fresh));
	Request->Srb = Srb;
	Request->Drive = Drive;
	Request->Done = AtaDone;
	Request->Data = Srb->DataBuffer;
	Request->Task.Device = ATA_DEVICE_ALWAYS;
	if (Drive && Drive->Number)
		Request->Task.Device |= ATA_DEVICE_SECOND;
}

static VOID AtaDispatch(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PATA_REQUEST Request = Srb->SrbExtension;
	PATA_DRIVE Drive = AtaDriveOf(Extension, Srb);

	AtaPrepare(Request, Srb, Drive);
	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		if (!Drive)
			AtaFinish(Extension, Srb, Srb->Lun ? SRB_STATUS_NO_DEVICE :
							     SRB_STATUS_SELECTION_TIMEOUT);
		else if (Drive->Packet)
			AtaPacketCommand(Extension, Request);
		else
			AtaScsiCommand(Extension, Request);
		break;
	case SRB_FUNCTION_IO_CONTROL:
		AtaIoControl(Extension, Request);
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		if (!Drive || Drive->Packet)
			AtaFinish(Extension, Srb, SRB_STATUS_SUCCESS);
		else
			AtaFlush(Extension, Request);
		break;
	case SRB_FUNCTION_RESET_BUS:
		/* Answered first, as the reset answers everything that is still open. */
		AtaFinish(Extension, Srb, SRB_STATUS_SUCCESS);
		AtaResetBus(Extension, Srb->PathId);
		break;
	case SRB_FUNCTION_ABORT_COMMAND:
		AtaFinish(Extension, Srb, SRB_STATUS_ABORT_FAILED);
		break;
	default:
		AtaFinish(Extension, Srb, SRB_STATUS_INVALID_REQUEST);
		break;
	}
}

/*
 * HwScsiStartIo. Each unit has one request at a time, so there is always room for the next one.
 *
 * Context: interrupt lock held.
 */
static BOOLEAN NTAPI AtaStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	AtaDispatch(DeviceExtension, Srb);
	ScsiPortNotification(NextRequest, DeviceExtension);
	return TRUE;
}

/*
 * HwScsiAdapterControl.
 *
 * Context: interrupt lock held.
 */
static SCSI_ADAPTER_CONTROL_STATUS NTAPI AtaAdapterControl(PVOID DeviceExtension,
							   SCSI_ADAPTER_CONTROL_TYPE ControlType,
							   PVOID Parameters)
{
	PATA_EXTENSION Extension = DeviceExtension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;
	ULONG i;

	switch (ControlType) {
	case ScsiQuerySupportedControlTypes:
		for (i = ScsiQuerySupportedControlTypes; i <= ScsiRestartAdapter; i++) {
			if (i < List->MaxControlType)
				List->SupportedTypeList[i] = TRUE;
		}
		return ScsiAdapterControlSuccess;
	case ScsiStopAdapter:
		Extension->Running = FALSE;
		AtaMask(Extension);
		for (i = 0; i < ATA_CHANNELS; i++)
			AtaForget(&Extension->Channels[i]);
		return ScsiAdapterControlSuccess;
	case ScsiRestartAdapter:
		/* The drives may have gone through anything. */
		for (i = 0; i < ATA_CHANNELS; i++)
			Extension->Channels[i].Reset = TRUE;
		AtaInitialize(Extension);
		return ScsiAdapterControlSuccess;
	default:
		return ScsiAdapterControlUnsuccessful;
	}
}

static ULONG AtaRegister(PVOID DriverObject, PVOID RegistryPath, INTERFACE_TYPE Type,
			 PHW_FIND_ADAPTER FindAdapter)
{
	HW_INITIALIZATION_DATA Data;
	ATA_SEARCH Search;

	memset(&Search, 0, sizeof(Search));
	memset(&Data, 0, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Type;
	Data.HwInitialize = AtaInitialize;
	Data.HwStartIo = AtaStartIo;
	Data.HwInterrupt = AtaInterrupt;
	Data.HwFindAdapter = FindAdapter;
	Data.HwResetBus = AtaResetBus;
	Data.HwAdapterControl = AtaAdapterControl;
	Data.DeviceExtensionSize = sizeof(ATA_EXTENSION);
	Data.SrbExtensionSize = sizeof(ATA_REQUEST);
	Data.NumberOfAccessRanges = 6;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, &Search);
}

/* One call for each kind of hardware, as the port looks for each in its own way. */
ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	ULONG OnIsa, OnPci;

	OnPci = AtaRegister(DriverObject, RegistryPath, PCIBus, AtaFindPci);
	OnIsa = AtaRegister(DriverObject, RegistryPath, Isa, AtaFindIsa);
	return OnIsa < OnPci ? OnIsa : OnPci;
}
