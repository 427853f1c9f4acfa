/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: which drives a channel has, and what they say of themselves. */
#ifndef ATA_PROBE_H
#define ATA_PROBE_H

#include "ata.h"

BOOLEAN AtaProbeChannel(PATA_EXTENSION Extension, UCHAR Path, ULONG Multiple);
VOID AtaResetChannel(PATA_CHANNEL Channel);
VOID AtaSettle(PATA_EXTENSION Extension, PATA_CHANNEL Channel);
VOID AtaAdoptIdentify(PATA_DRIVE Drive);

#endif /* ATA_PROBE_H */
