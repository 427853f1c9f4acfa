/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: boards with rings. */
#ifndef VHBA_RING_H
#define VHBA_RING_H

#include "vhba.h"

BOOLEAN VhbaRingFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo);
VOID VhbaRingInitialize(PVHBA_EXTENSION Extension);
VOID VhbaRingStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb);
VOID VhbaRingDrain(PVHBA_EXTENSION Extension);
VOID VhbaRingForget(PVHBA_EXTENSION Extension);
BOOLEAN VhbaRingInterrupt(PVHBA_EXTENSION Extension, ULONG Status);

#endif /* VHBA_RING_H */
