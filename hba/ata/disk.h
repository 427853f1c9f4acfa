/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: SCSI commands to a disk, as SAT translates them. */
#ifndef ATA_DISK_H
#define ATA_DISK_H

#include "ata.h"

VOID AtaScsiCommand(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaFlush(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_DISK_H */
