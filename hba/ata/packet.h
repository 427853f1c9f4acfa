/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: a packet on its way, with its data: the PACKET protocol. */
#ifndef ATA_PACKET_H
#define ATA_PACKET_H

#include "ata.h"

BOOLEAN AtaPacketStep(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Status);

#endif /* ATA_PACKET_H */
