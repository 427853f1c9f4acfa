/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: what it promises to programs, and what it remembers of a board. */
#ifndef VHBA_H
#define VHBA_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <ntddscsi.h>
#include "hardware.h"

/* IOCTL_SCSI_MINIPORT: signature, codes, and the data behind SRB_IO_CONTROL. */
#define VHBA_SIGNATURE			{ 'V', 'H', 'B', 'A', ' ', ' ', ' ', ' ' }
#define VHBA_CONTROL_INFO		1
#define VHBA_RETURN_OK			0
#define VHBA_RETURN_UNKNOWN		1
#define VHBA_RETURN_TOO_SHORT		2

typedef struct _VHBA_INFO {
	ULONG Version;
	ULONG Caps;
	ULONG Geometry;
	ULONG Depth;
	ULONG FreeSlots;
} VHBA_INFO, *PVHBA_INFO;

#define VHBA_MAX_SLOTS			254
#define VHBA_MAX_BREAKS			255
#define VHBA_SENSE_BYTES		128
#define VHBA_MAX_SENSE			252
#define VHBA_PAGE			4096

/* The time that one call may spend on the data port, and the default of its speed. */
#define VHBA_BUDGET_NS			50000
#define VHBA_DEFAULT_PIO_NS		20

/* Boards without a line: how often to look, with commands on the board and without. */
#define VHBA_POLL_BUSY_US		250
#define VHBA_POLL_IDLE_US		1000000

#define VHBA_READY_TRIES		1000
#define VHBA_READY_STALL_US		10

#define VHBA_READ(Extension, Register) \
	ScsiPortReadRegisterUlong((PULONG)((Extension)->Registers + (Register)))
#define VHBA_WRITE(Extension, Register, Value) \
	ScsiPortWriteRegisterUlong((PULONG)((Extension)->Registers + (Register)), (Value))

/*
 * A word that the board writes last: what it wrote before is read after it. Headers that have no
 * such read are for processors that keep the order of reads.
 */
#if !defined(ReadULong64Acquire) && !defined(_M_ARM64)
#define ReadULong64Acquire(Source)	(*(volatile ULONGLONG *)(Source))
#endif

/*
 * One command on the board. Context is its number in the low byte and a serial number above, so
 * that an answer to a command that was given up is told from one to its successor.
 */
typedef struct _VHBA_SLOT {
	PSCSI_REQUEST_BLOCK Srb;
	ULONG Context;
	ULONG Moved;
} VHBA_SLOT, *PVHBA_SLOT;

/* Per logical unit: sense that could not be delivered with its command. */
typedef struct _VHBA_LU {
	UCHAR SenseLength;
	UCHAR Sense[VHBA_MAX_SENSE];
} VHBA_LU, *PVHBA_LU;

typedef struct _VHBA_EXTENSION {
	PUCHAR Registers;
	PULONG DataPort;
	ULONG Caps;
	ULONG Depth;
	ULONG IrqMask;
	BOOLEAN Running;
	BOOLEAN AutoSense;
	BOOLEAN QueuePerLu;

	/* The board is full and the port was not asked for more; this unit was the last. */
	BOOLEAN Starved;
	BOOLEAN StarvedLu;
	UCHAR StarvedTarget;
	UCHAR StarvedLun;

	/* Units may have sense in store. */
	BOOLEAN KeptSense;

	/* Rings */
	PVHBA_REQUEST Requests;
	PVHBA_COMPLETION Completions;
	PUCHAR Sense;
	ULONGLONG RequestsAddress;
	ULONGLONG CompletionsAddress;
	ULONGLONG SenseAddress;
	ULONG RingCount;
	ULONG RequestTail;
	ULONG CompletionHead;
	UCHAR Phase;
	ULONG MaxElements;

	/* PIO */
	ULONG PioBudget;
	ULONG SenseScratch[VHBA_MAX_SENSE / 4];

	ULONG FreeCount;
	UCHAR Free[VHBA_MAX_SLOTS];
	VHBA_SLOT Slots[VHBA_MAX_SLOTS];
} VHBA_EXTENSION, *PVHBA_EXTENSION;

#endif /* VHBA_H */
