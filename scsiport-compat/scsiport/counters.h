/* SPDX-License-Identifier: GPL-2.0-only */
/* What an adapter counts. Nothing is decided by it. */
#ifndef SP_COUNTERS_H
#define SP_COUNTERS_H

#include <linux/types.h>

/* Written under the interrupt lock, but for @errors_logged, of which one may be lost. */
struct sp_counters {
	u64 interrupts;		/* HwInterrupt calls */
	u64 not_ours;		/* of these, answered FALSE with nothing posted */
	u64 gated;		/* interrupts answered without asking the miniport: gate closed */
	u64 enable_callbacks;
	u64 disable_callbacks;
	u64 timer_callbacks;
	u64 start_io;
	u64 completions;
	u64 parked;		/* requests that had to wait for the miniport or a hold */
	u64 busy;		/* SRBs that came back BUSY */
	u64 sense_requests;	/* REQUEST SENSE sent by the port */
	u64 bus_resets;		/* HwResetBus calls */
	u64 recovered;		/* requests found complete when their timer ran out */
	u64 errors_logged;
};

#endif
