// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: ATA PASS-THROUGH (12) and (16) of SAT. */
#include "finish.h"
#include "passthrough.h"
#include "refresh.h"
#include "sense.h"
#include "transfer.h"

#define ATA_PASS_NON_DATA	3
#define ATA_PASS_PIO_IN		4
#define ATA_PASS_PIO_OUT	5

#define ATA_PASS_CK_COND	0x20
#define ATA_PASS_IN		0x08	/* T_DIR */
#define ATA_PASS_BLOCKS		0x04	/* the length is one of blocks */
#define ATA_PASS_LENGTH		0x03

#define ATA_FEATURE_TRANSFER_MODE	0x03

static VOID AtaDonePassThrough(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PATA_DRIVE Drive = Request->Drive;

	if (!AtaHasFailed(Request) && Request->Task.Command == ATA_CMD_SET_MULTIPLE)
		Drive->Multiple = Request->Task.Count;
	if (AtaHasFailed(Request) || (Request->Srb->Cdb[2] & ATA_PASS_CK_COND))
		AtaReturnTask(Extension, Request);
	else if (Request->Task.Command == ATA_CMD_SET_FEATURES)
		AtaRefresh(Extension, Request);
	else
		AtaFinishGood(Extension, Request->Srb, Request->Moved);
}

static VOID AtaTaskOfCdb(PATA_TASKFILE Task, PUCHAR Cdb)
{
	UCHAR Second = Task->Device & ATA_DEVICE_SECOND;

	if (Cdb[0] == SCSIOP_ATA_PASSTHROUGH12) {
		Task->Features = Cdb[3];
		Task->Count = Cdb[4];
		Task->LbaLow = Cdb[5];
		Task->LbaMid = Cdb[6];
		Task->LbaHigh = Cdb[7];
		Task->Device = Cdb[8];
		Task->Command = Cdb[9];
	} else {
		Task->Extended = Cdb[1] & 1;
		Task->FeaturesHigh = Cdb[3];
		Task->Features = Cdb[4];
		Task->CountHigh = Cdb[5];
		Task->Count = Cdb[6];
		Task->LbaLowHigh = Cdb[7];
		Task->LbaLow = Cdb[8];
		Task->LbaMidHigh = Cdb[9];
		Task->LbaMid = Cdb[10];
		Task->LbaHighHigh = Cdb[11];
		Task->LbaHigh = Cdb[12];
		Task->Device = Cdb[13];
		Task->Command = Cdb[14];
	}
	Task->Device = (Task->Device & ~ATA_DEVICE_SECOND) | ATA_DEVICE_ALWAYS | Second;
}

/* The bytes that the CDB says. */
static ULONG AtaPassLength(PATA_REQUEST Request)
{
	PATA_TASKFILE Task = &Request->Task;
	UCHAR How = Request->Srb->Cdb[2];
	ULONG Count = 0;

	switch (How & ATA_PASS_LENGTH) {
	case 1:
		Count = Task->Features | (Task->Extended ? Task->FeaturesHigh << 8 : 0);
		break;
	case 2:
		Count = Task->Count | (Task->Extended ? Task->CountHigh << 8 : 0);
		break;
	case 3:
		return Request->Srb->DataTransferLength;
	}
	return How & ATA_PASS_BLOCKS ? Count * ATA_SECTOR : Count;
}

/* The protocol, T_DIR and the SRB have to agree. */
static BOOLEAN AtaPassDirection(PATA_REQUEST Request)
{
	BOOLEAN In = Request->Protocol == AtaPioIn;

	return In == ((Request->Srb->Cdb[2] & ATA_PASS_IN) != 0) && AtaMayMove(Request, In);
}

static BOOLEAN AtaMovesMultiple(UCHAR Command)
{
	return Command == ATA_CMD_READ_MULTIPLE || Command == ATA_CMD_WRITE_MULTIPLE ||
	       Command == ATA_CMD_READ_MULTIPLE_EXT || Command == ATA_CMD_WRITE_MULTIPLE_EXT ||
	       Command == ATA_CMD_WRITE_MULTIPLE_FUA_EXT;
}

VOID AtaPassThrough(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	PATA_TASKFILE Task = &Request->Task;

	AtaTaskOfCdb(Task, Cdb);
	switch ((Cdb[1] >> 1) & 0x0f) {
	case ATA_PASS_NON_DATA:
		Request->Protocol = AtaNonData;
		break;
	case ATA_PASS_PIO_IN:
		Request->Protocol = AtaPioIn;
		break;
	case ATA_PASS_PIO_OUT:
		Request->Protocol = AtaPioOut;
		break;
	default:	/* DMA and resets, among others */
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	/* The transfer mode is the host's affair. */
	if (Task->Command == ATA_CMD_SET_FEATURES && Task->Features == ATA_FEATURE_TRANSFER_MODE) {
		AtaInvalidField(Extension, Request,
				Cdb[0] == SCSIOP_ATA_PASSTHROUGH12 ? 3 : 4, 8);
		return;
	}
	Request->Block = ATA_SECTOR;
	if (Request->Protocol != AtaNonData) {
		Request->Length = AtaPassLength(Request);
		if (Request->Length == 0 || Request->Length % ATA_SECTOR ||
		    Request->Length > Request->Srb->DataTransferLength) {
			AtaInvalidField(Extension, Request, 2, 8);
			return;
		}
		if (!AtaPassDirection(Request)) {
			AtaInvalidField(Extension, Request, 2, 3);
			return;
		}
		if (AtaMovesMultiple(Task->Command)) {
			if (Request->Drive->Multiple != 1u << (Cdb[1] >> 5)) {
				AtaInvalidField(Extension, Request, 1, 7);
				return;
			}
			Request->Block = Request->Drive->Multiple * ATA_SECTOR;
		}
	}
	Request->Done = AtaDonePassThrough;
	AtaSubmit(Extension, Request);
}
