// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: an adapter that does on demand what no real one does. */
#include "test.h"

struct pv_hba Hba;
PV_REQUEST Taken[MAX_REQUESTS];
ULONG TakenCount;

PVOID ByBus(ULONGLONG Address)
{
	PUCHAR Va = (PUCHAR)(ULONG_PTR)(Address - BUS_DELTA);

	if (Va >= Common && Va < Common + COMMON_BYTES)
		return Va;
	printf("# the adapter was given the address %#llx\n", (unsigned long long)Address);
	printf("Bail out!\n");
	__builtin_trap();
}

PV_STATE *State(void)
{
	return ByBus(Hba.Rings.StatePage << 12);
}

PV_REQUEST *Newest(void)
{
	return &Taken[(TakenCount - 1) % MAX_REQUESTS];
}

void Answer(ULONGLONG Context, ULONGLONG Moved, USHORT Host, USHORT Scsi, ULONG SenseBytes)
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

void AnswerAll(USHORT Host)
{
	ULONG i;

	for (i = 0; i < TakenCount; i++)
		if (Taken[i].Context)
			Answer(Taken[i].Context, 0, Host, 0, 0);
	for (i = 0; i < MAX_REQUESTS; i++)
		Taken[i].Context = 0;
	TakenCount = 0;
}

static void DoReset(void)
{
	Hba.Resets++;
	Hba.Set = FALSE;
	Hba.Messages = FALSE;
	Hba.Consumed = 0;
	Hba.Produced = 0;
	Hba.MessagesProduced = 0;
	Hba.Status = 0;
	TakenCount = 0;
}

/* Its words have come, all of them. */
static BOOLEAN DoCopy(PVOID To, ULONG Bytes)
{
	if (Hba.Words != Bytes / 4)
		return FALSE;
	memcpy(To, Hba.Word, Bytes);
	return TRUE;
}

static void DoAbort(void)
{
	ULONG i;

	if (Hba.Words != 4)
		return;
	Hba.Aborts++;
	for (i = 0; Hba.AbortWorks && i < TakenCount; i++)
		if (Taken[i].Context == Hba.Word[0] && (Taken[i].Route >> 24) == Hba.Word[2])
			Answer(Hba.Word[0], 0, PV_HOST_ABORTED, 0, 0);
}

/* The page that says how many targets there are. */
static void DoConfig(void)
{
	PUCHAR Page;

	if (Hba.Words != 6 || !Hba.Phys || Hba.Word[4] != 0x1958 || Hba.Word[3] != 0x2120)
		return;
	Page = ByBus(Hba.Word[0] | (ULONGLONG)Hba.Word[1] << 32);
	*(PULONG)(Page + 472) = Hba.Phys;
	*(PUSHORT)(Page + 6) = 0;
	*(PUSHORT)(Page + 8) = 0;
}

static void DoResetDevice(void)
{
	if (!DoCopy(&Hba.DeviceReset, sizeof(Hba.DeviceReset)))
		return;
	Hba.DeviceResets++;
	if (Hba.ResetWorks || Hba.DeviceResetWorks)
		AnswerAll(PV_HOST_BUS_RESET);
}

/* Called with each word of a command: it is done with its last one. */
static void Do(void)
{
	switch (Hba.Command) {
	case PV_CMD_ADAPTER_RESET:
		DoReset();
		break;
	case PV_CMD_SETUP_RINGS:
		Hba.Set |= DoCopy(&Hba.Rings, sizeof(Hba.Rings));
		break;
	case PV_CMD_SETUP_MESSAGES:
		Hba.Messages |= DoCopy(&Hba.MessageRing, sizeof(Hba.MessageRing));
		break;
	case PV_CMD_RESET_BUS:
		Hba.BusResets++;
		if (Hba.ResetWorks)
			AnswerAll(PV_HOST_BUS_RESET);
		break;
	case PV_CMD_RESET_DEVICE:
		DoResetDevice();
		break;
	case PV_CMD_ABORT:
		DoAbort();
		break;
	case PV_CMD_CONFIG:
		DoConfig();
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

void ScsiPortWriteRegisterUlong(volatile ULONG *Register, ULONG Value)
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
