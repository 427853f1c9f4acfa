/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: ATA PASS-THROUGH (12) and (16) of SAT. */
#ifndef ATA_PASSTHROUGH_H
#define ATA_PASSTHROUGH_H

#include "ata.h"

VOID AtaPassThrough(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_PASSTHROUGH_H */
