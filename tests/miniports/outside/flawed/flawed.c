// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport with five faults, for tools/report-card to find: a disk in memory, on QEMU's "edu"
 * device, which raises its line when a register is written.
 *
 * 1  Each 32nd request is completed twice.
 * 2  HwInterrupt takes 200 us.
 * 3  MaximumTransferLength is a page more than what it moves.
 * 4  INQUIRY page 00h lists page 83h, which is not there.
 * 5  HwResetBus completes nothing.
 */
#include <miniport.h>
#include <srb.h>
#include <scsi.h>

/* Registers of the device, from QEMU's docs/specs/edu. */
#define EDU_INTERRUPT_STATUS	0x24
#define EDU_INTERRUPT_RAISE	0x60
#define EDU_INTERRUPT_ACK	0x64
#define EDU_WINDOW_BYTES	0x100000

#define SECTOR_BYTES		512
#define DISK_SECTORS		6144
#define MOVED_BYTES		0x10000
#define PAGE_BYTES		0x1000
#define INTERRUPT_US		200
#define COMPLETED_TWICE		32

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _FLAWED_EXTENSION {
	PUCHAR Registers;
	PUCHAR Disk;
	PSCSI_REQUEST_BLOCK Srb;
	ULONG Completed;
} FLAWED_EXTENSION, *PFLAWED_EXTENSION;

static ULONG Big(PUCHAR Bytes)
{
	return ((ULONG)Bytes[0] << 24) | ((ULONG)Bytes[1] << 16) | ((ULONG)Bytes[2] << 8) |
	       Bytes[3];
}

static UCHAR Check(PSCSI_REQUEST_BLOCK Srb, UCHAR Code)
{
	PUCHAR Sense = Srb->SenseInfoBuffer;
	ULONG i;

	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	Srb->DataTransferLength = 0;
	if (Sense == NULL || Srb->SenseInfoBufferLength < 18)
		return SRB_STATUS_ERROR;
	for (i = 0; i < 18; i++)
		Sense[i] = 0;
	Sense[0] = 0x70;
	Sense[2] = SCSI_SENSE_ILLEGAL_REQUEST;
	Sense[7] = 10;
	Sense[12] = Code;
	return SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID;
}

static UCHAR Answer(PSCSI_REQUEST_BLOCK Srb, const UCHAR *Bytes, ULONG Count)
{
	PUCHAR Data = Srb->DataBuffer;
	ULONG i;

	if (Count > Srb->DataTransferLength)
		Count = Srb->DataTransferLength;
	for (i = 0; i < Count; i++)
		Data[i] = Bytes[i];
	Srb->DataTransferLength = Count;
	return SRB_STATUS_SUCCESS;
}

static UCHAR Inquiry(PSCSI_REQUEST_BLOCK Srb)
{
	static const UCHAR Standard[36] = {
		0, 0, 2, 2, 31, 0, 0, 0, 'S', 'C', 'S', 'I', 'P', 'O', 'R', 'T',
		'F', 'l', 'a', 'w', 'e', 'd', ' ', 'd', 'i', 's', 'k', ' ', ' ', ' ', ' ', ' ',
		'1', '.', '0', ' '
	};
	static const UCHAR Pages[7] = { 0, 0, 0, 3, 0x00, 0x80, 0x83 };
	static const UCHAR Serial[12] = { 0, 0x80, 0, 8, 'f', 'l', 'a', 'w', 'e', 'd', '0', '1' };

	if ((Srb->Cdb[1] & 1) == 0)
		return Answer(Srb, Standard, sizeof(Standard));
	if (Srb->Cdb[2] == 0x00)
		return Answer(Srb, Pages, sizeof(Pages));
	if (Srb->Cdb[2] == 0x80)
		return Answer(Srb, Serial, sizeof(Serial));
	return Check(Srb, 0x24);
}

static UCHAR Move(PFLAWED_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Sector = Big(&Srb->Cdb[2]);
	ULONG Sectors = ((ULONG)Srb->Cdb[7] << 8) | Srb->Cdb[8];
	ULONG Bytes = Srb->DataTransferLength;
	PUCHAR Place = Extension->Disk + Sector * SECTOR_BYTES;

	if (Sector >= DISK_SECTORS || Sectors > DISK_SECTORS - Sector)
		return Check(Srb, 0x21);
	if (Bytes > MOVED_BYTES)
		Bytes = MOVED_BYTES;
	if (Srb->Cdb[0] == SCSIOP_READ)
		ScsiPortMoveMemory(Srb->DataBuffer, Place, Bytes);
	else
		ScsiPortMoveMemory(Place, Srb->DataBuffer, Bytes);
	return SRB_STATUS_SUCCESS;
}

static UCHAR Execute(PFLAWED_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	static const UCHAR Capacity[8] = {
		0, 0, (DISK_SECTORS - 1) >> 8, (DISK_SECTORS - 1) & 0xff, 0, 0, SECTOR_BYTES >> 8, 0
	};

	if (Srb->TargetId != 0 || Srb->Lun != 0)
		return SRB_STATUS_SELECTION_TIMEOUT;
	switch (Srb->Cdb[0]) {
	case SCSIOP_TEST_UNIT_READY:
	case SCSIOP_SYNCHRONIZE_CACHE:
		return SRB_STATUS_SUCCESS;
	case SCSIOP_INQUIRY:
		return Inquiry(Srb);
	case SCSIOP_READ_CAPACITY:
		return Answer(Srb, Capacity, sizeof(Capacity));
	case SCSIOP_READ:
	case SCSIOP_WRITE:
		return Move(Extension, Srb);
	default:
		return Check(Srb, 0x20);
	}
}

static BOOLEAN NTAPI FlawedInterrupt(PVOID DeviceExtension)
{
	PFLAWED_EXTENSION Extension = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;
	ULONG Status;

	Status = ScsiPortReadRegisterUlong((PULONG)(Extension->Registers + EDU_INTERRUPT_STATUS));
	if (Status == 0)
		return FALSE;
	ScsiPortWriteRegisterUlong((PULONG)(Extension->Registers + EDU_INTERRUPT_ACK), Status);
	ScsiPortStallExecution(INTERRUPT_US);
	if (Srb == NULL)
		return TRUE;
	Extension->Srb = NULL;
	Srb->SrbStatus = Execute(Extension, Srb);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	if (++Extension->Completed % COMPLETED_TWICE == 0)
		ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static BOOLEAN NTAPI FlawedStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PFLAWED_EXTENSION Extension = DeviceExtension;

	Extension->Srb = Srb;
	ScsiPortWriteRegisterUlong((PULONG)(Extension->Registers + EDU_INTERRUPT_RAISE), 1);
	return TRUE;
}

static BOOLEAN NTAPI FlawedInitialize(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI FlawedResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PFLAWED_EXTENSION Extension = DeviceExtension;

	UNREFERENCED_PARAMETER(PathId);
	Extension->Srb = NULL;
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static ULONG NTAPI FlawedFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				     PCHAR ArgumentString,
				     PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PFLAWED_EXTENSION Extension = DeviceExtension;
	PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	if (Range->RangeLength < EDU_WINDOW_BYTES)
		return SP_RETURN_BAD_CONFIG;
	Extension->Registers = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						     ConfigInfo->SystemIoBusNumber,
						     Range->RangeStart, EDU_WINDOW_BYTES, FALSE);
	if (Extension->Registers == NULL)
		return SP_RETURN_ERROR;
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumTransferLength = MOVED_BYTES + PAGE_BYTES;
	Extension->Disk = ScsiPortGetUncachedExtension(Extension, ConfigInfo,
						       DISK_SECTORS * SECTOR_BYTES);
	return Extension->Disk == NULL ? SP_RETURN_ERROR : SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;
	ULONG i;

	for (i = 0; i < sizeof(Data); i++)
		((PUCHAR)&Data)[i] = 0;
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwInitialize = FlawedInitialize;
	Data.HwStartIo = FlawedStartIo;
	Data.HwInterrupt = FlawedInterrupt;
	Data.HwFindAdapter = FlawedFindAdapter;
	Data.HwResetBus = FlawedResetBus;
	Data.DeviceExtensionSize = sizeof(FLAWED_EXTENSION);
	Data.NumberOfAccessRanges = 1;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
