/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: answers, made here or of what the drive has said. */
#ifndef ATA_ANSWER_H
#define ATA_ANSWER_H

#include "ata.h"

VOID AtaSimulated(PATA_EXTENSION Extension, PATA_REQUEST Request, PUCHAR Data, ULONG Length,
		  ULONG Allocated);
VOID AtaDone(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_ANSWER_H */
