// SPDX-License-Identifier: GPL-2.0-only
/*
 * The verifier's level strict: what costs for each request. The extension and the sense area of a
 * request are poisoned when it is delivered, and looked at when they are used again and on the
 * tick; the fields of an SRB that are the port's are compared with a copy that the miniport does
 * not know of. None of it decides anything.
 */
#include <linux/slab.h>
#include <linux/string.h>

#include "scsiport/strict.h"
#include "core/common.h"
#include "core/log.h"
#include "core/rules.h"
#include "scsiport/srb.h"
#include "scsiport/unit.h"

#define SP_POISON	0x6f
#define SP_STALLS_MOST	1000	/* us in one call of a routine, as the contract has it (§2) */

/**
 * struct sp_strict - what is kept of an adapter that is strict, or was
 * @copies: SRBs as they were at HwStartIo, by slot
 * @copied: a bit for each of these that counts
 * @poisoned: slots whose memory was poisoned when their request was delivered
 * @failed: slots whose request has broken the budget and is to fail
 *	(sp_adapter::fail_over_budget)
 * @named: bits of fields of SRBs that were said to be written to
 * @stalled_in: sp_strict_calls() at the last stall
 * @stalled_us: the sum since that changed
 *
 * A slot is looked at by who starts its request, under the interrupt lock, and by who delivers it,
 * after that; the bits are atomic. A routine is alone with its stalls.
 */
struct sp_strict {
	SCSI_REQUEST_BLOCK *copies;
	unsigned long *copied;
	unsigned long *poisoned;
	unsigned long *failed;
	unsigned long named;
	u64 stalled_in;
	u32 stalled_us;
};

#define SP_AT(field)	offsetof(SCSI_REQUEST_BLOCK, field)
#define SP_SIZE(field)	sizeof_field(SCSI_REQUEST_BLOCK, field)

/* Fields that are the port's. QueueSortKey is a status of the miniport's, too. */
static const struct {
	const char *name;
	u8 offset;
	u8 size;
} sp_fields[] = {
	{ "Length", SP_AT(Length), SP_SIZE(Length) },
	{ "Function", SP_AT(Function), SP_SIZE(Function) },
	{ "PathId", SP_AT(PathId), SP_SIZE(PathId) },
	{ "TargetId", SP_AT(TargetId), SP_SIZE(TargetId) },
	{ "Lun", SP_AT(Lun), SP_SIZE(Lun) },
	{ "QueueTag", SP_AT(QueueTag), SP_SIZE(QueueTag) },
	{ "QueueAction", SP_AT(QueueAction), SP_SIZE(QueueAction) },
	{ "CdbLength", SP_AT(CdbLength), SP_SIZE(CdbLength) },
	{ "SrbFlags", SP_AT(SrbFlags), SP_SIZE(SrbFlags) },
	{ "TimeOutValue", SP_AT(TimeOutValue), SP_SIZE(TimeOutValue) },
	{ "DataBuffer", SP_AT(DataBuffer), SP_SIZE(DataBuffer) },
	{ "SenseInfoBuffer", SP_AT(SenseInfoBuffer), SP_SIZE(SenseInfoBuffer) },
	{ "NextSrb", SP_AT(NextSrb), SP_SIZE(NextSrb) },
	{ "OriginalRequest", SP_AT(OriginalRequest), SP_SIZE(OriginalRequest) },
	{ "SrbExtension", SP_AT(SrbExtension), SP_SIZE(SrbExtension) },
	{ "Cdb", SP_AT(Cdb), SP_SIZE(Cdb) },
};

static void sp_strict_release(struct sp_strict *st)
{
	kvfree(st->copies);
	bitmap_free(st->copied);
	bitmap_free(st->poisoned);
	bitmap_free(st->failed);
	kfree(st);
}

static struct sp_strict *sp_strict_alloc(u32 slots)
{
	struct sp_strict *st = kzalloc(sizeof(*st), GFP_KERNEL);

	if (!st)
		return NULL;
	st->copies = kvcalloc(slots, sizeof(*st->copies), GFP_KERNEL);
	st->copied = bitmap_zalloc(slots, GFP_KERNEL);
	st->poisoned = bitmap_zalloc(slots, GFP_KERNEL);
	st->failed = bitmap_zalloc(slots, GFP_KERNEL);
	if (st->copies && st->copied && st->poisoned && st->failed)
		return st;
	sp_strict_release(st);
	return NULL;
}

/**
 * sp_strict_begin() - an adapter is about to be strict
 * @p: adapter; before it has slots for requests nothing is done, and this is called again
 *
 * What it knows of an earlier time counts no more: requests came and went since.
 *
 * Context: Process.
 * Return: 0 or -ENOMEM.
 */
int sp_strict_begin(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);

	if (!p->common_slots)
		return 0;
	if (!a->strict) {
		struct sp_strict *st = sp_strict_alloc(p->common_slots);

		if (!st)
			return -ENOMEM;
		/* The memory is whole before it is shown. */
		smp_store_release(&a->strict, st);
		return 0;
	}
	/* A start that saw the level before has the lock, and a delivery is under RCU. */
	synchronize_rcu();
	bitmap_zero(a->strict->copied, p->common_slots);
	bitmap_zero(a->strict->poisoned, p->common_slots);
	bitmap_zero(a->strict->failed, p->common_slots);
	return 0;
}

/**
 * sp_strict_free() - forget all that
 * @a: adapter, without requests
 *
 * Context: Process.
 */
void sp_strict_free(struct sp_adapter *a)
{
	if (a->strict)
		sp_strict_release(a->strict);
}

/* A routine wrote there, or the HBA; afterwards the poison is as before. */
static void sp_check_area(struct sp_adapter *a, enum port_rule rule, u8 *area, size_t size,
			  u32 slot)
{
	u8 *wrong = memchr_inv(area, SP_POISON, size);

	if (!wrong)
		return;
	port_breach(&a->port, rule, NULL,
		    "%s of a request that is complete was written to (slot %u, byte %zu is %#04x)",
		    rule == PORT_RULE_EXTENSION_AFTER ? "SrbExtension" : "SenseInfoBuffer", slot,
		    (size_t)(wrong - area), *wrong);
	memset(area, SP_POISON, size);
}

static void sp_check_slot(struct sp_adapter *a, u32 slot)
{
	u8 *memory = port_slot_extension(&a->port, slot);

	sp_check_area(a, PORT_RULE_EXTENSION_AFTER, memory, a->port.sense_offset, slot);
	sp_check_area(a, PORT_RULE_SENSE_AFTER, memory + a->port.sense_offset, PORT_SENSE_SIZE,
		      slot);
}

/**
 * sp_strict_start() - a request is about to be given to HwStartIo
 * @s: request of an adapter that is strict
 *
 * Some miniports count on an extension of zeros, which poison must not spoil.
 *
 * Context: interrupt lock held.
 */
noinline void sp_strict_start(struct sp_srb *s)
{
	struct sp_adapter *a = to_sp_adapter(s->port.adapter);
	struct sp_strict *st = READ_ONCE(a->strict);

	/* REQUEST SENSE has the slot of a command that is still to be delivered. */
	if (!st || s->port.kind != PORT_COMMAND)
		return;
	if (test_and_clear_bit(s->slot, st->poisoned)) {
		sp_check_slot(a, s->slot);
		memset(port_slot_extension(&a->port, s->slot), 0,
		       a->port.sense_offset + PORT_SENSE_SIZE);
	}
	st->copies[s->slot] = s->srb;
	/* The port itself says so when it comes back. */
	st->copies[s->slot].SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
	set_bit(s->slot, st->copied);
}

static unsigned long sp_written_fields(const SCSI_REQUEST_BLOCK *was, const SCSI_REQUEST_BLOCK *is)
{
	unsigned long written = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sp_fields); i++) {
		if (memcmp((u8 *)was + sp_fields[i].offset, (u8 *)is + sp_fields[i].offset,
			   sp_fields[i].size))
			written |= BIT(i);
	}
	return written;
}

/* Each field is named once. */
static void sp_check_fields(struct sp_adapter *a, struct sp_strict *st, const struct sp_srb *s)
{
	unsigned long written = sp_written_fields(&st->copies[s->slot], &s->srb);
	u32 i;

	if (!written)
		return;
	port_breach(&a->port, PORT_RULE_SRB_FIELD, NULL,
		    "fields of an SRB that are the port's were written to (%u:%u:%u)",
		    sp_path_of(s), s->lu->blank.TargetId, s->lu->blank.Lun);
	for_each_set_bit(i, &written, ARRAY_SIZE(sp_fields)) {
		if (!test_and_set_bit(i, &st->named))
			port_warn(&a->port, "rule srb-field: %s of an SRB was written to\n",
				  sp_fields[i].name);
	}
}

static void sp_poison(struct sp_adapter *a, struct sp_strict *st, u32 slot)
{
	memset(port_slot_extension(&a->port, slot), SP_POISON,
	       a->port.sense_offset + PORT_SENSE_SIZE);
	/* The tick must not see the bit before the poison. */
	smp_mb__before_atomic();
	set_bit(slot, st->poisoned);
}

/**
 * sp_strict_deliver() - a request goes out: is its SRB what the miniport was given?
 * @s: command of an adapter that is strict, with its result, about to be given back
 *
 * From now on nobody may write to its memory.
 *
 * Context: Any, without the interrupt lock.
 */
noinline void sp_strict_deliver(struct sp_srb *s)
{
	struct sp_adapter *a = to_sp_adapter(s->port.adapter);
	struct sp_strict *st = READ_ONCE(a->strict);

	if (!st)
		return;
	if (test_and_clear_bit(s->slot, st->copied))
		sp_check_fields(a, st, s);
	if (test_and_clear_bit(s->slot, st->failed))
		s->port.cmd->result = DID_ERROR << 16;
	sp_poison(a, st, s->slot);
}

/**
 * sp_strict_tick() - look at all memory that nobody should write to
 * @a: adapter that is strict
 *
 * Context: interrupt lock held.
 */
void sp_strict_tick(struct sp_adapter *a)
{
	struct sp_strict *st = READ_ONCE(a->strict);
	u32 slot;

	lockdep_assert_held(&a->lock);
	port_common_check(&a->port);
	if (!st)
		return;
	for_each_set_bit(slot, st->poisoned, a->port.common_slots)
		sp_check_slot(a, slot);
}

/* Changes with each call of a routine; 0 before the first one that must be quick. */
static u64 sp_strict_calls(const struct sp_adapter *a)
{
	const struct sp_counters *c = &a->counters;

	return c->start_io + c->interrupts + c->timer_callbacks + c->enable_callbacks +
	       c->disable_callbacks + c->bus_resets;
}

/**
 * sp_strict_stall() - a routine stalls, perhaps again and again
 * @a: adapter that is strict
 * @us: how long
 *
 * HwFindAdapter and HwInitialize may do that.
 *
 * Context: inside a routine of the miniport's.
 */
void sp_strict_stall(struct sp_adapter *a, u32 us)
{
	struct sp_strict *st = READ_ONCE(a->strict);
	u64 calls = sp_strict_calls(a);
	u32 before;

	if (!st || !calls)
		return;
	if (st->stalled_in != calls)
		st->stalled_us = 0;
	st->stalled_in = calls;
	before = st->stalled_us;
	st->stalled_us = min_t(u64, (u64)before + us, U32_MAX);
	if (before <= SP_STALLS_MOST && st->stalled_us > SP_STALLS_MOST)
		port_breach(&a->port, PORT_RULE_STALL_SUM, NULL,
			    "a routine has stalled for more than %u us in all", SP_STALLS_MOST);
}

/**
 * sp_strict_over() - a routine has broken the budget of microseconds
 * @a: adapter that is strict
 * @routine: which, by name
 * @ns: how long it took
 * @s: the request that may be made to fail, or NULL
 *
 * The request fails if somebody asks for that, to see whether the programs above bear it.
 *
 * Context: interrupt lock held.
 */
void sp_strict_over(struct sp_adapter *a, const char *routine, u64 ns, const struct sp_srb *s)
{
	struct sp_strict *st = READ_ONCE(a->strict);

	port_breach(&a->port, PORT_RULE_OVER_BUDGET, NULL, "%s took %llu us, and may take %u",
		    routine, div_u64(ns, NSEC_PER_USEC), a->times.budget_us);
	if (st && s && READ_ONCE(a->fail_over_budget) && s->port.kind == PORT_COMMAND)
		set_bit(s->slot, st->failed);
}

/**
 * sp_strict_outside() - a notification came, and the port has called no routine
 * @a: adapter
 * @type: which
 *
 * Context: the interrupt lock not held by the caller.
 */
noinline void sp_strict_outside(struct sp_adapter *a, u32 type)
{
	if (READ_ONCE(a->enable_running) == current || READ_ONCE(a->port.caller.finding) == current)
		return;
	port_breach(&a->port, PORT_RULE_OUTSIDE_ROUTINE, NULL,
		    "ScsiPortNotification %u from no routine that the port has called", type);
}
