/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: where its hardware is. */
#ifndef ATA_FIND_H
#define ATA_FIND_H

#include "ata.h"

/* What a search for hardware remembers from one HwFindAdapter to the next. */
typedef struct _ATA_SEARCH {
	ULONG Next;
	ULONG Bus;
} ATA_SEARCH, *PATA_SEARCH;

ULONG NTAPI AtaFindIsa(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again);
ULONG NTAPI AtaFindPci(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
		       PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
		       PBOOLEAN Again);

#endif /* ATA_FIND_H */
