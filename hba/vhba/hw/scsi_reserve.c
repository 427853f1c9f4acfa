// SPDX-License-Identifier: GPL-2.0-only
/*
 * Persistent reservations. A board is the only initiator port that its disks ever see, so there is
 * one registration at most and nobody whom a reservation keeps out; states and errors are real.
 */
#include <linux/bitops.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_reserve.h"
#include "sense.h"

#define PARAMETER_LENGTH	24
#define FULL_STATUS_LENGTH	48
#define TRANSPORT_ID_LENGTH	24
#define TYPES			0xea01	/* all six, as REPORT CAPABILITIES tells them */

enum {
	IN_READ_KEYS,
	IN_READ_RESERVATION,
	IN_REPORT_CAPABILITIES,
	IN_READ_FULL_STATUS,
};

enum {
	OUT_REGISTER,
	OUT_RESERVE,
	OUT_RELEASE,
	OUT_CLEAR,
	OUT_PREEMPT,
	OUT_PREEMPT_ABORT,
	OUT_REGISTER_IGNORE,
};

static u32 keys_build(const struct vhba_reservation *pr, u8 *data)
{
	u32 length = pr->key ? 8 : 0;

	store_be32(data, pr->pr_generation);
	store_be32(&data[4], length);
	store_be64(&data[8], pr->key);
	return 8 + length;
}

static bool of_all_registrants(const struct vhba_reservation *pr)
{
	return pr->type == 7 || pr->type == 8;
}

/* A reservation that every registrant holds has nobody's key. */
static u32 reservation_build(const struct vhba_reservation *pr, u8 *data)
{
	u32 length = pr->type ? 16 : 0;

	store_be32(data, pr->pr_generation);
	store_be32(&data[4], length);
	store_be64(&data[8], of_all_registrants(pr) ? 0 : pr->key);
	data[21] = pr->type;
	return 8 + length;
}

static u32 capabilities_build(u8 *data)
{
	store_be16(data, 8);
	data[3] = 0x80;			/* the type mask is valid */
	store_be16(&data[4], TYPES);
	return 8;
}

static u32 full_status_build(const struct vhba_reservation *pr, u8 *data)
{
	u32 length = pr->key ? FULL_STATUS_LENGTH : 0;
	u8 *status = &data[8];

	store_be32(data, pr->pr_generation);
	store_be32(&data[4], length);
	store_be64(status, pr->key);
	status[12] = pr->type ? 1 : 0;
	status[13] = pr->type;
	store_be16(&status[18], 1);
	store_be32(&status[20], TRANSPORT_ID_LENGTH);
	status[24] = 0x01;		/* parallel SCSI, address 7 */
	store_be16(&status[26], 7);
	store_be16(&status[30], 1);
	return 8 + length;
}

/**
 * vhba_run_reserve_in() - PERSISTENT RESERVE IN
 * @cmd: the command
 */
void vhba_run_reserve_in(struct vhba_command *cmd)
{
	const struct vhba_reservation *pr = &cmd->unit->reservation;
	u8 *data = cmd->board->scratch;
	u32 length;

	memset(data, 0, 8 + FULL_STATUS_LENGTH);
	switch (cmd->cdb[1] & 0x1f) {
	case IN_READ_KEYS:
		length = keys_build(pr, data);
		break;
	case IN_READ_RESERVATION:
		length = reservation_build(pr, data);
		break;
	case IN_REPORT_CAPABILITIES:
		length = capabilities_build(data);
		break;
	default:
		length = full_status_build(pr, data);
		break;
	}
	vhba_reply(cmd, data, length, load_be16(&cmd->cdb[7]));
}

static void conflict(struct vhba_command *cmd)
{
	cmd->status = SAM_RESERVATION_CONFLICT;
}

/* Scope: the logical unit. Type: write exclusive, exclusive access, and their group forms. */
static bool type_is_valid(struct vhba_command *cmd)
{
	u8 scope = cmd->cdb[2] >> 4;
	u8 type = cmd->cdb[2] & 0xf;

	if (scope) {
		vhba_bad_cdb(cmd, 2, 7);
		return false;
	}
	if (type == 1 || type == 3 || (type >= 5 && type <= 8))
		return true;
	vhba_bad_cdb(cmd, 2, 3);
	return false;
}

static void do_register(struct vhba_reservation *pr, u64 key)
{
	pr->key = key;
	if (!key)
		pr->type = 0;
	pr->pr_generation++;
}

static void do_reserve(struct vhba_command *cmd, struct vhba_reservation *pr)
{
	u8 type = cmd->cdb[2] & 0xf;

	if (!type_is_valid(cmd))
		return;
	if (pr->type && pr->type != type)
		conflict(cmd);
	else
		pr->type = type;
}

static void do_release(struct vhba_command *cmd, struct vhba_reservation *pr)
{
	if (!pr->type)
		return;
	if (pr->type == cmd->cdb[2])
		pr->type = 0;
	else
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_INVALID_RELEASE);
}

static void do_preempt(struct vhba_command *cmd, struct vhba_reservation *pr, u64 victim)
{
	if (!type_is_valid(cmd))
		return;
	if (!victim) {
		vhba_bad_list(cmd, 8, 7);
		return;
	}
	if (victim != pr->key) {
		conflict(cmd);
		return;
	}
	/* Preempting oneself changes the type of what one holds. */
	if (pr->type)
		pr->type = cmd->cdb[2] & 0xf;
	pr->pr_generation++;
}

static void reserve_out(struct vhba_command *cmd, u64 key, u64 action_key)
{
	struct vhba_reservation *pr = &cmd->unit->reservation;
	u8 action = cmd->cdb[1] & 0x1f;

	if (action == OUT_REGISTER_IGNORE) {
		do_register(pr, action_key);
		return;
	}
	/* Without a registration only REGISTER is welcome, and with key 0, as ours is then. */
	if (key != pr->key || (!pr->key && action != OUT_REGISTER)) {
		conflict(cmd);
		return;
	}
	switch (action) {
	case OUT_REGISTER:
		do_register(pr, action_key);
		break;
	case OUT_RESERVE:
		do_reserve(cmd, pr);
		break;
	case OUT_RELEASE:
		do_release(cmd, pr);
		break;
	case OUT_CLEAR:
		do_register(pr, 0);
		break;
	default:
		do_preempt(cmd, pr, action_key);
		break;
	}
}

/**
 * vhba_run_reserve_out() - PERSISTENT RESERVE OUT
 * @cmd: the command
 */
void vhba_run_reserve_out(struct vhba_command *cmd)
{
	u8 *list = cmd->board->scratch;

	if (load_be32(&cmd->cdb[5]) != PARAMETER_LENGTH ||
	    vhba_data_room(cmd, VHBA_FLAG_OUT) < PARAMETER_LENGTH) {
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_PARAMETER_LIST_LENGTH);
		return;
	}
	if (!vhba_data_out(cmd, list, PARAMETER_LENGTH))
		return;
	/* SPEC_I_PT, ALL_TG_PT and APTPL: REPORT CAPABILITIES denies them. */
	if (list[20]) {
		vhba_bad_list(cmd, 20, fls(list[20]) - 1);
		return;
	}
	reserve_out(cmd, load_be64(list), load_be64(&list[8]));
}

/**
 * vhba_run_reserve6() - RESERVE (6), RELEASE (6)
 * @cmd: the command
 *
 * There is nobody to keep out; but the old and the new way exclude each other.
 */
void vhba_run_reserve6(struct vhba_command *cmd)
{
	if (cmd->unit->reservation.key)
		conflict(cmd);
}
