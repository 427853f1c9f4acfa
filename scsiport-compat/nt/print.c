// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a miniport says for its developer, and what it says when it gives up. One way to the kernel
 * log, for ScsiDebugPrint too: sp_say(), up to the level of the module parameter debug_level.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "nt/print.h"
#include "nt/format.h"
#include "nt/rooms.h"

static unsigned int debug_level;
module_param(debug_level, uint, 0644);
MODULE_PARM_DESC(debug_level, "print debug messages of miniports up to this level (default 0)");

#define SP_LINE	512	/* bytes of one message; Windows has the same limit */

/**
 * sp_say() - a line, or several, of a miniport in the kernel log
 * @level: said if debug_level is at least this
 * @format: format with Microsoft's letters
 * @args: arguments
 *
 * Context: Any.
 * Return: true if it was said.
 */
bool sp_say(u32 level, const char *format, va_list args)
{
	char text[SP_LINE];
	char *next = text, *line;

	if (level > READ_ONCE(debug_level))
		return false;
	sp_format(text, sizeof(text), format, args);
	while ((line = strsep(&next, "\r\n")) != NULL) {
		if (*line)
			pr_info("scsiport: %s\n", line);
	}
	return true;
}

/**
 * sp_nt_mistake() - a miniport used a kernel routine wrongly: say so, go on
 * @caller: return address of the routine, which names the place
 * @format: what it did, without a line feed
 *
 * Context: Any.
 */
void sp_nt_mistake(const void *caller, const char *format, ...)
{
	struct va_format message = { .fmt = format };
	va_list args;

	va_start(args, format);
	message.va = &args;
	pr_warn_ratelimited("scsiport: miniport mistake in %pS: %pV\n", caller, &message);
	va_end(args);
}

/**
 * vDbgPrintEx() - debug output with a level
 * @ComponentId: ignored
 * @Level: 0 to 31: printed if the module parameter debug_level is at least this; larger values are
 *	sets of levels, one bit each, of which one is enough
 * @Format: format with Microsoft's letters
 * @ArgList: arguments
 *
 * Context: Any.
 * Return: 0, STATUS_SUCCESS.
 */
ULONG vDbgPrintEx(ULONG ComponentId, ULONG Level, const CHAR *Format, va_list ArgList)
{
	u32 bits = Level & ~DPFLTR_MASK;

	if (Level > 31)
		Level = bits ? __ffs(bits) : 0;
	sp_say(Level, Format, ArgList);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(vDbgPrintEx);

/**
 * DbgPrintEx() - debug output with a level
 * @ComponentId: ignored
 * @Level: as of vDbgPrintEx()
 * @Format: format with Microsoft's letters
 *
 * Context: Any.
 * Return: 0, STATUS_SUCCESS.
 */
ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, const CHAR *Format, ...)
{
	va_list args;

	va_start(args, Format);
	vDbgPrintEx(ComponentId, Level, Format, args);
	va_end(args);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(DbgPrintEx);

/**
 * DbgPrint() - debug output, at DPFLTR_INFO_LEVEL as since Windows Vista
 * @Format: format with Microsoft's letters
 *
 * Context: Any.
 * Return: 0, STATUS_SUCCESS.
 */
ULONG DbgPrint(const CHAR *Format, ...)
{
	va_list args;

	va_start(args, Format);
	sp_say(DPFLTR_INFO_LEVEL, Format, args);
	va_end(args);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(DbgPrint);

static void sp_break(const void *caller, const char *what)
{
	pr_warn_ratelimited("scsiport: %s in %pS\n", what, caller);
}

/**
 * DbgBreakPoint() - stop in the debugger; there is none, so the place goes to the log
 *
 * Context: Any.
 */
VOID DbgBreakPoint(void)
{
	sp_break(__builtin_return_address(0), "break point");
}
EXPORT_SYMBOL_GPL(DbgBreakPoint);

/**
 * DbgBreakPointWithStatus() - as DbgBreakPoint()
 * @Status: ignored
 *
 * Context: Any.
 */
VOID DbgBreakPointWithStatus(ULONG Status)
{
	sp_break(__builtin_return_address(0), "break point");
}
EXPORT_SYMBOL_GPL(DbgBreakPointWithStatus);

/**
 * RtlAssert() - an ASSERT() of a miniport built with DBG=1 did not hold; it goes on
 * @FailedAssertion: its text
 * @FileName: where
 * @LineNumber: where
 * @Message: or NULL
 *
 * Context: Any.
 */
VOID RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber, PCHAR Message)
{
	pr_err_ratelimited("scsiport: assertion failed: %s%s%s (%s line %u)\n", Message ?: "",
			   Message ? ": " : "", (char *)FailedAssertion, (char *)FileName,
			   LineNumber);
}
EXPORT_SYMBOL_GPL(RtlAssert);

/**
 * KeBugCheckEx() - the miniport wants the system stopped; it is not
 * @BugCheckCode: the code of the blue screen
 * @BugCheckParameter1: for who knows the code
 * @BugCheckParameter2: the same
 * @BugCheckParameter3: the same
 * @BugCheckParameter4: the same
 *
 * One miniport is no reason to take a machine down: this is an error in the log, with a kernel
 * warning for the first one, so that panic_on_warn stops the machine for those who want that.
 * This routine returns; on Windows it does not.
 *
 * Context: Any.
 */
VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
		  ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4)
{
	pr_crit_ratelimited("scsiport: the miniport calls KeBugCheck: %#x (%#llx, %#llx, %#llx, %#llx) in %pS\n",
			    BugCheckCode, BugCheckParameter1, BugCheckParameter2,
			    BugCheckParameter3, BugCheckParameter4, __builtin_return_address(0));
	WARN_ONCE(1, "scsiport: KeBugCheck by a miniport\n");
}
EXPORT_SYMBOL_GPL(KeBugCheckEx);

/**
 * KeBugCheck() - as KeBugCheckEx() without parameters
 * @BugCheckCode: the code of the blue screen
 *
 * Context: Any.
 */
VOID KeBugCheck(ULONG BugCheckCode)
{
	KeBugCheckEx(BugCheckCode, 0, 0, 0, 0);
}
EXPORT_SYMBOL_GPL(KeBugCheck);
