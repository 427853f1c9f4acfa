/* SPDX-License-Identifier: GPL-2.0-only */
/* The part of the driver kit's kernel header that storage miniports use. */
#ifndef SCSIPORT_NTDDK_H
#define SCSIPORT_NTDDK_H

#include "wdm.h"

#endif
