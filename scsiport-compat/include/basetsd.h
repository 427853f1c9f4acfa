/* SPDX-License-Identifier: GPL-2.0-only */
/* Types of fixed size: all in ntdef.h. */
#ifndef SCSIPORT_BASETSD_H
#define SCSIPORT_BASETSD_H

#include "ntdef.h"

#endif /* SCSIPORT_BASETSD_H */
