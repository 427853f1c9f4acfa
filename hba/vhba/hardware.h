/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: the board's registers, and the entries of its rings. */
#ifndef VHBA_HARDWARE_H
#define VHBA_HARDWARE_H

#include <miniport.h>

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

/* What an absent board answers to every read. */
#define VHBA_GONE			0xffffffff

#define VHBA_REGISTER_BYTES		4096
#define VHBA_PORT_BYTES			16

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

#endif /* VHBA_HARDWARE_H */
