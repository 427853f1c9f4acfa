/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The verifier: what a miniport must not do, or had better not do, as a table of rules (contract
 * §11). Whoever finds that one is not kept says so by port_breach(): the first time for each
 * adapter and rule that is said, with the routine, the SRB and a back trace; then it is counted.
 * Nothing else depends on it: what protects the kernel acts whatever the level is.
 */
#ifndef PORT_RULES_H
#define PORT_RULES_H

#include <linux/atomic.h>
#include <linux/jump_label.h>
#include <linux/types.h>

#include "nt.h"

struct attribute_group;
struct port_adapter;

/* What they say is in port_rules[], and in docs/verifier.md. */
enum port_rule {
	PORT_RULE_INITIALIZE_ARGUMENTS,
	PORT_RULE_LONG_STALL,
	PORT_RULE_LONG_ROUTINE,
	PORT_RULE_LONG_START,
	PORT_RULE_DOUBLE_COMPLETION,
	PORT_RULE_INVALID_STATUS,
	PORT_RULE_UNTAGGED_NEXT_LU,
	PORT_RULE_WILD_ADDRESS,
	PORT_RULE_KEPT_AFTER_RESET,
	PORT_RULE_FOREIGN_SRB,
	PORT_RULE_ORIGINAL_REQUEST,
	PORT_RULE_FORGOTTEN_NEXT_REQUEST,
	PORT_RULE_START_IO_FALSE,
	PORT_RULE_MISSING_CALLBACK,
	PORT_RULE_FIND_ADAPTER_ONLY,
	PORT_RULE_FOREIGN_CONFIG,
	PORT_RULE_MOVED_REGISTERS,
	PORT_RULE_CHANGED_REGISTERS,
	PORT_RULE_SLAVE_DMA,
	PORT_RULE_EVENT_SIZE,
	PORT_RULE_EXTENSION_AFTER,
	PORT_RULE_SENSE_AFTER,
	PORT_RULE_SRB_FIELD,
	PORT_RULE_COMMON_OVERRUN,
	PORT_RULE_STALL_SUM,
	PORT_RULE_OUTSIDE_ROUTINE,
	PORT_RULE_OVER_BUDGET,
	PORT_RULES
};

/* How much is looked for: each level has what the one before it has. */
enum port_level {
	PORT_LEVEL_OFF,		/* nothing is said or counted */
	PORT_LEVEL_WARN,
	PORT_LEVEL_STRICT,	/* also what costs */
};

/**
 * struct port_rule_row - a rule
 * @name: in the log, in sysfs and in docs/verifier.md
 * @sentence: what it asks for
 * @number: of the same rule of Windows' verifier, the first parameter of its bug check 0xf1; 0: it
 *	has none
 * @level: where it begins to be looked for
 * @advice: shipping miniports do it, and it does no harm; else a mistake
 * @later: found when the miniport's routine has long returned, so no routine or back trace tells
 *	more
 */
struct port_rule_row {
	const char *name;
	const char *sentence;
	u16 number;
	u8 level;
	bool advice;
	bool later;
};

/**
 * struct port_verifier - what the verifier knows of an adapter
 * @level: an enum port_level; changed by sysfs at any time
 * @counts: how often each rule was not kept; no lock
 */
struct port_verifier {
	u8 level;
	atomic64_t counts[PORT_RULES];
};

/* On while some adapter is strict, so that the others pay an instruction. */
DECLARE_STATIC_KEY_FALSE(port_strict_key);

static __always_inline bool port_is_strict(const struct port_verifier *v)
{
	return static_branch_unlikely(&port_strict_key) &&
	       READ_ONCE(v->level) == PORT_LEVEL_STRICT;
}

extern const struct port_rule_row port_rules[PORT_RULES];
extern const struct attribute_group port_rules_group;

__printf(4, 5) void port_breach(struct port_adapter *a, enum port_rule rule,
				PSCSI_REQUEST_BLOCK srb, const char *format, ...);
__printf(3, 4) void port_breach_early(const char *miniport, enum port_rule rule,
				      const char *format, ...);
u64 port_rules_sum(struct port_adapter *a, bool advice);

int port_level_parse(const char *name);
ssize_t port_level_show(struct port_adapter *a, char *buf);
int port_level_set(struct port_adapter *a, int level);

void port_rules_init(void);
void port_rules_begin(struct port_adapter *a);
void port_rules_end(struct port_adapter *a);

#endif
