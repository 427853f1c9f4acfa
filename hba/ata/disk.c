// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: SCSI commands to a disk, as SAT translates them. */
#include "answer.h"
#include "blocks.h"
#include "disk.h"
#include "finish.h"
#include "inquiry.h"
#include "mode.h"
#include "passthrough.h"
#include "sense.h"
#include "transfer.h"

typedef VOID ATA_COMMAND(PATA_EXTENSION Extension, PATA_REQUEST Request);

typedef struct _ATA_OPERATION {
	UCHAR Opcode;
	ATA_COMMAND *Routine;
} ATA_OPERATION;

static ATA_COMMAND *AtaRoutineFor(UCHAR Opcode);

static VOID AtaNothing(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	AtaFinishGood(Extension, Request->Srb, 0);
}

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
		/* The drive has to turn for this, whatever state it is in. */
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
	Data[1] = AtaRoutineFor(Cdb[3]) ? 3 : 1;
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
