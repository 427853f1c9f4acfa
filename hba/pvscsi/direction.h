/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: requests that the adapter would never answer. */
#ifndef PVSCSI_DIRECTION_H
#define PVSCSI_DIRECTION_H

#include "pvscsi.h"

VOID PvKnowDirections(PPV_ADAPTER Adapter);
BOOLEAN PvNeverAnswered(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
UCHAR PvInvalidField(PSCSI_REQUEST_BLOCK Srb);

#endif /* PVSCSI_DIRECTION_H */
