/* SPDX-License-Identifier: GPL-2.0-only */
/* HwTimer and the tick of one second. */
#ifndef SP_TIMER_H
#define SP_TIMER_H

#include <linux/hrtimer.h>

#include "nt.h"

struct sp_adapter;

/* The miniport's one timer: interrupt lock. */
struct sp_timer {
	struct hrtimer hrtimer;
	PHW_TIMER routine;	/* NULL: not set */
	ktime_t deadline;
	PHW_TIMER asked;	/* RequestTimerCall; takes effect in the tail */
	u32 asked_us;
	bool changed;		/* @asked is new */
	bool due;		/* ran out while the Enable callback was running */
};

void sp_timers_init(struct sp_adapter *a);
void sp_timers_stop(struct sp_adapter *a);
void sp_timer_apply(struct sp_adapter *a);
void sp_timer_run_due(struct sp_adapter *a);
void sp_reset_hold(struct sp_adapter *a, u8 path);
bool sp_is_unasked(const struct sp_adapter *a);

#endif
