// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: packet devices (CD-ROM, tape ...), which take SCSI commands as they are. */
#include "atapi.h"
#include "finish.h"
#include "sense.h"
#include "transfer.h"

static VOID AtaDonePacket(PATA_EXTENSION Extension, PATA_REQUEST Request);

/* The packet, its data, and how much of that the device may offer at once. */
static VOID AtaSetPacket(PATA_REQUEST Request, ULONG Length)
{
	PATA_TASKFILE Task = &Request->Task;
	ULONG Limit = (Length + 1) & ~1u;

	if (Limit > ATA_PACKET_LIMIT)
		Limit = ATA_PACKET_LIMIT;
	else if (Limit == 0)
		Limit = ATA_SECTOR;	/* some devices want no 0 here */
	Task->Command = ATA_CMD_PACKET;
	Task->LbaMid = (UCHAR)Limit;
	Task->LbaHigh = (UCHAR)(Limit >> 8);
	Request->Protocol = AtaPacket;
	Request->Length = Length;
}

/*
 * SPC-2 and older have no way to say "packet device": such data is marked as what the class driver
 * wants of a device of today.
 */
static VOID AtaMendInquiry(PATA_REQUEST Request)
{
	if (Request->Packet[0] != SCSIOP_INQUIRY || (Request->Packet[1] & 0x03) ||
	    !Request->In || Request->Moved < 4 || Request->Data[2] != 0)
		return;
	Request->Data[2] = 0x05;
	Request->Data[3] = 0x32;
}

#define ATA_MODE_HEAD_6		4
#define ATA_MODE_HEAD_10	8

/*
 * Packet devices have MODE SENSE(10) only, and class drivers of SCSI ask with 6. The head of the
 * answer is another one.
 */
static VOID AtaWidenModeSense(PATA_REQUEST Request)
{
	PUCHAR Packet = Request->Packet;
	ULONG Length = Packet[4] + (ATA_MODE_HEAD_10 - ATA_MODE_HEAD_6);

	Packet[0] = SCSIOP_MODE_SENSE10;
	Packet[4] = 0;
	AtaPut16(Packet + 7, Length);
	Request->Data = (PUCHAR)Request->Fresh;
	Request->Narrow = TRUE;
	AtaSetPacket(Request, Length);
}

static VOID AtaNarrowModeSense(PATA_REQUEST Request)
{
	PUCHAR From = (PUCHAR)Request->Fresh;
	PUCHAR To = Request->Srb->DataBuffer;
	ULONG Length = Request->Moved;

	Request->Moved = 0;
	if (Length < ATA_MODE_HEAD_10)
		return;
	Length -= ATA_MODE_HEAD_10 - ATA_MODE_HEAD_6;
	if (Length > Request->Srb->DataTransferLength)
		Length = Request->Srb->DataTransferLength;
	if (Length < ATA_MODE_HEAD_6)
		return;
	To[0] = (UCHAR)(AtaGet16(From) - 3);
	To[1] = From[2];
	To[2] = From[3];
	To[3] = From[7];
	ScsiPortMoveMemory(To + ATA_MODE_HEAD_6, From + ATA_MODE_HEAD_10, Length - ATA_MODE_HEAD_6);
	Request->Moved = Length;
}

static VOID AtaDoneSense(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;
	UCHAR SrbStatus = SRB_STATUS_ERROR;

	if (!AtaHasFailed(Request) && Request->Moved != 0) {
		Srb->SenseInfoBufferLength = (UCHAR)Request->Moved;
		SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
	}
	AtaFinish(Extension, Srb, SrbStatus);
}

static VOID AtaAskSense(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;

	memset(Request->Packet, 0, sizeof(Request->Packet));
	Request->Packet[0] = SCSIOP_REQUEST_SENSE;
	Request->Packet[4] = Srb->SenseInfoBufferLength;
	Request->Data = Srb->SenseInfoBuffer;
	Request->In = TRUE;
	AtaSetPacket(Request, Srb->SenseInfoBufferLength);
	Request->Done = AtaDoneSense;
	AtaBegin(Extension, Request);
}

/* The device keeps its sense until it is asked for that, and nothing must come between. */
static VOID AtaDonePacket(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;

	if (Request->Narrow)
		AtaNarrowModeSense(Request);
	if (Request->Against) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	if (!AtaHasFailed(Request)) {
		AtaMendInquiry(Request);
		AtaFinishGood(Extension, Srb, Request->Moved);
		return;
	}
	if (Request->Broken)
		ScsiPortLogError(Extension, Srb, Srb->PathId, Srb->TargetId, Srb->Lun,
				 SP_PROTOCOL_ERROR, Request->Result.Command);
	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	if (Request->Moved < Srb->DataTransferLength)
		Srb->DataTransferLength = Request->Moved;
	if ((Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE) || !Srb->SenseInfoBuffer ||
	    Srb->SenseInfoBufferLength == 0)
		AtaFinish(Extension, Srb, SRB_STATUS_ERROR);
	else
		AtaAskSense(Extension, Request);
}

/*
 * A device that gets no data of the initiator's gets zeros, and these opcodes would have it write
 * them to its medium. Whoever writes no blocks may say so without data.
 */
static BOOLEAN AtaPacketWrites(PUCHAR Cdb)
{
	switch (Cdb[0]) {
	case SCSIOP_WRITE6:
		return Cdb[2] || Cdb[3] || Cdb[4];
	case SCSIOP_WRITE:
	case SCSIOP_WRITE_VERIFY:
		return AtaGet16(Cdb + 7) != 0;
	case SCSIOP_WRITE12:
		return AtaGet32(Cdb + 6) != 0;
	default:
		return FALSE;
	}
}

/* Context: HwScsiStartIo. */
VOID AtaPacketCommand(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;

	if (Srb->CdbLength > Request->Drive->PacketBytes) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x20, 0x00);
		return;
	}
	if (AtaPacketWrites(Srb->Cdb) &&
	    (Srb->DataTransferLength == 0 || !AtaMayMove(Request, FALSE))) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	ScsiPortMoveMemory(Request->Packet, Srb->Cdb, Srb->CdbLength);
	Request->In = !(Srb->SrbFlags & SRB_FLAGS_DATA_OUT);
	Request->Done = AtaDonePacket;
	AtaSetPacket(Request, Srb->DataTransferLength);
	if (Srb->Cdb[0] == SCSIOP_MODE_SENSE && Srb->DataTransferLength != 0 && Request->In)
		AtaWidenModeSense(Request);
	AtaSubmit(Extension, Request);
}
