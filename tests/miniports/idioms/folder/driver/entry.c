/* SPDX-License-Identifier: GPL-2.0-only */
#include <miniport.h>
#include <srb.h>
#include "..\COMMON\shared.h"
#ifdef FORCED
#error "-include of another driver"
#endif
ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	ULONG count = 1;

	return Shared(&count);
}
