/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: the registers of a channel. */
#ifndef ATA_REGISTERS_H
#define ATA_REGISTERS_H

#include "ata.h"

VOID AtaWriteControl(PATA_CHANNEL Channel, UCHAR Bits);
UCHAR AtaAlternateStatus(PATA_CHANNEL Channel);
UCHAR AtaReadStatus(PATA_CHANNEL Channel);
BOOLEAN AtaWaitIdle(PATA_CHANNEL Channel, ULONG Microseconds);
VOID AtaSelect(PATA_CHANNEL Channel, UCHAR Device);
VOID AtaWriteTask(PATA_CHANNEL Channel, PATA_TASKFILE Task);
VOID AtaReadTask(PATA_CHANNEL Channel, PATA_TASKFILE Task);
VOID AtaMoveIn(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count);
VOID AtaMoveOut(PATA_CHANNEL Channel, PUCHAR Data, ULONG Take, ULONG Count);

#endif /* ATA_REGISTERS_H */
