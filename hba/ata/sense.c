// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: what went wrong, in the words of SCSI (SAT, "Error and sense reporting"). */
#include "finish.h"
#include "registers.h"
#include "sense.h"

#define ATA_FIXED_BYTES		18
#define ATA_MOST_SENSE		64

/* Sense data while it is made, in either format. */
typedef struct _ATA_SENSE {
	BOOLEAN Descriptor;
	ULONG Length;
	UCHAR Data[ATA_MOST_SENSE];
} ATA_SENSE, *PATA_SENSE;

static VOID AtaBuild(PATA_SENSE Sense, BOOLEAN Descriptor, UCHAR Key, UCHAR Code, UCHAR Qualifier)
{
	memset(Sense, 0, sizeof(*Sense));
	Sense->Descriptor = Descriptor;
	if (Descriptor) {
		Sense->Data[0] = 0x72;
		Sense->Data[1] = Key;
		Sense->Data[2] = Code;
		Sense->Data[3] = Qualifier;
		Sense->Length = 8;
	} else {
		Sense->Data[0] = 0x70;
		Sense->Data[2] = Key;
		Sense->Data[7] = ATA_FIXED_BYTES - 8;
		Sense->Data[12] = Code;
		Sense->Data[13] = Qualifier;
		Sense->Length = ATA_FIXED_BYTES;
	}
}

/* Room for one more descriptor, with its head. */
static PUCHAR AtaDescriptor(PATA_SENSE Sense, UCHAR Type, UCHAR Bytes)
{
	PUCHAR Descriptor = Sense->Data + Sense->Length;

	Descriptor[0] = Type;
	Descriptor[1] = (UCHAR)(Bytes - 2);
	Sense->Length += Bytes;
	Sense->Data[7] = (UCHAR)(Sense->Length - 8);
	return Descriptor;
}

static VOID AtaAddInformation(PATA_SENSE Sense, ULONGLONG Lba)
{
	PUCHAR Descriptor;

	if (Sense->Descriptor) {
		Descriptor = AtaDescriptor(Sense, 0x00, 12);
		Descriptor[2] = 0x80;
		AtaPut64(Descriptor + 4, Lba);
	} else if (Lba <= 0xffffffff) {
		Sense->Data[0] |= 0x80;
		AtaPut32(Sense->Data + 3, (ULONG)Lba);
	}
}

/* The pointer says which byte of the CDB, or of the data, was not liked, from which bit on down. */
static VOID AtaAddPointer(PATA_SENSE Sense, BOOLEAN InCdb, USHORT Byte, UCHAR Bit)
{
	PUCHAR At = Sense->Data + 15;

	if (Sense->Descriptor)
		At = AtaDescriptor(Sense, 0x02, 8) + 4;
	At[0] = (UCHAR)(0x80 | (InCdb ? 0x40 : 0));
	if (Bit < 8)
		At[0] |= 0x08 | Bit;
	AtaPut16(At + 1, Byte);
}

static VOID AtaDeliver(PATA_EXTENSION Extension, PATA_REQUEST Request, PATA_SENSE Sense)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;
	UCHAR SrbStatus = SRB_STATUS_ERROR;

	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	if (!(Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE) && Srb->SenseInfoBuffer) {
		if (Srb->SenseInfoBufferLength > Sense->Length)
			Srb->SenseInfoBufferLength = (UCHAR)Sense->Length;
		ScsiPortMoveMemory(Srb->SenseInfoBuffer, Sense->Data, Srb->SenseInfoBufferLength);
		SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
	}
	if (Request->Moved < Srb->DataTransferLength)
		Srb->DataTransferLength = Request->Moved;
	AtaFinish(Extension, Srb, SrbStatus);
}

VOID AtaCheck(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Key, UCHAR Code,
	      UCHAR Qualifier)
{
	ATA_SENSE Sense;

	AtaBuild(&Sense, Request->Drive->DescriptorSense, Key, Code, Qualifier);
	AtaDeliver(Extension, Request, &Sense);
}

/* INVALID FIELD IN CDB. Bit 8 and more: the whole byte. */
VOID AtaInvalidField(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit)
{
	ATA_SENSE Sense;

	AtaBuild(&Sense, Request->Drive->DescriptorSense, SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0);
	AtaAddPointer(&Sense, TRUE, Byte, Bit);
	AtaDeliver(Extension, Request, &Sense);
}

/* INVALID FIELD IN PARAMETER LIST. */
VOID AtaInvalidParameter(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit)
{
	ATA_SENSE Sense;

	AtaBuild(&Sense, Request->Drive->DescriptorSense, SCSI_SENSE_ILLEGAL_REQUEST, 0x26, 0);
	AtaAddPointer(&Sense, FALSE, Byte, Bit);
	AtaDeliver(Extension, Request, &Sense);
}

/* The opcode moves data another way than the SRB. */
VOID AtaWrongDirection(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	AtaInvalidField(Extension, Request, 0, 8);
}

/* A command that did not end as it should. */
BOOLEAN AtaHasFailed(PATA_REQUEST Request)
{
	return Request->Broken || (Request->Result.Command & (ATA_STATUS_ERR | ATA_STATUS_DF));
}

typedef struct _ATA_MEANING {
	UCHAR Bit;		/* of the error register */
	UCHAR Key;
	UCHAR Code;
	UCHAR Qualifier;
} ATA_MEANING;

/* The first that fits. ABRT beside another bit says nothing more. */
static const ATA_MEANING AtaMeanings[] = {
	{ 0x80, SCSI_SENSE_ABORTED_COMMAND, 0x47, 0x03 },	/* ICRC */
	{ 0x40, SCSI_SENSE_MEDIUM_ERROR, 0x11, 0x00 },		/* UNC */
	{ 0x20, SCSI_SENSE_UNIT_ATTENTION, 0x28, 0x00 },	/* MC */
	{ 0x10, SCSI_SENSE_ILLEGAL_REQUEST, 0x21, 0x00 },	/* IDNF */
	{ 0x08, SCSI_SENSE_UNIT_ATTENTION, 0x5a, 0x01 },	/* MCR */
	{ ATA_ERROR_ABRT, SCSI_SENSE_ABORTED_COMMAND, 0x00, 0x00 },
	{ 0x02, SCSI_SENSE_NOT_READY, 0x3a, 0x00 },		/* NM */
	{ 0x01, SCSI_SENSE_MEDIUM_ERROR, 0x13, 0x00 },		/* AMNF */
};

static VOID AtaBuildFailure(PATA_SENSE Sense, PATA_REQUEST Request, BOOLEAN Descriptor)
{
	ULONG i;

	if (Request->Result.Command & ATA_STATUS_DF) {
		AtaBuild(Sense, Descriptor, SCSI_SENSE_HARDWARE_ERROR, 0x44, 0x00);
		return;
	}
	for (i = 0; i < sizeof(AtaMeanings) / sizeof(ATA_MEANING); i++) {
		if (!(Request->Result.Features & AtaMeanings[i].Bit))
			continue;
		AtaBuild(Sense, Descriptor, AtaMeanings[i].Key, AtaMeanings[i].Code,
			 AtaMeanings[i].Qualifier);
		return;
	}
	AtaBuild(Sense, Descriptor, SCSI_SENSE_ABORTED_COMMAND, 0x00, 0x00);
}

static ULONGLONG AtaResultLba(PATA_TASKFILE Result)
{
	ULONGLONG Lba = Result->LbaLow | ((ULONG)Result->LbaMid << 8) |
			((ULONG)Result->LbaHigh << 16);

	if (!Result->Extended)
		return Lba | ((ULONG)(Result->Device & 0x0f) << 24);
	return Lba | ((ULONGLONG)Result->LbaLowHigh << 24) |
	       ((ULONGLONG)Result->LbaMidHigh << 32) | ((ULONGLONG)Result->LbaHighHigh << 40);
}

/* The drive said no: the registers say why, and at which block. */
VOID AtaFailed(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	ATA_SENSE Sense;

	AtaReadTask(AtaChannelOf(Extension, Request->Drive), &Request->Result);
	if (Request->Broken && !(Request->Result.Command & (ATA_STATUS_ERR | ATA_STATUS_DF))) {
		ScsiPortLogError(Extension, Request->Srb, Request->Drive->Path,
				 Request->Drive->Number, 0, SP_PROTOCOL_ERROR,
				 ((ULONG)Request->Task.Command << 8) | Request->Result.Command);
		Request->Result.Features = 0;
	}
	AtaBuildFailure(&Sense, Request, Request->Drive->DescriptorSense);
	AtaAddInformation(&Sense, AtaResultLba(&Request->Result));
	AtaDeliver(Extension, Request, &Sense);
}

/* The registers themselves, as ATA PASS-THROUGH returns them. */
static VOID AtaAddTask(PATA_SENSE Sense, PATA_TASKFILE Result)
{
	PUCHAR D = AtaDescriptor(Sense, 0x09, 14);

	D[2] = Result->Extended;
	D[3] = Result->Features;
	D[4] = Result->CountHigh;
	D[5] = Result->Count;
	D[6] = Result->LbaLowHigh;
	D[7] = Result->LbaLow;
	D[8] = Result->LbaMidHigh;
	D[9] = Result->LbaMid;
	D[10] = Result->LbaHighHigh;
	D[11] = Result->LbaHigh;
	D[12] = Result->Device;
	D[13] = Result->Command;
}

/*
 * ATA PASS-THROUGH that failed, or that asked for the registers. The format is that of
 * descriptors, whatever D_SENSE says: programs such as hdparm know no other way to find the
 * registers, and libata never had one.
 */
VOID AtaReturnTask(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	ATA_SENSE Sense;

	AtaReadTask(AtaChannelOf(Extension, Request->Drive), &Request->Result);
	if (AtaHasFailed(Request))
		AtaBuildFailure(&Sense, Request, TRUE);
	else
		AtaBuild(&Sense, TRUE, SCSI_SENSE_RECOVERED_ERROR, 0x00, 0x1d);
	AtaAddTask(&Sense, &Request->Result);
	AtaDeliver(Extension, Request, &Sense);
}
