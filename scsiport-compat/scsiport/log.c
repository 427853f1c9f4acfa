// SPDX-License-Identifier: GPL-2.0-only
/* What miniports say: ScsiPortLogError (contract §7.6) and ScsiDebugPrint (§3.4). */
#include <linux/export.h>
#include <linux/ratelimit.h>

#include "scsiport/adapter.h"
#include "nt/print.h"
#include "nt/rooms.h"

static const char * const sp_error_names[] = {
	[SP_BUS_PARITY_ERROR] = "parity error on the bus",
	[SP_UNEXPECTED_DISCONNECT] = "unexpected disconnect",
	[SP_INVALID_RESELECTION] = "invalid reselection",
	[SP_BUS_TIME_OUT] = "bus time-out",
	[SP_PROTOCOL_ERROR] = "protocol error",
	[SP_INTERNAL_ADAPTER_ERROR] = "internal adapter error",
	[SP_REQUEST_TIMEOUT] = "request time-out",
	[SP_IRQ_NOT_RESPONDING] = "no interrupts",
	[SP_BAD_FW_WARNING] = "old firmware, degraded",
	[SP_BAD_FW_ERROR] = "old firmware, unusable",
};

/**
 * ScsiPortLogError() - the miniport reports an error of its hardware
 * @HwDeviceExtension: the adapter's device extension
 * @Srb: active request it concerns, or NULL
 * @PathId: bus
 * @TargetId: target
 * @Lun: logical unit
 * @ErrorCode: SP_...
 * @UniqueId: the miniport's own code for the place
 *
 * Context: Any.
 * Contract: §3.3, §7.6.
 */
VOID ScsiPortLogError(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, UCHAR PathId,
		      UCHAR TargetId, UCHAR Lun, ULONG ErrorCode, ULONG UniqueId)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	const char *name = NULL;

	if (!a)
		return;
	a->counters.errors_logged++;
	if (ErrorCode < ARRAY_SIZE(sp_error_names))
		name = sp_error_names[ErrorCode];
	dev_warn_ratelimited(a->port.dev, "%u:%u:%u: miniport logs: %s (error %u, id %#x)\n",
			     PathId, TargetId, Lun, name ?: "unknown error", ErrorCode, UniqueId);
}
EXPORT_SYMBOL_GPL(ScsiPortLogError);

/**
 * ScsiDebugPrint() - debug output of a miniport
 * @DebugPrintLevel: printed if the module parameter debug_level is at least this
 * @DebugMessage: format with Microsoft's letters
 *
 * Context: Any.
 * Contract: §3.4.
 */
VOID ScsiDebugPrint(ULONG DebugPrintLevel, const CHAR *DebugMessage, ...)
{
	va_list args;

	va_start(args, DebugMessage);
	sp_say(DebugPrintLevel, DebugMessage, args);
	va_end(args);
}
EXPORT_SYMBOL_GPL(ScsiDebugPrint);
