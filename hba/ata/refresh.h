/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: IDENTIFY once more, after the settings of a drive have changed. */
#ifndef ATA_REFRESH_H
#define ATA_REFRESH_H

#include "ata.h"

VOID AtaRefresh(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_REFRESH_H */
