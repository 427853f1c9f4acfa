// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: MODE SENSE and MODE SELECT. */
#include "answer.h"
#include "finish.h"
#include "mode.h"
#include "refresh.h"
#include "sense.h"
#include "transfer.h"

#define ATA_PAGE_RECOVERY	0x01
#define ATA_PAGE_CACHING	0x08
#define ATA_PAGE_CONTROL	0x0a
#define ATA_PAGE_ALL		0x3f

#define ATA_CACHING_BYTES	20
#define ATA_OTHER_BYTES		12

#define ATA_MODE_CHANGEABLE	1
#define ATA_MODE_SAVED		3

#define ATA_WCE			0x04	/* in byte 2 of the caching page */
#define ATA_D_SENSE		0x04	/* in byte 2 of the control page */

static ULONG AtaRecoveryPage(PUCHAR Page, BOOLEAN Changeable)
{
	Page[0] = ATA_PAGE_RECOVERY;
	Page[1] = ATA_OTHER_BYTES - 2;
	if (!Changeable)
		Page[2] = 0x80;		/* AWRE */
	return ATA_OTHER_BYTES;
}

static ULONG AtaCachingPage(PATA_DRIVE Drive, PUCHAR Page, BOOLEAN Changeable)
{
	Page[0] = ATA_PAGE_CACHING;
	Page[1] = ATA_CACHING_BYTES - 2;
	if (Changeable) {
		Page[2] = ATA_WCE;
		return ATA_CACHING_BYTES;
	}
	if (AtaWord(Drive, ATA_ID_ENABLED_1) & 0x0020)
		Page[2] = ATA_WCE;
	if (!(AtaWord(Drive, ATA_ID_ENABLED_1) & 0x0040))
		Page[12] = 0x20;	/* DRA: no look-ahead */
	return ATA_CACHING_BYTES;
}

static ULONG AtaControlPage(PATA_DRIVE Drive, PUCHAR Page, BOOLEAN Changeable)
{
	Page[0] = ATA_PAGE_CONTROL;
	Page[1] = ATA_OTHER_BYTES - 2;
	if (Changeable) {
		Page[2] = ATA_D_SENSE;
		return ATA_OTHER_BYTES;
	}
	Page[2] = (UCHAR)(0x02 | (Drive->DescriptorSense ? ATA_D_SENSE : 0));	/* GLTSD */
	AtaPut16(Page + 8, 0xffff);
	AtaPut16(Page + 10, 30);
	return ATA_OTHER_BYTES;
}

/* One page, or all of them. 0: there is no such page. */
static ULONG AtaModePages(PATA_DRIVE Drive, UCHAR Code, PUCHAR At, BOOLEAN Changeable)
{
	ULONG Length = 0;

	if (Code == ATA_PAGE_RECOVERY || Code == ATA_PAGE_ALL)
		Length += AtaRecoveryPage(At, Changeable);
	if (Code == ATA_PAGE_CACHING || Code == ATA_PAGE_ALL)
		Length += AtaCachingPage(Drive, At + Length, Changeable);
	if (Code == ATA_PAGE_CONTROL || Code == ATA_PAGE_ALL)
		Length += AtaControlPage(Drive, At + Length, Changeable);
	return Length;
}

VOID AtaModeSense(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PUCHAR Cdb = Request->Srb->Cdb;
	PUCHAR Data = Extension->Scratch;
	BOOLEAN Ten = Cdb[0] == SCSIOP_MODE_SENSE10;
	UCHAR Control = Cdb[2] >> 6;
	ULONG Head = Ten ? 8 : 4;
	ULONG Blocks = Cdb[1] & 0x08 ? 0 : 8;
	ULONG Length;

	memset(Data, 0, sizeof(Extension->Scratch));
	if (Control == ATA_MODE_SAVED) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x39, 0x00);
		return;
	}
	if (Cdb[3] != 0 && Cdb[3] != 0xff) {
		AtaInvalidField(Extension, Request, 3, 8);
		return;
	}
	Length = AtaModePages(Request->Drive, Cdb[2] & 0x3f, Data + Head + Blocks,
			      Control == ATA_MODE_CHANGEABLE);
	if (Length == 0) {
		AtaInvalidField(Extension, Request, 2, 8);
		return;
	}
	if (Blocks)
		AtaPut32(Data + Head + 4, ATA_SECTOR);
	Length += Head + Blocks;
	if (Ten) {
		AtaPut16(Data, Length - 2);
		Data[7] = (UCHAR)Blocks;
		AtaSimulated(Extension, Request, Data, Length, AtaGet16(Cdb + 7));
	} else {
		Data[0] = (UCHAR)(Length - 1);
		Data[3] = (UCHAR)Blocks;
		AtaSimulated(Extension, Request, Data, Length, Cdb[4]);
	}
}

static VOID AtaDoneSelect(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	if (AtaHasFailed(Request))
		AtaFailed(Extension, Request);
	else
		AtaRefresh(Extension, Request);
}

/* The first byte of a page that is not as it must be, or its length if all are. */
static ULONG AtaFirstChanged(PUCHAR Page, PUCHAR Current, PUCHAR Changeable, ULONG Length)
{
	ULONG i;

	for (i = 2; i < Length; i++) {
		if ((Page[i] ^ Current[i]) & ~Changeable[i])
			return i;
	}
	return Length;
}

static VOID AtaSelectCaching(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Page)
{
	Request->Protocol = AtaNonData;
	Request->Done = AtaDoneSelect;
	Request->Task.Command = ATA_CMD_SET_FEATURES;
	Request->Task.Features = Page[2] & ATA_WCE ? ATA_FEATURE_WCACHE_ON :
						     ATA_FEATURE_WCACHE_OFF;
	AtaSubmit(Extension, Request);
}

/* One page, whole, with nothing in it changed that cannot be. */
static VOID AtaSelectPage(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Page,
			  ULONG Length, USHORT Offset)
{
	UCHAR Current[ATA_CACHING_BYTES], Changeable[ATA_CACHING_BYTES];
	UCHAR Code = Page[0] & 0x3f;
	ULONG Bytes, Changed;

	if (Page[0] & 0x40 || (Code != ATA_PAGE_CACHING && Code != ATA_PAGE_CONTROL)) {
		AtaInvalidParameter(Extension, Request, Offset, Page[0] & 0x40 ? 6 : 5);
		return;
	}
	memset(Current, 0, sizeof(Current));
	memset(Changeable, 0, sizeof(Changeable));
	Bytes = AtaModePages(Request->Drive, Code, Current, FALSE);
	AtaModePages(Request->Drive, Code, Changeable, TRUE);
	if (Page[1] != Bytes - 2) {
		AtaInvalidParameter(Extension, Request, Offset + 1, 8);
		return;
	}
	if (Length < Bytes) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x1a, 0x00);
		return;
	}
	if (Length > Bytes) {
		AtaInvalidParameter(Extension, Request, (USHORT)(Offset + Bytes), 8);
		return;
	}
	Changed = AtaFirstChanged(Page, Current, Changeable, Bytes);
	if (Changed < Bytes) {
		AtaInvalidParameter(Extension, Request, (USHORT)(Offset + Changed), 8);
		return;
	}
	if (Code == ATA_PAGE_CACHING) {
		AtaSelectCaching(Extension, Request, Page);
		return;
	}
	Request->Drive->DescriptorSense = (Page[2] & ATA_D_SENSE) != 0;
	AtaFinishGood(Extension, Request->Srb, Request->Srb->DataTransferLength);
}

VOID AtaModeSelect(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSCSI_REQUEST_BLOCK Srb = Request->Srb;
	BOOLEAN Ten = Srb->Cdb[0] == SCSIOP_MODE_SELECT10;
	ULONG Length = Ten ? AtaGet16(Srb->Cdb + 7) : Srb->Cdb[4];
	ULONG Head = Ten ? 8 : 4;
	PUCHAR Data = Srb->DataBuffer;
	ULONG Blocks;

	if ((Srb->Cdb[1] & 0x11) != 0x10) {	/* PF, and nothing is saved */
		AtaInvalidField(Extension, Request, 1, Srb->Cdb[1] & 0x01 ? 0 : 4);
		return;
	}
	if (Length > Srb->DataTransferLength)
		Length = Srb->DataTransferLength;
	if (Length == 0) {
		AtaFinishGood(Extension, Srb, 0);
		return;
	}
	if (!AtaMayMove(Request, FALSE)) {
		AtaWrongDirection(Extension, Request);
		return;
	}
	if (Length < Head) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x1a, 0x00);
		return;
	}
	Blocks = Ten ? AtaGet16(Data + 6) : Data[3];
	if (Blocks != 0 && Blocks != 8) {
		AtaInvalidParameter(Extension, Request, (USHORT)(Ten ? 6 : 3), 8);
		return;
	}
	if (Length < Head + Blocks) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x1a, 0x00);
		return;
	}
	Head += Blocks;
	if (Length == Head) {
		AtaFinishGood(Extension, Srb, Srb->DataTransferLength);
		return;
	}
	if (Length < Head + 2) {
		AtaCheck(Extension, Request, SCSI_SENSE_ILLEGAL_REQUEST, 0x1a, 0x00);
		return;
	}
	AtaSelectPage(Extension, Request, Data + Head, Length - Head, (USHORT)Head);
}
