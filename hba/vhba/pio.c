// SPDX-License-Identifier: GPL-2.0-only
/*
 * VHBA miniport, boards that move their data through a port, one command per logical unit.
 *
 * Three ways to get at the board's phases. A board whose line can be masked is silenced by its
 * interrupt routine, served with the system's interrupts on, and unmasked after that. A board whose
 * line can't be masked is served in its interrupt routine, and one without a line from a timer:
 * both within a budget, which also bounds the length of a transfer.
 */
#include "answer.h"
#include "pio.h"
#include "slots.h"

#define VHBA_UNLIMITED			0xffffffff

/* The bytes that the data port moves in the time of one call. */
static ULONG VhbaPioBudget(PVHBA_EXTENSION Extension)
{
	ULONG Nanoseconds = VHBA_READ(Extension, VHBA_PIO_NS);
	ULONG Bytes;

	if (Nanoseconds == 0)
		Nanoseconds = VHBA_DEFAULT_PIO_NS;
	Bytes = VHBA_BUDGET_NS / Nanoseconds * 4;
	if (Bytes >= VHBA_PAGE)
		return Bytes & ~(VHBA_PAGE - 1);
	if (Bytes >= 512)
		return Bytes & ~511;
	return 512;
}

BOOLEAN VhbaPioFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PACCESS_RANGE Range = *ConfigInfo->AccessRanges;

	if (ConfigInfo->NumberOfAccessRanges < 2 || Range[1].RangeLength < VHBA_PORT_BYTES)
		return FALSE;
	Extension->DataPort = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						    ConfigInfo->SystemIoBusNumber,
						    Range[1].RangeStart, Range[1].RangeLength,
						    (BOOLEAN)!Range[1].RangeInMemory);
	if (!Extension->DataPort)
		return FALSE;

	ConfigInfo->Master = FALSE;
	ConfigInfo->ScatterGather = FALSE;
	ConfigInfo->MapBuffers = TRUE;
	ConfigInfo->NeedPhysicalAddresses = FALSE;
	ConfigInfo->TaggedQueuing = FALSE;
	ConfigInfo->MultipleRequestPerLu = FALSE;
	Extension->QueuePerLu = FALSE;

	/* Without a line nothing tells in time that sense is there: the port asks for it. */
	Extension->AutoSense = (Extension->Caps & VHBA_CAP_LINE) != 0;
	ConfigInfo->AutoRequestSense = Extension->AutoSense;
	if (!(Extension->Caps & VHBA_CAP_LINE)) {
		ConfigInfo->BusInterruptLevel = 0;
		ConfigInfo->BusInterruptVector = 0;
	}

	Extension->PioBudget = VHBA_UNLIMITED;
	if (!(Extension->Caps & VHBA_CAP_LINE) || !(Extension->Caps & VHBA_CAP_MASKABLE)) {
		Extension->PioBudget = VhbaPioBudget(Extension);
		if (ConfigInfo->MaximumTransferLength > Extension->PioBudget)
			ConfigInfo->MaximumTransferLength = Extension->PioBudget;
	}
	return TRUE;
}

/* One data phase. A command that is not ours any more gets zeros, and its data goes nowhere. */
static VOID VhbaPioData(PVHBA_EXTENSION Extension, PVHBA_SLOT Slot, BOOLEAN In, ULONG Count)
{
	PUCHAR DataPort = (PUCHAR)Extension->DataPort;
	ULONG Take = 0;
	PUCHAR Data;

	if (Slot && Slot->Srb->DataBuffer &&
	    Slot->Moved < Slot->Srb->DataTransferLength) {
		Data = (PUCHAR)Slot->Srb->DataBuffer + Slot->Moved;
		Take = Slot->Srb->DataTransferLength - Slot->Moved;
		if (Take > Count)
			Take = Count;
		else if (Take < Count)
			Take &= ~3u;	/* words first, whoever they belong to */
		Slot->Moved += Take;
		if (In) {
			ScsiPortReadPortBufferUlong(Extension->DataPort, (PULONG)Data, Take / 4);
			ScsiPortReadPortBufferUchar(DataPort, Data + (Take & ~3u), Take & 3);
		} else {
			ScsiPortWritePortBufferUlong(Extension->DataPort, (PULONG)Data, Take / 4);
			ScsiPortWritePortBufferUchar(DataPort, Data + (Take & ~3u), Take & 3);
		}
		Count -= Take;
	}

	for (; Count >= 4; Count -= 4) {
		if (In)
			ScsiPortReadPortUlong(Extension->DataPort);
		else
			ScsiPortWritePortUlong(Extension->DataPort, 0);
	}
	for (; Count != 0; Count--) {
		if (In)
			ScsiPortReadPortUchar(DataPort);
		else
			ScsiPortWritePortUchar(DataPort, 0);
	}
}

/* The status phase: the command is over. */
static VOID VhbaPioStatus(PVHBA_EXTENSION Extension, PVHBA_SLOT Slot)
{
	ULONG Moved = VHBA_READ(Extension, VHBA_PIO_COUNT);
	ULONG Result = VHBA_READ(Extension, VHBA_PIO_RESULT);
	ULONG SenseLength = (Result >> 16) & 0xff;
	PSCSI_REQUEST_BLOCK Srb;

	if (SenseLength > VHBA_MAX_SENSE)
		SenseLength = VHBA_MAX_SENSE;
	if (SenseLength != 0)
		ScsiPortReadRegisterBufferUlong((PULONG)(Extension->Registers + VHBA_PIO_SENSE),
						Extension->SenseScratch, (SenseLength + 3) / 4);
	VHBA_WRITE(Extension, VHBA_PIO_ACK, 0);

	if (!Slot)
		return;
	Srb = Slot->Srb;
	VhbaFreeSlot(Extension, Slot);
	VhbaComplete(Extension, Srb, (UCHAR)(Result >> 8), (UCHAR)Result, Moved,
		     (PUCHAR)Extension->SenseScratch, SenseLength);
}

/*
 * Serve phases until there is none, or Budget bytes have been moved. The caller has cleared SERVICE
 * before; a phase that has come up since, and is left waiting here, has set it again.
 */
static VOID VhbaPioServe(PVHBA_EXTENSION Extension, ULONG Budget)
{
	BOOLEAN Completed = FALSE;
	ULONG Served = 0;
	ULONG Spent = 0;
	ULONG Phase, Count;
	PVHBA_SLOT Slot;

	for (;;) {
		Phase = VHBA_READ(Extension, VHBA_PIO_PHASE);
		if (Phase == VHBA_PHASE_NONE) {
			/*
			 * From the second phase on, SERVICE tells of phases that are over: the bit
			 * goes, and another look finds what came before that. With a budget,
			 * SERVICE must stay for what that look may find and leave.
			 */
			if (Served < 2 || Budget != VHBA_UNLIMITED)
				break;
			VHBA_WRITE(Extension, VHBA_IRQ_STATUS, VHBA_IRQ_SERVICE);
			Served = 0;
			continue;
		}
		if (Phase > VHBA_PHASE_STATUS)
			break;
		Slot = VhbaFindSlot(Extension, VHBA_READ(Extension, VHBA_PIO_CONTEXT));
		if (Phase == VHBA_PHASE_STATUS) {
			VhbaPioStatus(Extension, Slot);
			Completed = TRUE;
			Served++;
			continue;
		}
		Count = VHBA_READ(Extension, VHBA_PIO_COUNT);
		if (Spent != 0 && Count > Budget - Spent)
			break;
		VhbaPioData(Extension, Slot, Phase == VHBA_PHASE_DATA_IN, Count);
		VHBA_WRITE(Extension, VHBA_PIO_ACK, 0);
		Served++;
		Spent += Count < Budget - Spent ? Count : Budget - Spent;
	}

	if (Completed) {
		Extension->Starved = FALSE;
		ScsiPortNotification(NextRequest, Extension);
	}
}

/* Boards with a maskable line, after their phases: the line may rise again. */
static BOOLEAN NTAPI VhbaPioDisable(PVOID DeviceExtension)
{
	PVHBA_EXTENSION Extension = DeviceExtension;

	if (!Extension->Running)
		return TRUE;
	Extension->IrqMask = VHBA_IRQ_SERVICE | VHBA_IRQ_CHANGE;
	VHBA_WRITE(Extension, VHBA_IRQ_ENABLE, Extension->IrqMask);
	return TRUE;
}

/* The same boards, while their line is masked and the system's interrupts are on. */
static BOOLEAN NTAPI VhbaPioEnable(PVOID DeviceExtension)
{
	PVHBA_EXTENSION Extension = DeviceExtension;

	if (Extension->Running)
		VhbaPioServe(Extension, VHBA_UNLIMITED);
	ScsiPortNotification(CallDisableInterrupts, Extension, VhbaPioDisable);
	return TRUE;
}

BOOLEAN VhbaPioInterrupt(PVHBA_EXTENSION Extension, ULONG Status)
{
	if (!(Status & VHBA_IRQ_SERVICE)) {
		VHBA_WRITE(Extension, VHBA_IRQ_STATUS, Status);
		return TRUE;
	}

	if (Extension->Caps & VHBA_CAP_MASKABLE) {
		Extension->IrqMask = 0;
		VHBA_WRITE(Extension, VHBA_IRQ_ENABLE, 0);
		VHBA_WRITE(Extension, VHBA_IRQ_STATUS, Status);
		ScsiPortNotification(CallEnableInterrupts, Extension, VhbaPioEnable);
	} else {
		VHBA_WRITE(Extension, VHBA_IRQ_STATUS, Status);
		VhbaPioServe(Extension, Extension->PioBudget);
	}
	return TRUE;
}

/* Boards without a line: look, serve, and come back. */
static VOID NTAPI VhbaPioTimer(PVOID DeviceExtension)
{
	PVHBA_EXTENSION Extension = DeviceExtension;
	ULONG Status, Next;

	if (!Extension->Running)
		return;
	Status = VHBA_READ(Extension, VHBA_IRQ_STATUS);
	if (Status == VHBA_GONE)
		return;
	if (Status & VHBA_IRQ_CHANGE) {
		VHBA_WRITE(Extension, VHBA_IRQ_STATUS, VHBA_IRQ_CHANGE);
		ScsiPortNotification(BusChangeDetected, Extension, 0);
	}
	VhbaPioServe(Extension, Extension->PioBudget);
	Next = VHBA_POLL_IDLE_US;
	if (Extension->FreeCount < Extension->Depth)
		Next = VHBA_POLL_BUSY_US;
	ScsiPortNotification(RequestTimerCall, Extension, VhbaPioTimer, Next);
}

VOID VhbaPioInitialize(PVHBA_EXTENSION Extension)
{
	if (!(Extension->Caps & VHBA_CAP_LINE))
		ScsiPortNotification(RequestTimerCall, Extension, VhbaPioTimer, VHBA_POLL_IDLE_US);
}

VOID VhbaPioStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PVHBA_SLOT Slot = VhbaTakeSlot(Extension, Srb);

	if (!Slot) {
		VhbaFail(Extension, Srb, SRB_STATUS_BUSY);
		return;
	}

	ScsiPortWriteRegisterBufferUlong((PULONG)(Extension->Registers + VHBA_PIO_CDB),
					 (PULONG)Srb->Cdb, sizeof(Srb->Cdb) / 4);
	VHBA_WRITE(Extension, VHBA_PIO_ADDRESS,
		   Srb->PathId | (Srb->TargetId << 8) | (Srb->Lun << 16));
	VHBA_WRITE(Extension, VHBA_PIO_LENGTH, Srb->DataTransferLength);
	VHBA_WRITE(Extension, VHBA_PIO_FLAGS, VhbaRequestFlags(Srb) | (Srb->CdbLength << 8));
	VHBA_WRITE(Extension, VHBA_PIO_GO, Slot->Context);
	VhbaAskNext(Extension, Srb);

	/* The timer runs already when there was another command. */
	if (!(Extension->Caps & VHBA_CAP_LINE) && Extension->FreeCount + 1 == Extension->Depth)
		ScsiPortNotification(RequestTimerCall, Extension, VhbaPioTimer, VHBA_POLL_BUSY_US);
}
