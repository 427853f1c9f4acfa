// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: IDENTIFY once more, after the settings of a drive have changed. */
#include "finish.h"
#include "probe.h"
#include "refresh.h"
#include "sense.h"
#include "transfer.h"

static VOID AtaDoneRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PATA_DRIVE Drive = Request->Drive;

	if (!AtaHasFailed(Request)) {
		ScsiPortMoveMemory(Drive->Identify, Request->Fresh, ATA_SECTOR);
		AtaAdoptIdentify(Drive);
	}
	AtaFinishGood(Extension, Request->Srb, Request->Srb->DataTransferLength);
}

/* The settings of the drive have changed: IDENTIFY, then the request is over, and good. */
VOID AtaRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	UCHAR Device = (Request->Task.Device & ATA_DEVICE_SECOND) | ATA_DEVICE_ALWAYS;

	memset(&Request->Task, 0, sizeof(Request->Task));
	Request->Task.Device = Device;
	Request->Task.Command = ATA_CMD_IDENTIFY;
	Request->Protocol = AtaPioIn;
	Request->Data = (PUCHAR)Request->Fresh;
	Request->Length = ATA_SECTOR;
	Request->Block = ATA_SECTOR;
	Request->Done = AtaDoneRefresh;
	AtaBegin(Extension, Request);
}
