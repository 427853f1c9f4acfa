/* SPDX-License-Identifier: GPL-2.0-only */
/* The same as wdm.h here. */
#ifndef SCSIPORT_NTDDK_H
#define SCSIPORT_NTDDK_H

#include "wdm.h"

#endif /* SCSIPORT_NTDDK_H */
