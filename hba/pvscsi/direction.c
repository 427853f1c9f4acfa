// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVSCSI miniport: requests that the adapter would never answer. QEMU's keeps for ever a command
 * whose data is to go the other way than its opcode says, and a READ or WRITE of blocks that has
 * no buffer, or one that is not made of whole sectors; and the next reset of such an adapter ends
 * the whole machine. Anybody who may open a disk can send one, so the miniport answers it: CHECK
 * CONDITION, INVALID FIELD IN CDB.
 */
#include "direction.h"

#define PV_FIXED_SENSE			18

/*
 * Where an opcode is one of MMC too and moves data the other way, the adapter knows that of disks
 * alone.
 */
static const UCHAR PvOpcodesIn[] = {
	0x03, 0x08, 0x12, 0x1a, 0x1c, 0x23, 0x25, 0x28, 0x37, 0x3c, 0x3e, 0x43, 0x44, 0x46, 0x4a,
	0x4d, 0x51, 0x52, 0x5a, 0x5c, 0x5e, 0x88, 0x9e, 0xa0, 0xa3, 0xa8, 0xab, 0xac, 0xad, 0xb7,
	0xb9, 0xbd, 0xbe,
};

static const UCHAR PvOpcodesOut[] = {
	0x04, 0x07, 0x0a, 0x15, 0x1d, 0x2a, 0x2e, 0x2f, 0x3b, 0x3f, 0x41, 0x42, 0x4c, 0x55, 0x5d,
	0x5f, 0x8a, 0x8e, 0x8f, 0x93, 0xa4, 0xaa, 0xae, 0xaf, 0xbf,
};

/* For each opcode, what a request's flags are compared with. Unknown ones may do anything. */
VOID PvKnowDirections(PPV_ADAPTER Adapter)
{
	ULONG i;

	for (i = 0; i < sizeof(PvOpcodesIn); i++)
		Adapter->Against[PvOpcodesIn[i]] = SRB_FLAGS_DATA_OUT;
	for (i = 0; i < sizeof(PvOpcodesOut); i++)
		Adapter->Against[PvOpcodesOut[i]] = SRB_FLAGS_DATA_IN;
	for (i = 0; i < sizeof(Adapter->Against); i++) {
		Adapter->Plain[i] = PV_NEVER_PLAIN;
		if (PV_IS_READ_WRITE(i))
			Adapter->Plain[i] = SRB_FLAGS_UNSPECIFIED_DIRECTION & ~Adapter->Against[i];
	}
}

/*
 * READ, WRITE and WRITE AND VERIFY, whose blocks the adapter moves straight to and from the disk.
 */
static BOOLEAN PvMovesBlocks(UCHAR Opcode)
{
	return PV_IS_READ_WRITE(Opcode) || Opcode == SCSIOP_WRITE_VERIFY ||
	       Opcode == SCSIOP_WRITE_VERIFY12 || Opcode == SCSIOP_WRITE_VERIFY16;
}

/* Is there a number of blocks in the CDB? In the shortest one, 0 means 256. */
static BOOLEAN PvHasBlocks(PUCHAR Cdb)
{
	switch (Cdb[0] >> 5) {
	case 0:
		return TRUE;
	case 4:
		return Cdb[10] || Cdb[11] || Cdb[12] || Cdb[13];
	case 5:
		return Cdb[6] || Cdb[7] || Cdb[8] || Cdb[9];
	default:
		return Cdb[7] || Cdb[8];
	}
}

/* For a request that is not plain. */
BOOLEAN PvNeverAnswered(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->DataTransferLength == 0)
		return PvMovesBlocks(Srb->Cdb[0]) && PvHasBlocks(Srb->Cdb);
	if (Srb->SrbFlags & Adapter->Against[Srb->Cdb[0]])
		return TRUE;
	return PvMovesBlocks(Srb->Cdb[0]) && Srb->DataTransferLength % PV_SECTOR != 0;
}

/* INVALID FIELD IN CDB, in fixed format; the field is the opcode. */
UCHAR PvInvalidField(PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Sense = Srb->SenseInfoBuffer;
	UCHAR SrbStatus = SRB_STATUS_ERROR;
	ULONG i;

	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	Srb->DataTransferLength = 0;
	if (Sense && Srb->SenseInfoBufferLength >= PV_FIXED_SENSE &&
	    !(Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE)) {
		for (i = 0; i < PV_FIXED_SENSE; i++)
			Sense[i] = 0;
		Sense[0] = 0x70;
		Sense[2] = SCSI_SENSE_ILLEGAL_REQUEST;
		Sense[7] = PV_FIXED_SENSE - 8;
		Sense[12] = SCSI_ADSENSE_INVALID_CDB;
		Sense[15] = 0xc0;
		Srb->SenseInfoBufferLength = PV_FIXED_SENSE;
		SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
	}
	return SrbStatus;
}
