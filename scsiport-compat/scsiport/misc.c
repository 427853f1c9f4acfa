// SPDX-License-Identifier: GPL-2.0-only
/* Stalls, time and memory moves (contract §3.4). */
#include <linux/export.h>
#include <linux/string.h>

#include "core/rules.h"
#include "nt/irql.h"
#include "nt/rooms.h"
#include "scsiport/adapter.h"
#include "scsiport/strict.h"

#define SP_STALL_MOST	100000	/* us; where Windows' verifier stops the machine */

/* The miniport does not say for which of its adapters it stalls. */
static noinline void sp_note_stall(u32 us)
{
	struct sp_caller *caller = sp_irql_caller();
	struct sp_adapter *a;

	if (!caller)
		return;
	a = container_of(caller, struct sp_adapter, port.caller);
	if (us > SP_STALL_MOST)
		port_breach(&a->port, PORT_RULE_LONG_STALL, NULL,
			    "ScsiPortStallExecution of %u us", us);
	if (port_is_strict(&a->port.verifier))
		sp_strict_stall(a, us);
}

/**
 * ScsiPortStallExecution() - wait, busily
 * @Delay: microseconds; the contract asks for less than 1000
 *
 * Context: Any. Long stalls under the interrupt lock keep the watchdogs quiet: real
 *	miniports poll their hardware for seconds (trap 26).
 */
VOID ScsiPortStallExecution(ULONG Delay)
{
	if (unlikely(Delay > SP_STALL_MOST) || static_branch_unlikely(&port_strict_key))
		sp_note_stall(Delay);
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
