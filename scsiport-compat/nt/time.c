// SPDX-License-Identifier: GPL-2.0-only
/* Clocks, stalls and processors. */
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/nmi.h>
#include <linux/smp.h>
#include <linux/time.h>

#include "nt/time.h"

#define SP_UNIT_NS	100	/* Windows counts time in these */
/* Such units between 1601-01-01 and 1970-01-01. */
#define SP_EPOCH_OFFSET	116444736000000000LL

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
		KeQuerySystemTime(&now);
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
	CurrentTime->QuadPart = ktime_get_real_ns() / SP_UNIT_NS + SP_EPOCH_OFFSET;
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
 * Never shorter than @MicroSeconds by the system's clock: the delay loop is calibrated when the
 * system starts, and a virtual machine without a processor just then gets it wrong.
 *
 * Context: Any. Long stalls with interrupts off keep the watchdogs quiet.
 */
VOID KeStallExecutionProcessor(ULONG MicroSeconds)
{
	ktime_t end = ktime_add_us(ktime_get(), MicroSeconds);

	while (MicroSeconds > 1000) {
		mdelay(1);
		touch_nmi_watchdog();
		MicroSeconds -= 1000;
	}
	udelay(MicroSeconds);
	touch_nmi_watchdog();
	while (ktime_before(ktime_get(), end))
		cpu_relax();
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

/**
 * KeQueryUnbiasedInterruptTime() - time since the start, without that of sleep
 *
 * Context: Any.
 * Return: 100 ns units.
 */
ULONGLONG KeQueryUnbiasedInterruptTime(void)
{
	return ktime_get_ns() / SP_UNIT_NS;
}
EXPORT_SYMBOL_GPL(KeQueryUnbiasedInterruptTime);

/**
 * KeQuerySystemTimePrecise() - as KeQuerySystemTime(), which is as precise
 * @CurrentTime: out: 100 ns units since 1601-01-01 UTC
 *
 * Context: Any.
 */
VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
	KeQuerySystemTime(CurrentTime);
}
EXPORT_SYMBOL_GPL(KeQuerySystemTimePrecise);

/* ---- processors: one group, as Windows has it up to 64 of them */

/**
 * KeGetCurrentProcessorNumberEx() - the processor that runs the caller
 * @ProcNumber: out, may be NULL
 *
 * Context: Any; below DISPATCH_LEVEL it may be another one at once.
 * Return: its number, from 0.
 */
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
	ULONG number = raw_smp_processor_id();

	if (ProcNumber) {
		memset(ProcNumber, 0, sizeof(*ProcNumber));
		ProcNumber->Number = number;
	}
	return number;
}
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumberEx);

/**
 * KeQueryActiveProcessorCount() - how many processors are at work
 * @ActiveProcessors: out, may be NULL: a bit for each
 *
 * Context: Any.
 * Return: their number, 64 at most.
 */
ULONG KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
	if (ActiveProcessors)
		*ActiveProcessors = KeQueryActiveProcessors();
	return KeQueryActiveProcessorCountEx(0);
}
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCount);

static u32 sp_processors(u16 group, u32 count)
{
	return group == 0 || group == ALL_PROCESSOR_GROUPS ? min(count, 64u) : 0;
}

/**
 * KeQueryActiveProcessorCountEx() - how many processors of a group are at work
 * @GroupNumber: 0 or ALL_PROCESSOR_GROUPS
 *
 * Context: Any.
 * Return: their number, 64 at most; 0 for a group that is not there.
 */
ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
	return sp_processors(GroupNumber, num_online_cpus());
}
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCountEx);

/**
 * KeQueryMaximumProcessorCount() - how many processors there may ever be
 *
 * Context: Any.
 * Return: their number, 64 at most.
 */
ULONG KeQueryMaximumProcessorCount(void)
{
	return KeQueryMaximumProcessorCountEx(0);
}
EXPORT_SYMBOL_GPL(KeQueryMaximumProcessorCount);

/**
 * KeQueryMaximumProcessorCountEx() - how many processors a group may ever have
 * @GroupNumber: 0 or ALL_PROCESSOR_GROUPS
 *
 * Context: Any.
 * Return: their number, 64 at most; 0 for a group that is not there.
 */
ULONG KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
	return sp_processors(GroupNumber, num_possible_cpus());
}
EXPORT_SYMBOL_GPL(KeQueryMaximumProcessorCountEx);

/**
 * KeQueryActiveGroupCount() - how many groups of processors are at work
 *
 * Context: Any.
 * Return: 1.
 */
USHORT KeQueryActiveGroupCount(void)
{
	return 1;
}
EXPORT_SYMBOL_GPL(KeQueryActiveGroupCount);

/**
 * KeQueryMaximumGroupCount() - how many groups of processors there may ever be
 *
 * Context: Any.
 * Return: 1.
 */
USHORT KeQueryMaximumGroupCount(void)
{
	return 1;
}
EXPORT_SYMBOL_GPL(KeQueryMaximumGroupCount);

/* ---- the calendar */

#define SP_UNITS_PER_S		(NSEC_PER_SEC / SP_UNIT_NS)
#define SP_UNITS_PER_MS		(NSEC_PER_MSEC / SP_UNIT_NS)
#define SP_EPOCH_S		11644473600LL	/* from 1601-01-01 to 1970-01-01 */

/**
 * RtlTimeToTimeFields() - year, month, day ... of a time
 * @Time: 100 ns units since 1601-01-01
 * @TimeFields: out; months and days from 1, Sunday is 0
 *
 * Context: Any.
 */
VOID RtlTimeToTimeFields(PLARGE_INTEGER Time, PTIME_FIELDS TimeFields)
{
	u64 units = max(Time->QuadPart, 0LL);
	struct tm tm;

	time64_to_tm(units / SP_UNITS_PER_S - SP_EPOCH_S, 0, &tm);
	TimeFields->Year = tm.tm_year + 1900;
	TimeFields->Month = tm.tm_mon + 1;
	TimeFields->Day = tm.tm_mday;
	TimeFields->Hour = tm.tm_hour;
	TimeFields->Minute = tm.tm_min;
	TimeFields->Second = tm.tm_sec;
	TimeFields->Milliseconds = units % SP_UNITS_PER_S / SP_UNITS_PER_MS;
	TimeFields->Weekday = tm.tm_wday;
}
EXPORT_SYMBOL_GPL(RtlTimeToTimeFields);

static bool sp_is_date(const TIME_FIELDS *t)
{
	static const u8 days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (t->Year < 1601 || t->Year > 30827 || t->Month < 1 || t->Month > 12)
		return false;
	if (t->Day < 1 || t->Day > days[t->Month - 1])
		return false;
	return t->Month != 2 || t->Day != 29 ||
	       (t->Year % 4 == 0 && (t->Year % 100 || t->Year % 400 == 0));
}

/**
 * RtlTimeFieldsToTime() - the time of a year, month, day ...
 * @TimeFields: which; the day of the week is ignored
 * @Time: out: 100 ns units since 1601-01-01
 *
 * Context: Any.
 * Return: TRUE; FALSE if there is no such time.
 */
BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time)
{
	const TIME_FIELDS *t = TimeFields;

	if (!sp_is_date(t) || (u16)t->Hour > 23 || (u16)t->Minute > 59 || (u16)t->Second > 59 ||
	    (u16)t->Milliseconds > 999)
		return FALSE;
	Time->QuadPart = (mktime64(t->Year, t->Month, t->Day, t->Hour, t->Minute, t->Second) +
			  SP_EPOCH_S) * SP_UNITS_PER_S + t->Milliseconds * SP_UNITS_PER_MS;
	return TRUE;
}
EXPORT_SYMBOL_GPL(RtlTimeFieldsToTime);

/**
 * ExSystemTimeToLocalTime() - from UTC to the time zone that the kernel was told
 * @SystemTime: time
 * @LocalTime: out
 *
 * Context: Any.
 */
VOID ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime)
{
	LocalTime->QuadPart = SystemTime->QuadPart - sys_tz.tz_minuteswest * 60 * SP_UNITS_PER_S;
}
EXPORT_SYMBOL_GPL(ExSystemTimeToLocalTime);

/**
 * ExLocalTimeToSystemTime() - from the time zone that the kernel was told to UTC
 * @LocalTime: time
 * @SystemTime: out
 *
 * Context: Any.
 */
VOID ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime)
{
	SystemTime->QuadPart = LocalTime->QuadPart + sys_tz.tz_minuteswest * 60 * SP_UNITS_PER_S;
}
EXPORT_SYMBOL_GPL(ExLocalTimeToSystemTime);
