/* SPDX-License-Identifier: GPL-2.0-only */
/* The part of the driver kit's kernel header that storage miniports use. */
#ifndef SCSIPORT_WDM_H
#define SCSIPORT_WDM_H

#include "miniport.h"
#include "ntkrnl.h"

#endif
