/* SPDX-License-Identifier: GPL-2.0-only */
/* C's memory and string routines: those that the compiler knows are in ntdef.h. */
#ifndef SCSIPORT_STRING_H
#define SCSIPORT_STRING_H

#include "ntdef.h"
#ifndef SCSIPORT_PORT_SIDE
#include "ntkrnl.h"
#endif

#endif /* SCSIPORT_STRING_H */
