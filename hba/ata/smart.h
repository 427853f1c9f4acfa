/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: SRB_FUNCTION_IO_CONTROL with the signature "SCSIDISK". */
#ifndef ATA_SMART_H
#define ATA_SMART_H

#include "ata.h"

VOID AtaIoControl(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_SMART_H */
