// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/adapter: the PVSCSI miniport in a program of its own, with an adapter that does what no
 * real one does on demand: each host status, late and missing answers, commands that it does not
 * know, a threshold, a list that crosses a page. Prints KTAP.
 */
#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include "../../hba/pvscsi/pvscsi.h"
#include "host.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

#define BUS_DELTA	0x5500000000ULL		/* bus addresses are not virtual ones */
#define COMMON_BYTES	(64 * 4096)
#define EXTENSION_AT	(48 * 4096)		/* SRB extensions, behind the uncached one */
#define MAX_REQUESTS	300

static HW_INITIALIZATION_DATA Hw;
static PV_ADAPTER Adapter, *Ext = &Adapter;
static UCHAR Memory[COMMON_BYTES + 4096];
static PUCHAR Common;
static ULONG CommonUsed;

/* What the adapter was told. */
static struct {
	ULONG Command, Words, Word[256], Mask, Status, KicksRw, KicksOther, Knows, CommandStatus;
	BOOLEAN Set, Messages, Gone, Lazy, AbortWorks, ResetWorks;
	ULONG Consumed, Produced, MessagesProduced, Threshold;
	ULONG Resets, BusResets, DeviceResets, Aborts, Phys;
	PV_SETUP_RINGS Rings;
	PV_SETUP_MESSAGES MessageRing;
	PV_RESET_DEVICE DeviceReset;
} Hba;

static PV_REQUEST Taken[MAX_REQUESTS];
static ULONG TakenCount;

/* What the port was told. */
static struct {
	ULONG Completions, NextRequests, NextLuRequests, BusChanges, Logged, Stalled, Wildcards;
	PSCSI_REQUEST_BLOCK Last;
} Port;

static SCSI_REQUEST_BLOCK Srbs[MAX_REQUESTS];
static UCHAR SenseBuffer[MAX_REQUESTS][252];
static UCHAR Data[64][4096];
static ULONG Pieces;		/* the size of each piece of data, as the port maps it */

static int Number, Failed, Twice;

static void Check(int Good, const char *Name)
{
	Number++;
	if (!Good)
		Failed++;
	printf("%sok %d - %s\n", Good ? "" : "not ", Number, Name);
}

static void Equal(unsigned long long Wanted, unsigned long long Found, const char *Name)
{
	if (Wanted != Found)
		printf("# expected %#llx, found %#llx\n", Wanted, Found);
	Check(Wanted == Found, Name);
}

static PVOID ByBus(ULONGLONG Address)
{
	PUCHAR Va = (PUCHAR)(ULONG_PTR)(Address - BUS_DELTA);

	if (Va >= Common && Va < Common + COMMON_BYTES)
		return Va;
	printf("# the adapter was given the address %#llx\n", (unsigned long long)Address);
	printf("Bail out!\n");
	__builtin_trap();
}

static PV_STATE *State(void)
{
	return ByBus(Hba.Rings.StatePage << 12);
}

/* ---- the adapter */

static void Answer(ULONGLONG Context, ULONGLONG Moved, USHORT Host, USHORT Scsi, ULONG SenseBytes)
{
	ULONG Slot = Hba.Produced % 256;
	PV_COMPLETION *Ring = ByBus(Hba.Rings.CompletionPage[Slot / 128] << 12);

	Ring[Slot % 128].Context = Context;
	Ring[Slot % 128].Moved = Moved;
	Ring[Slot % 128].Outcome = SenseBytes | (ULONGLONG)Host << 32 | (ULONGLONG)Scsi << 48;
	State()->CompletionProduced = ++Hba.Produced;
	Hba.Status |= PV_INTR_COMPLETION;
}

static void TakeRequests(void)
{
	while (Hba.Consumed != State()->RequestProduced) {
		ULONG Slot = Hba.Consumed % 256;
		PV_REQUEST *Ring = ByBus(Hba.Rings.RequestPage[Slot / 32] << 12);

		Taken[TakenCount++ % MAX_REQUESTS] = Ring[Slot % 32];
		Hba.Consumed++;
		if (!Hba.Lazy)
			State()->RequestConsumed = Hba.Consumed;
	}
}

static void AnswerAll(USHORT Host)
{
	ULONG i;

	for (i = 0; i < TakenCount; i++)
		if (Taken[i].Context)
			Answer(Taken[i].Context, 0, Host, 0, 0);
	for (i = 0; i < MAX_REQUESTS; i++)
		Taken[i].Context = 0;
	TakenCount = 0;
}

static void Do(void)
{
	ULONG i;

	switch (Hba.Command) {
	case PV_CMD_ADAPTER_RESET:
		Hba.Resets++;
		Hba.Set = FALSE;
		Hba.Messages = FALSE;
		Hba.Consumed = 0;
		Hba.Produced = 0;
		Hba.MessagesProduced = 0;
		Hba.Status = 0;
		TakenCount = 0;
		break;
	case PV_CMD_SETUP_RINGS:
		if (Hba.Words == sizeof(Hba.Rings) / 4) {
			memcpy(&Hba.Rings, Hba.Word, sizeof(Hba.Rings));
			Hba.Set = TRUE;
		}
		break;
	case PV_CMD_SETUP_MESSAGES:
		if (Hba.Words == sizeof(Hba.MessageRing) / 4) {
			memcpy(&Hba.MessageRing, Hba.Word, sizeof(Hba.MessageRing));
			Hba.Messages = TRUE;
		}
		break;
	case PV_CMD_RESET_BUS:
		Hba.BusResets++;
		if (Hba.ResetWorks)
			AnswerAll(PV_HOST_BUS_RESET);
		break;
	case PV_CMD_RESET_DEVICE:
		if (Hba.Words == sizeof(Hba.DeviceReset) / 4) {
			memcpy(&Hba.DeviceReset, Hba.Word, sizeof(Hba.DeviceReset));
			Hba.DeviceResets++;
			if (Hba.ResetWorks)
				AnswerAll(PV_HOST_BUS_RESET);
		}
		break;
	case PV_CMD_ABORT:
		if (Hba.Words != 4)
			break;
		Hba.Aborts++;
		for (i = 0; Hba.AbortWorks && i < TakenCount; i++)
			if (Taken[i].Context == Hba.Word[0] &&
			    (Taken[i].Route >> 24) == Hba.Word[2])
				Answer(Hba.Word[0], 0, PV_HOST_ABORTED, 0, 0);
		break;
	case PV_CMD_CONFIG:
		if (Hba.Words == 6 && Hba.Phys && Hba.Word[4] == 0x1958 && Hba.Word[3] == 0x2120) {
			PUCHAR Page = ByBus(Hba.Word[0] | (ULONGLONG)Hba.Word[1] << 32);

			*(PULONG)(Page + 472) = Hba.Phys;
			*(PUSHORT)(Page + 6) = 0;
			*(PUSHORT)(Page + 8) = 0;
		}
		break;
	}
}

ULONG ScsiPortReadRegisterUlong(volatile ULONG *Register)
{
	ULONG_PTR Offset = (ULONG_PTR)Register & 0xffff;

	if (Hba.Gone)
		return 0xffffffff;
	if (Offset == PV_INTR_STATUS)
		return Hba.Status;
	return Offset == PV_COMMAND_STATUS ? Hba.CommandStatus : 0;
}

VOID ScsiPortWriteRegisterUlong(volatile ULONG *Register, ULONG Value)
{
	switch ((ULONG_PTR)Register & 0xffff) {
	case PV_COMMAND:
		Hba.Command = Value;
		Hba.Words = 0;
		Hba.CommandStatus = Value < 8 || Hba.Knows & 1 << Value ? 0 : 0xffffffff;
		if (Hba.CommandStatus == 0)
			Do();
		break;
	case PV_COMMAND_DATA:
		if (Hba.Words < 256)
			Hba.Word[Hba.Words++] = Value;
		if (Hba.CommandStatus == 0)
			Do();
		break;
	case PV_INTR_STATUS:
		Hba.Status &= ~Value;
		break;
	case PV_INTR_MASK:
		Hba.Mask = Value;
		break;
	case PV_KICK_RW:
		Hba.KicksRw++;
		TakeRequests();
		break;
	case PV_KICK_NON_RW:
		Hba.KicksOther++;
		TakeRequests();
		break;
	}
}

/* ---- the port */

ULONG ScsiPortInitialize(PVOID DriverObject, PVOID RegistryPath, PHW_INITIALIZATION_DATA Init,
			 PVOID Context)
{
	Hw = *Init;
	return 0;
}

PVOID ScsiPortGetDeviceBase(PVOID Extension, INTERFACE_TYPE Bus, ULONG Number_,
			    SCSI_PHYSICAL_ADDRESS Address,
			    ULONG Bytes, BOOLEAN InIoSpace)
{
	return (PVOID)(ULONG_PTR)0x10000;
}

VOID ScsiPortFreeDeviceBase(PVOID Extension, PVOID Address)
{
}

/* Not at a page's begin: nothing promises that. */
PVOID ScsiPortGetUncachedExtension(PVOID Extension, PPORT_CONFIGURATION_INFORMATION Config,
				   ULONG Bytes)
{
	CommonUsed = Bytes;
	return Bytes + 512 <= EXTENSION_AT ? Common + 512 : NULL;
}

SCSI_PHYSICAL_ADDRESS ScsiPortGetPhysicalAddress(PVOID Extension, PSCSI_REQUEST_BLOCK Srb, PVOID Va,
						 ULONG *Length)
{
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Offset;

	if ((PUCHAR)Va >= Common && (PUCHAR)Va < Common + COMMON_BYTES) {
		*Length = Common + COMMON_BYTES - (PUCHAR)Va;
	} else {
		Offset = (PUCHAR)Va - (PUCHAR)Srb->DataBuffer;
		*Length = Pieces - Offset % Pieces;
		if (*Length > Srb->DataTransferLength - Offset)
			*Length = Srb->DataTransferLength - Offset;
	}
	Address.QuadPart = (ULONG_PTR)Va + BUS_DELTA;
	return Address;
}

VOID ScsiPortNotification(SCSI_NOTIFICATION_TYPE Type, PVOID Extension, ...)
{
	__builtin_va_list Args;

	__builtin_va_start(Args, Extension);
	switch (Type) {
	case RequestComplete:
		Port.Last = __builtin_va_arg(Args, PSCSI_REQUEST_BLOCK);
		Port.Completions++;
		if (!(Port.Last->SrbFlags & SRB_FLAGS_IS_ACTIVE))
			Twice++;
		Port.Last->SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
		break;
	case NextRequest:
		Port.NextRequests++;
		break;
	case NextLuRequest:
		Port.NextLuRequests++;
		break;
	case BusChangeDetected:
		Port.BusChanges++;
		break;
	default:
		break;
	}
	__builtin_va_end(Args);
}

VOID ScsiPortCompleteRequest(PVOID Extension, UCHAR Path, UCHAR Target, UCHAR Lun, UCHAR SrbStatus)
{
	ULONG i;

	Port.Wildcards++;
	for (i = 0; i < MAX_REQUESTS; i++) {
		if (!(Srbs[i].SrbFlags & SRB_FLAGS_IS_ACTIVE))
			continue;
		Srbs[i].SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
		Srbs[i].SrbStatus = SrbStatus;
		Port.Completions++;
	}
}

VOID ScsiPortLogError(PVOID Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR Path, UCHAR Target, UCHAR Lun,
		      ULONG Code,
		      ULONG Id)
{
	Port.Logged++;
}

/* What an adapter does late, it does while somebody waits. */
static void (*Meanwhile)(void);

VOID ScsiPortStallExecution(ULONG Microseconds)
{
	Port.Stalled += Microseconds;
	if (Meanwhile && Port.Stalled >= 1000) {
		Meanwhile();
		Meanwhile = NULL;
	}
}

VOID ScsiDebugPrint(ULONG Level, const char *Format, ...)
{
}

/* ---- the checks */

static PORT_CONFIGURATION_INFORMATION Config;
static ACCESS_RANGE Ranges[2];

static void Find(void)
{
	BOOLEAN Again = TRUE;

	memset(Ext, 0, sizeof(*Ext));
	memset(Common, 0, COMMON_BYTES);
	memset(&Config, 0, sizeof(Config));
	Config.AccessRanges = (PVOID)Ranges;
	Config.NumberOfAccessRanges = 2;
	Config.MaximumTransferLength = SP_UNINITIALIZED_VALUE;
	Config.NumberOfPhysicalBreaks = SP_UNINITIALIZED_VALUE;
	Config.TaggedQueuing = TRUE;
	Config.MultipleRequestPerLu = TRUE;
	/* Ports first, as on some. */
	Ranges[0].RangeLength = 0x8000;
	Ranges[1].RangeLength = 0x8000;
	Ranges[1].RangeInMemory = TRUE;
	Equal(SP_RETURN_FOUND, Hw.HwFindAdapter(Ext, NULL, NULL, NULL, &Config, &Again),
	      "HwFindAdapter: found");
	Check(Hw.HwInitialize(Ext), "HwInitialize");
}

static PSCSI_REQUEST_BLOCK Make(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes)
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

static PV_REQUEST *Newest(void)
{
	return &Taken[(TakenCount - 1) % MAX_REQUESTS];
}

static PSCSI_REQUEST_BLOCK Begin(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes)
{
	PSCSI_REQUEST_BLOCK Srb = Make(Index, Tag, Opcode, Bytes);

	Hw.HwStartIo(Ext, Srb);
	return Srb;
}

static void Setup(void)
{
	Find();
	Equal(8, Hba.Rings.RequestPages, "rings: 8 pages of requests");
	Equal(2, Hba.Rings.CompletionPages, "rings: 2 pages of answers");
	Check(Hba.Set && State() != NULL, "rings: the adapter has them");
	Equal(PV_INTR_COMPLETION, Hba.Mask, "an old adapter: no interrupt for messages");
	Equal(16, Config.MaximumNumberOfTargets, "an old adapter: 16 targets");
	Equal(127, Config.NumberOfPhysicalBreaks, "128 elements");
	Equal(65535 * 512, Config.MaximumTransferLength, "65535 sectors");
	Hba.Knows = 1 << PV_CMD_SETUP_MESSAGES | 1 << PV_CMD_SETUP_THRESHOLD;
	Hba.Phys = 65;
	Find();
	Equal(PV_INTR_COMPLETION | PV_INTR_MESSAGE, Hba.Mask,
	      "a newer adapter: interrupts for messages");
	Check(Hba.Messages, "a newer adapter: has a ring for messages");
	Equal(65, Config.MaximumNumberOfTargets, "a newer adapter: as many targets as it says");
	Hba.Phys = 4000;
	Find();
	Equal(127, Config.MaximumNumberOfTargets, "one that says 4000 targets has 127");
	Hba.Knows = 1 << PV_CMD_SETUP_MESSAGES;
	Hba.Phys = 0;
	Find();
}

static void OneRequest(void)
{
	PSCSI_REQUEST_BLOCK Srb;
	PV_REQUEST *Request;
	ULONG Kicks = Hba.KicksRw;

	Srb = Begin(0, 7, SCSIOP_READ, 4096);
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
	Answer(7, 0, 0, 0, 0);
	Check(Hw.HwInterrupt(Ext), "interrupt: ours");
	Equal(0, Hba.Status, "interrupt: acknowledged");
	Equal(SRB_STATUS_SUCCESS, Srb->SrbStatus, "answer: success");
	Equal(4096, Srb->DataTransferLength, "answer: 0 moved means all of it");
	Check(Port.Last == Srb, "answer: of the right request");
	Equal(1, State()->CompletionConsumed, "answer: taken out of the ring");
	Check(!Hw.HwInterrupt(Ext), "interrupt: a neighbour's is not ours");
	Srb = Make(0, 8, SCSIOP_WRITE, 512);
	Srb->SrbFlags = SRB_FLAGS_IS_ACTIVE | SRB_FLAGS_DATA_OUT | SRB_FLAGS_QUEUE_ACTION_ENABLE;
	Srb->QueueAction = SRB_ORDERED_QUEUE_TAG_REQUEST;
	Hw.HwStartIo(Ext, Srb);
	Equal(PV_FLAG_TO_DEVICE, Newest()->Flags, "a write: its direction");
	Equal((ULONGLONG)3 << 24 | 0x22 << 8, Newest()->Route, "an ordered request: its tag");
	Answer(8, 512, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	Kicks = Hba.KicksOther;
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
		Begin(0, 1, (UCHAR)Opcode, 0);
		Wrong += (Hba.KicksRw != Kicks) != Is;
		Answer(1, 0, 0, 0, 0);
		Hw.HwInterrupt(Ext);
	}
	Equal(0, Wrong, "the doorbell of reads and writes is for these alone");
}

/* Walks the list as the adapter does: is it right, and of as many elements? */
static int IsList(PSCSI_REQUEST_BLOCK Srb, ULONG Wanted)
{
	PV_REQUEST *Request = Newest();
	ULONGLONG Address = Request->Data, Page = Address >> 12;
	ULONG Count = 0, Left = Srb->DataTransferLength, Chains = 0;
	PUCHAR At = Data[0];
	int Good = 1;

	while (Left) {
		PV_ELEMENT *Element = ByBus(Address);

		Good &= Address >> 12 == Page && Address % 16 == 0;
		if (Element->Flags & PV_ELEMENT_CHAIN) {
			Address = Element->Address;
			Page = Address >> 12;
			if (++Chains > 3)
				break;
			continue;
		}
		Good &= Element->Address == (ULONG_PTR)At + BUS_DELTA && Element->Length <= Left;
		if (!Element->Length || !Good)
			break;
		At += Element->Length;
		Left -= Element->Length;
		Address += sizeof(*Element);
		Count++;
	}
	return Good && Left == 0 && Count == Wanted;
}

static void Lists(void)
{
	ULONG Offset, i, Wrong = 0, Beyond = 0;
	PSCSI_REQUEST_BLOCK Srb;
	PUCHAR End;

	Pieces = 512;
	Srb = Begin(0, 1, SCSIOP_READ, 64 * 512);
	Equal(PV_FLAG_TO_HOST | PV_FLAG_LIST, Newest()->Flags, "list: said so");
	Check(IsList(Srb, 64), "list: 64 elements");
	Answer(1, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	for (Offset = 4096 - 2048 - 64; Offset < 4096 + 64; Offset += 8) {
		Srb = Make(0, 1, SCSIOP_READ, 128 * 512);
		Srb->SrbExtension = Common + EXTENSION_AT + Offset;
		End = (PUCHAR)Srb->SrbExtension + Hw.SrbExtensionSize;
		memset(Srb->SrbExtension, 0xa5, Hw.SrbExtensionSize + 16);
		Hw.HwStartIo(Ext, Srb);
		Wrong += !IsList(Srb, 128);
		for (i = 0; i < 16; i++)
			Beyond += End[i] != 0xa5;
		Answer(1, 0, 0, 0, 0);
		Hw.HwInterrupt(Ext);
	}
	Equal(0, Wrong, "list: 128 elements, wherever the extension lies: none crosses a page");
	Equal(0, Beyond, "list: never beyond the extension");
	Srb = Begin(0, 1, SCSIOP_READ, 129 * 512);
	Equal(SRB_STATUS_INVALID_REQUEST, Srb->SrbStatus, "list: 129 elements are refused");
	Equal(0, Ext->RequestProduced - Ext->CompletionConsumed, "... and nothing is in the ring");
	Pieces = 1 << 20;
}

/* Of answers to 4096 bytes, 100 of which were moved. */
static const struct {
	USHORT Host;
	UCHAR Status;
} Statuses[] = {
	{ 0x00, SRB_STATUS_DATA_OVERRUN },
	{ 0x0a, SRB_STATUS_DATA_OVERRUN },
	{ 0x0b, SRB_STATUS_DATA_OVERRUN },
	{ 0x0c, SRB_STATUS_DATA_OVERRUN },
	{ 0x11, SRB_STATUS_SELECTION_TIMEOUT },
	{ 0x12, SRB_STATUS_DATA_OVERRUN },
	{ 0x13, SRB_STATUS_UNEXPECTED_BUS_FREE },
	{ 0x14, SRB_STATUS_PHASE_SEQUENCE_FAILURE },
	{ 0x17, SRB_STATUS_INVALID_LUN },
	{ 0x1a, SRB_STATUS_INVALID_REQUEST },
	{ 0x1b, SRB_STATUS_REQUEST_SENSE_FAILED },
	{ 0x1c, SRB_STATUS_MESSAGE_REJECTED },
	{ 0x1d, SRB_STATUS_MESSAGE_REJECTED },
	{ 0x20, SRB_STATUS_INTERNAL_ERROR },
	{ 0x21, SRB_STATUS_ERROR },
	{ 0x22, SRB_STATUS_BUS_RESET },
	{ 0x23, SRB_STATUS_BUS_RESET },
	{ 0x24, SRB_STATUS_UNEXPECTED_BUS_FREE },
	{ 0x25, SRB_STATUS_BUS_RESET },
	{ 0x26, SRB_STATUS_BUS_RESET },
	{ 0x27, SRB_STATUS_INTERNAL_ERROR },
	{ 0x30, SRB_STATUS_TIMEOUT },
	{ 0x34, SRB_STATUS_PARITY_ERROR },
	{ 0x99, SRB_STATUS_INTERNAL_ERROR },
	{ 0, 0 },
};

static PSCSI_REQUEST_BLOCK Get(ULONG Moved, USHORT Host, USHORT Scsi, ULONG Sense)
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

static void Answers(void)
{
	PSCSI_REQUEST_BLOCK Srb;
	ULONG i;

	for (i = 0; Statuses[i].Status; i++) {
		Srb = Get(100, Statuses[i].Host, 0, 0);
		if (Srb->SrbStatus != Statuses[i].Status)
			printf("# host status %#x\n", Statuses[i].Host);
		Equal(Statuses[i].Status, Srb->SrbStatus, "host status: its SRB status");
	}
	Equal(3, Port.Logged, "host status: the adapter's own errors are logged");
	Equal(SRB_STATUS_SUCCESS, Get(0, PV_HOST_LINKED, 0, 0)->SrbStatus,
	      "linked, all moved: success");
	Equal(100, Get(100, 0, 0, 0)->DataTransferLength,
	      "underrun without a host status: 100 bytes");
	Equal(100, Get(100, PV_HOST_DATA_RUN, 0, 0)->DataTransferLength, "underrun: 100 bytes");
	Equal(0, Get(0, PV_HOST_UNDERRUN, 0, 0)->DataTransferLength, "underrun: nothing");
	Srb = Get(0, PV_HOST_DATA_RUN, 0, 0);
	Check(Srb->SrbStatus == SRB_STATUS_DATA_OVERRUN && Srb->DataTransferLength == 4096,
	      "a READ that may have moved nothing is an error");
	Srb = Begin(0, 1, SCSIOP_INQUIRY, 4096);
	Answer(1, 0, PV_HOST_DATA_RUN, 0, 0);
	Hw.HwInterrupt(Ext);
	Check(Srb->SrbStatus == SRB_STATUS_SUCCESS && Srb->DataTransferLength == 4096,
	      "an INQUIRY of unknown length is not");
	Srb = Get(8192, PV_HOST_DATA_RUN, 0, 0);
	Check(Srb->SrbStatus == SRB_STATUS_DATA_OVERRUN && Srb->DataTransferLength == 4096,
	      "overrun: all bytes, and an error");
	Srb = Get(8192, 0, 0, 0);
	Check(Srb->SrbStatus == SRB_STATUS_SUCCESS && Srb->DataTransferLength == 4096,
	      "more than asked for, no error: all bytes");
	Srb = Get(0, 0, SCSISTAT_CHECK_CONDITION, 18);
	Equal(SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID, Srb->SrbStatus,
	      "CHECK CONDITION: with sense");
	Check(SenseBuffer[0][0] == 0x70 && SenseBuffer[0][17] == 0x81 &&
	      Srb->SenseInfoBufferLength == 18,
	      "... which is the adapter's, 18 bytes");
	Srb = Get(0, 0, SCSISTAT_CHECK_CONDITION, 252);
	Equal(96, Srb->SenseInfoBufferLength, "sense that is longer than the buffer: 96 bytes");
	Equal(SRB_STATUS_ERROR, Get(0, 0, SCSISTAT_CHECK_CONDITION, 0)->SrbStatus,
	      "CHECK CONDITION without sense");
	Srb = Get(0, PV_HOST_DATA_RUN, SCSISTAT_CHECK_CONDITION, 18);
	Check(Srb->SrbStatus == (SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID) &&
	      Srb->ScsiStatus == 2,
	      "CHECK CONDITION beside a data run: the sense is what counts");
	Srb = Get(0, 0, SCSISTAT_BUSY, 0);
	Check(Srb->SrbStatus == SRB_STATUS_ERROR && Srb->ScsiStatus == SCSISTAT_BUSY &&
	      Srb->DataTransferLength == 4096,
	      "BUSY: the length stays");
	Srb = Get(0, PV_HOST_SELECTION, SCSISTAT_CHECK_CONDITION, 0);
	Equal(0, Srb->ScsiStatus, "a target that did not answer has no SCSI status");
}

static void Strangers(void)
{
	ULONG Before = Port.Completions;

	Answer(200, 0, 0, 0, 0);
	Answer(0, 0, 0, 0, 0);
	Answer(5000, 0, 0, 0, 0);
	Answer(~0ULL, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	Equal(Before, Port.Completions, "answers to nobody do no harm");
	/* They count as answers all the same: begin anew. */
	Hw.HwAdapterControl(Ext, ScsiRestartAdapter, NULL);
}

static void Full(void)
{
	ULONG i, Before, Asked;
	PSCSI_REQUEST_BLOCK Srb;

	for (i = 0; i < 254; i++)
		Begin(i, (UCHAR)(i + 1), SCSIOP_READ, 512);
	Before = Port.Completions;
	for (; i < 256; i++)
		Begin(i, SP_UNTAGGED, SCSIOP_READ, 512);
	Equal(Before, Port.Completions, "256 requests fit");
	Asked = Port.NextRequests + Port.NextLuRequests;
	Srb = Begin(i, SP_UNTAGGED, SCSIOP_READ, 512);
	Equal(SRB_STATUS_BUSY, Srb->SrbStatus, "the next one is BUSY");
	Equal(Asked, Port.NextRequests + Port.NextLuRequests, "... and no more is asked for");
	Answer(1, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	Equal(Asked + 1, Port.NextRequests + Port.NextLuRequests, "... until there is room");
	Before = Port.Completions;
	for (i = 2; i <= 254; i++)
		Answer(i, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	Equal(Before + 253, Port.Completions, "one interrupt completes 253");
	Check(Srbs[254].SrbFlags & SRB_FLAGS_IS_ACTIVE && Srbs[255].SrbFlags & SRB_FLAGS_IS_ACTIVE,
	      "untagged ones are told from tagged ones");
	Answer(255, 0, 0, 0, 0);
	Answer(256, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	Check(!(Srbs[254].SrbFlags & SRB_FLAGS_IS_ACTIVE) &&
	      !(Srbs[255].SrbFlags & SRB_FLAGS_IS_ACTIVE),
	      "... and from each other");
	Before = Port.Completions;
	for (i = 0; i < 17; i++)
		Srb = Begin(i, SP_UNTAGGED, SCSIOP_READ, 512);
	Equal(Before + 1, Port.Completions, "17 untagged ones: one is BUSY");
	Equal(SRB_STATUS_BUSY, Srb->SrbStatus, "... the last");
	AnswerAll(0);
	Hw.HwInterrupt(Ext);
}

static void Threshold(void)
{
	ULONG Kicks;

	Hba.Knows |= 1 << PV_CMD_SETUP_THRESHOLD;
	Hw.HwAdapterControl(Ext, ScsiRestartAdapter, NULL);
	State()->RequestThreshold = 3;
	Kicks = Hba.KicksRw;
	Begin(0, 1, SCSIOP_READ, 512);
	Begin(1, 2, SCSIOP_READ, 512);
	Equal(Kicks, Hba.KicksRw, "threshold 3: two requests ring nothing");
	Begin(2, 3, SCSIOP_READ, 512);
	Equal(Kicks + 1, Hba.KicksRw, "... the third does");
	AnswerAll(0);
	Hw.HwInterrupt(Ext);
	Hba.Knows &= ~(1 << PV_CMD_SETUP_THRESHOLD);
	Hw.HwAdapterControl(Ext, ScsiRestartAdapter, NULL);
}

static void AbortLate(void)
{
	AnswerAll(PV_HOST_ABORTED);
}

static PSCSI_REQUEST_BLOCK Recover(UCHAR Function, PSCSI_REQUEST_BLOCK Victim)
{
	PSCSI_REQUEST_BLOCK Srb = Make(99, SP_UNTAGGED, 0, 0);

	Srb->Function = Function;
	Srb->NextSrb = Victim;
	Port.Stalled = 0;
	Hw.HwStartIo(Ext, Srb);
	return Srb;
}

static void Aborts(void)
{
	PSCSI_REQUEST_BLOCK Srb, Other;

	Hba.AbortWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Other = Begin(1, 2, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: success");
	Equal(SRB_STATUS_ABORTED, Srb->SrbStatus, "abort: the victim is ABORTED");
	Check(Other->SrbFlags & SRB_FLAGS_IS_ACTIVE, "abort: nobody else");
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: of one that is gone");
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, NULL)->SrbStatus,
	      "abort: of nothing");
	Answer(2, 0, 0, 0, 0);
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Other)->SrbStatus,
	      "abort: of one that is faster");
	Equal(SRB_STATUS_SUCCESS, Other->SrbStatus, "... which is well");
	TakenCount = 0;
	Hba.AbortWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Meanwhile = AbortLate;
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: answered late");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_ABORT_FAILED, Recover(SRB_FUNCTION_ABORT_COMMAND, Srb)->SrbStatus,
	      "abort: never answered");
	Check(Port.Stalled <= 500000, "... within half a second");
	Check(Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE, "... the victim stays");
	AnswerAll(0);
	Hw.HwInterrupt(Ext);
}

static void ResetLate(void)
{
	AnswerAll(PV_HOST_BUS_RESET);
}

static void Resets(void)
{
	PSCSI_REQUEST_BLOCK Srb, Done;
	ULONG Resets_ = Hba.Resets;

	Hba.ResetWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Done = Begin(1, 2, SCSIOP_READ, 512);
	Answer(2, 0, 0, 0, 0);
	Taken[1].Context = 0;
	Check(Hw.HwResetBus(Ext, 0), "bus reset");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: requests end");
	Equal(SRB_STATUS_SUCCESS, Done->SrbStatus,
	      "bus reset: what was done before counts as done");
	Equal(Resets_, Hba.Resets, "bus reset: the adapter itself is not");
	Hba.ResetWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Meanwhile = ResetLate;
	Port.Stalled = 0;
	Hw.HwResetBus(Ext, 0);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: answered late");
	Equal(Resets_, Hba.Resets, "... the adapter is not reset");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Port.Stalled = 0;
	Hw.HwResetBus(Ext, 0);
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "bus reset: never answered");
	Equal(Resets_ + 1, Hba.Resets, "... so the adapter is reset");
	Check(Hba.Set && Hba.Mask, "... and works again");
	Equal(SRB_STATUS_SUCCESS, Get(0, 0, 0, 0)->SrbStatus, "... with requests");
	TakenCount = 0;
	Hba.ResetWorks = TRUE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_DEVICE, NULL)->SrbStatus,
	      "device reset: success");
	Check(Hba.DeviceReset.Target == 3 && Hba.DeviceReset.Lun[1] == 5,
	      "device reset: of the right unit");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "device reset: its requests end");
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_LOGICAL_UNIT, NULL)->SrbStatus,
	      "unit reset: success");
	Hba.ResetWorks = FALSE;
	Srb = Begin(0, 1, SCSIOP_READ, 512);
	Equal(SRB_STATUS_ERROR, Recover(SRB_FUNCTION_RESET_LOGICAL_UNIT, NULL)->SrbStatus,
	      "unit reset: never answered");
	Hba.ResetWorks = TRUE;
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_RESET_BUS, NULL)->SrbStatus,
	      "RESET_BUS: success");
	Equal(SRB_STATUS_BUS_RESET, Srb->SrbStatus, "RESET_BUS: requests end");
	Equal(SRB_STATUS_SUCCESS, Recover(SRB_FUNCTION_FLUSH, NULL)->SrbStatus, "FLUSH");
	Equal(SRB_STATUS_INVALID_REQUEST, Recover(SRB_FUNCTION_LOCK_QUEUE, NULL)->SrbStatus,
	      "a function that is nobody's");
}

static void Messages(void)
{
	PV_MESSAGE *Ring = ByBus(Hba.MessageRing.Page[0] << 12);
	ULONG Before = Port.BusChanges;

	Ring[0].Type = 1;
	Ring[0].Target = 4;
	State()->MessageProduced = 2;
	Hba.Status |= 0x4;
	Check(Hw.HwInterrupt(Ext), "messages: ours");
	Equal(Before + 1, Port.BusChanges, "messages: the port hears of two of them once");
	Equal(2, State()->MessageConsumed, "messages: taken out of the ring");
	State()->MessageProduced = 40;
	Hba.Status |= 0x4;
	Hw.HwInterrupt(Ext);
	Equal(40, State()->MessageConsumed, "messages: the ring's end is passed");
}

static void Control(void)
{
	struct {
		ULONG Max;
		BOOLEAN List[5];
		UCHAR Behind;
	} Query = { .Max = 5, .Behind = 77 };

	Hw.HwAdapterControl(Ext, ScsiQuerySupportedControlTypes, &Query);
	Check(Query.List[0] && Query.List[1] && Query.List[2] && !Query.List[3] && !Query.List[4],
	      "control: query, stop and restart");
	Equal(77, Query.Behind, "control: nothing behind the list is written");
	Hw.HwAdapterControl(Ext, ScsiStopAdapter, NULL);
	Check(!Hba.Mask && !Hba.Set, "stop: no interrupt, no ring");
	Hba.Status = PV_INTR_COMPLETION;
	Check(!Hw.HwInterrupt(Ext), "stop: interrupts are not ours");
	Equal(ScsiAdapterControlSuccess, Hw.HwAdapterControl(Ext, ScsiRestartAdapter, NULL),
	      "restart");
	Equal(SRB_STATUS_SUCCESS, Get(0, 0, 0, 0)->SrbStatus, "restart: requests work");
}

int main(void)
{
	Pieces = 1 << 20;
	Common = Memory + (-(ULONG_PTR)Memory & 4095);
	printf("KTAP version 1\n");
	DriverEntry(NULL, NULL);
	Check(Hw.NeedPhysicalAddresses && Hw.AutoRequestSense && Hw.TaggedQueuing &&
	      Hw.MultipleRequestPerLu,
	      "DriverEntry: what it says of itself");
	Setup();
	OneRequest();
	Opcodes();
	Lists();
	Answers();
	Strangers();
	Full();
	Threshold();
	Aborts();
	Resets();
	Messages();
	Control();
	Equal(0, Twice, "every request was completed once");
	printf("1..%d\n", Number);
	printf("# Totals: pass:%d fail:%d xfail:0 xpass:0 skip:0 error:0\n", Number - Failed,
	       Failed);
	return Failed != 0;
}
