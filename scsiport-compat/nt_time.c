// SPDX-License-Identifier: GPL-2.0-only
/* Clocks, stalls and processors. */
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/ktime.h>

#include "nt_rooms.h"

#define SP_UNIT_NS	100	/* Windows counts time in these */

/**
 * sp_nt_until() - how long a time of Windows is ahead
 * @time: 100 ns units: from now if negative, else a system time
 *
 * Context: Any.
 * Return: ns, 0 if it is over, about 146 years at most.
 */
ktime_t sp_nt_until(const LARGE_INTEGER *time)
{
	LARGE_INTEGER now;
	s64 units = -time->QuadPart;

	if (time->QuadPart >= 0) {
		ScsiPortQuerySystemTime(&now);
		units = time->QuadPart - now.QuadPart;
	}
	return clamp(units, 0LL, KTIME_MAX / 2 / SP_UNIT_NS) * SP_UNIT_NS;
}

/**
 * KeQuerySystemTime() - time of day
 * @CurrentTime: out: 100 ns units since 1601-01-01 UTC
 *
 * Context: Any.
 */
VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
	ScsiPortQuerySystemTime(CurrentTime);
}
EXPORT_SYMBOL_GPL(KeQuerySystemTime);

/**
 * KeQueryTickCount() - ticks since the start
 * @TickCount: out: ticks of KeQueryTimeIncrement() each
 *
 * Context: Any.
 */
VOID KeQueryTickCount(PLARGE_INTEGER TickCount)
{
	TickCount->QuadPart = get_jiffies_64() - INITIAL_JIFFIES;
}
EXPORT_SYMBOL_GPL(KeQueryTickCount);

/**
 * KeQueryTimeIncrement() - length of a tick
 *
 * Context: Any.
 * Return: 100 ns units.
 */
ULONG KeQueryTimeIncrement(void)
{
	return TICK_NSEC / SP_UNIT_NS;
}
EXPORT_SYMBOL_GPL(KeQueryTimeIncrement);

/**
 * KeQueryInterruptTime() - time since the start, that of sleep included
 *
 * Context: Any.
 * Return: 100 ns units.
 */
ULONGLONG KeQueryInterruptTime(void)
{
	return ktime_get_boottime_ns() / SP_UNIT_NS;
}
EXPORT_SYMBOL_GPL(KeQueryInterruptTime);

/**
 * KeQueryPerformanceCounter() - a fine clock
 * @PerformanceFrequency: out: its ticks in a second, 10,000,000; may be NULL
 *
 * Context: Any.
 * Return: ticks since the start.
 */
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
	LARGE_INTEGER result = { .QuadPart = ktime_get_ns() / SP_UNIT_NS };

	if (PerformanceFrequency)
		PerformanceFrequency->QuadPart = NSEC_PER_SEC / SP_UNIT_NS;
	return result;
}
EXPORT_SYMBOL_GPL(KeQueryPerformanceCounter);

/**
 * KeStallExecutionProcessor() - wait, busily
 * @MicroSeconds: how long
 *
 * Context: Any. As ScsiPortStallExecution().
 */
VOID KeStallExecutionProcessor(ULONG MicroSeconds)
{
	ScsiPortStallExecution(MicroSeconds);
}
EXPORT_SYMBOL_GPL(KeStallExecutionProcessor);

CCHAR KeNumberProcessors = 1;
EXPORT_SYMBOL_GPL(KeNumberProcessors);

/**
 * sp_processors_init() - count the processors, as Windows does it when it starts
 *
 * Context: Process.
 */
void sp_processors_init(void)
{
	KeNumberProcessors = min(num_online_cpus(), 64u);
}

/**
 * KeGetCurrentProcessorNumber() - the processor that runs the caller
 *
 * Context: Any; below DISPATCH_LEVEL it may be another one at once.
 * Return: its number, from 0.
 */
ULONG KeGetCurrentProcessorNumber(void)
{
	return raw_smp_processor_id();
}
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumber);

/**
 * KeQueryActiveProcessors() - the processors that are at work
 *
 * Context: Any.
 * Return: a bit for each of the first 64.
 */
KAFFINITY KeQueryActiveProcessors(void)
{
	return cpumask_bits(cpu_online_mask)[0];
}
EXPORT_SYMBOL_GPL(KeQueryActiveProcessors);
