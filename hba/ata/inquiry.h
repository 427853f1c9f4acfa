/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: INQUIRY, and what IDENTIFY data has for its pages. */
#ifndef ATA_INQUIRY_H
#define ATA_INQUIRY_H

#include "ata.h"

VOID AtaInquiry(PATA_EXTENSION Extension, PATA_REQUEST Request);

#endif /* ATA_INQUIRY_H */
