/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: the argument string. */
#ifndef ATA_OPTIONS_H
#define ATA_OPTIONS_H

#include "ata.h"

/* Where a channel is. */
typedef struct _ATA_PLACE {
	ULONG Command;
	ULONG Control;
	ULONG Interrupt;
} ATA_PLACE, *PATA_PLACE;

/* What the argument string asks for. */
typedef struct _ATA_OPTIONS {
	BOOLEAN Deferred;
	ULONG AccessNs;
	ULONG MaxTransfer;	/* 0: as the mode allows */
	ULONG Multiple;
	ULONG Places;
	ATA_PLACE Place[ATA_CHANNELS];
} ATA_OPTIONS, *PATA_OPTIONS;

VOID AtaParseOptions(PATA_OPTIONS Options, PCHAR Text);

#endif /* ATA_OPTIONS_H */
