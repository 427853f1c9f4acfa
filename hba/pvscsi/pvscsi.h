/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: the adapter's registers and rings, and what the driver remembers. */
#ifndef PVSCSI_H
#define PVSCSI_H

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

/* Scatter list and transfer of one request, as large as those of other systems' drivers. */
#define PV_ELEMENTS			128
#define PV_MAX_TRANSFER			(65535 * 512)

#define PV_SENSE_BYTES			128

/* What every block is made of. */
#define PV_SECTOR			512

/* Direction flags that no SRB has. */
#define PV_NEVER_PLAIN			0xffffffff

/*
 * A context is what an answer names its request by. The adapter wants them small and not 0, so they
 * are indices: the queue tag where there is one, and one of a few more for untagged requests.
 */
#define PV_FIRST_UNTAGGED		255
#define PV_UNTAGGED_REQUESTS		16
#define PV_CONTEXTS			(PV_FIRST_UNTAGGED + PV_UNTAGGED_REQUESTS)

#define PV_TARGETS			16
#define PV_TARGETS_AT_MOST		127

/* How long a command of recovery may take until its requests are back. */
#define PV_DRAIN_TRIES			500
#define PV_DRAIN_STALL_US		100

/* What is shared with the adapter is volatile: it may look there whenever it likes. */

/*
 * The counters say how much of the rings is written, and how much is read: an entry's words come
 * before the counter that gives it away, and after the one that gives it out. Headers that have
 * no such reads and writes are for processors that keep that order.
 */
#if !defined(ReadULongAcquire) && !defined(_M_ARM64)
#define ReadULongAcquire(Source)		(*(volatile ULONG *)(Source))
#define WriteULongRelease(Destination, Value)	(*(volatile ULONG *)(Destination) = (Value))
#endif

/* Nor have those for ScsiPort alone a barrier; what is interlocked is one there. */
#if !defined(KeMemoryBarrier) && !defined(_M_ARM64)
LONG _InterlockedExchange(LONG volatile *Target, LONG Value);
#ifdef _MSC_VER
#pragma intrinsic(_InterlockedExchange)
#endif

FORCEINLINE VOID PvBarrier(VOID)
{
	volatile LONG Place;

	_InterlockedExchange(&Place, 0);
}

#define KeMemoryBarrier()	PvBarrier()
#endif

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

/* The uncached extension, from its first whole page on. */
typedef struct _PV_SHARED {
	PV_STATE State;
	UCHAR Pad[PV_PAGE - sizeof(PV_STATE)];
	PV_REQUEST Request[PV_REQUESTS];
	PV_COMPLETION Completion[PV_COMPLETIONS];
	PV_MESSAGE Message[PV_MESSAGES];
	UCHAR Sense[PV_CONTEXTS][PV_SENSE_BYTES];
} volatile PV_SHARED, *PPV_SHARED;

typedef UCHAR volatile PV_SENSE, *PPV_SENSE;

C_ASSERT(FIELD_OFFSET(PV_SHARED, Request) == PV_PAGE);
C_ASSERT(FIELD_OFFSET(PV_SHARED, Sense) % PV_PAGE == 0);

/*
 * SRB extension: the scatter list, with an element to spare for the chain where it crosses a page,
 * and room to start at a multiple of an element's size.
 */
#define PV_LIST_BYTES			((PV_ELEMENTS + 2) * sizeof(PV_ELEMENT))

typedef struct _PV_ADAPTER {
	PUCHAR Registers;
	PPV_SHARED Shared;
	ULONGLONG SharedAddress;

	/* Places in it that every request needs. */
	PPV_REQUEST Requests;
	PPV_COMPLETION Completions;
	ULONGLONG SenseAddress;

	/* Our half of the counters in PV_STATE, so that nothing is read that only we write. */
	ULONG RequestProduced;
	ULONG CompletionConsumed;
	ULONG MessageConsumed;

	ULONG InterruptMask;
	ULONG MaxElements;

	/* The adapter says itself when it wants to be rung for. */
	BOOLEAN Threshold;

	/* No room, and the port was not asked for more; this unit was the last. */
	BOOLEAN Starved;
	BOOLEAN StarvedLu;
	UCHAR StarvedTarget;
	UCHAR StarvedLun;

	/* The one that an ABORT_COMMAND is about, while it lasts. */
	PSCSI_REQUEST_BLOCK Victim;

	/* A bus reset left requests, and this was RequestProduced then. */
	BOOLEAN Left;
	ULONG LeftProduced;

	/* For each opcode, direction flags that go against it, and those of a plain request. */
	UCHAR Against[256];
	ULONG Plain[256];

	PSCSI_REQUEST_BLOCK Slot[PV_CONTEXTS];
} PV_ADAPTER, *PPV_ADAPTER;

FORCEINLINE ULONG PvRead(PPV_ADAPTER Adapter, ULONG Register)
{
	return ScsiPortReadRegisterUlong((PULONG)(Adapter->Registers + Register));
}

FORCEINLINE VOID PvWrite(PPV_ADAPTER Adapter, ULONG Register, ULONG Value)
{
	ScsiPortWriteRegisterUlong((PULONG)(Adapter->Registers + Register), Value);
}

/* Requests that the adapter has and has not answered. */
FORCEINLINE ULONG PvOutstanding(PPV_ADAPTER Adapter)
{
	return Adapter->RequestProduced - Adapter->CompletionConsumed;
}

/* registers.c */
VOID PvCommand(PPV_ADAPTER Adapter, ULONG Command, PVOID Data, ULONG Bytes);
VOID PvReset(PPV_ADAPTER Adapter);
VOID PvSetup(PPV_ADAPTER Adapter);
ULONG PvAskTargets(PPV_ADAPTER Adapter);

/* request.c */
VOID PvAskNext(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
VOID PvAnswer(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID PvStart(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN PvComplete(PPV_ADAPTER Adapter);

/* direction.c */
VOID PvKnowDirections(PPV_ADAPTER Adapter);
BOOLEAN PvNeverAnswered(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
VOID PvAnswerInvalid(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);

/* status.c */
UCHAR PvTranslate(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, ULONGLONG Moved,
		  ULONGLONG Outcome, PPV_SENSE Sense);

/* recovery.c */
BOOLEAN PvResetBus(PPV_ADAPTER Adapter);
UCHAR PvResetUnits(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
UCHAR PvAbort(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);

#endif /* PVSCSI_H */
