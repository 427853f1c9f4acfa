// SPDX-License-Identifier: GPL-2.0-only
/* The table of commands, and REPORT SUPPORTED OPERATION CODES, which shows it. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "bytes.h"
#include "command.h"
#include "dma.h"
#include "scsi_block.h"
#include "scsi_compare.h"
#include "scsi_inquiry.h"
#include "scsi_log.h"
#include "scsi_mode.h"
#include "scsi_opcodes.h"
#include "scsi_provision.h"
#include "scsi_report.h"
#include "scsi_reserve.h"
#include "sense.h"

#define GROUP	0x3f
#define DPO_FUA	0x18

#define MEDIUM	VHBA_OP_MEDIUM
#define WRITES	(VHBA_OP_MEDIUM | VHBA_OP_WRITE)
#define ACTION	VHBA_OP_ACTION

static void report_opcodes(struct vhba_command *cmd);

/* In the order of opcodes: REPORT SUPPORTED OPERATION CODES shows it. */
static const struct vhba_opcode opcodes[] = {
	{ 0x00, 0, MEDIUM, 6, {}, vhba_run_accept },
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
	{ 0xa3, 0x0c, ACTION, 12, { [2] = 0x87, [3 ... 9] = 0xff }, report_opcodes },
	{ 0xa8, 0, MEDIUM, 12, { [1] = DPO_FUA, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_read },
	{ 0xaa, 0, WRITES, 12, { [1] = DPO_FUA, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_write },
	{ 0xae, 0, WRITES, 12, { [1] = 0x16, [2 ... 9] = 0xff, [10] = GROUP },
	  vhba_run_write_verify },
	{ 0xaf, 0, MEDIUM, 12, { [1] = 0x16, [2 ... 9] = 0xff, [10] = GROUP }, vhba_run_verify },
	{ 0xb7, 0, MEDIUM, 12, { [1] = 0x1f, [6 ... 9] = 0xff }, vhba_run_defects },
};

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

	for (i = ARRAY_SIZE(opcodes); i; i--)
		opcode_first[opcodes[i - 1].opcode] = i;
}

/**
 * vhba_opcode_find() - the entry of a command
 * @cmd: the command
 *
 * Context: the board's thread.
 * Return: the entry; NULL if there is none, and the command has its sense.
 */
const struct vhba_opcode *vhba_opcode_find(struct vhba_command *cmd)
{
	u8 first = opcode_first[cmd->cdb[0]];
	const struct vhba_opcode *op;

	if (!first) {
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_INVALID_OPCODE);
		return NULL;
	}
	op = &opcodes[first - 1];
	do {
		if (!(op->flags & VHBA_OP_ACTION) || op->action == (cmd->cdb[1] & 0x1f))
			return op;
		op++;
	} while (op < opcodes + ARRAY_SIZE(opcodes) && op->opcode == cmd->cdb[0]);
	vhba_bad_cdb(cmd, 1, 4);
	return NULL;
}

#define RCTD			BIT(7)
#define CTDP_ALL		BIT(1)
#define SERVICE_ACTION_VALID	BIT(0)
#define CTDP_ONE		BIT(7)
#define NOT_SUPPORTED		1
#define SUPPORTED		3
#define TIMEOUTS_LENGTH		12

/* No command has a timeout to recommend: the descriptor is there, its times are 0. */
static u32 timeouts_build(u8 *data)
{
	memset(data, 0, TIMEOUTS_LENGTH);
	store_be16(data, TIMEOUTS_LENGTH - 2);
	return TIMEOUTS_LENGTH;
}

static u32 all_opcodes_build(u8 *data, bool timeouts)
{
	u32 length = 4;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		const struct vhba_opcode *op = &opcodes[i];
		u8 *entry = data + length;

		memset(entry, 0, 8);
		entry[0] = op->opcode;
		entry[3] = op->action;
		entry[5] = (op->flags & VHBA_OP_ACTION ? SERVICE_ACTION_VALID : 0) |
			   (timeouts ? CTDP_ALL : 0);
		store_be16(&entry[6], op->length);
		length += 8;
		if (timeouts)
			length += timeouts_build(data + length);
	}
	store_be32(data, length - 4);
	return length;
}

static u32 one_opcode_build(u8 *data, const struct vhba_opcode *op, bool timeouts)
{
	memset(data, 0, 4);
	if (!op) {
		data[1] = NOT_SUPPORTED;
		return 4;
	}
	data[1] = SUPPORTED | (timeouts ? CTDP_ONE : 0);
	store_be16(&data[2], op->length);
	data[4] = op->opcode;
	memcpy(&data[5], &op->usage[1], op->length - 1);
	data[5] |= op->action;
	return 4 + op->length + (timeouts ? timeouts_build(data + 4 + op->length) : 0);
}

/* Return: false if @options do not fit the opcode. */
static bool opcode_select(const u8 *cdb, u8 options, const struct vhba_opcode **found)
{
	u16 action = load_be16(&cdb[4]);
	unsigned int i;

	*found = NULL;
	for (i = 0; i < ARRAY_SIZE(opcodes); i++) {
		const struct vhba_opcode *op = &opcodes[i];
		bool with_action = op->flags & VHBA_OP_ACTION;

		if (op->opcode != cdb[3])
			continue;
		if ((options == 1 && with_action) || (options == 2 && !with_action))
			return false;
		if (options == 1 || op->action == action)
			*found = op;
	}
	return true;
}

/* REPORT SUPPORTED OPERATION CODES. */
static void report_opcodes(struct vhba_command *cmd)
{
	bool timeouts = cmd->cdb[2] & RCTD;
	u8 options = cmd->cdb[2] & 7;
	u8 *data = cmd->board->scratch;
	const struct vhba_opcode *op;
	u32 length;

	if (options > 3) {
		vhba_bad_cdb(cmd, 2, 2);
		return;
	}
	if (!options) {
		length = all_opcodes_build(data, timeouts);
	} else if (opcode_select(cmd->cdb, options, &op)) {
		length = one_opcode_build(data, op, timeouts);
	} else {
		vhba_bad_cdb(cmd, 2, 2);
		return;
	}
	vhba_reply(cmd, data, length, load_be32(&cmd->cdb[6]));
}
