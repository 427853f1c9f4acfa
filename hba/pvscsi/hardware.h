/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: the adapter's registers, commands and rings. */
#ifndef PVSCSI_HARDWARE_H
#define PVSCSI_HARDWARE_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>

/* Registers, in the range that is memory. */
#define PV_COMMAND			0x0000
#define PV_COMMAND_DATA			0x0004
#define PV_COMMAND_STATUS		0x0008
#define PV_INTR_STATUS			0x100c
#define PV_INTR_MASK			0x2010
#define PV_KICK_NON_RW			0x3014
#define PV_KICK_RW			0x4018
#define PV_REGISTER_BYTES		0x8000

#define PV_CMD_ADAPTER_RESET		1
#define PV_CMD_SETUP_RINGS		3
#define PV_CMD_RESET_BUS		4
#define PV_CMD_RESET_DEVICE		5
#define PV_CMD_ABORT			6
#define PV_CMD_CONFIG			7
#define PV_CMD_SETUP_MESSAGES		8
#define PV_CMD_SETUP_THRESHOLD		10

/* COMMAND_STATUS of a command that this adapter does not know; also what an absent one reads as. */
#define PV_UNKNOWN_COMMAND		0xffffffff
#define PV_GONE				0xffffffff

#define PV_INTR_COMPLETION		0x03
#define PV_INTR_MESSAGE			0x0c

/* PV_REQUEST.Flags. The directions are those of SrbFlags, three bits further down. */
#define PV_FLAG_LIST			0x01
#define PV_FLAG_NO_DATA			0x04
#define PV_FLAG_TO_HOST			0x08
#define PV_FLAG_TO_DEVICE		0x10
#define PV_DIRECTION_SHIFT		3

#define PV_ELEMENT_CHAIN		0x01

/* Host status of an answer. */
#define PV_HOST_GOOD			0x00
#define PV_HOST_LINKED			0x0a
#define PV_HOST_LINKED_FLAG		0x0b
#define PV_HOST_UNDERRUN		0x0c
#define PV_HOST_SELECTION		0x11
#define PV_HOST_DATA_RUN		0x12
#define PV_HOST_BUS_FREE		0x13
#define PV_HOST_PHASE			0x14
#define PV_HOST_LUN_MISMATCH		0x17
#define PV_HOST_PARAMETER		0x1a
#define PV_HOST_SENSE_FAILED		0x1b
#define PV_HOST_TAG_REJECT		0x1c
#define PV_HOST_BAD_MESSAGE		0x1d
#define PV_HOST_HARDWARE		0x20
#define PV_HOST_NO_RESPONSE		0x21
#define PV_HOST_SENT_RESET		0x22
#define PV_HOST_SEEN_RESET		0x23
#define PV_HOST_DISCONNECT		0x24
#define PV_HOST_BUS_RESET		0x25
#define PV_HOST_ABORTED			0x26
#define PV_HOST_SOFTWARE		0x27
#define PV_HOST_TIMEOUT			0x30
#define PV_HOST_PARITY			0x34

/* READ and WRITE of 6, 10, 12 and 16 bytes, which have a doorbell of their own. */
#define PV_IS_READ_WRITE(Opcode)	(((Opcode) & 0x5d) == SCSIOP_READ6)

#define PV_PAGE				4096
#define PV_PAGE_SHIFT			12

/* Pages of each ring; a power of two, as the adapter wants it. */
#define PV_REQUEST_PAGES		8
#define PV_COMPLETION_PAGES		2
#define PV_MESSAGE_PAGES		1
#define PV_MOST_PAGES			32
#define PV_MOST_MESSAGE_PAGES		16

#define PV_REQUESTS			(PV_REQUEST_PAGES * PV_PAGE / 128)
#define PV_COMPLETIONS			(PV_COMPLETION_PAGES * PV_PAGE / 32)
#define PV_MESSAGES			(PV_MESSAGE_PAGES * PV_PAGE / 128)

/* Memory that is shared with the adapter is volatile: the adapter may look whenever it likes. */

/* Counters of both rings, and of the message ring in a cache line of its own. */
typedef struct _PV_STATE {
	ULONG RequestProduced;
	ULONG RequestConsumed;
	ULONG RequestLog2;
	ULONG CompletionProduced;
	ULONG CompletionConsumed;
	ULONG CompletionLog2;
	ULONG RequestThreshold;
	ULONG Reserved[25];
	ULONG MessageProduced;
	ULONG MessageConsumed;
	ULONG MessageLog2;
} volatile PV_STATE, *PPV_STATE;

/* Shape: CDB length in bits 7:0, LUN in 23:16. Route: tag in bits 15:8, bus 23:16, target 31:24. */
typedef struct _PV_REQUEST {
	ULONGLONG Context;
	ULONGLONG Data;
	ULONGLONG DataLength;
	ULONGLONG Sense;
	ULONG SenseLength;
	ULONG Flags;
	ULONGLONG Cdb[2];
	ULONGLONG Shape;
	ULONGLONG Route;
	ULONGLONG Reserved[7];
} volatile PV_REQUEST, *PPV_REQUEST;

#define PV_SHAPE(CdbLength, Lun)	((ULONG)(CdbLength) | (ULONG)(Lun) << 16)
#define PV_ROUTE(Tag, Target)		((ULONG)(Tag) << 8 | (ULONG)(Target) << 24)

/* Outcome: sense bytes in bits 31:0, host status 47:32, SCSI status 63:48. 0 is a good one. */
typedef struct _PV_COMPLETION {
	ULONGLONG Context;
	ULONGLONG Moved;
	ULONGLONG Outcome;
	ULONGLONG Reserved;
} volatile PV_COMPLETION, *PPV_COMPLETION;

typedef struct _PV_MESSAGE {
	ULONG Type;
	ULONG Bus;
	ULONG Target;
	ULONG Lun[2];
	ULONG Reserved[27];
} volatile PV_MESSAGE, *PPV_MESSAGE;

typedef struct _PV_ELEMENT {
	ULONGLONG Address;
	ULONG Length;
	ULONG Flags;
} volatile PV_ELEMENT, *PPV_ELEMENT;

/* Data of commands, written word by word behind the command. */
typedef struct _PV_SETUP_RINGS {
	ULONG RequestPages;
	ULONG CompletionPages;
	ULONGLONG StatePage;
	ULONGLONG RequestPage[PV_MOST_PAGES];
	ULONGLONG CompletionPage[PV_MOST_PAGES];
} PV_SETUP_RINGS;

typedef struct _PV_SETUP_MESSAGES {
	ULONG Pages;
	ULONG Reserved;
	ULONGLONG Page[PV_MOST_MESSAGE_PAGES];
} PV_SETUP_MESSAGES;

typedef struct _PV_RESET_DEVICE {
	ULONG Target;
	UCHAR Lun[8];
} PV_RESET_DEVICE;

typedef struct _PV_ABORT {
	ULONGLONG Context;
	ULONG Target;
	ULONG Reserved;
} PV_ABORT;

C_ASSERT(sizeof(PV_REQUEST) == 128);
C_ASSERT(sizeof(PV_COMPLETION) == 32);
C_ASSERT(sizeof(PV_MESSAGE) == 128);
C_ASSERT(sizeof(PV_ELEMENT) == 16);
C_ASSERT(FIELD_OFFSET(PV_STATE, MessageProduced) == 128);
C_ASSERT(sizeof(PV_SETUP_RINGS) == 528);
C_ASSERT(sizeof(PV_SETUP_MESSAGES) == 136);

#endif /* PVSCSI_HARDWARE_H */
