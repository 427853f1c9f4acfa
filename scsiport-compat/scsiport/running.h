/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which routine of a miniport is running. What runs for every request writes nothing for that: of
 * HwStartIo sp_adapter::starting tells, and HwInterrupt is what runs under the interrupt lock when
 * nothing else is said, which is 0.
 */
#ifndef SP_RUNNING_H
#define SP_RUNNING_H

#include "scsiport/account.h"
#include "scsiport/adapter.h"

/* In no routine: a DPC or a thread of the miniport's own. */
#define SP_RUNNING_NONE		(SP_CB_FIND_ADAPTER + 1)

const char *sp_running(struct port_adapter *p);

/**
 * sp_running_begin() - a routine that does not run for every request is called now
 * @a: adapter
 * @callback: which, under the interrupt lock
 *
 * Context: interrupt lock held.
 */
static inline void sp_running_begin(struct sp_adapter *a, enum sp_callback callback)
{
	lockdep_assert_held(&a->lock);
	a->running = callback;
	sp_call_begin(a, callback);
}

/**
 * sp_running_end() - such a routine has returned
 * @a: adapter
 * @callback: which
 *
 * Context: interrupt lock held.
 */
static inline void sp_running_end(struct sp_adapter *a, enum sp_callback callback)
{
	lockdep_assert_held(&a->lock);
	sp_call_end(a, callback);
	a->running = 0;
}

#endif
