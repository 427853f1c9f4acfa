/* SPDX-License-Identifier: GPL-2.0-only */
/* Source annotations. */
#ifndef SCSIPORT_DRIVERSPECS_H
#define SCSIPORT_DRIVERSPECS_H

#include "sal.h"

#endif /* SCSIPORT_DRIVERSPECS_H */
