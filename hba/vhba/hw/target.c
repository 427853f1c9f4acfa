// SPDX-License-Identifier: GPL-2.0-only
/* What is checked before a command of a disk runs. */
#include <linux/bitops.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "scsi_opcodes.h"
#include "sense.h"
#include "target.h"
#include "unit.h"

/* Bus resets and hot plug only count up; here a unit finds out what it has missed. */
static void unit_notice(struct vhba_unit *unit)
{
	u32 resets = READ_ONCE(unit->board->bus_resets);
	u32 changes = READ_ONCE(unit->board->unit_changes);

	if (unit->resets_seen != resets) {
		unit->resets_seen = resets;
		vhba_mode_reset(unit);
		__set_bit(VHBA_UA_BUS_RESET, &unit->attention);
	}
	if (unit->changes_seen != changes) {
		unit->changes_seen = changes;
		__set_bit(VHBA_UA_LUNS_CHANGED, &unit->attention);
	}
}

/* No bit is set that does not belong there, nor one of the service action or behind the CDB. */
static bool cdb_is_plain(const u8 *cdb, const u8 *usage)
{
	u64 head = load_le64(cdb) & ~load_le64(usage) & ~0xffULL;
	u64 rest = load_le64(cdb + 8) & ~load_le64(usage + 8);

	return !(head | rest);
}

static bool cdb_check(struct vhba_command *cmd, const struct vhba_opcode *op)
{
	u8 action_bits = op->flags & VHBA_OP_ACTION ? 0x1f : 0;
	unsigned int i;

	if (cmd->cdb_length < op->length) {
		vhba_bad_cdb(cmd, cmd->cdb_length, -1);
		return false;
	}
	if (cdb_is_plain(cmd->cdb, op->usage))
		return true;
	for (i = 1; i < op->length; i++) {
		u8 wrong = cmd->cdb[i] & ~op->usage[i];

		if (i == 1)
			wrong &= ~action_bits;
		if (wrong) {
			vhba_bad_cdb(cmd, i, fls(wrong) - 1);
			return false;
		}
	}
	return true;
}

static bool unit_check(struct vhba_command *cmd, const struct vhba_opcode *op)
{
	if (op->flags & VHBA_OP_MEDIUM && cmd->unit->stopped) {
		vhba_check(cmd, KEY_NOT_READY, ASC_STOPPED);
		return false;
	}
	if (op->flags & VHBA_OP_WRITE && cmd->unit->current_mode.write_protect) {
		vhba_check(cmd, KEY_DATA_PROTECT, ASC_WRITE_PROTECTED);
		return false;
	}
	return true;
}

/* Unit attentions come before everything but the commands that work without a unit too. */
static bool attention_check(struct vhba_command *cmd, const struct vhba_opcode *op)
{
	u16 asc;

	if (op && op->flags & VHBA_OP_ALWAYS)
		return true;
	asc = vhba_attention_asc(cmd->unit);
	if (asc)
		vhba_check(cmd, KEY_UNIT_ATTENTION, asc);
	return !asc;
}

/**
 * vhba_target_run() - execute a command that has reached its target
 * @cmd: the command; @cmd->unit is NULL if the LUN does not exist
 *
 * Context: the board's thread; may sleep.
 */
void vhba_target_run(struct vhba_command *cmd)
{
	const struct vhba_opcode *op = vhba_opcode_find(cmd);

	if (!cmd->unit && !(op && op->flags & VHBA_OP_NO_UNIT)) {
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_NO_UNIT);
		return;
	}
	if (cmd->unit) {
		unit_notice(cmd->unit);
		if (!attention_check(cmd, op))
			return;
	}
	if (op && cdb_check(cmd, op) && (!cmd->unit || unit_check(cmd, op)))
		op->run(cmd);
}
