/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: what an answer of the adapter means to the port. */
#ifndef PVSCSI_STATUS_H
#define PVSCSI_STATUS_H

#include "pvscsi.h"

UCHAR PvTranslate(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, ULONGLONG Moved,
		  ULONGLONG Outcome, PPV_SENSE Sense);

#endif /* PVSCSI_STATUS_H */
