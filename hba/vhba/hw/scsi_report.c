// SPDX-License-Identifier: GPL-2.0-only
/* Commands that tell about the unit or change its state, and move no blocks. */
#include <linux/bitops.h>
#include <linux/minmax.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_inquiry.h"
#include "scsi_report.h"
#include "sense.h"
#include "store.h"
#include "unit.h"

#define SENSE_DESCRIPTOR	BIT(0)
#define POWER_CONDITION_SHIFT	4
#define START			BIT(0)
#define READ_DEFECT_12		0xb7

/**
 * vhba_run_accept() - commands that succeed and change nothing, TEST UNIT READY among them
 * @cmd: the command; vhba_target_run() has looked at its unit already
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
