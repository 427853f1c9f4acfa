/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers out of text, as far as kernel code has it. */
#ifndef SCSIPORT_STDLIB_H
#define SCSIPORT_STDLIB_H

#include "stddef.h"
#include "ntkrnl.h"

#endif /* SCSIPORT_STDLIB_H */
