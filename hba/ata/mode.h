/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: MODE SENSE and MODE SELECT. */
#ifndef ATA_MODE_H
#define ATA_MODE_H

#include "ata.h"

VOID AtaModeSense(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaModeSelect(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_MODE_H */
