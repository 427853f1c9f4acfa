// SPDX-License-Identifier: GPL-2.0-only
/* The logical units, the table of their commands, and what is checked before one runs. */
#include <linux/init.h>
#include <linux/mm.h>

#include "bytes.h"
#include "target.h"

#define GROUP	0x3f
#define DPO_FUA	0x18

#define MEDIUM	VHBA_OP_MEDIUM
#define WRITES	(VHBA_OP_MEDIUM | VHBA_OP_WRITE)
#define ACTION	VHBA_OP_ACTION

/* In the order of opcodes: REPORT SUPPORTED OPERATION CODES shows it. */
const struct vhba_opcode vhba_opcodes[] = {
	{ 0x00, 0, MEDIUM, 6, {}, vhba_run_test_ready },
	{ 0x03, 0, VHBA_OP_ALWAYS | VHBA_OP_NO_UNIT, 6, { [1] = 0x01, [4] = 0xff },
	  vhba_run_request_sense },
	{ 0x08, 0, MEDIUM, 6, { [1] = 0x1f, [2 ... 4] = 0xff }, vhba_run_read },
	{ 0x0a, 0, WRITES, 6, { [1] = 0x1f, [2 ... 4] = 0xff }, vhba_run_write },
	{ 0x12, 0, VHBA_OP_ALWAYS | VHBA_OP_NO_UNIT, 6, { [1] = 0x01, [2 ... 4] = 0xff },
	  vhba_run_inquiry },
	{ 0x15, 0, 0, 6, { [1] = 0x11, [4] = 0xff }, vhba_run_mode_select },
	{ 0x16, 0, 0, 6, {}, vhba_run_reserve6 },
	{ 0x17, 0, 0, 6, {}, vhba_run_reserve6 },
	{ 0x1a, 0, 0, 6, { [1] = 0x08, [2 ... 4] = 0xff }, vhba_run_mode_sense },
	{ 0x1b, 0, 0, 6, { [1] = 0x01, [3] = 0x0f, [4] = 0xf5 }, vhba_run_start_stop },
	{ 0x1d, 0, 0, 6, { [1] = 0x17, [3 ... 4] = 0xff }, vhba_run_send_diagnostic },
	{ 0x1e, 0, 0, 6, { [4] = 0x03 }, vhba_run_accept },
	{ 0x25, 0, 0, 10, {}, vhba_run_capacity10 },
	{ 0x28, 0, MEDIUM, 10, { [1] = DPO_FUA, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_read },
	{ 0x2a, 0, WRITES, 10, { [1] = DPO_FUA, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_write },
	{ 0x2e, 0, WRITES, 10, { [1] = 0x16, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_write_verify },
	{ 0x2f, 0, MEDIUM, 10, { [1] = 0x16, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_verify },
	{ 0x34, 0, MEDIUM, 10, { [1] = 0x02, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_prefetch },
	{ 0x35, 0, MEDIUM, 10, { [1] = 0x06, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_synchronize },
	{ 0x37, 0, MEDIUM, 10, { [2] = 0x1f, [7 ... 8] = 0xff }, vhba_run_defects },
	{ 0x41, 0, WRITES, 10, { [1] = 0x08, [2 ... 5] = 0xff, [6] = GROUP, [7 ... 8] = 0xff },
	  vhba_run_write_same },
	{ 0x42, 0, WRITES, 10, { [6] = GROUP, [7 ... 8] = 0xff }, vhba_run_unmap },
	{ 0x4d, 0, 0, 10, { [2 ... 3] = 0xff, [5 ... 8] = 0xff }, vhba_run_log_sense },
	{ 0x55, 0, 0, 10, { [1] = 0x11, [7 ... 8] = 0xff }, vhba_run_mode_select },
	{ 0x5a, 0, 0, 10, { [1] = 0x18, [2 ... 3] = 0xff, [7 ... 8] = 0xff }, vhba_run_mode_sense },
	{ 0x5e, 0, ACTION, 10, { [7 ... 8] = 0xff }, vhba_run_reserve_in },
	{ 0x5e, 1, ACTION, 10, { [7 ... 8] = 0xff }, vhba_run_reserve_in },
	{ 0x5e, 2, ACTION, 10, { [7 ... 8] = 0xff }, vhba_run_reserve_in },
	{ 0x5e, 3, ACTION, 10, { [7 ... 8] = 0xff }, vhba_run_reserve_in },
	{ 0x5f, 0, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 1, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 2, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 3, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 4, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 5, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x5f, 6, ACTION, 10, { [2] = 0xff, [5 ... 8] = 0xff }, vhba_run_reserve_out },
	{ 0x88, 0, MEDIUM, 16, { [1] = DPO_FUA, [2 ... 13] = 0xff, [14] = GROUP }, vhba_run_read },
	{ 0x89, 0, WRITES, 16, { [1] = DPO_FUA, [2 ... 9] = 0xff, [13] = 0xff, [14] = GROUP },
	  vhba_run_compare_and_write },
	{ 0x8a, 0, WRITES, 16, { [1] = DPO_FUA, [2 ... 13] = 0xff, [14] = GROUP }, vhba_run_write },
	{ 0x8b, 0, WRITES, 16, { [1] = DPO_FUA, [2 ... 13] = 0xff, [14] = GROUP },
	  vhba_run_orwrite },
	{ 0x8e, 0, WRITES, 16, { [1] = 0x16, [2 ... 13] = 0xff, [14] = GROUP },
	  vhba_run_write_verify },
	{ 0x8f, 0, MEDIUM, 16, { [1] = 0x16, [2 ... 13] = 0xff, [14] = GROUP }, vhba_run_verify },
	{ 0x90, 0, MEDIUM, 16, { [1] = 0x02, [2 ... 13] = 0xff, [14] = GROUP }, vhba_run_prefetch },
	{ 0x91, 0, MEDIUM, 16, { [1] = 0x06, [2 ... 13] = 0xff, [14] = GROUP },
	  vhba_run_synchronize },
	{ 0x93, 0, WRITES, 16, { [1] = 0x09, [2 ... 13] = 0xff, [14] = GROUP },
	  vhba_run_write_same },
	{ 0x9c, 0, WRITES, 16, { [1] = DPO_FUA, [2 ... 13] = 0xff, [14] = GROUP },
	  vhba_run_write_atomic },
	{ 0x9e, 0x10, ACTION, 16, { [10 ... 13] = 0xff }, vhba_run_capacity16 },
	{ 0x9e, 0x12, ACTION | MEDIUM, 16, { [2 ... 13] = 0xff }, vhba_run_lba_status },
	{ 0xa0, 0, VHBA_OP_ALWAYS | VHBA_OP_NO_UNIT, 12, { [2] = 0xff, [6 ... 9] = 0xff },
	  vhba_run_report_luns },
	{ 0xa3, 0x0c, ACTION, 12, { [2] = 0x87, [3 ... 9] = 0xff }, vhba_run_report_opcodes },
	{ 0xa8, 0, MEDIUM, 12, { [1] = DPO_FUA, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_read },
	{ 0xaa, 0, WRITES, 12, { [1] = DPO_FUA, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_write },
	{ 0xae, 0, WRITES, 12, { [1] = 0x16, [2 ... 9] = 0xff, [10] = GROUP },
	  vhba_run_write_verify },
	{ 0xaf, 0, MEDIUM, 12, { [1] = 0x16, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_verify },
	{ 0xb7, 0, MEDIUM, 12, { [1] = 0x1f, [6 ... 9] = 0xff }, vhba_run_defects },
};

const unsigned int vhba_opcode_count = ARRAY_SIZE(vhba_opcodes);

/* Where the entries of an opcode begin, counted from 1; 0: there is none. */
static u8 opcode_first[256] __ro_after_init;

/**
 * vhba_opcodes_index() - once, before the first command
 *
 * Context: process.
 */
void __init vhba_opcodes_index(void)
{
	unsigned int i;

	for (i = vhba_opcode_count; i; i--)
		opcode_first[vhba_opcodes[i - 1].opcode] = i;
}

/**
 * vhba_units_create() - create all logical units of a board
 * @board: the board
 *
 * Context: process; sleeps.
 * Return: 0, or a negative errno.
 */
int vhba_units_create(struct vhba_board *board)
{
	unsigned int count = vhba_settings.targets * vhba_settings.luns;
	unsigned int i;
	int ret;

	board->units = kvcalloc(count, sizeof(*board->units), GFP_KERNEL);
	if (!board->units)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		struct vhba_unit *unit = &board->units[i];

		unit->board = board;
		unit->target = i / vhba_settings.luns;
		unit->lun = i % vhba_settings.luns;
		unit->saved_mode.write_cache = true;
		vhba_mode_reset(unit);
		__set_bit(VHBA_UA_POWER_ON, &unit->attention);
		ret = vhba_store_open(unit);
		if (ret)
			goto close_stores;
	}
	return 0;

close_stores:
	while (i--)
		vhba_store_close(&board->units[i]);
	kvfree(board->units);
	return ret;
}

/**
 * vhba_units_destroy() - free all logical units of a board
 * @board: the board; its thread is gone
 *
 * Context: process; sleeps.
 */
void vhba_units_destroy(struct vhba_board *board)
{
	unsigned int i = vhba_settings.targets * vhba_settings.luns;

	while (i--)
		vhba_store_close(&board->units[i]);
	kvfree(board->units);
}

/**
 * vhba_luns_present() - how many LUNs each target has right now
 * @board: the board
 *
 * Context: any.
 * Return: LUNs 0 to one less than this are there.
 */
unsigned int vhba_luns_present(const struct vhba_board *board)
{
	return READ_ONCE(board->faults.luns);
}

/**
 * vhba_unit_find() - the logical unit at an address
 * @board: the board
 * @target: its target, in range
 * @lun: its LUN
 *
 * Context: the board's thread.
 * Return: the unit, or NULL.
 */
struct vhba_unit *vhba_unit_find(struct vhba_board *board, u8 target, u8 lun)
{
	if (lun >= vhba_luns_present(board))
		return NULL;
	return &board->units[target * vhba_settings.luns + lun];
}

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

/**
 * vhba_reply() - give parameter data to the host
 * @cmd: the command
 * @data: the data
 * @length: bytes
 * @allocation: how much of it the CDB allows
 *
 * Context: the board's thread; may sleep.
 * Return: false if the command is over.
 */
bool vhba_reply(struct vhba_command *cmd, const void *data, u32 length, u32 allocation)
{
	return vhba_data_in(cmd, data, min(length, allocation));
}

static const struct vhba_opcode *opcode_find(struct vhba_command *cmd)
{
	u8 first = opcode_first[cmd->cdb[0]];
	unsigned int i;

	for (i = first; i && i <= vhba_opcode_count; i++) {
		const struct vhba_opcode *op = &vhba_opcodes[i - 1];

		if (op->opcode != cmd->cdb[0])
			break;
		if (!(op->flags & VHBA_OP_ACTION) || op->action == (cmd->cdb[1] & 0x1f))
			return op;
	}
	if (first)
		vhba_bad_cdb(cmd, 1, 4);
	else
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_INVALID_OPCODE);
	return NULL;
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
	const struct vhba_opcode *op = opcode_find(cmd);

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
