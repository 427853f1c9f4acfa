/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: the board's registers and rings, and what the driver remembers. */
#ifndef VHBA_H
#define VHBA_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <ntddscsi.h>

/* Registers, range 0 */
#define VHBA_ID				0x00
#define VHBA_VERSION			0x04
#define VHBA_CAPS			0x08
#define VHBA_GEOMETRY			0x0c
#define VHBA_DEPTH			0x10
#define VHBA_CONTROL			0x14
#define VHBA_STATUS			0x18
#define VHBA_IRQ_STATUS			0x1c
#define VHBA_IRQ_ENABLE			0x20
#define VHBA_BUS_RESET			0x24
#define VHBA_MAX_TRANSFER		0x28
#define VHBA_PIO_NS			0x2c
#define VHBA_REQ_BASE_LOW		0x40
#define VHBA_REQ_BASE_HIGH		0x44
#define VHBA_REQ_COUNT			0x48
#define VHBA_CMP_BASE_LOW		0x4c
#define VHBA_CMP_BASE_HIGH		0x50
#define VHBA_CMP_COUNT			0x54
#define VHBA_REQ_TAIL			0x58
#define VHBA_CMP_HEAD			0x5c
#define VHBA_PIO_CDB			0x100
#define VHBA_PIO_ADDRESS		0x110
#define VHBA_PIO_LENGTH			0x114
#define VHBA_PIO_FLAGS			0x118
#define VHBA_PIO_GO			0x11c
#define VHBA_PIO_PHASE			0x120
#define VHBA_PIO_CONTEXT		0x124
#define VHBA_PIO_COUNT			0x128
#define VHBA_PIO_RESULT			0x12c
#define VHBA_PIO_ACK			0x130
#define VHBA_PIO_SENSE			0x200

#define VHBA_ID_VALUE			0x41424856
#define VHBA_VERSION_VALUE		1

#define VHBA_CAP_RINGS			0x01
#define VHBA_CAP_PIO			0x02
#define VHBA_CAP_LINE			0x04
#define VHBA_CAP_MASKABLE		0x08

#define VHBA_CONTROL_ENABLE		0x01
#define VHBA_CONTROL_RESET		0x02

#define VHBA_STATUS_READY		0x01

#define VHBA_IRQ_COMPLETION		0x01
#define VHBA_IRQ_SERVICE		0x02
#define VHBA_IRQ_CHANGE			0x08

#define VHBA_PHASE_NONE			0
#define VHBA_PHASE_DATA_IN		1
#define VHBA_PHASE_DATA_OUT		2
#define VHBA_PHASE_STATUS		3

#define VHBA_FLAG_DATA_IN		0x01
#define VHBA_FLAG_DATA_OUT		0x02
#define VHBA_FLAG_LIST			0x04
#define VHBA_FLAG_UNTAGGED		0x30
#define VHBA_FLAG_ATTRIBUTE_SHIFT	4

#define VHBA_HOST_GOOD			0
#define VHBA_HOST_NO_DEVICE		1
#define VHBA_HOST_OVERRUN		2
#define VHBA_HOST_MALFORMED		3
#define VHBA_HOST_ABORTED		4

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

/* What an absent board answers to every read. */
#define VHBA_GONE			0xffffffff

#define VHBA_REGISTER_BYTES		4096
#define VHBA_PORT_BYTES			16
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

typedef struct _VHBA_REQUEST {
	ULONGLONG Context;
	ULONGLONG Data;
	ULONG Length;
	USHORT Elements;
	UCHAR Flags;
	UCHAR CdbLength;
	UCHAR Bus;
	UCHAR Target;
	UCHAR Lun;
	UCHAR SenseLength;
	ULONG Reserved1;
	ULONGLONG Sense;
	UCHAR Cdb[16];
	ULONGLONG Reserved2;
} VHBA_REQUEST, *PVHBA_REQUEST;

typedef struct _VHBA_ELEMENT {
	ULONGLONG Address;
	ULONG Length;
	ULONG Reserved;
} VHBA_ELEMENT, *PVHBA_ELEMENT;

/*
 * The second half is read in one piece: bytes moved in bits 31:0, host status 39:32, SCSI status
 * 47:40, sense bytes 55:48, phase 63:56. The board writes it last.
 */
typedef struct _VHBA_COMPLETION {
	ULONGLONG Context;
	ULONGLONG Outcome;
} VHBA_COMPLETION, *PVHBA_COMPLETION;

C_ASSERT(sizeof(VHBA_REQUEST) == 64);
C_ASSERT(sizeof(VHBA_ELEMENT) == 16);
C_ASSERT(sizeof(VHBA_COMPLETION) == 16);

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

/* NULL when the board is full. */
FORCEINLINE PVHBA_SLOT VhbaTakeSlot(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_SLOT Slot;

	if (Extension->FreeCount == 0)
		return NULL;
	Slot = &Extension->Slots[Extension->Free[--Extension->FreeCount]];
	Slot->Srb = Srb;
	Slot->Context += 0x100;
	Slot->Moved = 0;
	return Slot;
}

FORCEINLINE VOID VhbaFreeSlot(PVHBA_EXTENSION Extension, PVHBA_SLOT Slot)
{
	Slot->Srb = NULL;
	Extension->Free[Extension->FreeCount++] = (UCHAR)Slot->Context;
}

/* NULL for a command that was given up in the meantime. */
FORCEINLINE PVHBA_SLOT VhbaFindSlot(PVHBA_EXTENSION Extension, ULONG Context)
{
	ULONG Index = Context & 0xff;

	if (Index >= Extension->Depth)
		return NULL;
	if (!Extension->Slots[Index].Srb || Extension->Slots[Index].Context != Context)
		return NULL;
	return &Extension->Slots[Index];
}

/* Direction and task attribute, as both kinds of board want them. */
FORCEINLINE UCHAR VhbaRequestFlags(PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Flags = 0;

	if (Srb->DataTransferLength != 0) {
		if (Srb->SrbFlags & SRB_FLAGS_DATA_IN)
			Flags = VHBA_FLAG_DATA_IN;
		else if (Srb->SrbFlags & SRB_FLAGS_DATA_OUT)
			Flags = VHBA_FLAG_DATA_OUT;
	}
	if (Srb->QueueTag == SP_UNTAGGED)
		Flags |= VHBA_FLAG_UNTAGGED;
	else if (Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE)
		Flags |= ((Srb->QueueAction - SRB_SIMPLE_TAG_REQUEST) & 3) <<
			 VHBA_FLAG_ATTRIBUTE_SHIFT;
	return Flags;
}

/* After a request was taken: ask for the next one, or remember to do so when there is room. */
FORCEINLINE VOID VhbaAskNext(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	BOOLEAN Lu = Extension->QueuePerLu && Srb->QueueTag != SP_UNTAGGED;

	if (Extension->FreeCount == 0) {
		Extension->Starved = TRUE;
		Extension->StarvedLu = Lu;
		Extension->StarvedTarget = Srb->TargetId;
		Extension->StarvedLun = Srb->Lun;
	} else if (Lu) {
		ScsiPortNotification(NextLuRequest, Extension, Srb->PathId, Srb->TargetId,
				     Srb->Lun);
	} else {
		ScsiPortNotification(NextRequest, Extension);
	}
}

/* miniport.c */
VOID VhbaForgetSlots(PVHBA_EXTENSION Extension);
VOID VhbaComplete(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR HostStatus,
		  UCHAR ScsiStatus, ULONG Moved, PUCHAR Sense, ULONG SenseLength);
VOID VhbaFail(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);

/* ring.c */
BOOLEAN VhbaRingFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo);
VOID VhbaRingInitialize(PVHBA_EXTENSION Extension);
VOID VhbaRingStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb);
VOID VhbaRingDrain(PVHBA_EXTENSION Extension);
VOID VhbaRingForget(PVHBA_EXTENSION Extension);
BOOLEAN VhbaRingInterrupt(PVHBA_EXTENSION Extension, ULONG Status);

/* pio.c */
BOOLEAN VhbaPioFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo);
VOID VhbaPioInitialize(PVHBA_EXTENSION Extension);
VOID VhbaPioStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN VhbaPioInterrupt(PVHBA_EXTENSION Extension, ULONG Status);

#endif /* VHBA_H */
