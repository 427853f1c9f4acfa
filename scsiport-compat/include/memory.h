/* SPDX-License-Identifier: GPL-2.0-only */
/* An old name. */
#ifndef SCSIPORT_MEMORY_H
#define SCSIPORT_MEMORY_H

#include "string.h"

#endif /* SCSIPORT_MEMORY_H */
