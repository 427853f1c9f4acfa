// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: which drives a channel has, and what they say of themselves. */
#include "probe.h"
#include "registers.h"

#define ATA_SETTLE_US	10000

static BOOLEAN AtaFloats(UCHAR Status)
{
	return Status == ATA_STATUS_FLOATING || Status == ATA_STATUS_FLOATING_PULLED;
}

/*
 * Both drives of the channel are reset, and their interrupts stay off. ATA gives a drive 2 ms until
 * its status means something; how long it is busy after that is its own affair.
 *
 * A reset selects the first drive, but not on every HBA, and drives that are busy with it take no
 * other selection. If the BIOS had left a second drive selected that does not exist, its status 0
 * would be taken for the end of the reset. So the first one is selected while that is possible.
 */
VOID AtaResetChannel(PATA_CHANNEL Channel)
{
	AtaSelect(Channel, ATA_DEVICE_ALWAYS);
	AtaWriteControl(Channel, ATA_CONTROL_SRST | ATA_CONTROL_NIEN);
	ScsiPortStallExecution(10);
	AtaWriteControl(Channel, ATA_CONTROL_NIEN);
	ScsiPortStallExecution(2000);
	Channel->Reset = TRUE;
}

static VOID AtaSelectDrive(PATA_CHANNEL Channel, PATA_DRIVE Drive)
{
	AtaSelect(Channel, (UCHAR)(ATA_DEVICE_ALWAYS | (Drive->Number ? ATA_DEVICE_SECOND : 0)));
}

/* A command without data, or with one sector of it to Into, polled. */
static BOOLEAN AtaPolled(PATA_CHANNEL Channel, PATA_DRIVE Drive, PATA_TASKFILE Task, PUSHORT Into,
			 ULONG Microseconds)
{
	UCHAR Status;

	AtaSelectDrive(Channel, Drive);
	if (!AtaWaitIdle(Channel, Microseconds))
		return FALSE;
	AtaWriteTask(Channel, Task);
	if (!AtaWaitIdle(Channel, Microseconds))
		return FALSE;
	Status = AtaReadStatus(Channel);
	/* Status 0 is what the first drive answers for a second one that does not exist. */
	if (Status == 0 || (Status & (ATA_STATUS_ERR | ATA_STATUS_DF)))
		return FALSE;
	if (!Into)
		return TRUE;
	if (!(Status & ATA_STATUS_DRQ))
		return FALSE;
	AtaMoveIn(Channel, (PUCHAR)Into, ATA_SECTOR, ATA_SECTOR);
	AtaWaitIdle(Channel, Microseconds);
	AtaReadStatus(Channel);
	return TRUE;
}

/* Where the last word has a signature, all bytes add up to 0. */
static BOOLEAN AtaIntact(PUSHORT Identify)
{
	ULONG i;
	UCHAR Sum = 0;

	if ((Identify[255] & 0xff) != 0xa5)
		return TRUE;
	for (i = 0; i < ATA_ID_WORDS; i++)
		Sum = (UCHAR)(Sum + (Identify[i] & 0xff) + (Identify[i] >> 8));
	return Sum == 0;
}

/* What follows from new IDENTIFY data. */
VOID AtaAdoptIdentify(PATA_DRIVE Drive)
{
	PUSHORT Id = Drive->Identify;

	if (Drive->Packet) {
		Drive->PacketBytes = (Id[ATA_ID_CONFIG] & 3) == 1 ? 16 : ATA_PACKET_BYTES;
		return;
	}
	Drive->Lba48 = AtaSupports(Drive, ATA_ID_SUPPORTED_2, 0x0400);
	Drive->Sectors = Id[ATA_ID_SECTORS_28] | ((ULONG)Id[ATA_ID_SECTORS_28 + 1] << 16);
	if (Drive->Lba48)
		Drive->Sectors = Id[ATA_ID_SECTORS_48] |
				 ((ULONGLONG)Id[ATA_ID_SECTORS_48 + 1] << 16) |
				 ((ULONGLONG)Id[ATA_ID_SECTORS_48 + 2] << 32);
}

/* Drives with cylinders only, and with blocks other than 512 bytes, are not for this driver. */
static BOOLEAN AtaUsable(PATA_DRIVE Drive)
{
	PUSHORT Id = Drive->Identify;

	if (Drive->Packet)
		return (Id[ATA_ID_CONFIG] & 0xc000) == 0x8000;
	if ((Id[ATA_ID_CONFIG] & 0x8000) || !(Id[ATA_ID_CAPABILITIES] & 0x0200))
		return FALSE;
	if ((Id[ATA_ID_PHYSICAL] & 0xd000) == 0x5000 &&
	    (Id[ATA_ID_SECTOR_WORDS] != ATA_SECTOR / 2 || Id[ATA_ID_SECTOR_WORDS + 1]))
		return FALSE;
	return TRUE;
}

/* Blocks of several sectors, so that a drive interrupts once for each of these. */
static VOID AtaSetMultiple(PATA_CHANNEL Channel, PATA_DRIVE Drive)
{
	ATA_TASKFILE Task;

	if (Drive->Packet || Drive->Multiple == 0)
		return;
	memset(&Task, 0, sizeof(Task));
	Task.Command = ATA_CMD_SET_MULTIPLE;
	Task.Count = Drive->Multiple;
	if (!AtaPolled(Channel, Drive, &Task, NULL, ATA_SETTLE_US))
		Drive->Multiple = 0;
}

/* Drives as they were before a reset. Interrupts are off, both drives idle. */
VOID AtaSettle(PATA_EXTENSION Extension, PATA_CHANNEL Channel)
{
	UCHAR Bits = Extension->Masked ? ATA_CONTROL_NIEN : 0;
	ULONG i;

	AtaWriteControl(Channel, ATA_CONTROL_NIEN);
	for (i = 0; i < ATA_DRIVES; i++) {
		if (Channel->Drives[i].Present)
			AtaSetMultiple(Channel, &Channel->Drives[i]);
	}
	Channel->Reset = FALSE;
	AtaWriteControl(Channel, Bits);
}

/* Do the registers keep what is written to them? */
static BOOLEAN AtaAnswers(PATA_CHANNEL Channel)
{
	PUCHAR Base = Channel->Command;

	ScsiPortWritePortUchar(Base + ATA_REG_COUNT, 0x55);
	ScsiPortWritePortUchar(Base + ATA_REG_LBA_LOW, 0xaa);
	return ScsiPortReadPortUchar(Base + ATA_REG_COUNT) == 0x55 &&
	       ScsiPortReadPortUchar(Base + ATA_REG_LBA_LOW) == 0xaa;
}

/*
 * A signature is what a drive shows after a reset. Those of both drives are read before anything is
 * written, as both see what is written to one. FALSE if there is no drive.
 */
static BOOLEAN AtaReadSignature(PATA_CHANNEL Channel, PATA_DRIVE Drive)
{
	ULONG i;

	AtaSelectDrive(Channel, Drive);
	if (AtaFloats(AtaAlternateStatus(Channel)) || !AtaWaitIdle(Channel, ATA_FIND_US))
		return FALSE;
	for (i = 0; i < 4; i++)
		Drive->Signature[i] = ScsiPortReadPortUchar(Channel->Command + ATA_REG_COUNT + i);
	Drive->Packet = Drive->Signature[2] == 0x14 && Drive->Signature[3] == 0xeb;
	return TRUE;
}

static BOOLEAN AtaProbeDrive(PATA_CHANNEL Channel, PATA_DRIVE Drive)
{
	ATA_TASKFILE Task;

	AtaSelectDrive(Channel, Drive);
	if (!AtaAnswers(Channel))
		return FALSE;
	memset(&Task, 0, sizeof(Task));
	Task.Command = Drive->Packet ? ATA_CMD_IDENTIFY_PACKET : ATA_CMD_IDENTIFY;
	if (!AtaPolled(Channel, Drive, &Task, Drive->Identify, ATA_FIND_US))
		return FALSE;
	return AtaIntact(Drive->Identify) && AtaUsable(Drive);
}

/*
 * The drives' interrupts are off until HwInitialize. FALSE if there is no drive.
 *
 * Context: HwFindAdapter, so it may take its time.
 */
BOOLEAN AtaProbeChannel(PATA_EXTENSION Extension, UCHAR Path, ULONG Multiple)
{
	PATA_CHANNEL Channel = &Extension->Channels[Path];
	PATA_DRIVE Drive;
	ULONG Most;
	UCHAR i;

	if (AtaFloats(AtaAlternateStatus(Channel)))
		return FALSE;
	AtaResetChannel(Channel);
	for (i = 0; i < ATA_DRIVES; i++) {
		Drive = &Channel->Drives[i];
		Drive->Path = Path;
		Drive->Number = i;
		Drive->Present = AtaReadSignature(Channel, Drive);
	}
	for (i = 0; i < ATA_DRIVES; i++) {
		Drive = &Channel->Drives[i];
		Drive->Present = Drive->Present && AtaProbeDrive(Channel, Drive);
		if (!Drive->Present)
			continue;
		AtaAdoptIdentify(Drive);
		Most = AtaWord(Drive, ATA_ID_MULTIPLE_MAX) & 0xff;
		Drive->Multiple = (UCHAR)(Most < Multiple ? Most : Multiple);
		Channel->Present = TRUE;
	}
	Extension->Masked = TRUE;
	if (Channel->Present)
		AtaSettle(Extension, Channel);
	return Channel->Present;
}
