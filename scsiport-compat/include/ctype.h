/* SPDX-License-Identifier: GPL-2.0-only */
/* Kinds of characters. */
#ifndef SCSIPORT_CTYPE_H
#define SCSIPORT_CTYPE_H

#include "ntkrnl.h"

#endif /* SCSIPORT_CTYPE_H */
