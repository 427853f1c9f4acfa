/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The Windows world as the kernel routines see it. Include after all Linux headers.
 *
 * Locks: sp_dispatcher for DPCs, timers and events, and one each in nt/owned.c, nt/list.c and
 * nt/irql.c. All are leaves. None is on the path of a request, unless the miniport itself calls
 * these routines there.
 */
#ifndef SP_NT_ROOMS_H
#define SP_NT_ROOMS_H

/* ARM has the address of a caller by a macro that wants this. */
#include <linux/mm.h>

#include "nt.h"
#include "include/ntkrnl.h"
#include "include/ntstatus.h"

#endif
