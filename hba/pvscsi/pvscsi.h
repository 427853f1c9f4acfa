/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: what it shares with the adapter, and what it remembers. */
#ifndef PVSCSI_H
#define PVSCSI_H

#include "hardware.h"

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

#endif /* PVSCSI_H */
