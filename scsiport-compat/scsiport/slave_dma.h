/* SPDX-License-Identifier: GPL-2.0-only */
/* No header of the Windows world declares this. */
#ifndef SP_SLAVE_DMA_H
#define SP_SLAVE_DMA_H

#include "nt.h"

ULONG DllInitialize(PVOID RegistryPath);

#endif
