// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: how the adapter is found, stopped and begun again; its messages. */
#include "test.h"

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

void CheckSetup(void)
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

void CheckMessages(void)
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

void CheckControl(void)
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
