// SPDX-License-Identifier: GPL-2.0-only
/* Stalls, time and memory moves (contract §3.4). */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/nmi.h>
#include <linux/timekeeping.h>

#include "nt.h"

/* 100 ns units between 1601-01-01 and 1970-01-01. */
#define SP_EPOCH_OFFSET	116444736000000000LL

/**
 * ScsiPortStallExecution() - wait, busily
 * @Delay: microseconds; the contract asks for less than 1000
 *
 * Never shorter than @Delay by the system's clock: the delay loop is calibrated when the system
 * starts, and a virtual machine without a processor just then gets it wrong.
 *
 * Context: Any. Long stalls under the interrupt lock keep the watchdogs quiet: real
 *	miniports poll their hardware for seconds (trap 26).
 */
VOID ScsiPortStallExecution(ULONG Delay)
{
	ktime_t end = ktime_add_us(ktime_get(), Delay);

	while (Delay > 1000) {
		mdelay(1);
		touch_nmi_watchdog();
		Delay -= 1000;
	}
	udelay(Delay);
	touch_nmi_watchdog();
	while (ktime_before(ktime_get(), end))
		cpu_relax();
}
EXPORT_SYMBOL_GPL(ScsiPortStallExecution);

/**
 * ScsiPortQuerySystemTime() - time of day
 * @CurrentTime: out: 100 ns units since 1601-01-01 UTC
 *
 * Context: Any.
 */
VOID ScsiPortQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
	CurrentTime->QuadPart = ktime_get_real_ns() / 100 + SP_EPOCH_OFFSET;
}
EXPORT_SYMBOL_GPL(ScsiPortQuerySystemTime);

#undef ScsiPortMoveMemory
/**
 * ScsiPortMoveMemory() - copy memory; the areas may overlap
 * @WriteBuffer: to
 * @ReadBuffer: from
 * @Length: bytes
 *
 * Context: Any.
 */
VOID ScsiPortMoveMemory(PVOID WriteBuffer, const VOID *ReadBuffer, ULONG Length)
{
	memmove(WriteBuffer, ReadBuffer, Length);
}
EXPORT_SYMBOL_GPL(ScsiPortMoveMemory);
