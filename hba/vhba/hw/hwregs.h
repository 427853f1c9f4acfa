/* SPDX-License-Identifier: GPL-2.0-only */
/* The register file and the structures in DMA memory, as docs/vhba-hardware.md lists them. */
#ifndef VHBA_HWREGS_H
#define VHBA_HWREGS_H

#include <linux/bits.h>
#include <linux/types.h>

#define VHBA_WINDOW_SIZE	4096
#define VHBA_PORT_SIZE		16

#define VHBA_ID			0x00
#define VHBA_VERSION		0x04
#define VHBA_CAPS		0x08
#define VHBA_GEOMETRY		0x0c
#define VHBA_DEPTH		0x10
#define VHBA_CONTROL		0x14
#define VHBA_STATUS		0x18
#define VHBA_IRQ_STATUS		0x1c
#define VHBA_IRQ_ENABLE		0x20
#define VHBA_BUS_RESET		0x24
#define VHBA_MAX_TRANSFER	0x28
#define VHBA_PIO_NS		0x2c
#define VHBA_REQ_BASE		0x40
#define VHBA_REQ_BASE_HIGH	0x44
#define VHBA_REQ_COUNT		0x48
#define VHBA_CMP_BASE		0x4c
#define VHBA_CMP_BASE_HIGH	0x50
#define VHBA_CMP_COUNT		0x54
#define VHBA_REQ_TAIL		0x58
#define VHBA_CMP_HEAD		0x5c
#define VHBA_PIO_CDB		0x100
#define VHBA_PIO_ADDRESS	0x110
#define VHBA_PIO_LENGTH		0x114
#define VHBA_PIO_FLAGS		0x118
#define VHBA_PIO_GO		0x11c
#define VHBA_PIO_PHASE		0x120
#define VHBA_PIO_CONTEXT	0x124
#define VHBA_PIO_COUNT		0x128
#define VHBA_PIO_RESULT		0x12c
#define VHBA_PIO_ACK		0x130
#define VHBA_PIO_SENSE		0x200
#define VHBA_PIO_SENSE_END	0x300

#define VHBA_ID_VALUE		0x41424856
#define VHBA_VERSION_VALUE	1

#define VHBA_CAP_RINGS		BIT(0)
#define VHBA_CAP_PIO		BIT(1)
#define VHBA_CAP_LINE		BIT(2)
#define VHBA_CAP_MASKABLE	BIT(3)

#define VHBA_CONTROL_ENABLE	BIT(0)
#define VHBA_CONTROL_RESET	BIT(1)
#define VHBA_STATUS_READY	BIT(0)

#define VHBA_IRQ_COMPLETION	BIT(0)
#define VHBA_IRQ_SERVICE	BIT(1)
#define VHBA_IRQ_CHANGE		BIT(3)
#define VHBA_IRQ_ALL		(VHBA_IRQ_COMPLETION | VHBA_IRQ_SERVICE | VHBA_IRQ_CHANGE)

#define VHBA_RING_MIN		2
#define VHBA_RING_MAX		1024

#define VHBA_FLAG_IN		BIT(0)
#define VHBA_FLAG_OUT		BIT(1)
#define VHBA_FLAG_LIST		BIT(2)
#define VHBA_FLAG_ATTRIBUTE	GENMASK(5, 4)
#define VHBA_ATTRIBUTE_HEAD	1

#define VHBA_HOST_GOOD		0
#define VHBA_HOST_NO_DEVICE	1
#define VHBA_HOST_OVERRUN	2
#define VHBA_HOST_MALFORMED	3

enum vhba_phase {
	VHBA_PHASE_NONE,
	VHBA_PHASE_IN,
	VHBA_PHASE_OUT,
	VHBA_PHASE_STATUS,
};

struct vhba_ring_request {
	__le64 context;
	__le64 data;
	__le32 length;
	__le16 elements;
	u8 flags;
	u8 cdb_length;
	u8 bus;
	u8 target;
	u8 lun;
	u8 sense_length;
	__le32 reserved;
	__le64 sense;
	u8 cdb[16];
	__le64 reserved2;
};

struct vhba_ring_element {
	__le64 address;
	__le32 length;
	__le32 reserved;
};

struct vhba_ring_completion {
	__le64 context;
	__le32 moved;
	__le32 outcome;		/* host status, SCSI status, sense bytes, phase, from bit 0 up */
};

static_assert(sizeof(struct vhba_ring_request) == 64);
static_assert(sizeof(struct vhba_ring_element) == 16);
static_assert(sizeof(struct vhba_ring_completion) == 16);

#endif
