// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/adapter: the direction of a request is a promise to whose memory it is. Whatever a CDB
 * says, nothing is written into a buffer that was not given for that, and nothing of one is sent
 * that was given for data-in. And which fields of a CDB are refused.
 */
#include "test.h"

#define TO_HOST		SRB_FLAGS_DATA_IN
#define TO_DEVICE	SRB_FLAGS_DATA_OUT
#define BYTES		4096
#define FILL		0x5aa5

/*
 * PIO data-in and data-out of one sector, with and without T_DIR; the drive's block is one of 16
 * sectors.
 */
static const struct {
	UCHAR Cdb[16];
	ULONG Way;		/* that the CDB asks for; 0: contradicts itself */
	PCSTR Name;
} Commands[] = {
	{ { 0x12, 0, 0, 0, 96 }, TO_HOST, "INQUIRY" },
	{ { 0x12, 1, 0x89, 2, 60 }, TO_HOST, "INQUIRY, page 89h" },
	{ { 0x25 }, TO_HOST, "READ CAPACITY(10)" },
	{ { 0x9e, 0x10, [13] = 32 }, TO_HOST, "READ CAPACITY(16)" },
	{ { 0x1a, 0, 0x3f, 0, 255 }, TO_HOST, "MODE SENSE(6)" },
	{ { 0x5a, 0, 0x3f, [8] = 255 }, TO_HOST, "MODE SENSE(10)" },
	{ { 0x03, 0, 0, 0, 18 }, TO_HOST, "REQUEST SENSE" },
	{ { 0xa0, [9] = 16 }, TO_HOST, "REPORT LUNS" },
	{ { 0xa3, 0x0c, 1, 0x28, [9] = 4 }, TO_HOST, "REPORT SUPPORTED OPERATION CODES" },
	{ { 0x08, 0, 0, 0, 8 }, TO_HOST, "READ(6)" },
	{ { 0x28, [8] = 8 }, TO_HOST, "READ(10)" },
	{ { 0xa8, [9] = 8 }, TO_HOST, "READ(12)" },
	{ { 0x88, [13] = 8 }, TO_HOST, "READ(16)" },
	{ { 0x0a, 0, 0, 0, 8 }, TO_DEVICE, "WRITE(6)" },
	{ { 0x2a, [8] = 8 }, TO_DEVICE, "WRITE(10)" },
	{ { 0xaa, [9] = 8 }, TO_DEVICE, "WRITE(12)" },
	{ { 0x8a, [13] = 8 }, TO_DEVICE, "WRITE(16)" },
	{ { 0x85, 0x08, 0x0e, [6] = 1, [14] = 0xec }, TO_HOST, "ATA PASS-THROUGH(16), IDENTIFY" },
	{ { 0xa1, 0x08, 0x0e, [4] = 1, [9] = 0xec }, TO_HOST, "ATA PASS-THROUGH(12), IDENTIFY" },
	{ { 0x85, 0x8a, 0x06, [6] = 8, [13] = 0x40, [14] = 0xc5 }, TO_DEVICE,
	  "ATA PASS-THROUGH(16), WRITE" },
	{ { 0xa1, 0x8a, 0x06, [4] = 8, [8] = 0x40, [9] = 0xc5 }, TO_DEVICE,
	  "ATA PASS-THROUGH(12), WRITE" },
	{ { 0x85, 0x08, 0x06, [6] = 1, [14] = 0xec }, 0, "ATA PASS-THROUGH(16), T_DIR out" },
	{ { 0xa1, 0x8a, 0x0e, [4] = 8, [9] = 0xc5 }, 0, "ATA PASS-THROUGH(12), T_DIR in" },
	{ { 0 }, 0, NULL },
};

static void Fill(void)
{
	ULONG i;

	for (i = 0; i < BYTES; i++)
		Data[i] = FILL;
	Drive.Written = 0;
	Drive.Commands = 0;
}

static ULONG Changed(void)
{
	ULONG i;

	for (i = 0; i < BYTES; i++) {
		if (Data[i] != FILL)
			return 1;
	}
	return 0;
}

static BOOLEAN IsGood(void)
{
	return Srb.SrbStatus == SRB_STATUS_SUCCESS || Srb.SrbStatus == SRB_STATUS_DATA_OVERRUN;
}

/*
 * Bit 0: written to against the promise; 1: sent; 2: not refused, or not at once; 3: refused
 * though it is well.
 */
static ULONG Breaches(ULONG Command, ULONG Way)
{
	ULONG Found = 0;

	Fill();
	Ask(Commands[Command].Cdb, Way, BYTES);
	if (!(Way & TO_HOST) && Changed())
		Found |= 1;
	if (!(Way & TO_DEVICE) && Drive.Written)
		Found |= 2;
	if (Way & Commands[Command].Way)
		return IsGood() ? Found : Found | 8;
	if (!IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0) || Drive.Commands ||
	    Srb.DataTransferLength)
		Found |= 4;
	return Found;
}

static ULONG All(ULONG Way)
{
	ULONG i, Found, Sum = 0;

	for (i = 0; Commands[i].Name; i++) {
		Found = Breaches(i, Way);
		if (Found)
			printf("# %s, flags %#x: %#x, SrbStatus %#x\n", Commands[i].Name, Way,
			       Found, Srb.SrbStatus);
		Sum |= Found;
	}
	return Sum;
}

static void CheckModeSelect(void)
{
	static const UCHAR Cdb[16] = { 0x15, 0x10, 0, 0, 16 };
	UCHAR List[16] = { [4] = 0x0a, 10, [6] = 0x06, [13] = 0xff, [12] = 0xff, [15] = 30 };

	memcpy(Data, List, sizeof(List));
	Ask(Cdb, TO_HOST, sizeof(List));
	Check(IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0), "direction: MODE SELECT with data-in");
	Check(!Ext.Channels[0].Drives[0].DescriptorSense, "... reads nothing of it");
	Ask(Cdb, TO_DEVICE, sizeof(List));
	Check(Ext.Channels[0].Drives[0].DescriptorSense, "... with data-out: D_SENSE is set");
	Ext.Channels[0].Drives[0].DescriptorSense = FALSE;
}

void CheckDirections(void)
{
	ULONG In = All(TO_HOST), Out = All(TO_DEVICE), None = All(0);

	Equal(0, (In | Out | None) & 1, "direction: nothing is written but to a data-in buffer");
	Equal(0, (In | Out | None) & 2, "direction: nothing is sent but of a data-out buffer");
	Equal(0, (In | Out | None) & 4, "direction: the wrong one is refused, without the drive");
	Equal(0, (In | Out | None) & 8, "direction: the right one is well");
	CheckModeSelect();
}

/* The answer to a CDB that lacks nothing but the direction. */
static BOOLEAN IsRefused(const UCHAR *Cdb)
{
	Ask(Cdb, TO_HOST, 512);
	return IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0);
}

static void CheckControlByte(void)
{
	static const UCHAR At[] = { 5, 9, 9, 0, 15, 11 };
	ULONG i, Accepted = 0;
	UCHAR Cdb[16], Bit;

	for (i = 0; Commands[i].Name; i++) {
		for (Bit = 1; Bit <= 4; Bit += 3) {	/* LINK, NACA */
			memcpy(Cdb, Commands[i].Cdb, sizeof(Cdb));
			Cdb[At[Cdb[0] >> 5]] |= Bit;
			Fill();
			Ask(Cdb, Commands[i].Way ? Commands[i].Way : TO_HOST, BYTES);
			Accepted += !IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0) || Drive.Commands;
		}
	}
	Equal(0, Accepted, "NACA and LINK are refused in every CDB");
}

static void CheckLuns(void)
{
	UCHAR Cdb[16] = { 0xa0, [9] = 16 };
	UCHAR Select;

	for (Select = 0; Select < 3; Select++) {
		Cdb[2] = Select;
		Data[1] = 0xffff;
		Ask(Cdb, TO_HOST, 512);
		Equal(Select == 1 ? 0 : 8, ((PUCHAR)Data)[3],
		      Select == 0 ? "REPORT LUNS, SELECT REPORT 0: one unit" :
		      Select == 1 ? "REPORT LUNS, SELECT REPORT 1: no unit is well known" :
		      "REPORT LUNS, SELECT REPORT 2: one unit");
	}
	Cdb[2] = 3;
	Check(IsRefused(Cdb), "REPORT LUNS, SELECT REPORT 3 is refused");
	Cdb[2] = 0;
	Cdb[9] = 15;
	Check(IsRefused(Cdb), "REPORT LUNS, less than 16 bytes are refused");
}

/* How hdparm reads the registers. */
static void CheckTask(void)
{
	static const UCHAR Bad[16] = { 0x85, 0x06, 0x20, [14] = 0x0f };
	static const UCHAR Good[16] = { 0x85, 0x06, 0x20, [6] = 16, [14] = 0xc6 };

	Ask(Good, 0, 0);
	Check(SenseBuffer[0] == 0x72 && SenseBuffer[7] == 14 && SenseBuffer[8] == 0x09 &&
	      SenseBuffer[9] == 12 && SenseBuffer[21] == ATA_STATUS_DRDY,
	      "ATA PASS-THROUGH with CK_COND: the registers, as a descriptor");
	Ask(Bad, 0, 0);
	Check(SenseBuffer[0] == 0x72 && SenseBuffer[1] == SCSI_SENSE_ABORTED_COMMAND &&
	      SenseBuffer[8] == 0x09 && SenseBuffer[21] == (ATA_STATUS_DRDY | ATA_STATUS_ERR) &&
	      SenseBuffer[11] == ATA_ERROR_ABRT, "... of a command that failed, too");
}

void CheckFields(void)
{
	UCHAR Inquiry[16] = { 0x12, 0, 0, 0, 36 };
	UCHAR Bit, Accepted = 0;

	CheckControlByte();
	for (Bit = 2; Bit; Bit <<= 1) {
		Inquiry[1] = Bit;
		Accepted += !IsRefused(Inquiry);
	}
	Equal(0, Accepted, "INQUIRY refuses all but EVPD: the LUN of old, too");
	CheckLuns();
	CheckTask();
}

static void DoPacket(UCHAR Opcode, ULONG Way, BOOLEAN WantsOut, ULONG Offers)
{
	UCHAR Cdb[16] = { Opcode, [8] = 1 };

	Fill();
	Drive.WantsOut = WantsOut;
	Drive.Offers = Offers;
	Ask(Cdb, Way, BYTES);
}

/* A packet device says itself what it wants, after it has the CDB. */
void CheckPackets(void)
{
	ULONG Logged = Port.Logged;

	Ext.Channels[0].Drives[0].Packet = TRUE;
	Ext.Channels[0].Drives[0].PacketBytes = ATA_PACKET_BYTES;
	DoPacket(SCSIOP_READ, TO_HOST, FALSE, 2048);
	Check(IsGood() && Changed(), "packet: data-in");
	DoPacket(SCSIOP_MODE_SELECT10, TO_DEVICE, TRUE, 64);
	Check(IsGood() && Drive.Written > FILL * 32, "packet: data-out");
	DoPacket(SCSIOP_READ, TO_DEVICE, FALSE, 2048);
	Check(!Changed(), "packet: data-in to a data-out buffer goes nowhere");
	Check(IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0), "... and is refused");
	DoPacket(SCSIOP_MODE_SENSE, TO_DEVICE, FALSE, 64);
	Check(!Changed() && IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0), "... MODE SENSE(6), too");
	DoPacket(SCSIOP_INQUIRY, TO_DEVICE, TRUE, 64);
	Check(!Changed(), "packet: INQUIRY that sends mends nothing in the buffer");
	DoPacket(SCSIOP_MODE_SELECT10, TO_HOST, TRUE, 64);
	Check(Drive.Written < FILL * 32, "packet: nothing of a data-in buffer is sent");
	Check(IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0), "... and that is refused");
	DoPacket(SCSIOP_WRITE, TO_HOST, TRUE, 2048);
	Check(!Drive.Commands && IsSense(SCSI_SENSE_ILLEGAL_REQUEST, 0x24, 0),
	      "packet: WRITE with data-in does not get to the medium");
	Equal(Logged, Port.Logged, "packet: a wrong direction is no error of the device");
	Ext.Channels[0].Drives[0].Packet = FALSE;
}
