// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: what answers mean. */
#include "test.h"

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

static void HostStatuses(void)
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
}

static void Underruns(void)
{
	Equal(SRB_STATUS_SUCCESS, Get(0, PV_HOST_LINKED, 0, 0)->SrbStatus,
	      "linked, all moved: success");
	Equal(100, Get(100, 0, 0, 0)->DataTransferLength,
	      "underrun without a host status: 100 bytes");
	Equal(100, Get(100, PV_HOST_DATA_RUN, 0, 0)->DataTransferLength, "underrun: 100 bytes");
	Equal(0, Get(0, PV_HOST_UNDERRUN, 0, 0)->DataTransferLength, "underrun: nothing");
}

static void DataRuns(void)
{
	PSCSI_REQUEST_BLOCK Srb;

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
}

static void Sense(void)
{
	PSCSI_REQUEST_BLOCK Srb;

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

void CheckAnswers(void)
{
	HostStatuses();
	Underruns();
	DataRuns();
	Sense();
	Strangers();
}
