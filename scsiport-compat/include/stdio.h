/* SPDX-License-Identifier: GPL-2.0-only */
/* Formatted text, as far as kernel code has it. */
#ifndef SCSIPORT_STDIO_H
#define SCSIPORT_STDIO_H

#include "stddef.h"
#include "stdarg.h"
#include "ntkrnl.h"

#endif /* SCSIPORT_STDIO_H */
