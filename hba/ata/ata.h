/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: registers of an IDE channel, and what the driver remembers of it. */
#ifndef ATA_MINIPORT_H
#define ATA_MINIPORT_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <ntddscsi.h>
#include <string.h>

/* The command block, by offset. Some registers are others when they are written. */
#define ATA_REG_DATA			0
#define ATA_REG_ERROR			1
#define ATA_REG_FEATURES		1
#define ATA_REG_COUNT			2
#define ATA_REG_REASON			2	/* of a packet device */
#define ATA_REG_LBA_LOW			3
#define ATA_REG_LBA_MID			4
#define ATA_REG_LBA_HIGH		5
#define ATA_REG_DEVICE			6
#define ATA_REG_STATUS			7
#define ATA_REG_COMMAND			7
#define ATA_COMMAND_BYTES		8

#define ATA_STATUS_ERR			0x01
#define ATA_STATUS_DRQ			0x08
#define ATA_STATUS_DF			0x20
#define ATA_STATUS_DRDY			0x40
#define ATA_STATUS_BSY			0x80
#define ATA_STATUS_FLOATING		0xff
#define ATA_STATUS_FLOATING_PULLED	0x7f	/* with the pull-down that ATA asks for */

#define ATA_ERROR_ABRT			0x04

#define ATA_REASON_COMMAND		0x01
#define ATA_REASON_IN			0x02

#define ATA_CONTROL_NIEN		0x02
#define ATA_CONTROL_SRST		0x04
#define ATA_CONTROL_ALWAYS		0x08
#define ATA_CONTROL_HIGH_ORDER		0x80

#define ATA_DEVICE_ALWAYS		0xa0
#define ATA_DEVICE_LBA			0x40
#define ATA_DEVICE_SECOND		0x10

#define ATA_CMD_READ			0x20
#define ATA_CMD_READ_EXT		0x24
#define ATA_CMD_READ_MULTIPLE_EXT	0x29
#define ATA_CMD_WRITE			0x30
#define ATA_CMD_WRITE_EXT		0x34
#define ATA_CMD_WRITE_MULTIPLE_EXT	0x39
#define ATA_CMD_VERIFY			0x40
#define ATA_CMD_VERIFY_EXT		0x42
#define ATA_CMD_PACKET			0xa0
#define ATA_CMD_IDENTIFY_PACKET		0xa1
#define ATA_CMD_SMART			0xb0
#define ATA_CMD_READ_MULTIPLE		0xc4
#define ATA_CMD_WRITE_MULTIPLE		0xc5
#define ATA_CMD_SET_MULTIPLE		0xc6
#define ATA_CMD_WRITE_MULTIPLE_FUA_EXT	0xce
#define ATA_CMD_STANDBY_IMMEDIATE	0xe0
#define ATA_CMD_FLUSH			0xe7
#define ATA_CMD_FLUSH_EXT		0xea
#define ATA_CMD_IDENTIFY		0xec
#define ATA_CMD_SET_FEATURES		0xef

#define ATA_FEATURE_WCACHE_ON		0x02
#define ATA_FEATURE_WCACHE_OFF		0x82

/* IDENTIFY data, by word. */
#define ATA_ID_CONFIG			0
#define ATA_ID_SERIAL			10
#define ATA_ID_FIRMWARE			23
#define ATA_ID_MODEL			27
#define ATA_ID_MULTIPLE_MAX		47
#define ATA_ID_CAPABILITIES		49
#define ATA_ID_MULTIPLE			59
#define ATA_ID_SECTORS_28		60
#define ATA_ID_MAJOR_VERSION		80
#define ATA_ID_SUPPORTED_1		82
#define ATA_ID_SUPPORTED_2		83
#define ATA_ID_SUPPORTED_3		84
#define ATA_ID_ENABLED_1		85
#define ATA_ID_ENABLED_2		86
#define ATA_ID_ENABLED_3		87
#define ATA_ID_SECTORS_48		100
#define ATA_ID_PHYSICAL			106
#define ATA_ID_WWN			108
#define ATA_ID_SECTOR_WORDS		117
#define ATA_ID_FORM_FACTOR		168
#define ATA_ID_ALIGNMENT		209
#define ATA_ID_ROTATION			217
#define ATA_ID_WORDS			256

#define ATA_SECTOR			512
#define ATA_MAX_SECTORS_28		256
#define ATA_MAX_SECTORS_48		65536
#define ATA_LIMIT_28			0x10000000ull
#define ATA_LIMIT_48			0x1000000000000ull

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

/* What a search for hardware remembers from one HwFindAdapter to the next. */
typedef struct _ATA_SEARCH {
	ULONG Next;
	ULONG Bus;
} ATA_SEARCH, *PATA_SEARCH;

/* Where a channel is. */
typedef struct _ATA_PLACE {
	ULONG Command;
	ULONG Control;
	ULONG Interrupt;
} ATA_PLACE, *PATA_PLACE;

/* What the argument string asks for. */
typedef struct _ATA_OPTIONS {
	BOOLEAN Deferred;
	ULONG AccessNs;
	ULONG MaxTransfer;	/* 0: as the mode allows */
	ULONG Multiple;
	ULONG Places;
	ATA_PLACE Place[ATA_CHANNELS];
} ATA_OPTIONS, *PATA_OPTIONS;

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

/* options.c */
VOID AtaParseOptions(PATA_OPTIONS Options, PCHAR Text);

/* registers.c */
VOID AtaWriteControl(PATA_CHANNEL Channel, UCHAR Bits);
UCHAR AtaAlternateStatus(PATA_CHANNEL Channel);
UCHAR AtaReadStatus(PATA_CHANNEL Channel);
BOOLEAN AtaWaitIdle(PATA_CHANNEL Channel, ULONG Microseconds);
VOID AtaSelect(PATA_CHANNEL Channel, UCHAR Device);
VOID AtaWriteTask(PATA_CHANNEL Channel, PATA_TASKFILE Task);
VOID AtaReadTask(PATA_CHANNEL Channel, PATA_TASKFILE Task);
VOID AtaMoveIn(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count);
VOID AtaMoveOut(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count);

/* probe.c */
BOOLEAN AtaProbeChannel(PATA_EXTENSION Extension, UCHAR Path, ULONG Multiple);
VOID AtaResetChannel(PATA_CHANNEL Channel);
VOID AtaSettle(PATA_EXTENSION Extension, PATA_CHANNEL Channel);
VOID AtaAdoptIdentify(PATA_DRIVE Drive);

/* transfer.c */
VOID AtaSubmit(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaBegin(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaForget(PATA_CHANNEL Channel);
VOID AtaMask(PATA_EXTENSION Extension);
VOID AtaUnmask(PATA_EXTENSION Extension);
BOOLEAN NTAPI AtaInterrupt(PVOID DeviceExtension);

/* miniport.c */
VOID AtaFinish(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID AtaFinishGood(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, ULONG Moved);
BOOLEAN NTAPI AtaInitialize(PVOID DeviceExtension);
BOOLEAN NTAPI AtaStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN NTAPI AtaResetBus(PVOID DeviceExtension, ULONG PathId);
SCSI_ADAPTER_CONTROL_STATUS NTAPI AtaAdapterControl(PVOID DeviceExtension,
						    SCSI_ADAPTER_CONTROL_TYPE ControlType,
						    PVOID Parameters);

/* scsi.c */
VOID AtaScsiCommand(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaFlush(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaDone(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaSetAddress(PATA_REQUEST Request, ULONGLONG Lba, ULONG Sectors);
BOOLEAN AtaKnowsOpcode(UCHAR Opcode);
VOID AtaSimulated(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Data, ULONG Length,
		  ULONG Allocated);

/* inquiry.c */
VOID AtaInquiry(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaString(PATA_DRIVE Drive, ULONG Word, PUCHAR To, ULONG Length);

/* mode.c */
VOID AtaModeSense(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaModeSelect(PATA_EXTENSION Extension, PATA_REQUEST Request);

/* sense.c */
VOID AtaCheck(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Key, UCHAR Code,
	      UCHAR Qualifier);
VOID AtaInvalidField(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit);
VOID AtaInvalidParameter(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit);
VOID AtaWrongDirection(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaFailed(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaReturnTask(PATA_EXTENSION Extension, PATA_REQUEST Request);
BOOLEAN AtaHasFailed(PATA_REQUEST Request);

/* passthrough.c */
VOID AtaPassThrough(PATA_EXTENSION Extension, PATA_REQUEST Request);

/* atapi.c */
VOID AtaPacketCommand(PATA_EXTENSION Extension, PATA_REQUEST Request);
BOOLEAN AtaPacketStep(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Status);

/* smart.c */
VOID AtaIoControl(PATA_EXTENSION Extension, PATA_REQUEST Request);

/* find.c */
ULONG NTAPI AtaFindIsa(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again);
ULONG NTAPI AtaFindPci(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again);

#endif /* ATA_MINIPORT_H */
