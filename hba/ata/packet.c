// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: a packet on its way, with its data: the PACKET protocol. */
#include "packet.h"
#include "registers.h"

/* Data that the device offers or wants, whatever was agreed: what does not fit goes nowhere. */
static VOID AtaPacketData(PATA_CHANNEL Channel, PATA_REQUEST Request, BOOLEAN In)
{
	PUCHAR Base = Channel->Command;
	ULONG Count = ScsiPortReadPortUchar(Base + ATA_REG_LBA_MID);
	ULONG Take;

	Count |= (ULONG)ScsiPortReadPortUchar(Base + ATA_REG_LBA_HIGH) << 8;
	Take = Request->In == In ? Request->Length - Request->Moved : 0;
	if (Take > Count)
		Take = Count;
	if (In)
		AtaMoveIn(Channel, Request->Data + Request->Moved, Take, Count);
	else
		AtaMoveOut(Channel, Request->Data + Request->Moved, Take, Count);
	Request->Moved += Take;
	if (Request->In != In)
		Request->Against = TRUE;
	if (Count == 0)
		Request->Broken = TRUE;
}

/* A packet device that is not busy gets what it wants. FALSE: the command is over. */
BOOLEAN AtaPacketStep(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Status)
{
	PATA_CHANNEL Channel = AtaChannelOf(Extension, Request->Drive);
	UCHAR Reason = ScsiPortReadPortUchar(Channel->Command + ATA_REG_REASON);

	if (!(Status & ATA_STATUS_DRQ) || (Status & (ATA_STATUS_ERR | ATA_STATUS_DF))) {
		if (Request->SendFirst && !(Status & (ATA_STATUS_ERR | ATA_STATUS_DF)))
			Request->Broken = TRUE;
		return FALSE;
	}
	if (Request->SendFirst) {
		Request->SendFirst = FALSE;
		AtaMoveOut(Channel, Request->Packet, Request->Drive->PacketBytes,
			   Request->Drive->PacketBytes);
		return TRUE;
	}
	if (Reason & ATA_REASON_COMMAND) {
		Request->Broken = TRUE;
		return FALSE;
	}
	AtaPacketData(Channel, Request, (BOOLEAN)((Reason & ATA_REASON_IN) != 0));
	return TRUE;
}
