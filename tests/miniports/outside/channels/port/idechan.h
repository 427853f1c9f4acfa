/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter for each channel of an IDE controller on PCI, whose drive 0 is a disk. */
#ifndef IDECHAN_H
#define IDECHAN_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <drive.h>

#define CHANNELS		2
#define CHANNEL_BREAKS		16L
/* An element may not cross 64 KiB, so one of the port's can be two. */
#define CHANNEL_ELEMENTS	(2 * (CHANNEL_BREAKS + 1))

/* Of the bus master: each channel has 8 of 16 ports. */
#define MASTER_PORTS		16
#define MASTER_COMMAND		0
#define MASTER_STATUS		2
#define MASTER_TABLE		4
#define MASTER_START		0x01
#define MASTER_TO_MEMORY	0x08
#define MASTER_ERROR		0x02
#define MASTER_INTERRUPT	0x04
#define MASTER_DRIVES		0x60

typedef struct _CHANNEL {
	DRIVE Drive;
	unsigned long Number;
	PUCHAR Master;
	unsigned long *Table;
	unsigned long TableAddress;
	/* The one that the drive is busy with. */
	PSCSI_REQUEST_BLOCK Srb;
} CHANNEL, *PCHANNEL;

ULONG NTAPI ChannelFind(PVOID Extension, PVOID Context, PVOID BusInformation, PCHAR Argument,
			PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again);
VOID ChannelStart(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb);
VOID ChannelFlush(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb);
VOID ChannelEnd(PCHANNEL Channel, UCHAR Status);
VOID ChannelComplete(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);

#endif
