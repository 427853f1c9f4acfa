/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: boards that move their data through a port. */
#ifndef VHBA_PIO_H
#define VHBA_PIO_H

#include "vhba.h"

BOOLEAN VhbaPioFind(PVHBA_EXTENSION Extension, PPORT_CONFIGURATION_INFORMATION ConfigInfo);
VOID VhbaPioInitialize(PVHBA_EXTENSION Extension);
VOID VhbaPioStart(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN VhbaPioInterrupt(PVHBA_EXTENSION Extension, ULONG Status);

#endif /* VHBA_PIO_H */
