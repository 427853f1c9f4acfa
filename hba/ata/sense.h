/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: what went wrong, in the words of SCSI. */
#ifndef ATA_SENSE_H
#define ATA_SENSE_H

#include "ata.h"

VOID AtaCheck(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR Key, UCHAR Code,
	      UCHAR Qualifier);
VOID AtaInvalidField(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit);
VOID AtaInvalidParameter(PATA_EXTENSION Extension, PATA_REQUEST Request, USHORT Byte, UCHAR Bit);
VOID AtaWrongDirection(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaFailed(PATA_EXTENSION Extension, PATA_REQUEST Request);
VOID AtaReturnTask(PATA_EXTENSION Extension, PATA_REQUEST Request);
BOOLEAN AtaHasFailed(PATA_REQUEST Request);

#endif /* ATA_SENSE_H */
