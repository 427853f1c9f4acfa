// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport of old: it looks for its hardware itself, on ISA and on PCI, with raw port numbers.
 * Its hardware is QEMU's test device: a port that keeps what is written to it, ports that raise
 * the interrupts of ISA, and some memory. For legacy.sh; what fails is said by ScsiDebugPrint.
 */
#include "testunit.h"

#define KEEP_PORT		0xe0
#define KEEP_PORT_BYTES		4
#define LINE_PORT		0x2000
#define LINE_PORT_BYTES		24
#define MEMORY			0xff000000
#define MEMORY_BYTES		0x10000
#define BUSY_PORT		0x20	/* the interrupt controller's */

#define FIRST_LINE		6
#define SECOND_LINE		7

#define BOARD_PORTS		1
#define BOARD_MEMORY		2

#define CHECK(Condition) \
	do { \
		if (!(Condition)) \
			return __LINE__; \
	} while (0)

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

/* On the stack of DriverEntry. */
typedef struct _LEGACY_CONTEXT {
	ULONG Mark;
	ULONG Calls;
} LEGACY_CONTEXT, *PLEGACY_CONTEXT;

typedef struct _LEGACY_EXTENSION {
	ULONG Board;
	PUCHAR Lines;
	ULONG Line;
	PSCSI_REQUEST_BLOCK Srb;
} LEGACY_EXTENSION, *PLEGACY_EXTENSION;

static SCSI_PHYSICAL_ADDRESS At(ULONG Address)
{
	return ScsiPortConvertUlongToPhysicalAddress(Address);
}

static VOID Say(PCSTR What, ULONG Line)
{
	if (Line == 0)
		ScsiDebugPrint(0, "legacyport: %s is right\n", What);
	else
		ScsiDebugPrint(0, "legacyport: %s is wrong in line %d\n", What, Line);
}

/* ---- ISA: one adapter with ports and two interrupts, and one with memory and none */

static ULONG FindPorts(PLEGACY_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PUCHAR Keep;

	CHECK(ConfigInfo->AdapterInterfaceType == Isa);
	CHECK(ConfigInfo->InterruptMode == Latched);
	CHECK(ConfigInfo->BusInterruptLevel == 0);
	CHECK(!ScsiPortValidateRange(Extension, Isa, 0, At(BUSY_PORT), 2, TRUE));
	CHECK(ScsiPortGetDeviceBase(Extension, Isa, 0, At(BUSY_PORT), 2, TRUE) == NULL);
	CHECK(ScsiPortValidateRange(Extension, Isa, 0, At(KEEP_PORT), KEEP_PORT_BYTES, TRUE));

	/* The base of an I/O range is the port number itself. */
	Keep = ScsiPortGetDeviceBase(Extension, Isa, 0, At(KEEP_PORT), KEEP_PORT_BYTES, TRUE);
	CHECK(Keep == (PUCHAR)KEEP_PORT);
	ScsiPortWritePortUlong((PULONG)Keep, 0x44332211);
	CHECK(ScsiPortReadPortUlong((PULONG)Keep) == 0x44332211);
	CHECK(ScsiPortReadPortUshort((PUSHORT)Keep) == 0x2211);
	CHECK(ScsiPortReadPortUchar(Keep) == 0x11);
	/* Claimed now, and still valid for its owner. */
	CHECK(ScsiPortValidateRange(Extension, Isa, 0, At(KEEP_PORT), KEEP_PORT_BYTES, TRUE));

	Extension->Lines = ScsiPortGetDeviceBase(Extension, Isa, 0, At(LINE_PORT), LINE_PORT_BYTES,
						 TRUE);
	CHECK(Extension->Lines == (PUCHAR)LINE_PORT);
	ConfigInfo->BusInterruptLevel = FIRST_LINE;
	ConfigInfo->BusInterruptVector = FIRST_LINE;
	ConfigInfo->BusInterruptLevel2 = SECOND_LINE;
	ConfigInfo->BusInterruptVector2 = SECOND_LINE;
	ConfigInfo->InterruptMode2 = Latched;
	return 0;
}

static ULONG FindMemory(PLEGACY_EXTENSION Extension)
{
	PUCHAR Memory, Piece, Other;

	/* The ports are the first adapter's. */
	Memory = ScsiPortGetDeviceBase(Extension, Isa, 0, At(KEEP_PORT), KEEP_PORT_BYTES, TRUE);
	CHECK(Memory == NULL);
	/* A look at a piece, and at another; then all, with the second still mapped. */
	Piece = ScsiPortGetDeviceBase(Extension, Isa, 0, At(MEMORY), 16, FALSE);
	CHECK(Piece != NULL);
	ScsiPortFreeDeviceBase(Extension, Piece);
	Other = ScsiPortGetDeviceBase(Extension, Isa, 0, At(MEMORY + 4096), 4096, FALSE);
	CHECK(Other != NULL);
	CHECK(ScsiPortValidateRange(Extension, Isa, 0, At(MEMORY), MEMORY_BYTES, FALSE));
	Memory = ScsiPortGetDeviceBase(Extension, Isa, 0, At(MEMORY), MEMORY_BYTES, FALSE);
	CHECK(Memory != NULL);
	ScsiPortFreeDeviceBase(Extension, Other);
	ScsiPortWriteRegisterUlong((PULONG)(Memory + 8), 0x88776655);
	CHECK(ScsiPortReadRegisterUlong((PULONG)(Memory + 8)) == 0x88776655);
	CHECK(ScsiPortReadRegisterUshort((PUSHORT)(Memory + 8)) == 0x6655);
	CHECK(ScsiPortReadRegisterUchar(Memory + 11) == 0x88);
	ScsiPortFreeDeviceBase(Extension, Memory);
	return 0;
}

static ULONG NTAPI IsaFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString,
				  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PLEGACY_EXTENSION Extension = DeviceExtension;
	PLEGACY_CONTEXT Context = HwContext;

	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	if (Context == NULL || Context->Mark != 0x12345678) {
		Say("HwContext", __LINE__);
		return SP_RETURN_ERROR;
	}
	if (Extension->Board != 0)
		Say("the device extension", __LINE__);
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->CachesData = TRUE;
	*Again = FALSE;
	switch (++Context->Calls) {
	case 1:
		Extension->Board = BOARD_PORTS;
		Say("the adapter with ports", FindPorts(Extension, ConfigInfo));
		*Again = TRUE;
		return SP_RETURN_FOUND;
	case 2:
		Extension->Board = BOARD_MEMORY;
		Say("the adapter with memory", FindMemory(Extension));
		return SP_RETURN_FOUND;
	default:
		Say("the end of Again", __LINE__);
		return SP_RETURN_NOT_FOUND;
	}
}

/* ---- PCI: the configuration space of everybody */

static ULONG ReadConfig(PVOID Extension, ULONG Bus, ULONG Device, ULONG Function,
			PPCI_COMMON_CONFIG Config)
{
	PCI_SLOT_NUMBER Slot;

	Slot.u.AsULONG = 0;
	Slot.u.bits.DeviceNumber = Device;
	Slot.u.bits.FunctionNumber = Function;
	return ScsiPortGetBusData(Extension, PCIConfiguration, Bus, Slot.u.AsULONG, Config,
				  sizeof(*Config));
}

static ULONG CheckBusData(PVOID Extension)
{
	PPCI_COMMON_CONFIG Copy = NULL;
	PCI_COMMON_CONFIG Config;
	USHORT Command = 0;
	ULONG Bytes;

	/* The host bridge, and its configuration is not ours to write to. */
	CHECK(ReadConfig(Extension, 0, 0, 0, &Config) == sizeof(Config));
	CHECK(Config.VendorID == 0x8086 && Config.BaseClass == 6);
	Bytes = ScsiPortSetBusDataByOffset(Extension, PCIConfiguration, 0, 0, &Command, 4, 2);
	CHECK(Bytes == 0);
	/* An empty slot of a bus that exists, and a bus that does not. */
	CHECK(ReadConfig(Extension, 0, 31, 7, &Config) == 2);
	CHECK(Config.VendorID == PCI_INVALID_VENDORID);
	CHECK(ReadConfig(Extension, 77, 0, 0, &Config) == 0);
	/* A copy that the port keeps. */
	Bytes = ScsiPortGetBusData(Extension, PCIConfiguration, 0, 0, &Copy, 0);
	CHECK(Bytes != 0 && Copy != NULL && Copy->VendorID == 0x8086);
	/* Slots as raw numbers, up to 255; other kinds of data do not exist. */
	CHECK(ScsiPortGetBusData(Extension, PCIConfiguration, 0, 255, &Config, 4) == 2);
	CHECK(ScsiPortGetBusData(Extension, Cmos, 0, 0, &Config, 4) == 0);
	CHECK(ScsiPortGetBusData(Extension, EisaConfiguration, 0, 0, &Config, 4) == 0);
	return 0;
}

static ULONG NTAPI PciFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString,
				  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	if (ConfigInfo->SystemIoBusNumber == 0)
		Say("the bus data", CheckBusData(DeviceExtension));
	return SP_RETURN_NOT_FOUND;
}

/* With ids that are prefixes: "8086" and "70" are the two functions 7000 and 7010 here. */
static ULONG CheckIds(PVOID Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PCI_COMMON_CONFIG Config;
	ULONG Ones = 0xffffffff;
	ULONG Bytes;

	Bytes = ScsiPortGetBusData(Extension, PCIConfiguration, ConfigInfo->SystemIoBusNumber,
				   ConfigInfo->SlotNumber, &Config, sizeof(Config));
	CHECK(Bytes == sizeof(Config));
	CHECK(Config.VendorID == 0x8086 && (Config.DeviceID >> 8) == 0x70);
	/* Finds the size of a BAR, and forgets to put it back. */
	if (Config.DeviceID == 0x7010) {
		CHECK(Config.u.type0.BaseAddresses[4] != 0);
		Bytes = ScsiPortSetBusDataByOffset(Extension, PCIConfiguration,
						   ConfigInfo->SystemIoBusNumber,
						   ConfigInfo->SlotNumber, &Ones, 0x20, 4);
		CHECK(Bytes == 4);
	}
	return 0;
}

static ULONG NTAPI IdsFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				  PCHAR ArgumentString,
				  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	Say("a device with a prefix of its id", CheckIds(DeviceExtension, ConfigInfo));
	return SP_RETURN_NOT_FOUND;
}

/* ---- work: TEST UNIT READY raises one of the interrupts, which completes it */

static BOOLEAN NTAPI LegacyInitialize(PVOID DeviceExtension)
{
	PLEGACY_EXTENSION Extension = DeviceExtension;

	Extension->Line = FIRST_LINE;
	return TRUE;
}

static BOOLEAN NTAPI LegacyStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PLEGACY_EXTENSION Extension = DeviceExtension;

	if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
		ScsiDebugPrint(0, "legacyport: %s of adapter %u\n",
			       Srb->Function == SRB_FUNCTION_FLUSH ? "FLUSH" : "SHUTDOWN",
			       Extension->Board);
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		ScsiPortNotification(RequestComplete, Extension, Srb);
		ScsiPortNotification(NextRequest, Extension);
		return TRUE;
	}
	/* The board with memory has a disk, without a medium. */
	if (Extension->Board == BOARD_PORTS && Srb->TargetId == 0 && Srb->Lun == 0 &&
	    Srb->Cdb[0] == SCSIOP_TEST_UNIT_READY) {
		Extension->Srb = Srb;
		ScsiPortWritePortUchar(Extension->Lines + Extension->Line, 1);
		return TRUE;
	}
	Srb->SrbStatus = TestAnswer(Srb, Extension->Board == BOARD_PORTS ? PROCESSOR_DEVICE :
							     DIRECT_ACCESS_DEVICE);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static BOOLEAN NTAPI LegacyInterrupt(PVOID DeviceExtension)
{
	PLEGACY_EXTENSION Extension = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	if (Srb == NULL)
		return FALSE;
	ScsiPortWritePortUchar(Extension->Lines + Extension->Line, 0);
	Extension->Line = FIRST_LINE + SECOND_LINE - Extension->Line;
	Extension->Srb = NULL;
	Srb->SrbStatus = SRB_STATUS_SUCCESS;
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static BOOLEAN NTAPI LegacyResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PLEGACY_EXTENSION Extension = DeviceExtension;

	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static ULONG Register(PVOID Argument1, PVOID Argument2, PHW_INITIALIZATION_DATA Data,
		      INTERFACE_TYPE Type, PHW_FIND_ADAPTER FindAdapter, PVOID Context)
{
	Data->HwInitializationDataSize = sizeof(*Data);
	Data->AdapterInterfaceType = Type;
	Data->HwInitialize = LegacyInitialize;
	Data->HwStartIo = LegacyStartIo;
	Data->HwInterrupt = LegacyInterrupt;
	Data->HwFindAdapter = FindAdapter;
	Data->HwResetBus = LegacyResetBus;
	Data->DeviceExtensionSize = sizeof(LEGACY_EXTENSION);
	Data->NumberOfAccessRanges = 2;
	Data->AutoRequestSense = TRUE;
	Data->MapBuffers = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, Data, Context);
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	LEGACY_CONTEXT Context = { 0x12345678, 0 };
	HW_INITIALIZATION_DATA Data;
	ULONG Status[4], Lowest, i;

	RtlZeroMemory(&Data, sizeof(Data));
	Status[0] = Register(Argument1, Argument2, &Data, Isa, IsaFindAdapter, &Context);
	Status[1] = Register(Argument1, Argument2, &Data, PCIBus, PciFindAdapter, NULL);
	/* A bus that no machine has any more. */
	Status[2] = Register(Argument1, Argument2, &Data, MicroChannel, PciFindAdapter, NULL);
	Data.VendorId = "8086xyz";
	Data.VendorIdLength = 4;
	Data.DeviceId = "70";
	Data.DeviceIdLength = 2;
	Status[3] = Register(Argument1, Argument2, &Data, PCIBus, IdsFindAdapter, NULL);
	RtlFillMemory(&Context, sizeof(Context), 0xa5);

	Say("what ScsiPortInitialize returns for ISA", Status[0] == 0 ? 0 : __LINE__);
	Say("what it returns for a bus without adapters", Status[1] != 0 ? 0 : __LINE__);
	Say("what it returns for a bus that does not exist", Status[2] != 0 ? 0 : __LINE__);
	Lowest = Status[0];
	for (i = 1; i < 4; i++) {
		if (Status[i] < Lowest)
			Lowest = Status[i];
	}
	return Lowest;
}
