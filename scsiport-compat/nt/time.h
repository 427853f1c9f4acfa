/* SPDX-License-Identifier: GPL-2.0-only */
/* Clocks and processors. */
#ifndef SP_NT_TIME_H
#define SP_NT_TIME_H

#include <linux/ktime.h>

#include "nt/rooms.h"

ktime_t sp_nt_until(const union _LARGE_INTEGER *time);
void sp_processors_init(void);

#endif
