/* SPDX-License-Identifier: GPL-2.0-only */
#include <own.h>
#include <miniport.h>
#include <srb.h>
#include <LIMITS.h>
#include <stdlib.h>
#include <Shared.H>
#include "SameName.h"

#ifndef FORCED
#error "-include"
#endif
#if !OWN_LIMITS || !OWN_STDLIB || FOLDER != 1 || SAME_NAME != 1
#error "not the headers of this folder"
#endif
C_ASSERT(sizeof(struct own) == 16);

static __inline VOID Say(PCHAR Format, ...) { }

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	u32 count = 0, ports[4];

	ScsiPortReadRegisterBufferUlong(ports, &count, 1);
	Say("%lx", readl(ports));
	return FolderMore(&count) + FolderSame() + FolderSubSame() + FolderCommonSame() + Shared(&count);
}
