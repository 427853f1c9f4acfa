// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: requests to the ATA miniport, and the port until they are answered. */
#include "test.h"

SCSI_REQUEST_BLOCK Srb;
UCHAR SenseBuffer[252];
USHORT Data[256 * 256];
ATA_EXTENSION Ext;
static ATA_REQUEST Request;
static ACCESS_RANGE Ranges[6];
static PORT_CONFIGURATION_INFORMATION Config;

BOOLEAN Find(PCHAR Argument)
{
	BOOLEAN Again;

	DriveBegin();
	memset(&Port, 0, sizeof(Port));
	memset(&Ext, 0, sizeof(Ext));
	memset(&Config, 0, sizeof(Config));
	Config.AccessRanges = (PVOID)Ranges;
	Config.NumberOfAccessRanges = 6;
	Config.AdapterInterfaceType = Isa;
	Config.MaximumTransferLength = SP_UNINITIALIZED_VALUE;
	/* HwContext is anything: there is a search. */
	if (Hw.HwFindAdapter(&Ext, &Config, NULL, Argument, &Config, &Again) != SP_RETURN_FOUND)
		return FALSE;
	return Hw.HwInitialize(&Ext);
}

static void Start(const UCHAR *Cdb, UCHAR CdbLength, ULONG Way, ULONG Bytes)
{
	memset(&Srb, 0, sizeof(Srb));
	memset(SenseBuffer, 0, sizeof(SenseBuffer));
	memset(&Request, 0xa5, sizeof(Request));
	Srb.Function = SRB_FUNCTION_EXECUTE_SCSI;
	Srb.SrbFlags = SRB_FLAGS_IS_ACTIVE | Way;
	Srb.QueueTag = SP_UNTAGGED;
	Srb.CdbLength = CdbLength;
	memcpy(Srb.Cdb, Cdb, 16);
	Srb.DataBuffer = Data;
	Srb.DataTransferLength = Bytes;
	Srb.SenseInfoBuffer = SenseBuffer;
	Srb.SenseInfoBufferLength = 96;
	Srb.SrbExtension = &Request;
	Hw.HwStartIo(&Ext, &Srb);
}

void Begin(UCHAR Opcode, ULONGLONG Lba, ULONG Sectors)
{
	UCHAR Cdb[16] = { Opcode };

	AtaPut64(Cdb + 2, Lba);
	AtaPut32(Cdb + 10, Sectors);
	Start(Cdb, 16, Opcode == SCSIOP_WRITE16 ? SRB_FLAGS_DATA_OUT : SRB_FLAGS_DATA_IN,
	      Sectors * ATA_SECTOR);
}

/* Any CDB, with any direction, to the end. */
void Ask(const UCHAR *Cdb, ULONG Way, ULONG Bytes)
{
	static const UCHAR Length[] = { 6, 10, 10, 16, 16, 12, 6, 6 };

	Start(Cdb, Length[Cdb[0] >> 5], Way, Bytes);
	Run();
}

/* The gate is shut from the call of CallEnableInterrupts until the Disable callback. */
static BOOLEAN RunPair(void)
{
	PHW_INTERRUPT Enable = Port.Enable, Disable;

	if (!Enable)
		return FALSE;
	Port.Enable = NULL;
	Port.Enables++;
	Enable(&Ext);
	Disable = Port.Disable;
	Port.Disable = NULL;
	if (Disable)
		Disable(&Ext);
	return TRUE;
}

static void RunTimer(void)
{
	PHW_TIMER Timer = Port.Timer;

	Port.Timer = NULL;
	if (Timer)
		Timer(&Ext);
}

/* Until the request is answered, or 100 ms have passed. */
void Run(void)
{
	ULONG Ms;

	for (Ms = 0; Ms < 100 && (Srb.SrbFlags & SRB_FLAGS_IS_ACTIVE); Ms++) {
		while (RunPair())
			;
		while (DriveInterrupts() && Hw.HwInterrupt(&Ext) && !Port.Enable)
			;
		if (Port.Enable)
			continue;
		RunTimer();
		DrivePass(1000);
	}
}

void Do(UCHAR Opcode, ULONGLONG Lba, ULONG Sectors)
{
	Begin(Opcode, Lba, Sectors);
	Run();
}

ULONG WrongWords(ULONGLONG Lba, ULONG Sectors)
{
	ULONG i, Wrong = 0;

	for (i = 0; i < Sectors * 256; i++)
		Wrong += Data[i] != DriveWord(Lba + i / 256, i % 256);
	return Wrong;
}
