/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: commands on their way. */
#ifndef ATA_TRANSFER_H
#define ATA_TRANSFER_H

#include "ata.h"

VOID AtaSubmit(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaBegin(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaForget(PATA_CHANNEL Channel);
VOID AtaMask(PATA_EXTENSION Extension);
VOID AtaUnmask(PATA_EXTENSION Extension);
BOOLEAN NTAPI AtaInterrupt(PVOID DeviceExtension);

#endif /* ATA_TRANSFER_H */
