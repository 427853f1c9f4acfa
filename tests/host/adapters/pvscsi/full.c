// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: a ring that is full, and one that is not rung for. */
#include "test.h"

static void Fill(void)
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
}

static void Drain(void)
{
	ULONG i, Before, Asked = Port.NextRequests + Port.NextLuRequests;

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
}

static void Untagged(void)
{
	ULONG i, Before;
	PSCSI_REQUEST_BLOCK Srb = NULL;

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

void CheckFull(void)
{
	Fill();
	Drain();
	Untagged();
	Threshold();
}
