/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: blocks of a disk: READ, WRITE, VERIFY. */
#ifndef ATA_BLOCKS_H
#define ATA_BLOCKS_H

#include "ata.h"

VOID AtaReadWrite(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaVerify(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaVerifyBlocks(PATA_EXTENSION Extension, PATA_REQUEST Request, ULONGLONG Lba,
		     ULONG Count);

#endif /* ATA_BLOCKS_H */
