/* SPDX-License-Identifier: GPL-2.0-only */
/* Wide strings. */
#ifndef SCSIPORT_WCHAR_H
#define SCSIPORT_WCHAR_H

#include "stddef.h"
#include "ntkrnl.h"

#endif /* SCSIPORT_WCHAR_H */
