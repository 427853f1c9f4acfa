// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: an ATA disk by its registers, which fails where it is told to. */
#include "test.h"

struct ata_drive Drive;

/* What is on the disk: each sector is another one. */
USHORT DriveWord(ULONGLONG Lba, ULONG Word)
{
	return (USHORT)(Lba * 257 + (Lba >> 16) + Word);
}

static void Identify(void)
{
	USHORT *Id = Drive.Buffer;

	memset(Id, 0, ATA_SECTOR);
	Id[ATA_ID_MULTIPLE_MAX] = 0x8010;
	Id[ATA_ID_CAPABILITIES] = 0x0200;
	Id[ATA_ID_SECTORS_28] = 0xffff;
	Id[ATA_ID_SECTORS_28 + 1] = 0x0fff;
	Id[ATA_ID_SUPPORTED_2] = 0x4400;
	Id[ATA_ID_ENABLED_3] = 0x4000;
	Id[ATA_ID_SECTORS_48] = (USHORT)Drive.Sectors;
	Id[ATA_ID_SECTORS_48 + 1] = (USHORT)(Drive.Sectors >> 16);
	Id[ATA_ID_SECTORS_48 + 2] = (USHORT)(Drive.Sectors >> 32);
}

/* After a while, the status is Then, and there is an interrupt. */
static void Later(UCHAR Then)
{
	Drive.Status = ATA_STATUS_BSY;
	Drive.Then = Then;
	Drive.BusyUs = Drive.SlowUs;
	if (Drive.BusyUs == 0)
		DrivePass(0);
}

void DrivePass(ULONG Microseconds)
{
	if (Drive.Status != ATA_STATUS_BSY || Drive.BusyUs == ALWAYS_BUSY)
		return;
	Drive.BusyUs -= Microseconds < Drive.BusyUs ? Microseconds : Drive.BusyUs;
	if (Drive.BusyUs)
		return;
	Drive.Status = Drive.Then;
	/* The first block of a write is asked for without an interrupt. */
	Drive.Interrupt = !Drive.First || !(Drive.Status & ATA_STATUS_DRQ);
}

BOOLEAN DriveInterrupts(void)
{
	return Drive.Interrupt && !(Drive.Control & ATA_CONTROL_NIEN);
}

static void PutAddress(ULONGLONG Lba)
{
	ULONG i;

	for (i = 0; i < 3; i++) {
		Drive.Register[ATA_REG_LBA_LOW + i] = (UCHAR)(Lba >> 8 * i);
		Drive.Previous[ATA_REG_LBA_LOW + i] = (UCHAR)(Lba >> (24 + 8 * i));
	}
	if (Drive.Register[ATA_REG_DEVICE] & ATA_DEVICE_LBA)
		Drive.Register[ATA_REG_DEVICE] |= (UCHAR)(Lba >> 24) & 0x0f;
}

static void Fail(void)
{
	Drive.SectorsLeft = 0;
	Drive.Words = 0;
	PutAddress(Drive.Bad);
	Drive.Register[ATA_REG_ERROR] = Drive.Error;
	Later((UCHAR)(ATA_STATUS_DRDY | Drive.FailStatus));
}

/* The next block, or the end. */
static void NextBlock(void)
{
	ULONG Sectors = Drive.SectorsLeft < Drive.Block ? Drive.SectorsLeft : Drive.Block;
	ULONG i;

	if (Drive.Fails && Drive.Bad >= Drive.Lba && Drive.Bad < Drive.Lba + Sectors) {
		Fail();
		return;
	}
	if (Sectors == 0 || Drive.NoData) {
		Later((UCHAR)(ATA_STATUS_DRDY | (Drive.TooMuch ? ATA_STATUS_DRQ : 0)));
		return;
	}
	for (i = 0; !Drive.Out && i < Sectors * 256; i++)
		Drive.Buffer[i] = DriveWord(Drive.Lba + i / 256, i % 256);
	Drive.Words = Sectors * 256;
	Later(ATA_STATUS_DRDY | ATA_STATUS_DRQ);
	Drive.Word = 0;
}

static void Address(BOOLEAN Extended)
{
	ULONG i;

	Drive.Lba = 0;
	Drive.SectorsLeft = Drive.Register[ATA_REG_COUNT];
	for (i = 0; i < 3; i++) {
		Drive.Lba |= (ULONGLONG)Drive.Register[ATA_REG_LBA_LOW + i] << 8 * i;
		if (Extended)
			Drive.Lba |= (ULONGLONG)Drive.Previous[ATA_REG_LBA_LOW + i] << (24 + 8 * i);
	}
	if (Extended)
		Drive.SectorsLeft |= (ULONG)Drive.Previous[ATA_REG_COUNT] << 8;
	else
		Drive.Lba |= (ULONGLONG)(Drive.Register[ATA_REG_DEVICE] & 0x0f) << 24;
	if (Drive.SectorsLeft == 0)
		Drive.SectorsLeft = Extended ? 65536 : 256;
}

static void Blocks(BOOLEAN Extended, BOOLEAN Out)
{
	Address(Extended);
	Drive.Out = Out;
	Drive.First = Out;
	Drive.Block = Drive.Multiple;
	Drive.Word = 0;
	NextBlock();
}

/* What a packet device does once it has its packet, and again when its data has been moved. */
static void Packet(void)
{
	if (Drive.WantsPacket && Drive.Offers) {
		Drive.WantsPacket = FALSE;
		Drive.Out = Drive.WantsOut;
		Drive.Words = Drive.Offers / 2;
		Drive.Word = 0;
		Drive.Register[ATA_REG_LBA_MID] = (UCHAR)Drive.Offers;
		Drive.Register[ATA_REG_LBA_HIGH] = (UCHAR)(Drive.Offers >> 8);
		Drive.Register[ATA_REG_REASON] = Drive.Out ? 0 : ATA_REASON_IN;
		Later(ATA_STATUS_DRDY | ATA_STATUS_DRQ);
		return;
	}
	Drive.WantsPacket = FALSE;
	Drive.Words = 0;
	Drive.Register[ATA_REG_REASON] = ATA_REASON_IN | ATA_REASON_COMMAND;
	Later(ATA_STATUS_DRDY);
}

static void Command(UCHAR What)
{
	Drive.Commands++;
	Drive.Command = What;
	Drive.Interrupt = FALSE;
	Drive.Out = FALSE;
	Drive.First = FALSE;
	switch (What) {
	case ATA_CMD_IDENTIFY:
		Identify();
		Drive.SectorsLeft = 1;
		Drive.Block = 1;
		Drive.Word = 0;
		Drive.Words = 256;
		Later(ATA_STATUS_DRDY | ATA_STATUS_DRQ);
		break;
	case ATA_CMD_SET_MULTIPLE:
		Drive.SetMultiples++;
		Drive.Multiple = Drive.Register[ATA_REG_COUNT];
		Later(ATA_STATUS_DRDY);
		break;
	case ATA_CMD_PACKET:
		Drive.WantsPacket = TRUE;
		Drive.First = TRUE;
		Drive.Out = TRUE;
		Drive.Words = ATA_PACKET_BYTES / 2;
		Drive.Word = 0;
		Drive.Register[ATA_REG_REASON] = ATA_REASON_COMMAND;
		Later(ATA_STATUS_DRDY | ATA_STATUS_DRQ);
		break;
	case ATA_CMD_READ_MULTIPLE:
	case ATA_CMD_READ_MULTIPLE_EXT:
		Blocks(What == ATA_CMD_READ_MULTIPLE_EXT, FALSE);
		break;
	case ATA_CMD_WRITE_MULTIPLE:
	case ATA_CMD_WRITE_MULTIPLE_EXT:
		Blocks(What == ATA_CMD_WRITE_MULTIPLE_EXT, TRUE);
		break;
	default:
		Drive.Register[ATA_REG_ERROR] = ATA_ERROR_ABRT;
		Later(ATA_STATUS_DRDY | ATA_STATUS_ERR);
		break;
	}
}

/* A word of the block has gone through the data port. */
static void Moved(void)
{
	ULONG Sectors = Drive.Words / 256;

	if (++Drive.Word < Drive.Words)
		return;
	Drive.First = FALSE;
	if (Drive.Command == ATA_CMD_PACKET) {
		Packet();
		return;
	}
	Drive.Lba += Sectors;
	Drive.SectorsLeft -= Sectors;
	/* A read ends without one more interrupt, and a write with one. */
	if (!Drive.Out && Drive.SectorsLeft == 0) {
		Drive.Words = 0;
		Drive.Status = (UCHAR)(ATA_STATUS_DRDY | (Drive.TooMuch ? ATA_STATUS_DRQ : 0));
		return;
	}
	NextBlock();
}

void DriveBegin(void)
{
	memset(&Drive, 0, sizeof(Drive));
	Drive.Sectors = 1ULL << 40;
	Drive.Status = ATA_STATUS_DRDY;
	Drive.FailStatus = ATA_STATUS_ERR;
}

/* Both drives of the channel obey; there is only one. */
static void Control(UCHAR Value)
{
	if ((Value & ATA_CONTROL_SRST) && !(Drive.Control & ATA_CONTROL_SRST)) {
		Drive.Resets++;
		Drive.Multiple = 0;
		Drive.Interrupt = FALSE;
		Drive.SectorsLeft = 0;
		Drive.Words = 0;
		Drive.Status = ATA_STATUS_DRDY;
		memset(Drive.Register + 1, 0, 6);
		Drive.Register[ATA_REG_COUNT] = 1;
		Drive.Register[ATA_REG_LBA_LOW] = 1;
	}
	Drive.Control = Value;
}

UCHAR ScsiPortReadPortUchar(volatile UCHAR *At)
{
	ULONG Number = (ULONG)(ULONG_PTR)At - PORT_COMMAND;

	if (Drive.Register[ATA_REG_DEVICE] & ATA_DEVICE_SECOND)
		return 0;
	if ((ULONG_PTR)At == PORT_CONTROL)
		return Drive.Status;
	if (Number == ATA_REG_STATUS) {
		Drive.Interrupt = FALSE;
		return Drive.Status;
	}
	if (Drive.Control & ATA_CONTROL_HIGH_ORDER)
		return Drive.Previous[Number];
	return Drive.Register[Number];
}

void ScsiPortWritePortUchar(volatile UCHAR *At, UCHAR Value)
{
	ULONG Number = (ULONG)(ULONG_PTR)At - PORT_COMMAND;

	if ((ULONG_PTR)At == PORT_CONTROL) {
		Control(Value);
	} else if (Number == ATA_REG_COMMAND) {
		if (!(Drive.Register[ATA_REG_DEVICE] & ATA_DEVICE_SECOND))
			Command(Value);
	} else {
		Drive.Previous[Number] = Drive.Register[Number];
		Drive.Register[Number] = Value;
	}
}

USHORT ScsiPortReadPortUshort(volatile USHORT *At)
{
	USHORT Value = 0xdead;

	if (Drive.Word < Drive.Words && (Drive.Status & ATA_STATUS_DRQ)) {
		Value = Drive.Buffer[Drive.Word];
		Moved();
	}
	return Value;
}

void ScsiPortWritePortUshort(volatile USHORT *At, USHORT Value)
{
	if (Drive.Word >= Drive.Words || !(Drive.Status & ATA_STATUS_DRQ))
		return;
	Drive.Written += Value;
	Moved();
}

void ScsiPortReadPortBufferUshort(volatile USHORT *At, PUSHORT Buffer, ULONG Count)
{
	while (Count--)
		*Buffer++ = ScsiPortReadPortUshort(At);
}

void ScsiPortWritePortBufferUshort(volatile USHORT *At, PUSHORT Buffer, ULONG Count)
{
	while (Count--)
		ScsiPortWritePortUshort(At, *Buffer++);
}
