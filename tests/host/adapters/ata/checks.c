// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: what the ATA miniport makes of a drive's answers, and of none. */
#include "test.h"

#define HIGH_LBA	0x123456789aULL		/* no room for it in fixed sense data */

BOOLEAN IsSense(UCHAR Key, UCHAR Code, UCHAR Qualifier)
{
	return Srb.SrbStatus == (SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID) &&
	       Srb.ScsiStatus == SCSISTAT_CHECK_CONDITION && (SenseBuffer[2] & 0x0f) == Key &&
	       SenseBuffer[12] == Code && SenseBuffer[13] == Qualifier;
}

void CheckData(void)
{
	ULONG i;

	Do(SCSIOP_READ16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "a read: success");
	Equal(0, WrongWords(1000, 100), "... its data");
	Do(SCSIOP_READ16, HIGH_LBA, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "a read at an address of 48 bits: success");
	Equal(0, WrongWords(HIGH_LBA, 100), "... its data");
	for (i = 0; i < 100 * 256; i++)
		Data[i] = 3;
	Do(SCSIOP_WRITE16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "a write: success");
	Equal(3 * 100 * 256, Drive.Written, "... its data, all of it and no more");
}

/* 16 sectors are a block: the second one is where it fails. */
static void Unreadable(void)
{
	Drive.Fails = TRUE;
	Drive.Error = 0x40;
	Drive.Bad = 1020;
	Do(SCSIOP_READ16, 1000, 100);
	Check(IsSense(SCSI_SENSE_MEDIUM_ERROR, 0x11, 0), "UNC: MEDIUM ERROR, unrecovered read");
	Equal(0xf0, SenseBuffer[0], "... the information field is valid");
	Equal(1020, AtaGet32(SenseBuffer + 3), "... and says which sector");
	Equal(16 * ATA_SECTOR, Srb.DataTransferLength, "... what came before it was moved");
	Equal(0, WrongWords(1000, 16), "... and is right");
	Drive.Bad = 0x10000005;
	Do(SCSIOP_READ16, 0x10000000, 32);
	Equal(0x10000005, AtaGet32(SenseBuffer + 3), "UNC behind 28 bits: the sector");
	Drive.Bad = HIGH_LBA + 3;
	Do(SCSIOP_READ16, HIGH_LBA, 32);
	Check(IsSense(SCSI_SENSE_MEDIUM_ERROR, 0x11, 0) && SenseBuffer[0] == 0x70,
	      "UNC behind 32 bits: fixed sense data has no information");
	Ext.Channels[0].Drives[0].DescriptorSense = TRUE;
	Do(SCSIOP_READ16, HIGH_LBA, 32);
	Check(SenseBuffer[0] == 0x72 && SenseBuffer[1] == SCSI_SENSE_MEDIUM_ERROR &&
	      SenseBuffer[2] == 0x11, "... descriptor sense data: MEDIUM ERROR");
	Check(SenseBuffer[7] == 12 && SenseBuffer[8] == 0 && SenseBuffer[9] == 10 &&
	      SenseBuffer[10] == 0x80, "... has an information descriptor");
	Equal(HIGH_LBA + 3, AtaGet64(SenseBuffer + 12), "... with the sector");
	Ext.Channels[0].Drives[0].DescriptorSense = FALSE;
}

static const struct {
	UCHAR Status, Error, Key, Code, Qualifier;
	PCSTR Name;
} Failures[] = {
	{ 0x01, 0x84, SCSI_SENSE_ABORTED_COMMAND, 0x47, 0x03, "ICRC: ABORTED COMMAND, CRC" },
	{ 0x01, 0x10, SCSI_SENSE_ILLEGAL_REQUEST, 0x21, 0x00, "IDNF: address out of range" },
	{ 0x01, 0x04, SCSI_SENSE_ABORTED_COMMAND, 0x00, 0x00, "ABRT: ABORTED COMMAND" },
	{ 0x01, 0x20, SCSI_SENSE_UNIT_ATTENTION, 0x28, 0x00, "MC: medium may have changed" },
	{ 0x01, 0x01, SCSI_SENSE_MEDIUM_ERROR, 0x13, 0x00, "AMNF: MEDIUM ERROR" },
	{ 0x01, 0x00, SCSI_SENSE_ABORTED_COMMAND, 0x00, 0x00, "ERR alone: ABORTED COMMAND" },
	{ 0x20, 0x00, SCSI_SENSE_HARDWARE_ERROR, 0x44, 0x00, "DF: HARDWARE ERROR" },
	{ 0x21, 0x40, SCSI_SENSE_HARDWARE_ERROR, 0x44, 0x00, "DF beside UNC: HARDWARE ERROR" },
	{ 0x09, 0x40, SCSI_SENSE_MEDIUM_ERROR, 0x11, 0x00, "UNC, and data offered: MEDIUM ERROR" },
	{ 0, 0, 0, 0, 0, NULL },
};

void CheckErrors(void)
{
	ULONG i;

	Unreadable();
	Drive.Bad = 1000;
	for (i = 0; Failures[i].Name; i++) {
		Drive.FailStatus = Failures[i].Status;
		Drive.Error = Failures[i].Error;
		Do(SCSIOP_READ16, 1000, 1);
		Check(IsSense(Failures[i].Key, Failures[i].Code, Failures[i].Qualifier),
		      Failures[i].Name);
	}
	Drive.FailStatus = ATA_STATUS_DF;
	Drive.Bad = 1020;
	Do(SCSIOP_WRITE16, 1000, 100);
	Check(IsSense(SCSI_SENSE_HARDWARE_ERROR, 0x44, 0x00), "a write that fails: HARDWARE ERROR");
	Drive.Fails = FALSE;
	Do(SCSIOP_READ16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "the next request is well");
}

void CheckProtocol(void)
{
	ULONG Logged = Port.Logged;

	Drive.NoData = TRUE;
	Do(SCSIOP_READ16, 1000, 100);
	Check(IsSense(SCSI_SENSE_ABORTED_COMMAND, 0, 0), "a read without data: ABORTED COMMAND");
	Equal(0, Srb.DataTransferLength, "... nothing was moved");
	Equal(Logged + 1, Port.Logged, "... and it is logged");
	Do(SCSIOP_WRITE16, 1000, 100);
	Check(IsSense(SCSI_SENSE_ABORTED_COMMAND, 0, 0), "a write whose data is not wanted");
	Drive.NoData = FALSE;
	Drive.TooMuch = TRUE;
	Do(SCSIOP_WRITE16, 1000, 100);
	Check(IsSense(SCSI_SENSE_ABORTED_COMMAND, 0, 0), "a write that wants more than there is");
	Drive.TooMuch = FALSE;
	Drive.Status = ATA_STATUS_DRDY;
	Do(SCSIOP_READ16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "the next request is well");
}

void CheckInterrupts(void)
{
	ULONG Completions;

	Drive.Interrupt = TRUE;
	Check(!Hw.HwInterrupt(&Ext), "an interrupt without a request is not ours");
	Check(!Drive.Interrupt, "... and the drive takes it back");
	Drive.SlowUs = 10000;
	Completions = Port.Completions;
	Begin(SCSIOP_READ16, 1000, 100);
	Drive.Interrupt = TRUE;
	Check(!Hw.HwInterrupt(&Ext), "an interrupt while the drive is busy is not ours");
	Equal(Completions, Port.Completions, "... and answers nothing");
	Run();
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "blocks that take 10 ms each: success");
	Equal(0, WrongWords(1000, 100), "... their data");
	Drive.Written = 0;
	Data[0] = 77;
	memset(Data + 1, 0, sizeof(Data) - sizeof(Data[0]));
	Do(SCSIOP_WRITE16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "a drive that asks late for data: success");
	Equal(77, Drive.Written, "... its data");
	Drive.SlowUs = 0;
}

void CheckTimeouts(void)
{
	ULONG Resets = Drive.Resets, SetMultiples = Drive.SetMultiples;

	Drive.SlowUs = ALWAYS_BUSY;
	Do(SCSIOP_READ16, 1000, 100);
	Check(Srb.SrbFlags & SRB_FLAGS_IS_ACTIVE, "a drive that is silent: no answer");
	Check(Hw.HwResetBus(&Ext, 0), "bus reset");
	Equal(SRB_STATUS_BUS_RESET, Srb.SrbStatus, "... the request ends with it");
	Equal(Resets + 1, Drive.Resets, "... the drive is reset");
	Drive.SlowUs = 0;
	Drive.Interrupt = TRUE;
	Check(!Hw.HwInterrupt(&Ext), "... an interrupt that comes late is nobody's");
	Do(SCSIOP_READ16, 1000, 100);
	Equal(SRB_STATUS_SUCCESS, Srb.SrbStatus, "the next request is well");
	Equal(SetMultiples + 1, Drive.SetMultiples, "... the drive was told its block again");
	Equal(0, WrongWords(1000, 100), "... its data");
}
