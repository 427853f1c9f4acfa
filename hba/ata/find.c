// SPDX-License-Identifier: GPL-2.0-only
/*
 * ATA miniport: where its hardware is. An adapter has up to two channels, each a bus for the port.
 *
 * ISA: the two places that all PCs have, or others by the argument string. The port gives no ports
 * that another driver has.
 *
 * PCI: controllers in native mode, which say where their registers are. Controllers in the mode of
 * old are at the places that the search on ISA tries.
 */
#include "find.h"
#include "options.h"
#include "probe.h"

#define ATA_CONTROL_BYTES	1
#define ATA_NATIVE_CONTROL	2	/* offset of the control register in its range */
#define ATA_NATIVE_BOTH		0x05	/* ProgIf: both channels are native */

/* Configuration space, as bytes: not every DDK's miniport.h has a structure for it. */
#define ATA_PCI_DEVICES			32
#define ATA_PCI_FUNCTIONS		8
#define ATA_PCI_CONFIG_BYTES		64
#define ATA_PCI_PROGIF			0x09
#define ATA_PCI_CLASS			0x0a	/* with the subclass: 2 bytes */
#define ATA_PCI_CLASS_IDE		0x0101
#define ATA_PCI_HEADER			0x0e
#define ATA_PCI_MULTIFUNCTION		0x80
#define ATA_PCI_BASE_ADDRESS		0x10
#define ATA_PCI_INTERRUPT_LINE		0x3c
#define ATA_PCI_IO_SPACE		0x01
#define ATA_PCI_IO_MASK			0xfffffffc

static const ATA_PLACE AtaIsaPlaces[ATA_CHANNELS] = {
	{ 0x1f0, 0x3f6, 14 },
	{ 0x170, 0x376, 15 },
};

static SCSI_PHYSICAL_ADDRESS AtaAt(ULONG Address)
{
	return ScsiPortConvertUlongToPhysicalAddress(Address);
}

/* Ports of one channel. FALSE if they are not ours to use. */
static BOOLEAN AtaTakePorts(PATA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			    UCHAR Path, const ATA_PLACE *Place)
{
	INTERFACE_TYPE Type = ConfigInfo->AdapterInterfaceType;
	ULONG Bus = ConfigInfo->SystemIoBusNumber;
	PATA_CHANNEL Channel = &Extension->Channels[Path];

	if (!ScsiPortValidateRange(Extension, Type, Bus, AtaAt(Place->Command), ATA_COMMAND_BYTES,
				   TRUE) ||
	    !ScsiPortValidateRange(Extension, Type, Bus, AtaAt(Place->Control), ATA_CONTROL_BYTES,
				   TRUE))
		return FALSE;
	Channel->Command = ScsiPortGetDeviceBase(Extension, Type, Bus, AtaAt(Place->Command),
						 ATA_COMMAND_BYTES, TRUE);
	if (!Channel->Command)
		return FALSE;
	Channel->Control = ScsiPortGetDeviceBase(Extension, Type, Bus, AtaAt(Place->Control),
						 ATA_CONTROL_BYTES, TRUE);
	if (Channel->Control)
		return TRUE;
	ScsiPortFreeDeviceBase(Extension, Channel->Command);
	return FALSE;
}

static VOID AtaFreePorts(PATA_EXTENSION Extension, UCHAR Path)
{
	ScsiPortFreeDeviceBase(Extension, Extension->Channels[Path].Control);
	ScsiPortFreeDeviceBase(Extension, Extension->Channels[Path].Command);
}

static VOID AtaDescribe(PPORT_CONFIGURATION_INFORMATION ConfigInfo, UCHAR Path,
			const ATA_PLACE *Place)
{
	PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[2 * Path];

	Range[0].RangeStart = AtaAt(Place->Command);
	Range[0].RangeLength = ATA_COMMAND_BYTES;
	Range[0].RangeInMemory = FALSE;
	Range[1].RangeStart = AtaAt(Place->Control);
	Range[1].RangeLength = ATA_CONTROL_BYTES;
	Range[1].RangeInMemory = FALSE;
}

/* The drives' interrupts: one for each channel on ISA, one for both on PCI. */
static VOID AtaSetInterrupt(PPORT_CONFIGURATION_INFORMATION ConfigInfo, ULONG Interrupt,
			    BOOLEAN First)
{
	KINTERRUPT_MODE Mode = ConfigInfo->AdapterInterfaceType == PCIBus ? LevelSensitive :
									    Latched;

	if (First) {
		ConfigInfo->BusInterruptLevel = Interrupt;
		ConfigInfo->BusInterruptVector = Interrupt;
		ConfigInfo->InterruptMode = Mode;
	} else if (Interrupt != ConfigInfo->BusInterruptLevel) {
		ConfigInfo->BusInterruptLevel2 = Interrupt;
		ConfigInfo->BusInterruptVector2 = Interrupt;
		ConfigInfo->InterruptMode2 = Mode;
	}
}

/* Most bytes of one request: what the time of one call is enough for where nothing is deferred. */
static ULONG AtaTransferLimit(PATA_OPTIONS Options)
{
	ULONG Limit = ATA_MAX_TRANSFER;

	if (!Options->Deferred) {
		Limit = ATA_BUDGET_US * 1000 / Options->AccessNs * sizeof(USHORT);
		Limit -= Limit % ATA_SECTOR;
		if (Limit == 0)
			Limit = ATA_SECTOR;
	}
	if (Options->MaxTransfer)
		Limit = Options->MaxTransfer - Options->MaxTransfer % ATA_SECTOR;
	if (Limit > ATA_MAX_TRANSFER)
		Limit = ATA_MAX_TRANSFER;
	return Limit > ATA_SECTOR ? Limit : ATA_SECTOR;
}

static VOID AtaConfigure(PATA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			 PATA_OPTIONS Options)
{
	ULONG Limit = AtaTransferLimit(Options);

	Extension->Deferred = Options->Deferred;
	if (ConfigInfo->MaximumTransferLength > Limit)
		ConfigInfo->MaximumTransferLength = Limit;
	ConfigInfo->NumberOfBuses = ATA_CHANNELS;
	ConfigInfo->MaximumNumberOfTargets = ATA_DRIVES;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->AlignmentMask = sizeof(USHORT) - 1;
	ConfigInfo->Master = FALSE;
	ConfigInfo->ScatterGather = FALSE;
	ConfigInfo->NeedPhysicalAddresses = FALSE;
	ConfigInfo->MapBuffers = TRUE;
	ConfigInfo->TaggedQueuing = FALSE;
	ConfigInfo->MultipleRequestPerLu = FALSE;
	ConfigInfo->AutoRequestSense = TRUE;
	/* Drives do: FLUSH and SHUTDOWN come for that. */
	ConfigInfo->CachesData = TRUE;
	ConfigInfo->ResetTargetSupported = FALSE;
}

/* An adapter of the channels that are there. FALSE if none is, or has a drive. */
static BOOLEAN AtaFindChannels(PATA_EXTENSION Extension,
			       PPORT_CONFIGURATION_INFORMATION ConfigInfo, PATA_OPTIONS Options,
			       const ATA_PLACE *Places, ULONG Count)
{
	BOOLEAN Found = FALSE;
	UCHAR Path;

	for (Path = 0; Path < Count; Path++) {
		if (Places[Path].Command == 0 ||
		    !AtaTakePorts(Extension, ConfigInfo, Path, &Places[Path]))
			continue;
		if (!AtaProbeChannel(Extension, Path, Options->Multiple)) {
			AtaFreePorts(Extension, Path);
			continue;
		}
		AtaDescribe(ConfigInfo, Path, &Places[Path]);
		AtaSetInterrupt(ConfigInfo, Places[Path].Interrupt, !Found);
		Found = TRUE;
	}
	if (Found)
		AtaConfigure(Extension, ConfigInfo, Options);
	return Found;
}

/* HwScsiFindAdapter for ISA. HwContext is NULL where nobody asked for a search. */
ULONG NTAPI AtaFindIsa(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again)
{
	ATA_OPTIONS Options;
	ULONG Places = ATA_CHANNELS;
	const ATA_PLACE *Place = AtaIsaPlaces;

	UNREFERENCED_PARAMETER(BusInformation);
	*Again = FALSE;
	if (!HwContext)
		return SP_RETURN_NOT_FOUND;
	AtaParseOptions(&Options, ArgumentString);
	if (Options.Places) {
		Place = Options.Place;
		Places = Options.Places;
	}
	if (!AtaFindChannels(DeviceExtension, ConfigInfo, &Options, Place, Places))
		return SP_RETURN_NOT_FOUND;
	if (Place == AtaIsaPlaces) {
		ConfigInfo->AtdiskPrimaryClaimed = TRUE;
		ConfigInfo->AtdiskSecondaryClaimed = TRUE;
	}
	return SP_RETURN_FOUND;
}

static BOOLEAN AtaReadConfig(PATA_EXTENSION Extension, ULONG Bus, ULONG Slot, PUCHAR Config)
{
	ULONG Bytes = ScsiPortGetBusData(Extension, PCIConfiguration, Bus, Slot, Config,
					 ATA_PCI_CONFIG_BYTES);

	/* 2 bytes of an empty slot. */
	return Bytes == ATA_PCI_CONFIG_BYTES;
}

static ULONG AtaConfigUlong(PUCHAR Config, ULONG Offset)
{
	return Config[Offset] | ((ULONG)Config[Offset + 1] << 8) |
	       ((ULONG)Config[Offset + 2] << 16) | ((ULONG)Config[Offset + 3] << 24);
}

/* Base address register Number if it is one of I/O ports, or 0. */
static ULONG AtaPortsOf(PUCHAR Config, ULONG Number)
{
	ULONG Base = AtaConfigUlong(Config, ATA_PCI_BASE_ADDRESS + 4 * Number);

	return Base & ATA_PCI_IO_SPACE ? Base & ATA_PCI_IO_MASK : 0;
}

static BOOLEAN AtaTryController(PATA_EXTENSION Extension,
				PPORT_CONFIGURATION_INFORMATION ConfigInfo, PATA_OPTIONS Options,
				PUCHAR Config)
{
	ATA_PLACE Places[ATA_CHANNELS];
	ULONG i;

	if ((AtaConfigUlong(Config, ATA_PCI_CLASS) & 0xffff) != ATA_PCI_CLASS_IDE ||
	    (Config[ATA_PCI_PROGIF] & ATA_NATIVE_BOTH) != ATA_NATIVE_BOTH)
		return FALSE;
	for (i = 0; i < ATA_CHANNELS; i++) {
		Places[i].Command = AtaPortsOf(Config, 2 * i);
		Places[i].Control = AtaPortsOf(Config, 2 * i + 1);
		if (!Places[i].Control)
			Places[i].Command = 0;
		Places[i].Control += ATA_NATIVE_CONTROL;
		Places[i].Interrupt = Config[ATA_PCI_INTERRUPT_LINE];
		/* Where the port found the device, it knows better. */
		if (ConfigInfo->BusInterruptLevel)
			Places[i].Interrupt = ConfigInfo->BusInterruptLevel;
	}
	return AtaFindChannels(Extension, ConfigInfo, Options, Places, ATA_CHANNELS);
}

/* The next controller of the bus, from where the last search has ended. */
static BOOLEAN AtaSearchBus(PATA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			    PATA_OPTIONS Options, PATA_SEARCH Search)
{
	ULONG Bus = ConfigInfo->SystemIoBusNumber;
	UCHAR Config[ATA_PCI_CONFIG_BYTES];
	ULONG Device, Function, Slot;

	if (Search->Bus != Bus) {
		Search->Bus = Bus;
		Search->Next = 0;
	}
	while (Search->Next < ATA_PCI_DEVICES * ATA_PCI_FUNCTIONS) {
		Device = Search->Next / ATA_PCI_FUNCTIONS;
		Function = Search->Next % ATA_PCI_FUNCTIONS;
		Slot = Device | Function << 5;
		Search->Next++;
		if (!AtaReadConfig(Extension, Bus, Slot, Config)) {
			if (Function == 0)
				Search->Next += ATA_PCI_FUNCTIONS - 1;
			continue;
		}
		if (Function == 0 && !(Config[ATA_PCI_HEADER] & ATA_PCI_MULTIFUNCTION))
			Search->Next += ATA_PCI_FUNCTIONS - 1;
		if (!AtaTryController(Extension, ConfigInfo, Options, Config))
			continue;
		ConfigInfo->SlotNumber = Slot;
		return TRUE;
	}
	return FALSE;
}

/* HwScsiFindAdapter for PCI: searches, or looks at the device that the port has found. */
ULONG NTAPI AtaFindPci(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again)
{
	UCHAR Config[ATA_PCI_CONFIG_BYTES];
	ATA_OPTIONS Options;

	UNREFERENCED_PARAMETER(BusInformation);
	*Again = FALSE;
	AtaParseOptions(&Options, ArgumentString);
	if (HwContext) {
		*Again = AtaSearchBus(DeviceExtension, ConfigInfo, &Options, HwContext);
		return *Again ? SP_RETURN_FOUND : SP_RETURN_NOT_FOUND;
	}
	if (!AtaReadConfig(DeviceExtension, ConfigInfo->SystemIoBusNumber, ConfigInfo->SlotNumber,
			   Config) ||
	    !AtaTryController(DeviceExtension, ConfigInfo, &Options, Config))
		return SP_RETURN_NOT_FOUND;
	return SP_RETURN_FOUND;
}
