// SPDX-License-Identifier: GPL-2.0-only
/* Entry, and the model's callbacks. */
#include "idechan.h"

static BOOLEAN NTAPI ChannelInitialize(PVOID Extension)
{
	PCHANNEL Channel = Extension;

	/* What the search has left, and from now on interrupts. */
	ScsiPortReadPortUchar(Channel->Drive.Ports + DRIVE_STATUS);
	ScsiPortWritePortUchar(Channel->Master + MASTER_STATUS,
			       MASTER_DRIVES | MASTER_INTERRUPT | MASTER_ERROR);
	ScsiPortWritePortUchar(Channel->Drive.Control, 0);
	return TRUE;
}

VOID ChannelComplete(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus)
{
	Srb->SrbStatus = SrbStatus;
	ScsiPortNotification(RequestComplete, Channel, Srb);
	ScsiPortNotification(NextRequest, Channel);
}

static BOOLEAN NTAPI ChannelStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PCHANNEL Channel = Extension;

	if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun != 0) {
		ChannelComplete(Channel, Srb, SRB_STATUS_SELECTION_TIMEOUT);
		return TRUE;
	}
	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		ChannelStart(Channel, Srb);
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		ChannelFlush(Channel, Srb);
		break;
	default:
		ChannelComplete(Channel, Srb, SRB_STATUS_INVALID_REQUEST);
		break;
	}
	return TRUE;
}

static BOOLEAN NTAPI ChannelInterrupt(PVOID Extension)
{
	PCHANNEL Channel = Extension;
	PUCHAR Master = Channel->Master;
	UCHAR MasterStatus = ScsiPortReadPortUchar(Master + MASTER_STATUS);
	UCHAR Status;

	if (!(MasterStatus & MASTER_INTERRUPT))
		return FALSE;
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, 0);
	Status = ScsiPortReadPortUchar(Channel->Drive.Ports + DRIVE_STATUS);
	ScsiPortWritePortUchar(Master + MASTER_STATUS, (MasterStatus & MASTER_DRIVES) |
			       MASTER_INTERRUPT | MASTER_ERROR);
	if (MasterStatus & MASTER_ERROR)
		Status |= STATUS_FAULT;
	if (Channel->Srb != NULL)
		ChannelEnd(Channel, Status);
	return TRUE;
}

static BOOLEAN NTAPI ChannelResetBus(PVOID Extension, ULONG PathId)
{
	PCHANNEL Channel = Extension;

	ScsiPortWritePortUchar(Channel->Master + MASTER_COMMAND, 0);
	DriveReset(&Channel->Drive);
	Channel->Srb = NULL;
	ScsiPortCompleteRequest(Channel, (UCHAR)PathId, 0xff, 0xff, SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Channel);
	return TRUE;
}

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	HW_INITIALIZATION_DATA Data;
	unsigned long i;

	for (i = 0; i < sizeof(Data); i++)
		((PUCHAR)&Data)[i] = 0;
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwFindAdapter = ChannelFind;
	Data.HwInitialize = ChannelInitialize;
	Data.HwStartIo = ChannelStartIo;
	Data.HwInterrupt = ChannelInterrupt;
	Data.HwResetBus = ChannelResetBus;
	Data.DeviceExtensionSize = sizeof(CHANNEL);
	Data.NumberOfAccessRanges = 3;
	Data.NeedPhysicalAddresses = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
