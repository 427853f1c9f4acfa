// SPDX-License-Identifier: GPL-2.0-only
/* IDE drives, as far as no bus and no DMA is concerned. */
#include <miniport.h>
#include <srb.h>
#include "drive.h"

#define IDENTIFY_WORDS		256
#define IDENTIFY_MODEL		27
#define IDENTIFY_ABILITIES	49
#define IDENTIFY_SECTORS	60
#define IDENTIFY_ENABLED	85

#define ABILITY_LBA		0x0200
#define ABILITY_DMA		0x0100
#define ENABLED_CACHE		0x0020

#define POLL_US			100L
#define POLL_TIMES		10000L

static UCHAR DriveStatus(PDRIVE Drive)
{
	return ScsiPortReadPortUchar(Drive->Ports + DRIVE_STATUS);
}

/* The status when the drive is not busy any more, or 0 if it never is. */
static UCHAR DriveWait(PDRIVE Drive)
{
	UCHAR Status;
	long i;

	for (i = 0; i < POLL_TIMES; i++) {
		Status = DriveStatus(Drive);
		if (!(Status & STATUS_BUSY))
			return Status;
		ScsiPortStallExecution(POLL_US);
	}
	return 0;
}

VOID DriveCommand(PDRIVE Drive, UCHAR Command, unsigned long Sector, unsigned long Sectors)
{
	PUCHAR Ports = Drive->Ports;

	ScsiPortWritePortUchar(Ports + DRIVE_SELECT, (UCHAR)(0xe0 | (Sector >> 24 & 0x0f)));
	ScsiPortWritePortUchar(Ports + DRIVE_COUNT, (UCHAR)Sectors);
	ScsiPortWritePortUchar(Ports + DRIVE_LOW, (UCHAR)Sector);
	ScsiPortWritePortUchar(Ports + DRIVE_MID, (UCHAR)(Sector >> 8));
	ScsiPortWritePortUchar(Ports + DRIVE_HIGH, (UCHAR)(Sector >> 16));
	ScsiPortWritePortUchar(Ports + DRIVE_COMMAND, Command);
}

/* Without an interrupt. TRUE: there is a disk, with DMA. */
BOOLEAN DriveIdentify(PDRIVE Drive)
{
	USHORT Words[IDENTIFY_WORDS];
	unsigned long i;
	UCHAR Status;

	ScsiPortWritePortUchar(Drive->Control, CONTROL_SILENT);
	ScsiPortWritePortUchar(Drive->Ports + DRIVE_SELECT, 0xe0);
	/* Where nothing is, all bits are set. */
	Status = DriveStatus(Drive);
	if (Status == 0xff || !(DriveWait(Drive) & STATUS_READY))
		return FALSE;
	DriveCommand(Drive, COMMAND_IDENTIFY, 0, 0);
	Status = DriveWait(Drive);
	if (Status & (STATUS_ERROR | STATUS_FAULT) || !(Status & STATUS_DATA))
		return FALSE;
	ScsiPortReadPortBufferUshort((PUSHORT)(Drive->Ports + DRIVE_DATA), Words, IDENTIFY_WORDS);
	DriveStatus(Drive);
	if (!(Words[IDENTIFY_ABILITIES] & ABILITY_LBA) ||
	    !(Words[IDENTIFY_ABILITIES] & ABILITY_DMA))
		return FALSE;
	Drive->Sectors = Words[IDENTIFY_SECTORS] | (unsigned long)Words[IDENTIFY_SECTORS + 1] << 16;
	Drive->Caches = (Words[IDENTIFY_ENABLED] & ENABLED_CACHE) != 0;
	for (i = 0; i < sizeof(Drive->Model); i += 2) {
		Drive->Model[i] = (char)(Words[IDENTIFY_MODEL + i / 2] >> 8);
		Drive->Model[i + 1] = (char)Words[IDENTIFY_MODEL + i / 2];
	}
	return Drive->Sectors != 0;
}

VOID DriveReset(PDRIVE Drive)
{
	ScsiPortWritePortUchar(Drive->Control, CONTROL_RESET | CONTROL_SILENT);
	ScsiPortStallExecution(10);
	ScsiPortWritePortUchar(Drive->Control, CONTROL_SILENT);
	ScsiPortStallExecution(2000);
	DriveWait(Drive);
	ScsiPortWritePortUchar(Drive->Control, 0);
}
