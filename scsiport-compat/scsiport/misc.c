// SPDX-License-Identifier: GPL-2.0-only
/* Stalls, time and memory moves (contract §3.4). */
#include <linux/export.h>
#include <linux/string.h>

#include "nt/rooms.h"

/**
 * ScsiPortStallExecution() - wait, busily
 * @Delay: microseconds; the contract asks for less than 1000
 *
 * Context: Any. Long stalls under the interrupt lock keep the watchdogs quiet: real
 *	miniports poll their hardware for seconds (trap 26).
 */
VOID ScsiPortStallExecution(ULONG Delay)
{
	KeStallExecutionProcessor(Delay);
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
	KeQuerySystemTime(CurrentTime);
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
