// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: the registers of a channel. */
#include "registers.h"

#define ATA_STALL_US	5

VOID AtaWriteControl(PATA_CHANNEL Channel, UCHAR Bits)
{
	Channel->Bits = Bits;
	ScsiPortWritePortUchar(Channel->Control, (UCHAR)(ATA_CONTROL_ALWAYS | Bits));
}

/* The drive's interrupt stays as it is. */
UCHAR AtaAlternateStatus(PATA_CHANNEL Channel)
{
	return ScsiPortReadPortUchar(Channel->Control);
}

/* The drive learns that its interrupt was seen. */
UCHAR AtaReadStatus(PATA_CHANNEL Channel)
{
	return ScsiPortReadPortUchar(Channel->Command + ATA_REG_STATUS);
}

BOOLEAN AtaWaitIdle(PATA_CHANNEL Channel, ULONG Microseconds)
{
	ULONG Waited;

	for (Waited = 0;; Waited += ATA_STALL_US) {
		if (!(AtaAlternateStatus(Channel) & ATA_STATUS_BSY))
			return TRUE;
		if (Waited >= Microseconds)
			return FALSE;
		ScsiPortStallExecution(ATA_STALL_US);
	}
}

/* A drive needs 400 ns to show its own status after it was selected, or was given a command. */
static VOID AtaWait400Ns(PATA_CHANNEL Channel)
{
	ULONG i;

	for (i = 0; i < 4; i++)
		AtaAlternateStatus(Channel);
}

VOID AtaSelect(PATA_CHANNEL Channel, UCHAR Device)
{
	ScsiPortWritePortUchar(Channel->Command + ATA_REG_DEVICE, Device);
	AtaWait400Ns(Channel);
}

/* The drive is selected already. The high half goes first, into the same registers. */
VOID AtaWriteTask(PATA_CHANNEL Channel, PATA_TASKFILE Task)
{
	PUCHAR Base = Channel->Command;

	if (Task->Extended) {
		ScsiPortWritePortUchar(Base + ATA_REG_FEATURES, Task->FeaturesHigh);
		ScsiPortWritePortUchar(Base + ATA_REG_COUNT, Task->CountHigh);
		ScsiPortWritePortUchar(Base + ATA_REG_LBA_LOW, Task->LbaLowHigh);
		ScsiPortWritePortUchar(Base + ATA_REG_LBA_MID, Task->LbaMidHigh);
		ScsiPortWritePortUchar(Base + ATA_REG_LBA_HIGH, Task->LbaHighHigh);
	}
	ScsiPortWritePortUchar(Base + ATA_REG_FEATURES, Task->Features);
	ScsiPortWritePortUchar(Base + ATA_REG_COUNT, Task->Count);
	ScsiPortWritePortUchar(Base + ATA_REG_LBA_LOW, Task->LbaLow);
	ScsiPortWritePortUchar(Base + ATA_REG_LBA_MID, Task->LbaMid);
	ScsiPortWritePortUchar(Base + ATA_REG_LBA_HIGH, Task->LbaHigh);
	ScsiPortWritePortUchar(Base + ATA_REG_COMMAND, Task->Command);
	AtaWait400Ns(Channel);
}

/* After the end of a command. The status was read already. */
VOID AtaReadTask(PATA_CHANNEL Channel, PATA_TASKFILE Task)
{
	PUCHAR Base = Channel->Command;
	UCHAR Bits = Channel->Bits;

	Task->Features = ScsiPortReadPortUchar(Base + ATA_REG_ERROR);
	Task->Count = ScsiPortReadPortUchar(Base + ATA_REG_COUNT);
	Task->LbaLow = ScsiPortReadPortUchar(Base + ATA_REG_LBA_LOW);
	Task->LbaMid = ScsiPortReadPortUchar(Base + ATA_REG_LBA_MID);
	Task->LbaHigh = ScsiPortReadPortUchar(Base + ATA_REG_LBA_HIGH);
	Task->Device = ScsiPortReadPortUchar(Base + ATA_REG_DEVICE);
	if (!Task->Extended)
		return;
	AtaWriteControl(Channel, (UCHAR)(ATA_CONTROL_HIGH_ORDER | Bits));
	Task->CountHigh = ScsiPortReadPortUchar(Base + ATA_REG_COUNT);
	Task->LbaLowHigh = ScsiPortReadPortUchar(Base + ATA_REG_LBA_LOW);
	Task->LbaMidHigh = ScsiPortReadPortUchar(Base + ATA_REG_LBA_MID);
	Task->LbaHighHigh = ScsiPortReadPortUchar(Base + ATA_REG_LBA_HIGH);
	AtaWriteControl(Channel, Bits);
}

/* Count bytes come from the drive; Take of them, at most, are wanted. Count is even. */
VOID AtaMoveIn(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count)
{
	PUSHORT Port = (PUSHORT)Channel->Command;
	USHORT Word;

	if (Take > Count)
		Take = Count;
	ScsiPortReadPortBufferUshort(Port, (PUSHORT)Data, Take / 2);
	if (Take & 1) {
		Word = ScsiPortReadPortUshort(Port);
		Data[Take - 1] = (UCHAR)Word;
	}
	for (Count -= (Take + 1) & ~1u; Count >= 2; Count -= 2)
		ScsiPortReadPortUshort(Port);
}

/* Count bytes go to the drive; zeros follow the Take bytes that there are. */
VOID AtaMoveOut(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count)
{
	PUSHORT Port = (PUSHORT)Channel->Command;

	if (Take > Count)
		Take = Count;
	ScsiPortWritePortBufferUshort(Port, (PUSHORT)Data, Take / 2);
	if (Take & 1)
		ScsiPortWritePortUshort(Port, Data[Take - 1]);
	for (Count -= (Take + 1) & ~1u; Count >= 2; Count -= 2)
		ScsiPortWritePortUshort(Port, 0);
}
