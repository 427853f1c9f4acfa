/* SPDX-License-Identifier: GPL-2.0-only */
/* What IDE drives want, whoever talks to them. */
#ifndef DRIVE_H
#define DRIVE_H

#define DRIVE_PORTS		8
#define DRIVE_SECTOR		512
#define DRIVE_MOST_SECTORS	128

/* Ports from the first on. */
#define DRIVE_DATA		0
#define DRIVE_ERROR		1
#define DRIVE_COUNT		2
#define DRIVE_LOW		3
#define DRIVE_MID		4
#define DRIVE_HIGH		5
#define DRIVE_SELECT		6
#define DRIVE_COMMAND		7
#define DRIVE_STATUS		7

#define STATUS_BUSY		0x80
#define STATUS_READY		0x40
#define STATUS_FAULT		0x20
#define STATUS_DATA		0x08
#define STATUS_ERROR		0x01

#define ERROR_MEDIUM		0x40
#define ERROR_ADDRESS		0x10

#define CONTROL_RESET		0x04
#define CONTROL_SILENT		0x02

#define COMMAND_READ_DMA	0xc8
#define COMMAND_WRITE_DMA	0xca
#define COMMAND_FLUSH		0xe7
#define COMMAND_IDENTIFY	0xec

typedef struct _DRIVE {
	PUCHAR Ports;
	PUCHAR Control;
	unsigned long Sectors;
	BOOLEAN Caches;
	char Model[40];
} DRIVE, *PDRIVE;

BOOLEAN DriveIdentify(PDRIVE Drive);
VOID DriveReset(PDRIVE Drive);
VOID DriveCommand(PDRIVE Drive, UCHAR Command, unsigned long Sector, unsigned long Sectors);

#endif
