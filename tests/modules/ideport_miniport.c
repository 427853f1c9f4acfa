// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport of old for IDE controllers, an adapter for each channel: it finds the second one as
 * it has said of the first that it is claimed. Each has an interrupt of its own, and DMA: the
 * registers of that are in one range for both. TEST UNIT READY reads the first sector, which has
 * the channel's letter. For legacy.sh; what fails is said by ScsiDebugPrint.
 */
#include "testunit.h"

#define IDE_CHANNELS		2
#define IDE_PORTS		8
#define IDE_MASTER_PORTS	16
#define IDE_SECTOR		512
#define IDE_LINE		14

#define REG_COUNT		2
#define REG_LBA_LOW		3
#define REG_LBA_MID		4
#define REG_LBA_HIGH		5
#define REG_DRIVE		6
#define REG_COMMAND		7	/* written; read, the status */
#define CMD_READ_DMA		0xc8

#define MASTER_COMMAND		0
#define MASTER_STATUS		2
#define MASTER_TABLE		4
#define MASTER_TO_MEMORY	0x08
#define MASTER_START		0x01
#define MASTER_INTERRUPT	0x04
#define MASTER_CLEAR		0x06

#define CHECK(Condition) \
	do { \
		if (!(Condition)) \
			return __LINE__; \
	} while (0)

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _IDE_EXTENSION {
	ULONG Channel;
	PUCHAR Ports;
	PUCHAR Control;
	PUCHAR Master;
	PULONG Table;		/* the one element of it, and at IDE_SECTOR the data */
	ULONG TableAddress;
	PSCSI_REQUEST_BLOCK Srb;
} IDE_EXTENSION, *PIDE_EXTENSION;

static const ULONG IdePlaces[IDE_CHANNELS] = { 0x1f0, 0x170 };
static const ULONG IdeControls[IDE_CHANNELS] = { 0x3f6, 0x376 };

static SCSI_PHYSICAL_ADDRESS At(ULONG Address)
{
	return ScsiPortConvertUlongToPhysicalAddress(Address);
}

static VOID Say(PCSTR What, ULONG Channel, ULONG Line)
{
	if (Line == 0)
		ScsiDebugPrint(0, "ideport: %s of channel %u is right\n", What, Channel);
	else
		ScsiDebugPrint(0, "ideport: %s of channel %u is wrong in line %u\n", What, Channel,
			       Line);
}

/* The ports for its DMA, or 0 if there is no such controller on this bus. */
static ULONG FindMaster(PVOID Extension, ULONG Bus)
{
	PCI_COMMON_CONFIG Config;
	PCI_SLOT_NUMBER Slot;
	ULONG Device, Function;

	for (Device = 0; Device < 32; Device++) {
		for (Function = 0; Function < 8; Function++) {
			Slot.u.AsULONG = 0;
			Slot.u.bits.DeviceNumber = Device;
			Slot.u.bits.FunctionNumber = Function;
			if (ScsiPortGetBusData(Extension, PCIConfiguration, Bus, Slot.u.AsULONG,
					       &Config, sizeof(Config)) != sizeof(Config))
				continue;
			if (Config.VendorID == 0x8086 && Config.DeviceID == 0x7010)
				return Config.u.type0.BaseAddresses[4] & ~3u;
		}
	}
	return 0;
}

static ULONG FindChannel(PIDE_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			 ULONG Master)
{
	ULONG Bus = ConfigInfo->SystemIoBusNumber;
	ULONG Place = IdePlaces[Extension->Channel];
	ULONG Length = 0;

	/* The first channel's are its own. */
	if (Extension->Channel == 1) {
		CHECK(!ScsiPortValidateRange(Extension, PCIBus, Bus, At(IdePlaces[0]), IDE_PORTS,
					     TRUE));
		CHECK(ScsiPortGetDeviceBase(Extension, PCIBus, Bus, At(IdePlaces[0]), IDE_PORTS,
					    TRUE) == NULL);
	}
	CHECK(ScsiPortValidateRange(Extension, PCIBus, Bus, At(Place), IDE_PORTS, TRUE));
	Extension->Ports = ScsiPortGetDeviceBase(Extension, PCIBus, Bus, At(Place), IDE_PORTS,
						 TRUE);
	CHECK(Extension->Ports == (PUCHAR)(ULONG_PTR)Place);
	Extension->Control = ScsiPortGetDeviceBase(Extension, PCIBus, Bus,
						   At(IdeControls[Extension->Channel]), 1, TRUE);
	CHECK(Extension->Control != NULL);
	Extension->Master = ScsiPortGetDeviceBase(Extension, PCIBus, Bus, At(Master),
						  IDE_MASTER_PORTS, TRUE);
	CHECK(Extension->Master != NULL);
	Extension->Master += 8 * Extension->Channel;

	ConfigInfo->Master = TRUE;
	ConfigInfo->Dma32BitAddresses = TRUE;
	ConfigInfo->BusInterruptLevel = IDE_LINE + Extension->Channel;
	ConfigInfo->BusInterruptVector = IDE_LINE + Extension->Channel;
	ConfigInfo->InterruptMode = Latched;
	Extension->Table = ScsiPortGetUncachedExtension(Extension, ConfigInfo, 2 * IDE_SECTOR);
	CHECK(Extension->Table != NULL);
	Extension->TableAddress = ScsiPortGetPhysicalAddress(Extension, NULL, Extension->Table,
							     &Length).LowPart;
	CHECK(Extension->TableAddress != 0);
	Extension->Table[0] = Extension->TableAddress + IDE_SECTOR;
	Extension->Table[1] = 0x80000000 | IDE_SECTOR;
	return 0;
}

static ULONG NTAPI IdeFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString,
				  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PIDE_EXTENSION Extension = DeviceExtension;
	ULONG Master = FindMaster(Extension, ConfigInfo->SystemIoBusNumber);
	ULONG Line;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	if (Master == 0)
		return SP_RETURN_NOT_FOUND;
	ScsiDebugPrint(0, "ideport: claimed: %u %u\n", ConfigInfo->AtdiskPrimaryClaimed,
		       ConfigInfo->AtdiskSecondaryClaimed);
	if (!ConfigInfo->AtdiskPrimaryClaimed)
		Extension->Channel = 0;
	else if (!ConfigInfo->AtdiskSecondaryClaimed)
		Extension->Channel = 1;
	else
		return SP_RETURN_NOT_FOUND;
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	Line = FindChannel(Extension, ConfigInfo, Master);
	Say("the search", Extension->Channel, Line);
	if (Line != 0)
		return SP_RETURN_ERROR;
	if (Extension->Channel == 0)
		ConfigInfo->AtdiskPrimaryClaimed = TRUE;
	else
		ConfigInfo->AtdiskSecondaryClaimed = TRUE;
	*Again = TRUE;
	return SP_RETURN_FOUND;
}

static BOOLEAN NTAPI IdeInitialize(PVOID DeviceExtension)
{
	PIDE_EXTENSION Extension = DeviceExtension;

	/* Interrupts, which the firmware does without. */
	ScsiPortWritePortUchar(Extension->Control, 0);
	ScsiPortReadPortUchar(Extension->Ports + REG_COMMAND);
	return TRUE;
}

static VOID IdeRead(PIDE_EXTENSION Extension)
{
	PUCHAR Ports = Extension->Ports, Master = Extension->Master;

	((PUCHAR)Extension->Table)[IDE_SECTOR] = 0;
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, MASTER_TO_MEMORY);
	ScsiPortWritePortUchar(Master + MASTER_STATUS, MASTER_CLEAR);
	ScsiPortWritePortUlong((PULONG)(Master + MASTER_TABLE), Extension->TableAddress);
	ScsiPortWritePortUchar(Ports + REG_DRIVE, 0xe0);
	ScsiPortWritePortUchar(Ports + REG_COUNT, 1);
	ScsiPortWritePortUchar(Ports + REG_LBA_LOW, 0);
	ScsiPortWritePortUchar(Ports + REG_LBA_MID, 0);
	ScsiPortWritePortUchar(Ports + REG_LBA_HIGH, 0);
	ScsiPortWritePortUchar(Ports + REG_COMMAND, CMD_READ_DMA);
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, MASTER_TO_MEMORY | MASTER_START);
}

static VOID IdeComplete(PIDE_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR Status)
{
	Extension->Srb = NULL;
	Srb->SrbStatus = Status;
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
}

static BOOLEAN NTAPI IdeStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PIDE_EXTENSION Extension = DeviceExtension;

	if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
		IdeComplete(Extension, Srb, SRB_STATUS_SUCCESS);
	} else if (Srb->TargetId == 0 && Srb->Lun == 0 && Srb->Cdb[0] == SCSIOP_TEST_UNIT_READY) {
		Extension->Srb = Srb;
		IdeRead(Extension);
	} else {
		IdeComplete(Extension, Srb, TestAnswer(Srb, PROCESSOR_DEVICE));
	}
	return TRUE;
}

static BOOLEAN NTAPI IdeInterrupt(PVOID DeviceExtension)
{
	PIDE_EXTENSION Extension = DeviceExtension;
	PUCHAR Master = Extension->Master;
	UCHAR Letter;

	if (!(ScsiPortReadPortUchar(Master + MASTER_STATUS) & MASTER_INTERRUPT))
		return FALSE;
	ScsiPortReadPortUchar(Extension->Ports + REG_COMMAND);
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, 0);
	ScsiPortWritePortUchar(Master + MASTER_STATUS, MASTER_CLEAR);
	if (Extension->Srb == NULL)
		return TRUE;
	Letter = ((PUCHAR)Extension->Table)[IDE_SECTOR];
	IdeComplete(Extension, Extension->Srb, Letter == 'A' + Extension->Channel ?
		    SRB_STATUS_SUCCESS : SRB_STATUS_PARITY_ERROR);
	return TRUE;
}

static BOOLEAN NTAPI IdeResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PIDE_EXTENSION Extension = DeviceExtension;

	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwInitialize = IdeInitialize;
	Data.HwStartIo = IdeStartIo;
	Data.HwInterrupt = IdeInterrupt;
	Data.HwFindAdapter = IdeFindAdapter;
	Data.HwResetBus = IdeResetBus;
	Data.DeviceExtensionSize = sizeof(IDE_EXTENSION);
	Data.NumberOfAccessRanges = 3;
	Data.NeedPhysicalAddresses = TRUE;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
