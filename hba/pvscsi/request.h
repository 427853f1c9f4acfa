/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: a request's way into the ring, and back. */
#ifndef PVSCSI_REQUEST_H
#define PVSCSI_REQUEST_H

#include "pvscsi.h"

VOID PvAnswer(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID PvStart(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN PvComplete(PPV_ADAPTER Adapter);

#endif /* PVSCSI_REQUEST_H */
