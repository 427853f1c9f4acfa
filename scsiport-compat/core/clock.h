/* SPDX-License-Identifier: GPL-2.0-only */
/* The clock that routines of miniports are timed with: the cheapest that is right. */
#ifndef PORT_CLOCK_H
#define PORT_CLOCK_H

#include <linux/jump_label.h>
#include <linux/ktime.h>
#include <linux/timex.h>

#define PORT_CLOCK_SHIFT	20

/* Calls are timed with the counter of the processor, or with the kernel's clock; or with none. */
DECLARE_STATIC_KEY_FALSE(port_clock_counts);
DECLARE_STATIC_KEY_FALSE(port_clock_asks);
extern u64 port_clock_multiplier;

/**
 * port_clock() - what time it is, on a clock of its own
 * @now: the time, if there is one; differences of it are for port_clock_ns()
 *
 * The counter of the processor, where it is constant and the same everywhere; elsewhere the
 * kernel's monotonic clock, which costs some thirty instructions more.
 *
 * Context: Any.
 * Return: true; or false while nobody wants to know, see port_clock_use().
 */
static __always_inline bool port_clock(u64 *now)
{
	if (static_branch_likely(&port_clock_counts)) {
		*now = get_cycles();
		return true;
	}
	if (static_branch_unlikely(&port_clock_asks)) {
		*now = ktime_get_mono_fast_ns();
		return true;
	}
	return false;
}

/**
 * port_clock_ns() - a difference of two times of port_clock()
 * @difference: the later one less the earlier one; four hours at most
 *
 * Return: nanoseconds.
 */
static __always_inline u64 port_clock_ns(u64 difference)
{
	return (difference * port_clock_multiplier) >> PORT_CLOCK_SHIFT;
}

void port_clock_use(bool use);

#endif
