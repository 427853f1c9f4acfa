// SPDX-License-Identifier: GPL-2.0-only
/*
 * ATA miniport: commands on their way. A channel does one at a time; its others wait here.
 *
 * All data goes through a port of 16 bits, and a transfer of 64 KiB takes far longer than a
 * routine may hold off the system's interrupts. So there are two ways.
 *
 * Deferred: HwScsiInterrupt tells the drives not to interrupt (nIEN), and posts the Enable
 * callback, which moves the data with the system's interrupts on, and waits a little for the next
 * block, as most come at once. The Disable callback lets the drives interrupt again, and looks at
 * them, as an interrupt that they had meanwhile may be lost.
 *
 * Undeferred: the data is moved where the interrupt is, and transfers are short.
 */
#include "finish.h"
#include "packet.h"
#include "probe.h"
#include "registers.h"
#include "transfer.h"

static BOOLEAN NTAPI AtaEnable(PVOID DeviceExtension);
static VOID NTAPI AtaPoll(PVOID DeviceExtension);

/* The drives of all channels, since the gate of the port is one for both lines. */
static VOID AtaSetMask(PATA_EXTENSION Extension, BOOLEAN Masked)
{
	ULONG i;

	Extension->Masked = Masked;
	for (i = 0; i < ATA_CHANNELS; i++) {
		if (Extension->Channels[i].Present)
			AtaWriteControl(&Extension->Channels[i], Masked ? ATA_CONTROL_NIEN : 0);
	}
}

VOID AtaMask(PATA_EXTENSION Extension)
{
	AtaSetMask(Extension, TRUE);
}

VOID AtaUnmask(PATA_EXTENSION Extension)
{
	AtaSetMask(Extension, FALSE);
}

static VOID AtaDefer(PATA_EXTENSION Extension)
{
	AtaMask(Extension);
	ScsiPortNotification(CallEnableInterrupts, Extension, AtaEnable);
}

/* The channel holds nothing any more; whoever calls answers the requests. */
VOID AtaForget(PATA_CHANNEL Channel)
{
	Channel->Active = NULL;
	Channel->First = NULL;
	Channel->Last = NULL;
}

/* The oldest of those that wait starts. A request that cannot start is answered. */
static VOID AtaNext(PATA_EXTENSION Extension, PATA_CHANNEL Channel)
{
	PATA_REQUEST Request;

	while (!Channel->Active && Channel->First) {
		Request = Channel->First;
		Channel->First = Request->Next;
		if (!Channel->First)
			Channel->Last = NULL;
		AtaBegin(Extension, Request);
	}
}

/* The drive has ended the command. Done says what its result is, or begins another command. */
static VOID AtaEnd(PATA_EXTENSION Extension, PATA_CHANNEL Channel, UCHAR Status)
{
	PATA_REQUEST Request = Channel->Active;

	Request->Result.Command = Status;
	Channel->Active = NULL;
	Request->Done(Extension, Request);
	AtaNext(Extension, Channel);
}

/* One block of data, to or from the drive. */
static VOID AtaMoveBlock(PATA_CHANNEL Channel, PATA_REQUEST Request)
{
	ULONG Count = Request->Length - Request->Moved;
	PUCHAR Data = Request->Data + Request->Moved;

	if (Count > Request->Block)
		Count = Request->Block;
	if (Request->Protocol == AtaPioIn)
		AtaMoveIn(Channel, Data, Count, Count);
	else
		AtaMoveOut(Channel, Data, Count, Count);
	Request->Moved += Count;
	Request->SendFirst = FALSE;
}

/*
 * The drive gets what it wants now: a block moved, or the end. FALSE if it is busy.
 *
 * Context: interrupt lock held, or the Enable callback, which is alone as well.
 */
static BOOLEAN AtaStep(PATA_EXTENSION Extension, PATA_CHANNEL Channel)
{
	PATA_REQUEST Request = Channel->Active;
	UCHAR Status;

	if (AtaAlternateStatus(Channel) & ATA_STATUS_BSY)
		return FALSE;
	Status = AtaReadStatus(Channel);
	if (Request->Protocol == AtaPacket) {
		if (!AtaPacketStep(Extension, Request, Status))
			AtaEnd(Extension, Channel, Status);
		return TRUE;
	}
	if (Status & (ATA_STATUS_ERR | ATA_STATUS_DF)) {
		AtaEnd(Extension, Channel, Status);
		return TRUE;
	}
	if ((Status & ATA_STATUS_DRQ) && Request->Moved < Request->Length) {
		AtaMoveBlock(Channel, Request);
		/* A read ends with its last block, a write with an interrupt after that. */
		if (Request->Protocol == AtaPioIn && Request->Moved == Request->Length) {
			AtaWaitIdle(Channel, ATA_SHORT_US);
			AtaEnd(Extension, Channel, AtaReadStatus(Channel));
		}
		return TRUE;
	}
	Request->Broken = Request->Moved < Request->Length || (Status & ATA_STATUS_DRQ);
	AtaEnd(Extension, Channel, Status);
	return TRUE;
}

/*
 * The drive gets a command.
 *
 * Context: interrupt lock held, or the Enable callback.
 */
VOID AtaBegin(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PATA_CHANNEL Channel = AtaChannelOf(Extension, Request->Drive);

	AtaSelect(Channel, Request->Task.Device);
	if (!AtaWaitIdle(Channel, ATA_BUDGET_US)) {
		/* Still at work after a reset, perhaps. The port offers the request again. */
		AtaFinish(Extension, Request->Srb, SRB_STATUS_BUSY);
		return;
	}
	if (Channel->Reset) {
		AtaSettle(Extension, Channel);
		AtaSelect(Channel, Request->Task.Device);
	}
	Channel->Active = Request;
	Request->Moved = 0;
	Request->Broken = FALSE;
	Request->Result.Extended = Request->Task.Extended;
	Request->SendFirst = Request->Protocol == AtaPioOut || Request->Protocol == AtaPacket;
	if (Extension->Deferred && Request->SendFirst && !Extension->Serving)
		AtaDefer(Extension);
	AtaWriteTask(Channel, &Request->Task);
	if (Extension->Deferred || !Request->SendFirst)
		return;
	if (AtaWaitIdle(Channel, ATA_BUDGET_US))
		AtaStep(Extension, Channel);
	else
		ScsiPortNotification(RequestTimerCall, Extension, AtaPoll, ATA_POLL_US);
}

/* A request whose registers are ready begins, or waits for its channel. */
VOID AtaSubmit(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PATA_CHANNEL Channel = AtaChannelOf(Extension, Request->Drive);

	if (!Channel->Active) {
		AtaBegin(Extension, Request);
		return;
	}
	Request->Next = NULL;
	if (Channel->Last)
		Channel->Last->Next = Request;
	else
		Channel->First = Request;
	Channel->Last = Request;
}

/* Everything that the drives are ready for, and what follows soon. */
static VOID AtaServe(PATA_EXTENSION Extension, PATA_CHANNEL Channel)
{
	while (Channel->Active) {
		if (!AtaStep(Extension, Channel) && !AtaWaitIdle(Channel, ATA_PATIENT_US))
			break;
	}
}

/*
 * HwScsiDisableInterruptsCallback: the drives may interrupt again. A drive that has become ready
 * before that does not do so any more.
 *
 * Context: interrupt lock held, the gate is open.
 */
static BOOLEAN NTAPI AtaDisable(PVOID DeviceExtension)
{
	PATA_EXTENSION Extension = DeviceExtension;
	BOOLEAN Ready = FALSE;
	PATA_CHANNEL Channel;
	ULONG i;

	if (!Extension->Running)
		return TRUE;
	AtaUnmask(Extension);
	for (i = 0; i < ATA_CHANNELS; i++) {
		Channel = &Extension->Channels[i];
		if (!Channel->Active)
			continue;
		if (!(AtaAlternateStatus(Channel) & ATA_STATUS_BSY))
			Ready = TRUE;
		else if (Channel->Active->SendFirst)
			ScsiPortNotification(RequestTimerCall, Extension, AtaPoll, ATA_POLL_US);
	}
	if (Ready)
		AtaDefer(Extension);
	return TRUE;
}

/*
 * HwScsiEnableInterruptsCallback: moves the data while the drives are silent.
 *
 * Context: thread, interrupts on, no lock; no other routine of the adapter runs meanwhile.
 */
static BOOLEAN NTAPI AtaEnable(PVOID DeviceExtension)
{
	PATA_EXTENSION Extension = DeviceExtension;
	ULONG i;

	Extension->Serving = TRUE;
	for (i = 0; Extension->Running && i < ATA_CHANNELS; i++)
		AtaServe(Extension, &Extension->Channels[i]);
	Extension->Serving = FALSE;
	ScsiPortNotification(CallDisableInterrupts, Extension, AtaDisable);
	return TRUE;
}

/*
 * HwScsiTimer: a drive was slow to ask for the first data of a write, or for a packet, and no
 * interrupt tells when it does.
 *
 * Context: interrupt lock held.
 */
static VOID NTAPI AtaPoll(PVOID DeviceExtension)
{
	PATA_EXTENSION Extension = DeviceExtension;
	BOOLEAN Waiting = FALSE, Ready = FALSE;
	PATA_CHANNEL Channel;
	ULONG i;

	for (i = 0; Extension->Running && i < ATA_CHANNELS; i++) {
		Channel = &Extension->Channels[i];
		if (!Channel->Active || !Channel->Active->SendFirst)
			continue;
		if (AtaAlternateStatus(Channel) & ATA_STATUS_BSY)
			Waiting = TRUE;
		else if (Extension->Deferred)
			Ready = TRUE;
		else
			AtaStep(Extension, Channel);
	}
	/* The Disable callback looks at the others. */
	if (Ready)
		AtaDefer(Extension);
	else if (Waiting)
		ScsiPortNotification(RequestTimerCall, Extension, AtaPoll, ATA_POLL_US);
}

/*
 * HwScsiInterrupt. Which of the two lines it was, nobody says.
 *
 * Context: hard interrupt, interrupt lock held.
 */
BOOLEAN NTAPI AtaInterrupt(PVOID DeviceExtension)
{
	PATA_EXTENSION Extension = DeviceExtension;
	BOOLEAN Ours = FALSE;
	PATA_CHANNEL Channel;
	ULONG i;

	for (i = 0; Extension->Running && i < ATA_CHANNELS; i++) {
		Channel = &Extension->Channels[i];
		if (!Channel->Present)
			continue;
		if (!Channel->Active) {
			/* An interrupt of whatever cause must not hold a shared line. */
			AtaReadStatus(Channel);
			continue;
		}
		if (AtaAlternateStatus(Channel) & ATA_STATUS_BSY)
			continue;
		Ours = TRUE;
		if (Extension->Deferred)
			AtaReadStatus(Channel);
		else
			AtaStep(Extension, Channel);
	}
	if (Ours && Extension->Deferred)
		AtaDefer(Extension);
	return Ours;
}
