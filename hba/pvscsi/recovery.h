/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: abort and resets. */
#ifndef PVSCSI_RECOVERY_H
#define PVSCSI_RECOVERY_H

#include "pvscsi.h"

BOOLEAN PvResetBus(PPV_ADAPTER Adapter);
UCHAR PvResetUnits(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
UCHAR PvAbort(PPV_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);

#endif /* PVSCSI_RECOVERY_H */
