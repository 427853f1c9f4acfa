// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: requests, as the adapter sees them. */
#include "test.h"

UCHAR SenseBuffer[MAX_REQUESTS][252];
UCHAR Data[64][4096];

PSCSI_REQUEST_BLOCK Make(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes)
{
	PSCSI_REQUEST_BLOCK Srb = &Srbs[Index];

	memset(Srb, 0, sizeof(*Srb));
	Srb->Function = SRB_FUNCTION_EXECUTE_SCSI;
	Srb->TargetId = 3;
	Srb->Lun = 5;
	Srb->QueueTag = Tag;
	Srb->CdbLength = 10;
	Srb->Cdb[0] = Opcode;
	Srb->Cdb[9] = 0x5a;
	Srb->DataTransferLength = Bytes;
	Srb->DataBuffer = Data[0];
	Srb->SrbFlags = SRB_FLAGS_IS_ACTIVE | (Bytes ? SRB_FLAGS_DATA_IN : 0);
	Srb->SenseInfoBuffer = SenseBuffer[Index];
	Srb->SenseInfoBufferLength = 96;
	Srb->SrbExtension = Common + EXTENSION_AT + 8;
	return Srb;
}

PSCSI_REQUEST_BLOCK Begin(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes)
{
	PSCSI_REQUEST_BLOCK Srb = Make(Index, Tag, Opcode, Bytes);

	Hw.HwStartIo(Ext, Srb);
	return Srb;
}

PSCSI_REQUEST_BLOCK Get(ULONG Moved, USHORT Host, USHORT Scsi, ULONG Sense)
{
	PSCSI_REQUEST_BLOCK Srb = Begin(0, 1, SCSIOP_READ, 4096);

	if (Sense) {
		PUCHAR Memory = ByBus(Newest()->Sense);
		ULONG i;

		for (i = 0; i < Newest()->SenseLength; i++)
			Memory[i] = (UCHAR)(0x70 + i);
	}
	Answer(1, Moved, Host, Scsi, Sense);
	Hw.HwInterrupt(Ext);
	return Srb;
}

/* As Begin, with the direction flags Way. */
PSCSI_REQUEST_BLOCK Ask(UCHAR Opcode, ULONG Way, ULONG Bytes)
{
	PSCSI_REQUEST_BLOCK Srb = Make(0, 1, Opcode, Bytes);

	Srb->SrbFlags = SRB_FLAGS_IS_ACTIVE | Way;
	Hw.HwStartIo(Ext, Srb);
	return Srb;
}

static void CheckRead(void)
{
	ULONG Kicks = Hba.KicksRw;
	PV_REQUEST *Request;

	Begin(0, 7, SCSIOP_READ, 4096);
	Request = Newest();
	Equal(7, Request->Context, "request: the context is the tag");
	Equal((ULONG_PTR)Data + BUS_DELTA, Request->Data, "request: the data's address");
	Equal(4096, Request->DataLength, "request: its length");
	Equal(PV_FLAG_TO_HOST, Request->Flags, "request: its direction");
	Equal(10 | 5 << 16, Request->Shape, "request: CDB length and LUN");
	Equal((ULONGLONG)3 << 24 | 0x20 << 8, Request->Route, "request: target and simple tag");
	Equal(SCSIOP_READ, (UCHAR)Request->Cdb[0], "request: CDB");
	Equal(0x5a, (UCHAR)(Request->Cdb[1] >> 8), "request: the end of the CDB");
	Equal(Kicks + 1, Hba.KicksRw, "request: one doorbell");
	Equal(1, Port.NextLuRequests, "request: the port is asked for another of the unit");
}

static void CheckReadAnswer(void)
{
	PSCSI_REQUEST_BLOCK Srb = &Srbs[0];

	Answer(7, 0, 0, 0, 0);
	Check(Hw.HwInterrupt(Ext), "interrupt: ours");
	Equal(0, Hba.Status, "interrupt: acknowledged");
	Equal(SRB_STATUS_SUCCESS, Srb->SrbStatus, "answer: success");
	Equal(4096, Srb->DataTransferLength, "answer: 0 moved means all of it");
	Check(Port.Last == Srb, "answer: of the right request");
	Equal(1, State()->CompletionConsumed, "answer: taken out of the ring");
	Check(!Hw.HwInterrupt(Ext), "interrupt: a neighbour's is not ours");
}

static void CheckWrite(void)
{
	PSCSI_REQUEST_BLOCK Srb;

	Srb = Make(0, 8, SCSIOP_WRITE, 512);
	Srb->SrbFlags = SRB_FLAGS_IS_ACTIVE | SRB_FLAGS_DATA_OUT | SRB_FLAGS_QUEUE_ACTION_ENABLE;
	Srb->QueueAction = SRB_ORDERED_QUEUE_TAG_REQUEST;
	Hw.HwStartIo(Ext, Srb);
	Equal(PV_FLAG_TO_DEVICE, Newest()->Flags, "a write: its direction");
	Equal((ULONGLONG)3 << 24 | 0x22 << 8, Newest()->Route, "an ordered request: its tag");
	Answer(8, 512, 0, 0, 0);
	Hw.HwInterrupt(Ext);
}

static void CheckNoData(void)
{
	ULONG Kicks = Hba.KicksOther;

	Begin(0, 9, SCSIOP_TEST_UNIT_READY, 0);
	Equal(PV_FLAG_NO_DATA, Newest()->Flags, "no data: no direction");
	Equal(Kicks + 1, Hba.KicksOther, "no read or write: the other doorbell");
	Answer(9, 0, 0, 0, 0);
	Hba.Status = 0;
	Check(Hw.HwInterrupt(Ext), "an interrupt that was lost: its answer is found");
	Hba.Gone = TRUE;
	Check(!Hw.HwInterrupt(Ext), "an absent adapter: not ours");
	Hba.Gone = FALSE;
}

static void Opcodes(void)
{
	static const UCHAR ReadWrite[] = { 0x08, 0x0a, 0x28, 0x2a, 0xa8, 0xaa, 0x88, 0x8a };
	ULONG Opcode, i, Kicks, Wrong = 0;

	for (Opcode = 0; Opcode < 256; Opcode++) {
		BOOLEAN Is = FALSE;

		for (i = 0; i < sizeof(ReadWrite); i++)
			Is |= ReadWrite[i] == Opcode;
		Kicks = Hba.KicksRw;
		Ask((UCHAR)Opcode, 0, 512);
		Wrong += (Hba.KicksRw != Kicks) != Is;
		Answer(1, 0, 0, 0, 0);
		Hw.HwInterrupt(Ext);
	}
	Equal(0, Wrong, "the doorbell of reads and writes is for these alone");
}

void CheckRequests(void)
{
	CheckRead();
	CheckReadAnswer();
	CheckWrite();
	CheckNoData();
	Opcodes();
}
