// SPDX-License-Identifier: GPL-2.0-only
/* Which clock routines of miniports are timed with, and how fast it is. */
#include "core/clock.h"

#ifdef CONFIG_X86_64
#include <asm/cpufeature.h>
#include <asm/tsc.h>
#endif
#ifdef CONFIG_ARM64
#include <asm/arch_timer.h>
#endif

DEFINE_STATIC_KEY_FALSE(port_clock_counts);
DEFINE_STATIC_KEY_FALSE(port_clock_asks);
u64 port_clock_multiplier = 1 << PORT_CLOCK_SHIFT;

/*
 * How often the counter counts in a millisecond; 0: it cannot be relied on. It may stop in deep
 * sleep, since no routine sleeps so deep; but it must not change its speed, nor be another one on
 * another processor, which is what the kernel calls unstable.
 */
#if defined(CONFIG_X86_64)
static u32 port_counter_khz(void)
{
	if (!boot_cpu_has(X86_FEATURE_CONSTANT_TSC) || check_tsc_unstable())
		return 0;
	return tsc_khz;
}
#elif defined(CONFIG_ARM64)
static u32 port_counter_khz(void)
{
	return arch_timer_get_cntfrq() / 1000;
}
#else
static u32 port_counter_khz(void)
{
	return 0;
}
#endif

/* A clock for good: times that were taken of one mean nothing on the other. */
static bool port_clock_choose(void)
{
	u32 khz = port_counter_khz();

	if (khz)
		port_clock_multiplier = div_u64((u64)USEC_PER_SEC << PORT_CLOCK_SHIFT, khz);
	return khz;
}

/**
 * port_clock_use() - there is somebody who wants to know the time, or nobody any more
 * @use: which
 *
 * Context: Process, one at a time.
 */
void port_clock_use(bool use)
{
	static bool chosen, counts;

	if (!chosen)
		counts = port_clock_choose();
	chosen = true;
	if (!use) {
		static_branch_disable(&port_clock_counts);
		static_branch_disable(&port_clock_asks);
	} else if (counts) {
		static_branch_enable(&port_clock_counts);
	} else {
		static_branch_enable(&port_clock_asks);
	}
}
