// SPDX-License-Identifier: GPL-2.0-only
/* The search. A channel that somebody has is known by its flag, or as its ports are taken. */
#include "idechan.h"

#define CONFIG_BYTES		64
#define CONFIG_IDS		0
#define CONFIG_BASE_4		8
/* Vendor and device of the controllers that put the channels where they were in the AT. */
#define PIIX3			0x70108086UL

#define SLOTS			256
#define SLOT(i)			((i) >> 3 | ((i) & 7) << 5)

static const unsigned long ChannelPorts[CHANNELS] = { 0x1f0, 0x170 };
static const unsigned long ChannelControl[CHANNELS] = { 0x3f6, 0x376 };
static const unsigned long ChannelLine[CHANNELS] = { 14, 15 };

/* The ports of its bus master, or 0 if there is no such controller on this bus. */
static unsigned long FindMaster(PVOID Extension, unsigned long Bus)
{
	unsigned long Words[CONFIG_BYTES / sizeof(unsigned long)];
	unsigned long i;

	for (i = 0; i < SLOTS; i++) {
		if (ScsiPortGetBusData(Extension, PCIConfiguration, Bus, SLOT(i), Words,
				       CONFIG_BYTES) == CONFIG_BYTES &&
		    Words[CONFIG_IDS] == PIIX3)
			return Words[CONFIG_BASE_4] & ~3UL;
	}
	return 0;
}

static PUCHAR TakePorts(PCHANNEL Channel, PPORT_CONFIGURATION_INFORMATION Config,
			unsigned long Ports, unsigned long Count)
{
	return ScsiPortGetDeviceBase(Channel, Config->AdapterInterfaceType,
				     Config->SystemIoBusNumber,
				     ScsiPortConvertUlongToPhysicalAddress(Ports), Count, TRUE);
}

static VOID GivePorts(PCHANNEL Channel)
{
	if (Channel->Drive.Ports != NULL)
		ScsiPortFreeDeviceBase(Channel, Channel->Drive.Ports);
	if (Channel->Drive.Control != NULL)
		ScsiPortFreeDeviceBase(Channel, Channel->Drive.Control);
	if (Channel->Master != NULL)
		ScsiPortFreeDeviceBase(Channel, Channel->Master);
	Channel->Drive.Ports = NULL;
	Channel->Drive.Control = NULL;
	Channel->Master = NULL;
}

/* Not every system keeps the flags, so the ports are tried whatever these say. */
static BOOLEAN TakeChannel(PCHANNEL Channel, PPORT_CONFIGURATION_INFORMATION Config,
			   unsigned long Number)
{
	SCSI_PHYSICAL_ADDRESS Place = ScsiPortConvertUlongToPhysicalAddress(ChannelPorts[Number]);
	BOOLEAN Valid = ScsiPortValidateRange(Channel, Config->AdapterInterfaceType,
					      Config->SystemIoBusNumber, Place, DRIVE_PORTS, TRUE);

	Channel->Number = Number;
	Channel->Drive.Ports = TakePorts(Channel, Config, ChannelPorts[Number], DRIVE_PORTS);
	ScsiDebugPrint(0, "idechan: channel %lu is %s\n", Number,
		       Valid != (Channel->Drive.Ports != NULL) ? "valid or mapped, not both" :
		       Valid ? "free" : "taken");
	return Valid && Channel->Drive.Ports != NULL;
}

/* Its other ports, and the drive. */
static BOOLEAN ProbeChannel(PCHANNEL Channel, PPORT_CONFIGURATION_INFORMATION Config,
			    unsigned long Master)
{
	Channel->Drive.Control = TakePorts(Channel, Config, ChannelControl[Channel->Number], 1);
	Channel->Master = TakePorts(Channel, Config, Master, MASTER_PORTS);
	if (Channel->Drive.Control == NULL || Channel->Master == NULL)
		return FALSE;
	Channel->Master += 8 * Channel->Number;
	if (DriveIdentify(&Channel->Drive))
		return TRUE;
	Channel->Master -= 8 * Channel->Number;
	return FALSE;
}

static BOOLEAN Configure(PCHANNEL Channel, PPORT_CONFIGURATION_INFORMATION Config)
{
	SCSI_PHYSICAL_ADDRESS Address;
	unsigned long Length = 0;

	Config->NumberOfBuses = 1;
	Config->MaximumNumberOfTargets = 1;
	Config->MaximumNumberOfLogicalUnits = 1;
	Config->BusInterruptLevel = ChannelLine[Channel->Number];
	Config->BusInterruptVector = ChannelLine[Channel->Number];
	Config->InterruptMode = Latched;
	Config->Master = TRUE;
	Config->ScatterGather = TRUE;
	Config->Dma32BitAddresses = TRUE;
	Config->CachesData = TRUE;
	Config->AlignmentMask = 1;
	Config->NumberOfPhysicalBreaks = CHANNEL_BREAKS;
	Config->MaximumTransferLength = DRIVE_MOST_SECTORS * DRIVE_SECTOR;
	Channel->Table = ScsiPortGetUncachedExtension(Channel, Config,
						      CHANNEL_ELEMENTS * 2 * sizeof(long));
	if (Channel->Table == NULL)
		return FALSE;
	Address = ScsiPortGetPhysicalAddress(Channel, NULL, Channel->Table, &Length);
	Channel->TableAddress = ScsiPortConvertPhysicalAddressToUlong(Address);
	return Channel->TableAddress != 0;
}

ULONG NTAPI ChannelFind(PVOID Extension, PVOID Context, PVOID BusInformation, PCHAR Argument,
			PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again)
{
	PCHANNEL Channel = Extension;
	unsigned long Master = FindMaster(Extension, Config->SystemIoBusNumber);
	unsigned long i;
	PBOOLEAN Claimed;

	*Again = FALSE;
	if (Master == 0)
		return SP_RETURN_NOT_FOUND;
	ScsiDebugPrint(0, "idechan: claimed: %u %u\n", Config->AtdiskPrimaryClaimed,
		       Config->AtdiskSecondaryClaimed);
	for (i = 0; i < CHANNELS; i++) {
		Claimed = i == 0 ? &Config->AtdiskPrimaryClaimed : &Config->AtdiskSecondaryClaimed;
		if (TakeChannel(Channel, Config, i) && !*Claimed &&
		    ProbeChannel(Channel, Config, Master)) {
			ScsiDebugPrint(0, "idechan: channel %lu: ports %p and %p, DMA %p\n", i,
				       Channel->Drive.Ports, Channel->Drive.Control,
				       Channel->Master);
			if (!Configure(Channel, Config))
				return SP_RETURN_ERROR;
			*Claimed = TRUE;
			*Again = TRUE;
			return SP_RETURN_FOUND;
		}
		GivePorts(Channel);
	}
	return SP_RETURN_NOT_FOUND;
}
