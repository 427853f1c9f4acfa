// SPDX-License-Identifier: GPL-2.0-only
/*
 * The verifier's rules, and what is said and counted of them. A rule is a row of the table; who
 * finds that it is not kept is where that can be seen.
 */
#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "core/rules.h"
#include "core/log.h"
#include "core/model.h"

#define PORT_TRACE_DEPTH	8	/* from who called port_breach() on */
#define PORT_TRACE_BELOW	6	/* what may lie between that and stack_trace_save() */

#define MISTAKE(name_, number_, sentence_) \
	{ .name = name_, .number = number_, .sentence = sentence_, .level = PORT_LEVEL_WARN }
#define ADVICE(name_, number_, sentence_) \
	{ .name = name_, .number = number_, .sentence = sentence_, .level = PORT_LEVEL_WARN, \
	  .advice = true }
#define LATE_MISTAKE(name_, number_, sentence_) \
	{ .name = name_, .number = number_, .sentence = sentence_, .level = PORT_LEVEL_WARN, \
	  .later = true }

#define LATE_ADVICE(name_, number_, sentence_) \
	{ .name = name_, .number = number_, .sentence = sentence_, .level = PORT_LEVEL_WARN, \
	  .advice = true, .later = true }

#define STRICT_MISTAKE(name_, sentence_) \
	{ .name = name_, .sentence = sentence_, .level = PORT_LEVEL_STRICT, .later = true }
#define STRICT_ADVICE(name_, sentence_, later_) \
	{ .name = name_, .sentence = sentence_, .level = PORT_LEVEL_STRICT, .advice = true, \
	  .later = later_ }

const struct port_rule_row port_rules[PORT_RULES] = {
	[PORT_RULE_INITIALIZE_ARGUMENTS] = MISTAKE("initialize-arguments", 0x1000,
		"ScsiPortInitialize gets what DriverEntry got, and a whole HW_INITIALIZATION_DATA"),
	[PORT_RULE_LONG_STALL] = MISTAKE("long-stall", 0x1001,
		"ScsiPortStallExecution waits for less than a millisecond, never for 100"),
	[PORT_RULE_LONG_ROUTINE] = LATE_MISTAKE("long-routine", 0x1002,
		"a routine returns within half a second"),
	[PORT_RULE_LONG_START] = LATE_ADVICE("long-start", 0x1002,
		"HwInitialize returns within 5 seconds, HwAdapterControl within half a second"),
	[PORT_RULE_DOUBLE_COMPLETION] = MISTAKE("double-completion", 0x1003,
		"a request is completed once"),
	[PORT_RULE_INVALID_STATUS] = MISTAKE("invalid-status", 0x1004,
		"a request is completed with an SrbStatus that says how it ended"),
	[PORT_RULE_UNTAGGED_NEXT_LU] = ADVICE("untagged-next-lu", 0x1005,
		"NextLuRequest is for units without an active untagged request"),
	[PORT_RULE_WILD_ADDRESS] = MISTAKE("wild-address", 0x1006,
		"ScsiPortGetPhysicalAddress is asked of memory that the port gave out"),
	[PORT_RULE_KEPT_AFTER_RESET] = LATE_MISTAKE("kept-after-reset", 0x1007,
		"after a reset of a bus all of its requests are completed"),
	[PORT_RULE_FOREIGN_SRB] = MISTAKE("foreign-srb", 0,
		"only an SRB that HwStartIo of the same adapter got is completed"),
	[PORT_RULE_ORIGINAL_REQUEST] = MISTAKE("original-request", 0,
		"OriginalRequest of an SRB is the port's"),
	[PORT_RULE_FORGOTTEN_NEXT_REQUEST] = LATE_MISTAKE("forgotten-next-request", 0,
		"NextRequest or NextLuRequest follows each HwStartIo, soon or at its completion"),
	[PORT_RULE_START_IO_FALSE] = ADVICE("start-io-false", 0,
		"HwStartIo returns TRUE, and what it cannot do it completes"),
	[PORT_RULE_MISSING_CALLBACK] = MISTAKE("missing-callback", 0,
		"CallEnableInterrupts and CallDisableInterrupts name a routine"),
	[PORT_RULE_FIND_ADAPTER_ONLY] = MISTAKE("find-adapter-only", 0,
		"what finds resources is called in HwFindAdapter only"),
	[PORT_RULE_FOREIGN_CONFIG] = MISTAKE("foreign-config", 0,
		"other devices are looked at in HwFindAdapter only"),
	[PORT_RULE_MOVED_REGISTERS] = MISTAKE("moved-registers", 0,
		"base address registers are written in HwFindAdapter only"),
	[PORT_RULE_CHANGED_REGISTERS] = MISTAKE("changed-registers", 0,
		"HwFindAdapter leaves base address registers as it found them"),
	[PORT_RULE_SLAVE_DMA] = MISTAKE("slave-dma", 0,
		"there is no DMA controller of the system"),
	[PORT_RULE_EVENT_SIZE] = MISTAKE("event-size", 0,
		"the item of a WMIEvent has its header, and at most 128 bytes"),
	[PORT_RULE_EXTENSION_AFTER] = STRICT_MISTAKE("extension-after-completion",
		"neither routines nor the HBA write to SrbExtension of a request that is complete"),
	[PORT_RULE_SENSE_AFTER] = STRICT_MISTAKE("sense-after-completion",
		"neither routines nor the HBA write to sense data of a request that is complete"),
	[PORT_RULE_SRB_FIELD] = STRICT_MISTAKE("srb-field",
		"of an SRB, the statuses and lengths are the miniport's to write"),
	[PORT_RULE_COMMON_OVERRUN] = STRICT_MISTAKE("common-overrun",
		"the uncached extension has as many bytes as were asked for"),
	[PORT_RULE_STALL_SUM] = STRICT_ADVICE("stall-sum",
		"a routine stalls for less than a millisecond in all", false),
	[PORT_RULE_OUTSIDE_ROUTINE] = STRICT_ADVICE("outside-routine",
		"ScsiPortNotification is called from routines that the port has called", false),
	[PORT_RULE_OVER_BUDGET] = STRICT_ADVICE("over-budget",
		"a routine with interrupts off keeps budget_us", true),
};

/* "double-completion (0x1003)" */
static void port_rule_label(const struct port_rule_row *row, char *text, size_t size)
{
	if (row->number)
		scnprintf(text, size, "%s (%#x)", row->name, row->number);
	else
		strscpy(text, row->name, size);
}

/* Not as dump_stack() does it, which looks as if the kernel were in trouble. */
static noinline void port_say_trace(struct port_adapter *a, unsigned long caller)
{
#ifdef CONFIG_STACKTRACE
	unsigned long frames[PORT_TRACE_DEPTH + PORT_TRACE_BELOW];
	unsigned int i = 0, count = stack_trace_save(frames, ARRAY_SIZE(frames), 0);

	/* How many frames are ours depends on what the compiler made one function of. */
	while (i < count && frames[i] != caller)
		i++;
	for (i = i < count ? i : 0; i < count; i++)
		port_info(a, "  %pS\n", (void *)frames[i]);
#endif
}

static noinline void port_say_where(struct port_adapter *a, PSCSI_REQUEST_BLOCK srb,
				    unsigned long caller)
{
	const char *routine = a->model->running(a) ?: "no routine that the port called";

	if (srb)
		port_info(a, "  in %s, SRB of %u:%u:%u, tag %u, CDB opcode %#04x, %u bytes\n",
			  routine, srb->PathId, srb->TargetId, srb->Lun, srb->QueueTag,
			  srb->Cdb[0], srb->DataTransferLength);
	else
		port_info(a, "  in %s\n", routine);
	port_say_trace(a, caller);
}

static noinline void port_say_breach(struct port_adapter *a, const struct port_rule_row *row,
				     struct va_format *message)
{
	char label[48];

	port_rule_label(row, label, sizeof(label));
	if (row->advice)
		port_info(a, "advice to the miniport, %s: %pV\n", label, message);
	else
		port_warn(a, "miniport mistake %s: %pV\n", label, message);
	port_info(a, "  the rule: %s\n", row->sentence);
}

/**
 * port_breach() - a rule was not kept: count it, and the first time say so
 * @a: adapter
 * @rule: which
 * @srb: the request that it is about, readable; or NULL
 * @format: what the miniport did, without a line feed
 *
 * The miniport lives on. Some do the same for every request, and said once is enough.
 *
 * Context: Any. Contract §11.
 */
void port_breach(struct port_adapter *a, enum port_rule rule, PSCSI_REQUEST_BLOCK srb,
		 const char *format, ...)
{
	const struct port_rule_row *row = &port_rules[rule];
	struct va_format message = { .fmt = format };
	va_list args;

	if (READ_ONCE(a->verifier.level) < row->level ||
	    atomic64_inc_return(&a->verifier.counts[rule]) > 1)
		return;
	va_start(args, format);
	message.va = &args;
	port_say_breach(a, row, &message);
	va_end(args);
	if (!row->later)
		port_say_where(a, srb, _RET_IP_);
}

/**
 * port_breach_early() - a rule was not kept where there is no adapter yet: say so
 * @miniport: its name
 * @rule: which
 * @format: what it did, without a line feed
 *
 * The miniport is refused, so this is said at any level.
 *
 * Context: Process.
 */
void port_breach_early(const char *miniport, enum port_rule rule, const char *format, ...)
{
	struct va_format message = { .fmt = format };
	char label[48];
	va_list args;

	port_rule_label(&port_rules[rule], label, sizeof(label));
	va_start(args, format);
	message.va = &args;
	pr_err("scsiport: %s: miniport mistake %s: %pV\n", miniport, label, &message);
	va_end(args);
}

/**
 * port_rules_sum() - how often rules were not kept
 * @a: adapter
 * @advice: the rules that are advice, or the others
 *
 * Context: Any.
 * Return: the sum over all of that kind.
 */
u64 port_rules_sum(struct port_adapter *a, bool advice)
{
	u64 sum = 0;
	u32 rule;

	for (rule = 0; rule < PORT_RULES; rule++) {
		if (port_rules[rule].advice == advice)
			sum += atomic64_read(&a->verifier.counts[rule]);
	}
	return sum;
}

/* ---- levels */

DEFINE_STATIC_KEY_FALSE(port_strict_key);

/* Levels change one at a time. */
static DEFINE_MUTEX(port_level_mutex);

static const char * const port_level_names[] = {
	[PORT_LEVEL_OFF] = "off",
	[PORT_LEVEL_WARN] = "warn",
	[PORT_LEVEL_STRICT] = "strict",
};

/**
 * port_level_parse() - a level by its name
 * @name: as a user writes it, perhaps with a line feed
 *
 * Context: Any.
 * Return: an enum port_level, or -EINVAL.
 */
int port_level_parse(const char *name)
{
	return sysfs_match_string(port_level_names, name);
}

/**
 * port_level_show() - all levels, that of the adapter in brackets
 * @a: adapter
 * @buf: out: a page
 *
 * Context: Any.
 * Return: bytes.
 */
ssize_t port_level_show(struct port_adapter *a, char *buf)
{
	u32 i, now = READ_ONCE(a->verifier.level);
	ssize_t n = 0;

	for (i = 0; i < ARRAY_SIZE(port_level_names); i++)
		n += sysfs_emit_at(buf, n, i == now ? "%s[%s]" : "%s%s", i ? " " : "",
				   port_level_names[i]);
	return n + sysfs_emit_at(buf, n, "\n");
}

/**
 * port_level_set() - look for more, or for less
 * @a: adapter
 * @level: an enum port_level
 *
 * What was counted stays.
 *
 * Context: Process.
 * Return: 0; -ENOMEM if there is no memory for what is kept of a strict adapter.
 */
int port_level_set(struct port_adapter *a, int level)
{
	bool strict = level == PORT_LEVEL_STRICT;
	int ret = 0;
	bool was;

	mutex_lock(&port_level_mutex);
	was = a->verifier.level == PORT_LEVEL_STRICT;
	if (strict && !was)
		ret = a->model->strict(a);
	if (!ret) {
		WRITE_ONCE(a->verifier.level, level);
		if (strict && !was)
			static_branch_inc(&port_strict_key);
		else if (was && !strict)
			static_branch_dec(&port_strict_key);
	}
	mutex_unlock(&port_level_mutex);
	return ret;
}

/* ---- an adapter's life */

/**
 * port_rules_begin() - from here on the rules are looked at
 * @a: adapter, new
 *
 * Context: Process.
 */
void port_rules_begin(struct port_adapter *a)
{
	port_level_set(a, a->miniport->verifier ? port_level_parse(a->miniport->verifier) :
						  PORT_LEVEL_WARN);
}

/**
 * port_rules_end() - what was said once, and how often it happened
 * @a: adapter, whose miniport is not called any more
 *
 * Context: Process.
 */
void port_rules_end(struct port_adapter *a)
{
	u32 rule;

	port_level_set(a, PORT_LEVEL_OFF);
	for (rule = 0; rule < PORT_RULES; rule++) {
		u64 count = atomic64_read(&a->verifier.counts[rule]);

		if (count > 1)
			port_info(a, "rule %s: not kept %llu times\n", port_rules[rule].name,
				  count);
	}
}

/* ---- sysfs */

static struct device_attribute port_rule_files[PORT_RULES];
static struct attribute *port_rule_attrs[PORT_RULES + 1];

/* In /sys/class/scsi_host/hostN. */
const struct attribute_group port_rules_group = {
	.name = "scsiport_rules",
	.attrs = port_rule_attrs,
};

static ssize_t port_rule_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct port_adapter *a = shost_priv(class_to_shost(dev));

	return sysfs_emit(buf, "%llu\n",
			  (u64)atomic64_read(&a->verifier.counts[attr - port_rule_files]));
}

/**
 * port_rules_init() - a file for each row of the table
 *
 * Context: Process, before there is an adapter.
 */
void port_rules_init(void)
{
	u32 rule;

	for (rule = 0; rule < PORT_RULES; rule++) {
		port_rule_files[rule].attr.name = port_rules[rule].name;
		port_rule_files[rule].attr.mode = 0444;
		port_rule_files[rule].show = port_rule_show;
		port_rule_attrs[rule] = &port_rule_files[rule].attr;
	}
}
