/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SCSIPORT_NTKRNL_H
#define SCSIPORT_NTKRNL_H

#include "ntdef.h"

#endif /* SCSIPORT_NTKRNL_H */
