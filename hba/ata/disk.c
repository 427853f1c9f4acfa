// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: SCSI commands to a disk, as SAT translates them. */
#include "ata.h"

typedef VOID ATA_COMMAND(PATA_EXTENSION Extension, PATA_REQUEST Request);

typedef struct _ATA_OPERATION {
	UCHAR Opcode;
	ATA_COMMAND *Routine;
} ATA_OPERATION;

/* An answer that takes no command of the drive. */
VOID AtaSimulated(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Data, ULONG Length,
		  ULONG Allocated)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;

	if (Length > Allocated)
		Length = Allocated;
	if (Length > Srb->DataTransferLength)
		Length = Srb->DataTransferLength;
	if (Length != 0 && !AtaMayMove(Request, TRUE)) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	if (Length != 0)
		ScsiPortMoveMemory(Srb->DataBuffer, Data, Length);
	AtaFinishGood(Extension, Srb, Length);
}

VOID AtaDone(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	if (AtaHasFailed(Request))
		AtaFailed(Extension, Request);
	else
		AtaFinishGood(Extension, Request->Srb, Request->Moved);
}

static VOID AtaNothing(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	AtaFinishGood(Extension, Request->Srb, 0);
}

/* 28 bits of address and 8 of count where they are enough. */
VOID AtaSetAddress(PATA_REQUEST Request, ULONGLONG Lba, ULONG Sectors)
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

/* ---- blocks: READ, WRITE, VERIFY */

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

/* FALSE: was answered. */
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

static VOID AtaReadWrite(PATA_EXTENSION Extension, PATA_REQUEST Request)
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

static VOID AtaVerifyBlocks(PATA_EXTENSION Extension, PATA_REQUEST Request, ULONGLONG Lba,
			    ULONG Count)
{
	Request->Protocol = AtaNonData;
	Request->Done = AtaDoneVerify;
	Request->NextLba = Lba;
	Request->Left = Count;
	AtaSetVerify(Request);
	AtaSubmit(Extension, Request);
}

static VOID AtaVerify(PATA_EXTENSION Extension, PATA_REQUEST Request)
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

/* ---- caches, motors */

VOID AtaFlush(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	Request->Protocol = AtaNonData;
	Request->Task.Extended = Request->Drive->Lba48 &&
				 AtaSupports(Request->Drive, ATA_ID_SUPPORTED_2, 0x2000);
	Request->Task.Command = Request->Task.Extended ? ATA_CMD_FLUSH_EXT : ATA_CMD_FLUSH;
	AtaSubmit(Extension, Request);
}

static VOID AtaStartStop(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	UCHAR How = Request->Srb->Cdb[4];

	if (How & 0x02) {	/* LOEJ: nothing to eject */
		AtaInvalidField(Extension, Request, 4, 1);
		return;
	}
	if (How & 0xf0) {	/* POWER CONDITION */
		AtaInvalidField(Extension, Request, 4, 7);
		return;
	}
	if (How & 0x01) {
		/* Whatever state the drive is in, it has to turn for this. */
		AtaVerifyBlocks(Extension, Request, 0, 1);
		return;
	}
	Request->Protocol = AtaNonData;
	Request->Task.Command = ATA_CMD_STANDBY_IMMEDIATE;
	AtaSubmit(Extension, Request);
}

static VOID AtaSendDiagnostic(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;

	if ((Cdb[1] & ~0x08) != 0x04 || Cdb[3] || Cdb[4]) {
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	AtaVerifyBlocks(Extension, Request, 0, 1);
}

static VOID AtaDoneRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PATA_DRIVE Drive = Request->Drive;

	if (!AtaHasFailed(Request)) {
		ScsiPortMoveMemory(Drive->Identify, Request->Fresh, ATA_SECTOR);
		AtaAdoptIdentify(Drive);
	}
	AtaFinishGood(Extension, Request->Srb, Request->Srb->DataTransferLength);
}

/* The settings of the drive have changed: IDENTIFY, then the request is over, and good. */
VOID AtaRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	UCHAR Device = (Request->Task.Device & ATA_DEVICE_SECOND) | ATA_DEVICE_ALWAYS;

	memset(&Request->Task, 0, sizeof(Request->Task));
	Request->Task.Device = Device;
	Request->Task.Command = ATA_CMD_IDENTIFY;
	Request->Protocol = AtaPioIn;
	Request->Data = (PUCHAR)Request->Fresh;
	Request->Length = ATA_SECTOR;
	Request->Block = ATA_SECTOR;
	Request->Done = AtaDoneRefresh;
	AtaBegin(Extension, Request);
}

/* ---- size, units, opcodes, sense */

static VOID AtaReadCapacity(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	ULONGLONG Last = Request->Drive->Sectors - 1;
	UCHAR Data[8];

	AtaPut32(Data, Last > 0xffffffff ? 0xffffffff : (ULONG)Last);
	AtaPut32(Data + 4, ATA_SECTOR);
	AtaSimulated(Extension, Request, Data, sizeof(Data), sizeof(Data));
}

static VOID AtaServiceActionIn16(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	USHORT Physical = AtaWord(Request->Drive, ATA_ID_PHYSICAL);
	USHORT Alignment = AtaWord(Request->Drive, ATA_ID_ALIGNMENT);
	PUCHAR Cdb = Request->Srb->Cdb;
	ULONG Exponent = 0, Lowest = 0;
	UCHAR Data[32];

	if ((Cdb[1] & 0x1f) != 0x10) {	/* READ CAPACITY(16) */
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	if ((Physical & 0xe000) == 0x6000)
		Exponent = Physical & 0x0f;
	if (Exponent && (Alignment & 0xc000) == 0x4000 && (Alignment & 0x3fff))
		Lowest = (1u << Exponent) - (Alignment & 0x3fff);
	memset(Data, 0, sizeof(Data));
	AtaPut64(Data, Request->Drive->Sectors - 1);
	AtaPut32(Data + 8, ATA_SECTOR);
	Data[13] = (UCHAR)Exponent;
	AtaPut16(Data + 14, Lowest & 0x3fff);
	AtaSimulated(Extension, Request, Data, sizeof(Data), AtaGet32(Cdb + 10));
}

/* SELECT REPORT: 0 and 2 are all units, of which there is one, 1 those that are well known. */
static VOID AtaReportLuns(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	ULONG Allocated = AtaGet32(Cdb + 6);
	UCHAR Data[16];

	if (Cdb[2] > 2) {
		AtaInvalidField(Extension, Request, 2, 8);
		return;
	}
	if (Allocated < sizeof(Data)) {
		AtaInvalidField(Extension, Request, 6, 8);
		return;
	}
	memset(Data, 0, sizeof(Data));
	Data[3] = Cdb[2] == 1 ? 0 : 8;
	AtaSimulated(Extension, Request, Data, 8 + Data[3], Allocated);
}

static VOID AtaRequestSense(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	UCHAR Data[18];

	if (Request->Srb->Cdb[1] & 0xfe) {
		AtaInvalidField(Extension, Request, 1, 7);
		return;
	}
	/* What went wrong was said with the command: there is nothing left. */
	memset(Data, 0, sizeof(Data));
	if (Request->Srb->Cdb[1] & 1) {
		Data[0] = 0x72;
		AtaSimulated(Extension, Request, Data, 8, Request->Srb->Cdb[4]);
		return;
	}
	Data[0] = 0x70;
	Data[7] = sizeof(Data) - 8;
	AtaSimulated(Extension, Request, Data, sizeof(Data), Request->Srb->Cdb[4]);
}

/* REPORT SUPPORTED OPERATION CODES, of one opcode. */
static VOID AtaMaintenanceIn(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	UCHAR Data[4];

	if ((Cdb[1] & 0x1f) != 0x0c) {
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	if (Cdb[2] != 1) {
		AtaInvalidField(Extension, Request, 2, 8);
		return;
	}
	memset(Data, 0, sizeof(Data));
	Data[1] = AtaKnowsOpcode(Cdb[3]) ? 3 : 1;
	AtaSimulated(Extension, Request, Data, sizeof(Data), AtaGet32(Cdb + 6));
}

/* What is asked for most comes first. */
static const ATA_OPERATION AtaOperations[] = {
	{ SCSIOP_READ, AtaReadWrite },
	{ SCSIOP_WRITE, AtaReadWrite },
	{ SCSIOP_READ16, AtaReadWrite },
	{ SCSIOP_WRITE16, AtaReadWrite },
	{ SCSIOP_TEST_UNIT_READY, AtaNothing },
	{ SCSIOP_REZERO_UNIT, AtaNothing },
	{ SCSIOP_REQUEST_SENSE, AtaRequestSense },
	{ SCSIOP_READ6, AtaReadWrite },
	{ SCSIOP_WRITE6, AtaReadWrite },
	{ SCSIOP_SEEK6, AtaNothing },
	{ SCSIOP_INQUIRY, AtaInquiry },
	{ SCSIOP_MODE_SELECT, AtaModeSelect },
	{ SCSIOP_MODE_SENSE, AtaModeSense },
	{ SCSIOP_START_STOP_UNIT, AtaStartStop },
	{ SCSIOP_SEND_DIAGNOSTIC, AtaSendDiagnostic },
	{ SCSIOP_READ_CAPACITY, AtaReadCapacity },
	{ SCSIOP_SEEK, AtaNothing },
	{ SCSIOP_VERIFY, AtaVerify },
	{ SCSIOP_SYNCHRONIZE_CACHE, AtaFlush },
	{ SCSIOP_MODE_SELECT10, AtaModeSelect },
	{ SCSIOP_MODE_SENSE10, AtaModeSense },
	{ SCSIOP_ATA_PASSTHROUGH16, AtaPassThrough },
	{ SCSIOP_VERIFY16, AtaVerify },
	{ SCSIOP_SYNCHRONIZE_CACHE16, AtaFlush },
	{ SCSIOP_SERVICE_ACTION_IN16, AtaServiceActionIn16 },
	{ SCSIOP_REPORT_LUNS, AtaReportLuns },
	{ SCSIOP_ATA_PASSTHROUGH12, AtaPassThrough },
	{ SCSIOP_MAINTENANCE_IN, AtaMaintenanceIn },
	{ SCSIOP_READ12, AtaReadWrite },
	{ SCSIOP_WRITE12, AtaReadWrite },
	{ SCSIOP_VERIFY12, AtaVerify },
};

static ATA_COMMAND *AtaRoutineFor(UCHAR Opcode)
{
	ULONG i;

	for (i = 0; i < sizeof(AtaOperations) / sizeof(ATA_OPERATION); i++) {
		if (AtaOperations[i].Opcode == Opcode)
			return AtaOperations[i].Routine;
	}
	return NULL;
}

BOOLEAN AtaKnowsOpcode(UCHAR Opcode)
{
	return AtaRoutineFor(Opcode) != NULL;
}

#define ATA_CONTROL_NACA_LINK	0x07	/* and FLAG, which is no more */

/* The CONTROL byte is a CDB's last one; a CDB's length is said by the group of its opcode. */
static const UCHAR AtaControlByte[8] = { 5, 9, 9, 0, 15, 11, 0, 0 };

/* Context: HwScsiStartIo. */
VOID AtaScsiCommand(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	ATA_COMMAND *Routine = AtaRoutineFor(Cdb[0]);
	UCHAR Control = AtaControlByte[Cdb[0] >> 5];

	if (!Routine)
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x20, 0x00);
	else if (Cdb[Control] & ATA_CONTROL_NACA_LINK)
		AtaInvalidField(Extension, Request, Control, 2);
	else
		Routine(Extension, Request);
}
