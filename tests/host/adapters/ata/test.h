/* SPDX-License-Identifier: GPL-2.0-only */
/* tests/host/adapter: what the rooms of the ATA program have in common. */
#ifndef ATA_TEST_H
#define ATA_TEST_H

#include "../../../../hba/ata/ata.h"
#include "../ktap.h"

#define PORT_COMMAND	0x1f0
#define PORT_CONTROL	0x3f6
#define ALWAYS_BUSY	(~0u)

/* The drive: how it is to behave, and what became of it. */
struct ata_drive {
	ULONGLONG Sectors;
	BOOLEAN Fails;		/* at the sector Bad, with Error and FailStatus */
	ULONGLONG Bad;
	UCHAR Error;
	UCHAR FailStatus;
	BOOLEAN NoData;		/* ends a command before its data */
	BOOLEAN TooMuch;	/* wants more data after the last block */
	ULONG SlowUs;		/* busy for so long before each block; or ALWAYS_BUSY */

	UCHAR Register[8];
	UCHAR Previous[8];	/* what was in a register before, for 48 bits */
	UCHAR Control;
	UCHAR Status;
	UCHAR Command;
	BOOLEAN Interrupt;
	BOOLEAN Out;
	BOOLEAN First;		/* block of a write, which comes without an interrupt */
	ULONG BusyUs;
	UCHAR Then;		/* the status after that */
	ULONGLONG Lba;
	ULONG SectorsLeft;
	ULONG Block;		/* sectors */
	ULONG Multiple;
	USHORT Buffer[256 * 256];
	ULONG Word;
	ULONG Words;		/* in this block */
	ULONG Resets;
	ULONG SetMultiples;
	ULONGLONG Written;	/* sum of all words */
	ULONG Commands;		/* that were put to it */

	/* As a packet device, it moves the bytes that Offers says, the way that Wants says. */
	BOOLEAN WantsPacket;
	BOOLEAN WantsOut;
	ULONG Offers;
};

/* What the port was told. */
struct ata_port {
	ULONG Completions;
	ULONG Twice;
	ULONG Logged;
	ULONG Enables;
	PHW_INTERRUPT Enable;
	PHW_INTERRUPT Disable;
	PHW_TIMER Timer;
};

extern struct ata_drive Drive;
extern struct ata_port Port;
extern HW_INITIALIZATION_DATA Hw;
extern ATA_EXTENSION Ext;

/* ---- drive.c */
void DriveBegin(void);
void DrivePass(ULONG Microseconds);
BOOLEAN DriveInterrupts(void);
USHORT DriveWord(ULONGLONG Lba, ULONG Word);

/* ---- requests.c */
extern SCSI_REQUEST_BLOCK Srb;
extern UCHAR SenseBuffer[252];
extern USHORT Data[256 * 256];
BOOLEAN Find(PCHAR Argument);
void Begin(UCHAR Opcode, ULONGLONG Lba, ULONG Sectors);
void Ask(const UCHAR *Cdb, ULONG Way, ULONG Bytes);
void Run(void);
void Do(UCHAR Opcode, ULONGLONG Lba, ULONG Sectors);
ULONG WrongWords(ULONGLONG Lba, ULONG Sectors);

/* ---- the checks */
BOOLEAN IsSense(UCHAR Key, UCHAR Code, UCHAR Qualifier);
void CheckData(void);
void CheckErrors(void);
void CheckProtocol(void);
void CheckInterrupts(void);
void CheckTimeouts(void);
void CheckDirections(void);
void CheckFields(void);
void CheckPackets(void);

#endif
