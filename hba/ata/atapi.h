/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: packet devices (CD-ROM, tape ...), which take SCSI commands as they are. */
#ifndef ATA_ATAPI_H
#define ATA_ATAPI_H

#include "ata.h"

VOID AtaPacketCommand(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_ATAPI_H */
