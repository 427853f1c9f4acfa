// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: blocks of a disk: READ, WRITE, VERIFY. */
#include "answer.h"
#include "blocks.h"
#include "finish.h"
#include "sense.h"
#include "transfer.h"

/* The address has 28 bits and the count 8 where that is enough. */
static VOID AtaSetAddress(PATA_REQUEST Request, ULONGLONG Lba, ULONG Sectors)
{
	PATA_TASKFILE Task = &Request->Task;

	Task->Extended = Lba + Sectors > ATA_LIMIT_28 - 1 || Sectors > ATA_MAX_SECTORS_28;
	Task->Count = (UCHAR)Sectors;
	Task->LbaLow = (UCHAR)Lba;
	Task->LbaMid = (UCHAR)(Lba >> 8);
	Task->LbaHigh = (UCHAR)(Lba >> 16);
	Task->Device = (Task->Device & ATA_DEVICE_SECOND) | ATA_DEVICE_ALWAYS | ATA_DEVICE_LBA;
	if (Task->Extended) {
		Task->CountHigh = (UCHAR)(Sectors >> 8);
		Task->LbaLowHigh = (UCHAR)(Lba >> 24);
		Task->LbaMidHigh = (UCHAR)(Lba >> 32);
		Task->LbaHighHigh = (UCHAR)(Lba >> 40);
	} else {
		Task->Device |= (UCHAR)(Lba >> 24) & 0x0f;
	}
}

typedef struct _ATA_BLOCKS {
	ULONGLONG Lba;
	ULONG Count;
} ATA_BLOCKS, *PATA_BLOCKS;

static VOID AtaBlocksOf(PATA_REQUEST Request, PATA_BLOCKS Blocks)
{
	PUCHAR Cdb = Request->Srb->Cdb;

	switch (Cdb[0] >> 5) {
	case 0:
		Blocks->Lba = AtaGet32(Cdb) & 0x1fffff;
		Blocks->Count = Cdb[4] ? Cdb[4] : 256;
		break;
	case 1:
	case 2:
		Blocks->Lba = AtaGet32(Cdb + 2);
		Blocks->Count = AtaGet16(Cdb + 7);
		break;
	case 5:
		Blocks->Lba = AtaGet32(Cdb + 2);
		Blocks->Count = AtaGet32(Cdb + 6);
		break;
	default:
		Blocks->Lba = AtaGet64(Cdb + 2);
		Blocks->Count = AtaGet32(Cdb + 10);
		break;
	}
}

/* FALSE: the request was answered. */
static BOOLEAN AtaCheckRange(PATA_EXTENSION Extension, PATA_REQUEST Request, PATA_BLOCKS Blocks)
{
	ULONGLONG Sectors = Request->Drive->Sectors;

	if (Blocks->Lba > Sectors || Blocks->Count > Sectors - Blocks->Lba) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x21, 0x00);
		return FALSE;
	}
	if (Blocks->Count == 0) {
		AtaFinishGood(Extension, Request->Srb, 0);
		return FALSE;
	}
	return TRUE;
}

static BOOLEAN AtaIsWrite(UCHAR Opcode)
{
	return Opcode == SCSIOP_WRITE6 || Opcode == SCSIOP_WRITE || Opcode == SCSIOP_WRITE12 ||
	       Opcode == SCSIOP_WRITE16;
}

static UCHAR AtaTransferCommand(PATA_REQUEST Request, BOOLEAN Write)
{
	BOOLEAN Extended = Request->Task.Extended;

	if (Request->Drive->Multiple) {
		if (Write)
			return Extended ? ATA_CMD_WRITE_MULTIPLE_EXT : ATA_CMD_WRITE_MULTIPLE;
		return Extended ? ATA_CMD_READ_MULTIPLE_EXT : ATA_CMD_READ_MULTIPLE;
	}
	if (Write)
		return Extended ? ATA_CMD_WRITE_EXT : ATA_CMD_WRITE;
	return Extended ? ATA_CMD_READ_EXT : ATA_CMD_READ;
}

VOID AtaReadWrite(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;
	BOOLEAN Write = AtaIsWrite(Srb->Cdb[0]);
	ATA_BLOCKS Blocks;

	AtaBlocksOf(Request, &Blocks);
	/* No protection information; and the mode pages say that there is no DPO and no FUA. */
	if (Srb->Cdb[0] >> 5 && (Srb->Cdb[1] & 0xf8)) {
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	if (!AtaCheckRange(Extension, Request, &Blocks))
		return;
	if (!AtaMayMove(Request, (BOOLEAN)!Write)) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	if (Blocks.Count > Srb->DataTransferLength / ATA_SECTOR ||
	    Blocks.Count > ATA_MAX_SECTORS_28) {
		AtaInvalidField(Extension, Request, Srb->Cdb[0] >> 5 == 0 ? 4 :
				Srb->Cdb[0] >> 5 == 5 ? 6 : Srb->Cdb[0] >> 5 == 4 ? 10 : 7, 8);
		return;
	}
	AtaSetAddress(Request, Blocks.Lba, Blocks.Count);
	Request->Protocol = Write ? AtaPioOut : AtaPioIn;
	Request->Task.Command = AtaTransferCommand(Request, Write);
	Request->Length = Blocks.Count * ATA_SECTOR;
	Request->Block = (Request->Drive->Multiple ? Request->Drive->Multiple : 1) * ATA_SECTOR;
	AtaSubmit(Extension, Request);
}

/* As many blocks as one command takes. */
static VOID AtaSetVerify(PATA_REQUEST Request)
{
	ULONG Most = Request->Drive->Lba48 ? ATA_MAX_SECTORS_48 : ATA_MAX_SECTORS_28;

	if (Most > Request->Left)
		Most = (ULONG)Request->Left;
	AtaSetAddress(Request, Request->NextLba, Most);
	Request->Task.Command = Request->Task.Extended ? ATA_CMD_VERIFY_EXT : ATA_CMD_VERIFY;
	Request->NextLba += Most;
	Request->Left -= Most;
}

static VOID AtaDoneVerify(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	if (Request->Left == 0 || AtaHasFailed(Request)) {
		AtaDone(Extension, Request);
		return;
	}
	AtaSetVerify(Request);
	AtaBegin(Extension, Request);
}

VOID AtaVerifyBlocks(PATA_EXTENSION Extension, PATA_REQUEST Request, ULONGLONG Lba,
		     ULONG Count)
{
	Request->Protocol = AtaNonData;
	Request->Done = AtaDoneVerify;
	Request->NextLba = Lba;
	Request->Left = Count;
	AtaSetVerify(Request);
	AtaSubmit(Extension, Request);
}

VOID AtaVerify(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	ATA_BLOCKS Blocks;

	/* The drive compares nothing with data of the initiator. */
	if (Request->Srb->Cdb[1] & 0x06) {
		AtaInvalidField(Extension, Request, 1, 2);
		return;
	}
	AtaBlocksOf(Request, &Blocks);
	if (AtaCheckRange(Extension, Request, &Blocks))
		AtaVerifyBlocks(Extension, Request, Blocks.Lba, Blocks.Count);
}
