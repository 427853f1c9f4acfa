/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SCSIPORT_STDDEF_H
#define SCSIPORT_STDDEF_H

#include "ntdef.h"

typedef __PTRDIFF_TYPE__ ptrdiff_t;
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif

#endif /* SCSIPORT_STDDEF_H */
