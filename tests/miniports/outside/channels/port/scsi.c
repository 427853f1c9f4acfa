// SPDX-License-Identifier: GPL-2.0-only
/* SCSI commands, one at a time: what the drive does by DMA, and what is answered here. */
#include "idechan.h"

#define TABLE_END		0x80000000UL
#define TABLE_SPAN		0x10000UL

#define SENSE_BYTES		18
#define PAGE_CACHING		0x08
#define PAGE_ALL		0x3f
#define CACHING_BYTES		20
#define CACHING_ENABLED		0x04

static unsigned long Word32(PUCHAR Bytes)
{
	return (unsigned long)Bytes[0] << 24 | (unsigned long)Bytes[1] << 16 |
	       (unsigned long)Bytes[2] << 8 | Bytes[3];
}

static VOID Check(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb, UCHAR Key, UCHAR Code)
{
	UCHAR Sense[SENSE_BYTES];
	UCHAR Status = SRB_STATUS_ERROR;
	unsigned long i;

	for (i = 0; i < SENSE_BYTES; i++)
		Sense[i] = 0;
	Sense[0] = 0x70;
	Sense[2] = Key;
	Sense[7] = SENSE_BYTES - 8;
	Sense[12] = Code;
	if (Srb->SenseInfoBuffer != NULL && Srb->SenseInfoBufferLength != 0) {
		i = Srb->SenseInfoBufferLength;
		ScsiPortMoveMemory(Srb->SenseInfoBuffer, Sense, i < SENSE_BYTES ? i : SENSE_BYTES);
		Status |= SRB_STATUS_AUTOSENSE_VALID;
	}
	Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	Srb->DataTransferLength = 0;
	ChannelComplete(Channel, Srb, Status);
}

static VOID Good(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	Srb->ScsiStatus = SCSISTAT_GOOD;
	ChannelComplete(Channel, Srb, SRB_STATUS_SUCCESS);
}

static VOID Answer(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb, PVOID Data, unsigned long Length,
		   unsigned long Allocated)
{
	if (Length > Allocated)
		Length = Allocated;
	if (Length >= Srb->DataTransferLength) {
		ScsiPortMoveMemory(Srb->DataBuffer, Data, Srb->DataTransferLength);
		Good(Channel, Srb);
		return;
	}
	ScsiPortMoveMemory(Srb->DataBuffer, Data, Length);
	Srb->DataTransferLength = Length;
	Srb->ScsiStatus = SCSISTAT_GOOD;
	ChannelComplete(Channel, Srb, SRB_STATUS_DATA_OVERRUN);
}

static VOID Inquiry(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	static const char Revision[] = IDECHAN_REVISION;
	UCHAR Data[36];
	unsigned long i;

	if (Srb->Cdb[1] & 1) {
		Check(Channel, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
		return;
	}
	for (i = 0; i < sizeof(Data); i++)
		Data[i] = i < 8 ? 0 : ' ';
	Data[2] = 2;
	Data[3] = 2;
	Data[4] = sizeof(Data) - 5;
	ScsiPortMoveMemory(Data + 8, "IDE", 3);
	ScsiPortMoveMemory(Data + 16, Channel->Drive.Model, 16);
	ScsiPortMoveMemory(Data + 32, (PVOID)Revision, sizeof(Revision) - 1);
	Answer(Channel, Srb, Data, sizeof(Data), Srb->Cdb[4]);
}

static VOID Capacity(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	unsigned long Last = Channel->Drive.Sectors - 1;
	UCHAR Data[8];

	Data[0] = (UCHAR)(Last >> 24);
	Data[1] = (UCHAR)(Last >> 16);
	Data[2] = (UCHAR)(Last >> 8);
	Data[3] = (UCHAR)Last;
	Data[4] = 0;
	Data[5] = 0;
	Data[6] = DRIVE_SECTOR >> 8;
	Data[7] = 0;
	Answer(Channel, Srb, Data, sizeof(Data), sizeof(Data));
}

/* The page of the write cache, and no other. */
static VOID ModeSense(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Data[4 + CACHING_BYTES];
	UCHAR Page = Srb->Cdb[2] & 0x3f;
	unsigned long i;

	if (Page != PAGE_CACHING && Page != PAGE_ALL) {
		Check(Channel, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
		return;
	}
	for (i = 0; i < sizeof(Data); i++)
		Data[i] = 0;
	Data[0] = sizeof(Data) - 1;
	Data[4] = PAGE_CACHING;
	Data[5] = CACHING_BYTES - 2;
	/* Of what can be changed, there is nothing. */
	if (Channel->Drive.Caches && (Srb->Cdb[2] & 0xc0) != 0x40)
		Data[6] = CACHING_ENABLED;
	Answer(Channel, Srb, Data, sizeof(Data), Srb->Cdb[4]);
}

/* FALSE if it would be longer than the table is. */
static BOOLEAN FillTable(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	unsigned long *Element = Channel->Table;
	unsigned long Left = Srb->DataTransferLength;
	PUCHAR Data = Srb->DataBuffer;
	unsigned long Length, Room;
	SCSI_PHYSICAL_ADDRESS Address;

	while (Left != 0) {
		if (Element == Channel->Table + 2 * CHANNEL_ELEMENTS)
			return FALSE;
		Address = ScsiPortGetPhysicalAddress(Channel, Srb, Data, &Length);
		Room = TABLE_SPAN - Address.LowPart % TABLE_SPAN;
		if (Length > Left)
			Length = Left;
		if (Length > Room)
			Length = Room;
		if (Length == 0)
			return FALSE;
		*Element++ = ScsiPortConvertPhysicalAddressToUlong(Address);
		/* All of it is said by 0. */
		*Element++ = Length % TABLE_SPAN;
		Data += Length;
		Left -= Length;
	}
	Element[-1] |= TABLE_END;
	return TRUE;
}

static VOID Transfer(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Write)
{
	unsigned long Sector = Word32(&Srb->Cdb[2]);
	unsigned long Sectors = (unsigned long)Srb->Cdb[7] << 8 | Srb->Cdb[8];
	UCHAR Direction = Write ? 0 : MASTER_TO_MEMORY;
	PUCHAR Master = Channel->Master;

	if (Sector > Channel->Drive.Sectors || Sectors > Channel->Drive.Sectors - Sector) {
		Check(Channel, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_ILLEGAL_BLOCK);
		return;
	}
	if (Sectors == 0) {
		Good(Channel, Srb);
		return;
	}
	if (Sectors > DRIVE_MOST_SECTORS || Srb->DataTransferLength != Sectors * DRIVE_SECTOR ||
	    !FillTable(Channel, Srb)) {
		ChannelComplete(Channel, Srb, SRB_STATUS_INVALID_REQUEST);
		return;
	}
	Channel->Srb = Srb;
	ScsiPortWritePortUlong((unsigned long *)(Master + MASTER_TABLE), Channel->TableAddress);
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, Direction);
	DriveCommand(&Channel->Drive, Write ? COMMAND_WRITE_DMA : COMMAND_READ_DMA, Sector,
		     Sectors);
	ScsiPortWritePortUchar(Master + MASTER_COMMAND, Direction | MASTER_START);
}

VOID ChannelFlush(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	Channel->Srb = Srb;
	DriveCommand(&Channel->Drive, COMMAND_FLUSH, 0, 0);
}

VOID ChannelStart(PCHANNEL Channel, PSCSI_REQUEST_BLOCK Srb)
{
	switch (Srb->Cdb[0]) {
	case SCSIOP_READ:
		Transfer(Channel, Srb, FALSE);
		break;
	case SCSIOP_WRITE:
		Transfer(Channel, Srb, TRUE);
		break;
	case SCSIOP_SYNCHRONIZE_CACHE:
		ChannelFlush(Channel, Srb);
		break;
	case SCSIOP_TEST_UNIT_READY:
		Good(Channel, Srb);
		break;
	case SCSIOP_INQUIRY:
		Inquiry(Channel, Srb);
		break;
	case SCSIOP_READ_CAPACITY:
		Capacity(Channel, Srb);
		break;
	case SCSIOP_MODE_SENSE:
		ModeSense(Channel, Srb);
		break;
	default:
		Check(Channel, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_ILLEGAL_COMMAND);
		break;
	}
}

/* The drive has done it, or has not. */
VOID ChannelEnd(PCHANNEL Channel, UCHAR Status)
{
	PSCSI_REQUEST_BLOCK Srb = Channel->Srb;
	UCHAR Error;

	Channel->Srb = NULL;
	if (!(Status & (STATUS_ERROR | STATUS_FAULT))) {
		Good(Channel, Srb);
		return;
	}
	Error = ScsiPortReadPortUchar(Channel->Drive.Ports + DRIVE_ERROR);
	if (Error & ERROR_ADDRESS)
		Check(Channel, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_ILLEGAL_BLOCK);
	else if (Error & ERROR_MEDIUM)
		/* Unrecovered read error. */
		Check(Channel, Srb, SCSI_SENSE_MEDIUM_ERROR, 0x11);
	else
		/* Internal failure of the target. */
		Check(Channel, Srb, SCSI_SENSE_HARDWARE_ERROR, 0x44);
}
