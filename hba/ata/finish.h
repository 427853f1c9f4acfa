/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: requests that go back to the port. */
#ifndef ATA_FINISH_H
#define ATA_FINISH_H

#include "ata.h"

VOID AtaFinish(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID AtaFinishGood(PATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, ULONG Moved);

#endif /* ATA_FINISH_H */
