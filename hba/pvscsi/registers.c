// SPDX-License-Identifier: GPL-2.0-only
/* PVSCSI miniport: commands to the adapter, written to a register, and what they set up. */
#include "registers.h"

/* Configuration pages, of which one says how many targets there can be. */
#define PV_CONFIG_CONTROLLER		0x1958
#define PV_CONFIG_CONTROLLER_ADDRESS	0x2120

typedef struct _PV_CONFIG {
	ULONGLONG Answer;
	ULONGLONG PageAddress;
	ULONG Page;
	ULONG Reserved;
} PV_CONFIG;

/* The answer; what lies between are names in various encodings. */
typedef struct _PV_CONTROLLER_PAGE {
	ULONG Page;
	USHORT Words;
	USHORT HostStatus;
	USHORT ScsiStatus;
	USHORT Reserved[3];
	ULONGLONG Name;
	USHORT Text[224];
	ULONG Phys;
	ULONG Rest;
} PV_CONTROLLER_PAGE;

C_ASSERT(FIELD_OFFSET(PV_CONTROLLER_PAGE, Phys) == 472);

VOID PvCommand(PPV_ADAPTER Adapter, ULONG Command, PVOID Data, ULONG Bytes)
{
	PULONG Word = Data;
	ULONG i;

	PvWrite(Adapter, PV_COMMAND, Command);
	for (i = 0; i < Bytes / sizeof(ULONG); i++)
		PvWrite(Adapter, PV_COMMAND_DATA, Word[i]);
}

/* The first adapters do not know every command, which shows before its data is written. */
static BOOLEAN PvKnows(PPV_ADAPTER Adapter, ULONG Command)
{
	PvWrite(Adapter, PV_COMMAND, Command);
	return PvRead(Adapter, PV_COMMAND_STATUS) != PV_UNKNOWN_COMMAND;
}

/* No transfer and no interrupt after this; every request is forgotten. */
VOID PvReset(PPV_ADAPTER Adapter)
{
	Adapter->InterruptMask = 0;
	PvWrite(Adapter, PV_INTR_MASK, 0);
	PvCommand(Adapter, PV_CMD_ADAPTER_RESET, NULL, 0);
	/*
	 * A write may be on its way when the next instruction writes to memory; a read comes back
	 * behind it.
	 */
	PvRead(Adapter, PV_COMMAND_STATUS);
}

static ULONGLONG PvPage(PPV_ADAPTER Adapter, ULONG Offset)
{
	return (Adapter->SharedAddress + Offset) >> PV_PAGE_SHIFT;
}

static VOID PvSetupRings(PPV_ADAPTER Adapter)
{
	PV_SETUP_RINGS Rings = { 0 };
	ULONG i;

	Rings.RequestPages = PV_REQUEST_PAGES;
	Rings.CompletionPages = PV_COMPLETION_PAGES;
	Rings.StatePage = PvPage(Adapter, FIELD_OFFSET(PV_SHARED, State));
	for (i = 0; i < PV_REQUEST_PAGES; i++)
		Rings.RequestPage[i] = PvPage(Adapter, FIELD_OFFSET(PV_SHARED, Request)) + i;
	for (i = 0; i < PV_COMPLETION_PAGES; i++)
		Rings.CompletionPage[i] = PvPage(Adapter, FIELD_OFFSET(PV_SHARED, Completion)) + i;
	PvCommand(Adapter, PV_CMD_SETUP_RINGS, &Rings, sizeof(Rings));
}

/* The messages come after the rings, since their counters lie in the page of these. */
static BOOLEAN PvSetupMessages(PPV_ADAPTER Adapter)
{
	PV_SETUP_MESSAGES Messages = { 0 };
	ULONG i;

	if (!PvKnows(Adapter, PV_CMD_SETUP_MESSAGES))
		return FALSE;
	Messages.Pages = PV_MESSAGE_PAGES;
	for (i = 0; i < PV_MESSAGE_PAGES; i++)
		Messages.Page[i] = PvPage(Adapter, FIELD_OFFSET(PV_SHARED, Message)) + i;
	PvCommand(Adapter, PV_CMD_SETUP_MESSAGES, &Messages, sizeof(Messages));
	return TRUE;
}

static BOOLEAN PvSetupThreshold(PPV_ADAPTER Adapter)
{
	ULONG Enable = 1;

	if (!PvKnows(Adapter, PV_CMD_SETUP_THRESHOLD))
		return FALSE;
	PvCommand(Adapter, PV_CMD_SETUP_THRESHOLD, &Enable, sizeof(Enable));
	return TRUE;
}

/* The adapter becomes ready, whatever its state. Requests that it had are forgotten. */
VOID PvSetup(PPV_ADAPTER Adapter)
{
	volatile ULONGLONG *Word = (volatile ULONGLONG *)Adapter->Shared;
	ULONG Mask = PV_INTR_COMPLETION;
	ULONG i;

	PvReset(Adapter);
	for (i = 0; i < sizeof(PV_SHARED) / sizeof(*Word); i++)
		Word[i] = 0;
	/* The same in every request, and only we write there. */
	for (i = 0; i < PV_REQUESTS; i++)
		Adapter->Requests[i].SenseLength = PV_SENSE_BYTES;
	Adapter->RequestProduced = 0;
	Adapter->CompletionConsumed = 0;
	Adapter->MessageConsumed = 0;
	Adapter->Left = FALSE;
	PvSetupRings(Adapter);
	if (PvSetupMessages(Adapter))
		Mask |= PV_INTR_MESSAGE;
	Adapter->Threshold = PvSetupThreshold(Adapter);
	PvWrite(Adapter, PV_INTR_STATUS, Mask);
	Adapter->InterruptMask = Mask;
	PvWrite(Adapter, PV_INTR_MASK, Mask);
}

/* How many targets there can be; adapters that cannot be asked have 16. */
ULONG PvAskTargets(PPV_ADAPTER Adapter)
{
	volatile PV_CONTROLLER_PAGE *Page = (PVOID)Adapter->Shared->Message;
	PV_CONFIG Config = { 0 };
	ULONG Targets = PV_TARGETS;

	Config.Answer = Adapter->SharedAddress + FIELD_OFFSET(PV_SHARED, Message);
	Config.PageAddress = (ULONGLONG)PV_CONFIG_CONTROLLER_ADDRESS << 32;
	Config.Page = PV_CONFIG_CONTROLLER;

	/* An adapter that writes no answer leaves these as they are. */
	Page->HostStatus = PV_HOST_PARAMETER;
	Page->ScsiStatus = SCSISTAT_CHECK_CONDITION;
	PvCommand(Adapter, PV_CMD_CONFIG, &Config, sizeof(Config));
	/* As in PvReset: the answer is there when this one is. */
	PvRead(Adapter, PV_COMMAND_STATUS);
	if (Page->HostStatus == PV_HOST_GOOD && Page->ScsiStatus == SCSISTAT_GOOD && Page->Phys)
		Targets = Page->Phys;
	return Targets < PV_TARGETS_AT_MOST ? Targets : PV_TARGETS_AT_MOST;
}
