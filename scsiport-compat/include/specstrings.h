/* SPDX-License-Identifier: GPL-2.0-only */
/* Source annotations. */
#ifndef SCSIPORT_SPECSTRINGS_H
#define SCSIPORT_SPECSTRINGS_H

#include "sal.h"

#endif /* SCSIPORT_SPECSTRINGS_H */
