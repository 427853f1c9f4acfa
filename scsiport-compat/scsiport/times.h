/* SPDX-License-Identifier: GPL-2.0-only */
/* What an adapter's time is accounted under. */
#ifndef SP_TIMES_H
#define SP_TIMES_H

#include <linux/types.h>

#include "core/account.h"

/* Routines of a miniport, also as they are called in the trace. */
enum sp_callback {
	SP_CB_START_IO,
	SP_CB_INTERRUPT,
	SP_CB_ENABLE,
	SP_CB_DISABLE,
	SP_CB_TIMER,
	SP_CB_RESET_BUS,
	SP_CB_ADAPTER_CONTROL,
	SP_CB_INITIALIZE,
	SP_CALLBACKS,
	/* Nothing is asked of it, and the adapter is not there yet. */
	SP_CB_FIND_ADAPTER = SP_CALLBACKS,
};

/* What else takes time: indices of sp_times::of behind those of the routines. */
enum sp_timed {
	SP_TIME_GATE = SP_CALLBACKS,	/* from CallEnableInterrupts to the Disable callback */
	SP_TIMES,
};

/* Why a request was parked. */
enum sp_wait_reason {
	SP_WAIT_NEXT_REQUEST,	/* the miniport has not asked for one */
	SP_WAIT_UNIT,		/* it has not asked for one for this LU */
	SP_WAIT_BUSY,		/* the LU or the request came back BUSY */
	SP_WAIT_ENABLE,		/* a hold, as the next ones */
	SP_WAIT_RESET,
	SP_WAIT_STOPPED,
	SP_WAIT_DOUBT,
	SP_WAIT_ALONE,
	SP_WAITS,
};

/**
 * struct sp_long_call - a call that was over its budget, and for which request
 * @ns: nanoseconds that it took; 0: there was none
 * @key: PORT_UNIT_KEY() of the LU
 * @bytes: length of the data
 * @opcode: of its CDB
 * @known: there was a request: @key, @bytes and @opcode are its
 */
struct sp_long_call {
	u64 ns;
	u32 key;
	u32 bytes;
	u8 opcode;
	bool known;
};

/* How long requests were parked. */
struct sp_wait {
	u64 waits;
	u64 total;		/* nanoseconds */
	u64 longest;
};

/**
 * struct sp_times - where the time of an adapter goes; interrupt lock
 * @of: by enum sp_callback and enum sp_timed
 * @waits: by enum sp_wait_reason
 * @budget_us: microseconds that a routine with interrupts off may take; 0: as many as it likes
 * @news: bit for each routine that was over its budget since that was said
 * @last: by enum sp_callback, the last call over its budget; @worst: the longest
 * @said: when that was said, in jiffies; 0: never
 * @since: of port_account_start(), when the routine that runs under the lock was called
 * @left: the same, when HwInterrupt returned or the port's work in a tail began or ended; 0:
 *	nobody accounted for time then
 * @chores: how long the port worked in tails, in units of port_clock(), and what HwStartIo took of
 *	that: @started, in nanoseconds
 * @called: what HwStartIo had taken in all when the tail in progress began
 * @delivery: how long requests were delivered in the interrupt handler, without the lock, in
 *	units of port_clock()
 * @gate_since: of port_account_start(), when the gate closed
 */
struct sp_times {
	struct port_account of[SP_TIMES];
	struct sp_wait waits[SP_WAITS];
	u32 budget_us;
	unsigned long news;
	struct sp_long_call last[SP_CALLBACKS];
	struct sp_long_call worst[SP_CALLBACKS];
	unsigned long said[SP_CALLBACKS];
	u64 since;
	u64 left;
	u64 chores;
	u64 started;
	u64 called;
	u64 delivery;
	u64 gate_since;
};

#endif
