// SPDX-License-Identifier: GPL-2.0-only
/* Commands that tell about the unit or change its state, and move no blocks. */
#include "bytes.h"
#include "target.h"

#define SENSE_DESCRIPTOR	BIT(0)
#define POWER_CONDITION_SHIFT	4
#define START			BIT(0)
#define READ_DEFECT_12		0xb7

/**
 * vhba_run_test_ready() - TEST UNIT READY
 * @cmd: the command; the dispatcher has looked already
 */
void vhba_run_test_ready(struct vhba_command *cmd)
{
}

/**
 * vhba_run_accept() - commands that succeed and change nothing
 * @cmd: the command
 */
void vhba_run_accept(struct vhba_command *cmd)
{
}

/**
 * vhba_run_request_sense() - REQUEST SENSE
 * @cmd: the command
 */
void vhba_run_request_sense(struct vhba_command *cmd)
{
	bool descriptor = cmd->cdb[1] & SENSE_DESCRIPTOR;
	u8 *data = cmd->board->scratch;
	u8 key = KEY_NO_SENSE;
	u16 asc = 0;
	u32 length;

	if (!cmd->unit) {
		key = KEY_ILLEGAL_REQUEST;
		asc = ASC_NO_UNIT;
	} else {
		asc = vhba_attention_asc(cmd->unit);
		if (asc) {
			key = KEY_UNIT_ATTENTION;
		} else if (cmd->unit->stopped) {
			key = KEY_NOT_READY;
			asc = ASC_STOPPED;
		}
	}
	length = vhba_sense_build(data, descriptor, key, asc);
	vhba_reply(cmd, data, length, cmd->cdb[4]);
}

/**
 * vhba_run_report_luns() - REPORT LUNS
 * @cmd: the command
 */
void vhba_run_report_luns(struct vhba_command *cmd)
{
	u32 allocation = load_be32(&cmd->cdb[6]);
	u8 *data = cmd->board->scratch;
	u8 select = cmd->cdb[2];
	u32 count = vhba_luns_present(cmd->board);
	u32 i;

	if (select > 2) {
		vhba_bad_cdb(cmd, 2, 7);
		return;
	}
	if (allocation < 16) {
		vhba_bad_cdb(cmd, 6, 7);
		return;
	}
	if (select == 1)
		count = 0;	/* no well-known logical units */
	memset(data, 0, 8 + count * 8);
	store_be32(data, count * 8);
	for (i = 0; i < count; i++)
		data[8 + i * 8 + 1] = i;
	if (vhba_reply(cmd, data, 8 + count * 8, allocation) && cmd->unit)
		__clear_bit(VHBA_UA_LUNS_CHANGED, &cmd->unit->attention);
}

/**
 * vhba_run_capacity10() - READ CAPACITY (10)
 * @cmd: the command
 */
void vhba_run_capacity10(struct vhba_command *cmd)
{
	u8 data[8];

	store_be32(data, min_t(u64, vhba_blocks() - 1, U32_MAX));
	store_be32(&data[4], vhba_block_size());
	vhba_reply(cmd, data, sizeof(data), sizeof(data));
}

/**
 * vhba_run_capacity16() - READ CAPACITY (16)
 * @cmd: the command
 */
void vhba_run_capacity16(struct vhba_command *cmd)
{
	u8 data[32] = {};

	store_be64(data, vhba_blocks() - 1);
	store_be32(&data[8], vhba_block_size());
	data[13] = vhba_physical_exponent();
	data[14] = 0xc0;	/* LBPME, LBPRZ */
	vhba_reply(cmd, data, sizeof(data), load_be32(&cmd->cdb[10]));
}

/**
 * vhba_run_start_stop() - START STOP UNIT
 * @cmd: the command
 */
void vhba_run_start_stop(struct vhba_command *cmd)
{
	switch (cmd->cdb[4] >> POWER_CONDITION_SHIFT) {
	case 0x0:
		cmd->unit->stopped = !(cmd->cdb[4] & START);
		if (cmd->unit->stopped)
			vhba_store_sync(cmd);
		break;
	case 0x1:	/* active, idle, standby; back to timers; force idle, force standby */
	case 0x2:
	case 0x3:
	case 0x7:
	case 0xa:
	case 0xb:
		break;
	default:
		vhba_bad_cdb(cmd, 4, 7);
	}
}

/**
 * vhba_run_send_diagnostic() - SEND DIAGNOSTIC: the self-test, which passes
 * @cmd: the command
 */
void vhba_run_send_diagnostic(struct vhba_command *cmd)
{
	if (load_be16(&cmd->cdb[3]))
		vhba_bad_cdb(cmd, 3, 7);
}

/**
 * vhba_run_defects() - READ DEFECT DATA (10), (12): memory has none
 * @cmd: the command
 */
void vhba_run_defects(struct vhba_command *cmd)
{
	bool twelve = cmd->cdb[0] == READ_DEFECT_12;
	u8 data[8] = { 0, twelve ? cmd->cdb[1] : cmd->cdb[2] };

	if (twelve)
		vhba_reply(cmd, data, 8, load_be32(&cmd->cdb[6]));
	else
		vhba_reply(cmd, data, 4, load_be16(&cmd->cdb[7]));
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

	for (i = 0; i < vhba_opcode_count; i++) {
		const struct vhba_opcode *op = &vhba_opcodes[i];
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
	for (i = 0; i < vhba_opcode_count; i++) {
		const struct vhba_opcode *op = &vhba_opcodes[i];
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

/**
 * vhba_run_report_opcodes() - REPORT SUPPORTED OPERATION CODES
 * @cmd: the command
 */
void vhba_run_report_opcodes(struct vhba_command *cmd)
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
