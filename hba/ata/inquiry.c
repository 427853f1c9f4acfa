// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: INQUIRY, and what IDENTIFY data has for its pages. */
#include "answer.h"
#include "inquiry.h"
#include "sense.h"

#define ATA_SERIAL_BYTES	20
#define ATA_FIRMWARE_BYTES	8
#define ATA_MODEL_BYTES		40
#define ATA_INFORMATION_BYTES	572
#define ATA_INQUIRY_BYTES	96

/* Strings of IDENTIFY data: two characters in a word, the first in its upper half. */
static VOID AtaString(PATA_DRIVE Drive, ULONG Word, PUCHAR To, ULONG Length)
{
	ULONG i;

	for (i = 0; i < Length; i++) {
		USHORT Pair = Drive->Identify[Word + i / 2];

		To[i] = (UCHAR)(i & 1 ? Pair : Pair >> 8);
	}
}

static VOID AtaCopyText(PUCHAR To, PCSTR Text)
{
	ULONG i;

	for (i = 0; Text[i]; i++)
		To[i] = (UCHAR)Text[i];
}

/* SAM-3, SBC-2, SPC-3, no version claimed. */
static const UCHAR AtaStandards[] = { 0x00, 0x60, 0x03, 0x20, 0x03, 0x00 };

static ULONG AtaStandardData(PATA_DRIVE Drive, PUCHAR Data)
{
	UCHAR Firmware[ATA_FIRMWARE_BYTES];
	ULONG i;

	Data[1] = (UCHAR)(AtaWord(Drive, ATA_ID_CONFIG) & 0x80 ? 0x80 : 0);
	Data[2] = 0x05;
	Data[3] = 0x02;
	Data[4] = ATA_INQUIRY_BYTES - 5;
	Data[7] = 0x02;
	AtaCopyText(Data + 8, "ATA     ");
	AtaString(Drive, ATA_ID_MODEL, Data + 16, 16);
	/* The half of the firmware's version that says something. */
	AtaString(Drive, ATA_ID_FIRMWARE, Firmware, sizeof(Firmware));
	i = Firmware[4] == ' ' || Firmware[4] == 0 ? 0 : 4;
	ScsiPortMoveMemory(Data + 32, Firmware + i, 4);
	ScsiPortMoveMemory(Data + 58, (PVOID)AtaStandards, sizeof(AtaStandards));
	return ATA_INQUIRY_BYTES;
}

static const UCHAR AtaPages[] = { 0x00, 0x80, 0x83, 0x89, 0xb0, 0xb1, 0xb2 };

static ULONG AtaPageList(PATA_DRIVE Drive, PUCHAR Data)
{
	UNREFERENCED_PARAMETER(Drive);
	ScsiPortMoveMemory(Data + 4, (PVOID)AtaPages, sizeof(AtaPages));
	return 4 + sizeof(AtaPages);
}

static ULONG AtaPageSerial(PATA_DRIVE Drive, PUCHAR Data)
{
	AtaString(Drive, ATA_ID_SERIAL, Data + 4, ATA_SERIAL_BYTES);
	return 4 + ATA_SERIAL_BYTES;
}

static PUCHAR AtaDesignator(PUCHAR At, UCHAR CodeSet, UCHAR Type, UCHAR Length)
{
	At[0] = CodeSet;
	At[1] = Type;
	At[3] = Length;
	return At + 4;
}

static ULONG AtaPageIdentification(PATA_DRIVE Drive, PUCHAR Data)
{
	PUCHAR At = AtaDesignator(Data + 4, 2, 0, ATA_SERIAL_BYTES);
	ULONG i;

	AtaString(Drive, ATA_ID_SERIAL, At, ATA_SERIAL_BYTES);
	At = AtaDesignator(At + ATA_SERIAL_BYTES, 2, 1, 8 + ATA_MODEL_BYTES + ATA_SERIAL_BYTES);
	AtaCopyText(At, "ATA     ");
	AtaString(Drive, ATA_ID_MODEL, At + 8, ATA_MODEL_BYTES);
	AtaString(Drive, ATA_ID_SERIAL, At + 8 + ATA_MODEL_BYTES, ATA_SERIAL_BYTES);
	At += 8 + ATA_MODEL_BYTES + ATA_SERIAL_BYTES;
	if ((AtaWord(Drive, ATA_ID_ENABLED_3) & 0xc100) == 0x4100) {
		At = AtaDesignator(At, 1, 3, 8);
		for (i = 0; i < 4; i++)
			AtaPut16(At + 2 * i, AtaWord(Drive, ATA_ID_WWN + i));
		At += 8;
	}
	return (ULONG)(At - Data);
}

/* ATA information: who translates, the registers after a reset, and IDENTIFY data. */
static ULONG AtaPageInformation(PATA_DRIVE Drive, PUCHAR Data)
{
	ULONG i;

	AtaCopyText(Data + 8, "SCSIPORTata miniport    1.0 ");
	Data[36] = 0x34;
	Data[38] = ATA_STATUS_DRDY;
	Data[40] = Drive->Signature[1];
	Data[41] = Drive->Signature[2];
	Data[42] = Drive->Signature[3];
	Data[48] = Drive->Signature[0];
	Data[56] = ATA_CMD_IDENTIFY;
	for (i = 0; i < ATA_ID_WORDS; i++) {
		Data[60 + 2 * i] = (UCHAR)AtaWord(Drive, i);
		Data[61 + 2 * i] = (UCHAR)(AtaWord(Drive, i) >> 8);
	}
	return ATA_INFORMATION_BYTES;
}

static ULONG AtaPageLimits(PATA_DRIVE Drive, PUCHAR Data)
{
	USHORT Physical = AtaWord(Drive, ATA_ID_PHYSICAL);

	AtaPut16(Data + 6, (Physical & 0xe000) == 0x6000 ? 1u << (Physical & 0x0f) : 1);
	return 64;
}

static ULONG AtaPageCharacteristics(PATA_DRIVE Drive, PUCHAR Data)
{
	AtaPut16(Data + 4, AtaWord(Drive, ATA_ID_ROTATION));
	Data[7] = (UCHAR)(AtaWord(Drive, ATA_ID_FORM_FACTOR) & 0x0f);
	return 64;
}

/* Nothing is provisioned here: TRIM needs DMA. */
static ULONG AtaPageProvisioning(PATA_DRIVE Drive, PUCHAR Data)
{
	UNREFERENCED_PARAMETER(Drive);
	UNREFERENCED_PARAMETER(Data);
	return 8;
}

typedef ULONG (*PATA_PAGE)(PATA_DRIVE Drive, PUCHAR Data);

static PATA_PAGE AtaPageFor(UCHAR Page)
{
	switch (Page) {
	case 0x00:
		return AtaPageList;
	case 0x80:
		return AtaPageSerial;
	case 0x83:
		return AtaPageIdentification;
	case 0x89:
		return AtaPageInformation;
	case 0xb0:
		return AtaPageLimits;
	case 0xb1:
		return AtaPageCharacteristics;
	case 0xb2:
		return AtaPageProvisioning;
	default:
		return NULL;
	}
}

VOID AtaInquiry(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	PUCHAR Data = Extension->Scratch;
	ULONG Length, Allocated = AtaGet16(Cdb + 3);
	PATA_PAGE Page;

	memset(Data, 0, sizeof(Extension->Scratch));
	if (Cdb[1] & 0xfe) {	/* CMDDT and the LUN, which are no more */
		AtaInvalidField(Extension, Request, 1, 8);
		return;
	}
	if (!(Cdb[1] & 0x01)) {
		if (Cdb[2] != 0) {
			AtaInvalidField(Extension, Request, 2, 8);
			return;
		}
		Length = AtaStandardData(Request->Drive, Data);
		AtaSimulated(Extension, Request, Data, Length, Allocated);
		return;
	}
	Page = AtaPageFor(Cdb[2]);
	if (!Page) {
		AtaInvalidField(Extension, Request, 2, 8);
		return;
	}
	Data[1] = Cdb[2];
	Length = Page(Request->Drive, Data);
	AtaPut16(Data + 2, Length - 4);
	AtaSimulated(Extension, Request, Data, Length, Allocated);
}
