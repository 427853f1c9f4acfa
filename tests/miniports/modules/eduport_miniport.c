// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport whose Enable callback is slow, on a PCI interrupt line that others share: QEMU's "edu"
 * device, which raises its line when a register is written. The disk is memory of the miniport.
 * The first interrupt is pending before there is anybody to take it. The second adapter has its
 * interrupts switched off in configuration space by HwFindAdapter, and on again by HwInitialize.
 * With "no-line" in ArgumentString it switches the line off, and has a processor device in place of
 * the disk. For sharing.sh.
 */
#include "testunit.h"

/* Registers of the device, from QEMU's docs/specs/edu. */
#define EDU_IDENTITY		0x00	/* 0x....00ed */
#define EDU_INTERRUPT_STATUS	0x24
#define EDU_INTERRUPT_RAISE	0x60
#define EDU_INTERRUPT_ACK	0x64	/* the line falls when no bit is left */
#define EDU_WINDOW_BYTES	0x100000

#define EDU_REQUEST		0x1
#define EDU_EARLY		0x2

#define EDU_INTX_DISABLE	0x400	/* of the PCI command register */

#define SECTOR_BYTES		512
#define DISK_SECTORS		2048
/* What a PIO transfer of 64 KiB takes on a slow bus is longer still. */
#define ENABLE_CALLBACK_US	2000

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _EDU_EXTENSION {
	PUCHAR Registers;
	PUCHAR Disk;
	PSCSI_REQUEST_BLOCK Srb;
	ULONG EarlyInterrupts;
	BOOLEAN Initialized;
	BOOLEAN Masked;
	BOOLEAN LineOff;
	ULONG Bus;
	ULONG Slot;
	BOOLEAN NoLine;
} EDU_EXTENSION, *PEDU_EXTENSION;

static BOOLEAN EarlyRaised;

static VOID EduWrite(PEDU_EXTENSION Extension, ULONG Register, ULONG Value)
{
	ScsiPortWriteRegisterUlong((PULONG)(Extension->Registers + Register), Value);
}

static ULONG EduRead(PEDU_EXTENSION Extension, ULONG Register)
{
	return ScsiPortReadRegisterUlong((PULONG)(Extension->Registers + Register));
}

/* Whether the device may pull its line: in configuration space. Returns the bytes written. */
static ULONG EduLine(PEDU_EXTENSION Extension, BOOLEAN On)
{
	PCI_COMMON_CONFIG Config;

	if (ScsiPortGetBusData(Extension, PCIConfiguration, Extension->Bus, Extension->Slot,
			       &Config, PCI_COMMON_HDR_LENGTH) != PCI_COMMON_HDR_LENGTH ||
	    Config.VendorID != 0x1234)
		return 0;
	if (On)
		Config.Command &= ~EDU_INTX_DISABLE;
	else
		Config.Command |= EDU_INTX_DISABLE;
	return ScsiPortSetBusDataByOffset(Extension, PCIConfiguration, Extension->Bus,
					  Extension->Slot, &Config.Command,
					  FIELD_OFFSET(PCI_COMMON_CONFIG, Command),
					  sizeof(Config.Command));
}

/* Where the device lies is not for it to change any more. */
static ULONG EduMoveAway(PEDU_EXTENSION Extension)
{
	ULONG Address = 0xfee00000;

	return ScsiPortSetBusDataByOffset(Extension, PCIConfiguration, Extension->Bus,
					  Extension->Slot, &Address,
					  FIELD_OFFSET(PCI_COMMON_CONFIG, u.type0.BaseAddresses[0]),
					  sizeof(Address));
}

static ULONG BigEndian32(PUCHAR Bytes)
{
	return (Bytes[0] << 24) | (Bytes[1] << 16) | (Bytes[2] << 8) | Bytes[3];
}

static UCHAR EduCapacity(PSCSI_REQUEST_BLOCK Srb)
{
	PREAD_CAPACITY_DATA Capacity = Srb->DataBuffer;
	ULONG LastSector = DISK_SECTORS - 1;
	ULONG Bytes = SECTOR_BYTES;

	if (Srb->DataTransferLength < sizeof(*Capacity))
		return SRB_STATUS_INVALID_REQUEST;
	REVERSE_BYTES(&Capacity->LogicalBlockAddress, &LastSector);
	REVERSE_BYTES(&Capacity->BytesPerBlock, &Bytes);
	return SRB_STATUS_SUCCESS;
}

static UCHAR EduMove(PEDU_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Sector = BigEndian32(&Srb->Cdb[2]);
	ULONG Sectors = (Srb->Cdb[7] << 8) | Srb->Cdb[8];
	PUCHAR Place = Extension->Disk + Sector * SECTOR_BYTES;

	if (Sector > DISK_SECTORS || Sectors > DISK_SECTORS - Sector ||
	    Srb->DataTransferLength != Sectors * SECTOR_BYTES)
		return SRB_STATUS_INVALID_REQUEST;
	if (Srb->Cdb[0] == SCSIOP_READ)
		ScsiPortMoveMemory(Srb->DataBuffer, Place, Srb->DataTransferLength);
	else
		ScsiPortMoveMemory(Place, Srb->DataBuffer, Srb->DataTransferLength);
	return SRB_STATUS_SUCCESS;
}

static UCHAR EduExecute(PEDU_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	switch (Srb->Cdb[0]) {
	case SCSIOP_READ_CAPACITY:
		return EduCapacity(Srb);
	case SCSIOP_READ:
	case SCSIOP_WRITE:
		return EduMove(Extension, Srb);
	default:
		return TestAnswer(Srb, Extension->NoLine ? PROCESSOR_DEVICE : DIRECT_ACCESS_DEVICE);
	}
}

/* Under the interrupt lock; the HBA may interrupt again. */
static BOOLEAN NTAPI EduDisable(PVOID DeviceExtension)
{
	PEDU_EXTENSION Extension = DeviceExtension;

	Extension->Masked = FALSE;
	return TRUE;
}

/* In the interrupt's thread, interrupts on, no lock held. */
static BOOLEAN NTAPI EduEnable(PVOID DeviceExtension)
{
	PEDU_EXTENSION Extension = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	ScsiPortStallExecution(ENABLE_CALLBACK_US);
	Extension->Srb = NULL;
	Srb->SrbStatus = EduExecute(Extension, Srb);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
	ScsiPortNotification(CallDisableInterrupts, Extension, EduDisable);
	return TRUE;
}

/* Called for each interrupt of the line, from the moment that it is connected. */
static BOOLEAN NTAPI EduInterrupt(PVOID DeviceExtension)
{
	PEDU_EXTENSION Extension = DeviceExtension;
	ULONG Status = EduRead(Extension, EDU_INTERRUPT_STATUS);

	if (Extension->Masked)
		ScsiDebugPrint(0, "eduport: called while the pair is running\n");
	if (Status == 0)
		return FALSE;
	EduWrite(Extension, EDU_INTERRUPT_ACK, Status);
	if (!Extension->Initialized)
		Extension->EarlyInterrupts++;
	if ((Status & EDU_REQUEST) != 0 && Extension->Srb != NULL) {
		Extension->Masked = TRUE;
		ScsiPortNotification(CallEnableInterrupts, Extension, EduEnable);
	}
	return TRUE;
}

static BOOLEAN NTAPI EduStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PEDU_EXTENSION Extension = DeviceExtension;

	Extension->Srb = Srb;
	EduWrite(Extension, EDU_INTERRUPT_RAISE, EDU_REQUEST);
	return TRUE;
}

static BOOLEAN NTAPI EduInitialize(PVOID DeviceExtension)
{
	PEDU_EXTENSION Extension = DeviceExtension;

	Extension->Initialized = TRUE;
	ScsiDebugPrint(0, "eduport: %d interrupts before HwInitialize\n",
		       Extension->EarlyInterrupts);
	if (Extension->LineOff)
		ScsiDebugPrint(0, "eduport: line on again: %d bytes; moved: %d bytes\n",
			       EduLine(Extension, TRUE), EduMoveAway(Extension));
	return TRUE;
}

static BOOLEAN NTAPI EduResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PEDU_EXTENSION Extension = DeviceExtension;

	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

/* Another device: a look at a register, at an address in 32 bits. */
static VOID EduLook(PEDU_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];
	ULONG Address = ScsiPortConvertPhysicalAddressToUlong(Range->RangeStart);

	Extension->Registers = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						     ConfigInfo->SystemIoBusNumber,
						     ScsiPortConvertUlongToPhysicalAddress(Address),
						     16, FALSE);
	if (Extension->Registers != NULL)
		ScsiDebugPrint(0, "eduport: the register at 8 is 0x%x\n", EduRead(Extension, 8));
}

static ULONG NTAPI EduFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString,
				  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PEDU_EXTENSION Extension = DeviceExtension;
	PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	*Again = FALSE;
	Extension->Bus = ConfigInfo->SystemIoBusNumber;
	Extension->Slot = ConfigInfo->SlotNumber;
	Extension->NoLine = TestHasWord(ArgumentString, "no-line");
	if (Extension->NoLine)
		EduLine(Extension, FALSE);
	if (Range->RangeLength < EDU_WINDOW_BYTES) {
		EduLook(Extension, ConfigInfo);
		return SP_RETURN_BAD_CONFIG;
	}
	Extension->Registers = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						     ConfigInfo->SystemIoBusNumber,
						     Range->RangeStart, EDU_WINDOW_BYTES, FALSE);
	if (Extension->Registers == NULL)
		return SP_RETURN_ERROR;
	if ((EduRead(Extension, EDU_IDENTITY) & 0xff) != 0xed)
		return SP_RETURN_NOT_FOUND;
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumTransferLength = 64 * 1024;
	Extension->Disk = ScsiPortGetUncachedExtension(Extension, ConfigInfo,
						       DISK_SECTORS * SECTOR_BYTES);
	if (Extension->Disk == NULL)
		return SP_RETURN_ERROR;
	/* Only while the line has no other handler, which would be called again and again. */
	if (!EarlyRaised)
		EduWrite(Extension, EDU_INTERRUPT_RAISE, EDU_EARLY);
	else if (!Extension->NoLine)
		Extension->LineOff = EduLine(Extension, FALSE) != 0;
	EarlyRaised = TRUE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwInitialize = EduInitialize;
	Data.HwStartIo = EduStartIo;
	Data.HwInterrupt = EduInterrupt;
	Data.HwFindAdapter = EduFindAdapter;
	Data.HwResetBus = EduResetBus;
	Data.DeviceExtensionSize = sizeof(EDU_EXTENSION);
	Data.NumberOfAccessRanges = 1;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
