/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: what the driver remembers of a channel, its drives and their requests. */
#ifndef ATA_MINIPORT_H
#define ATA_MINIPORT_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <ntddscsi.h>
#include <string.h>
#include "hardware.h"

/* One command with a sector count of 8 bits moves no more. */
#define ATA_MAX_TRANSFER		(ATA_MAX_SECTORS_28 * ATA_SECTOR)

/* Most bytes that a packet device may offer at once. Even, as the data port has 16 bits. */
#define ATA_PACKET_LIMIT		0xfffe
#define ATA_PACKET_BYTES		12

#define ATA_CHANNELS			2
#define ATA_DRIVES			2	/* on a channel */

/* How long a routine waits, microseconds: in the time of one call, and in the Enable callback. */
#define ATA_BUDGET_US			50
#define ATA_SHORT_US			20
#define ATA_PATIENT_US			2000
#define ATA_POLL_US			1000
#define ATA_RESET_US			31000000
#define ATA_FIND_US			5000000
#define ATA_DEFAULT_ACCESS_NS		1000

typedef enum _ATA_PROTOCOL {
	AtaNonData,
	AtaPioIn,
	AtaPioOut,
	AtaPacket
} ATA_PROTOCOL;

/* Registers of a command, and of its end. The high half is for commands with 48-bit addresses. */
typedef struct _ATA_TASKFILE {
	UCHAR Command;		/* or status */
	UCHAR Device;
	BOOLEAN Extended;
	UCHAR Features;		/* or error */
	UCHAR Count;
	UCHAR LbaLow;
	UCHAR LbaMid;
	UCHAR LbaHigh;
	UCHAR FeaturesHigh;
	UCHAR CountHigh;
	UCHAR LbaLowHigh;
	UCHAR LbaMidHigh;
	UCHAR LbaHighHigh;
} ATA_TASKFILE, *PATA_TASKFILE;

typedef struct _ATA_DRIVE {
	BOOLEAN Present;
	BOOLEAN Packet;
	BOOLEAN Lba48;
	BOOLEAN DescriptorSense;
	UCHAR Multiple;		/* sectors in a block of READ MULTIPLE; 0: no such commands */
	UCHAR PacketBytes;
	UCHAR Path;
	UCHAR Number;		/* of its channel: the target id */
	UCHAR Signature[4];	/* count, and LBA, low to high, after a reset */
	ULONGLONG Sectors;
	USHORT Identify[ATA_ID_WORDS];
} ATA_DRIVE, *PATA_DRIVE;

struct _ATA_EXTENSION;
struct _ATA_REQUEST;

/* What follows when a command has ended: the request is answered, or goes on with another one. */
typedef VOID ATA_DONE(struct _ATA_EXTENSION *Extension, struct _ATA_REQUEST *Request);

/* In the SRB extension. */
typedef struct _ATA_REQUEST {
	PSCSI_REQUEST_BLOCK Srb;
	struct _ATA_REQUEST *Next;
	PATA_DRIVE Drive;
	ATA_DONE *Done;
	ATA_PROTOCOL Protocol;
	ATA_TASKFILE Task;
	ATA_TASKFILE Result;
	PUCHAR Data;
	ULONG Length;
	ULONG Moved;
	ULONG Block;		/* bytes that the drive offers at once */
	UCHAR Packet[16];	/* goes through a port of words */
	BOOLEAN SendFirst;	/* the drive waits for data or a packet, and does not interrupt */
	BOOLEAN In;		/* the way of a packet's data */
	BOOLEAN Narrow;		/* asked with MODE SENSE(6), answered by MODE SENSE(10) */
	BOOLEAN Broken;		/* the drive did not keep to the protocol */
	BOOLEAN Against;	/* it wanted data moved against the request's direction */
	ULONGLONG NextLba;
	ULONGLONG Left;		/* of a VERIFY that takes more than one command */
	USHORT Fresh[ATA_ID_WORDS];	/* IDENTIFY data, until it is whole */
} ATA_REQUEST, *PATA_REQUEST;

typedef struct _ATA_CHANNEL {
	PUCHAR Command;
	PUCHAR Control;
	UCHAR Bits;		/* last written to the control register */
	BOOLEAN Present;
	BOOLEAN Reset;		/* the drives have forgotten their settings */
	PATA_REQUEST Active;
	PATA_REQUEST First;	/* waiting for the channel */
	PATA_REQUEST Last;
	ATA_DRIVE Drives[ATA_DRIVES];
} ATA_CHANNEL, *PATA_CHANNEL;

typedef struct _ATA_EXTENSION {
	BOOLEAN Deferred;	/* data moves in the Enable callback, not in HwScsiInterrupt */
	BOOLEAN Running;
	BOOLEAN Masked;
	BOOLEAN Serving;	/* inside the Enable callback */
	ATA_CHANNEL Channels[ATA_CHANNELS];
	UCHAR Scratch[1024];	/* for answers that the driver makes itself */
} ATA_EXTENSION, *PATA_EXTENSION;

FORCEINLINE PATA_CHANNEL AtaChannelOf(PATA_EXTENSION Extension, PATA_DRIVE Drive)
{
	return &Extension->Channels[Drive->Path];
}

FORCEINLINE USHORT AtaWord(PATA_DRIVE Drive, ULONG Word)
{
	return Drive->Identify[Word];
}

/*
 * May data go into the request's buffer, or come from there? A CDB is only a wish: whose memory it
 * is was promised the direction of the SRB. To be asked before anything moves data as a CDB says.
 */
FORCEINLINE BOOLEAN AtaMayMove(PATA_REQUEST Request, BOOLEAN In)
{
	return (Request->Srb->SrbFlags & (In ? SRB_FLAGS_DATA_IN : SRB_FLAGS_DATA_OUT)) != 0;
}

/* Words 82 to 84 and 85 to 87 count only where 83 and 87 say so in their upper two bits. */
FORCEINLINE BOOLEAN AtaSupports(PATA_DRIVE Drive, ULONG Word, USHORT Bit)
{
	return (AtaWord(Drive, ATA_ID_SUPPORTED_2) & 0xc000) == 0x4000 &&
	       (AtaWord(Drive, Word) & Bit);
}

FORCEINLINE VOID AtaPut16(PUCHAR To, ULONG Value)
{
	To[0] = (UCHAR)((Value >> 8) & 0xff);
	To[1] = (UCHAR)(Value & 0xff);
}

FORCEINLINE VOID AtaPut32(PUCHAR To, ULONG Value)
{
	AtaPut16(To, Value >> 16);
	AtaPut16(To + 2, Value & 0xffff);
}

FORCEINLINE VOID AtaPut64(PUCHAR To, ULONGLONG Value)
{
	AtaPut32(To, (ULONG)(Value >> 32));
	AtaPut32(To + 4, (ULONG)Value);
}

FORCEINLINE ULONG AtaGet16(const UCHAR *From)
{
	return ((ULONG)From[0] << 8) | From[1];
}

FORCEINLINE ULONG AtaGet32(const UCHAR *From)
{
	return (AtaGet16(From) << 16) | AtaGet16(From + 2);
}

FORCEINLINE ULONGLONG AtaGet64(const UCHAR *From)
{
	return ((ULONGLONG)AtaGet32(From) << 32) | AtaGet32(From + 4);
}

#endif /* ATA_MINIPORT_H */
