/* SPDX-License-Identifier: GPL-2.0-only */
/* Source annotations. */
#ifndef SCSIPORT_KERNELSPECS_H
#define SCSIPORT_KERNELSPECS_H

#include "sal.h"

#endif /* SCSIPORT_KERNELSPECS_H */
