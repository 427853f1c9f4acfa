// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands that look at the medium and at the host's data at once: VERIFY, WRITE AND VERIFY,
 * ORWRITE, COMPARE AND WRITE. The work is done part by part, or in one piece where the command must
 * be atomic, with host data in the first half of the scratch buffer and the medium's in the second.
 */
#include <linux/bits.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_block.h"
#include "scsi_compare.h"
#include "sense.h"
#include "store.h"

#define HALF	(VHBA_SCRATCH_SIZE / 2)

#define BYTCHK_SHIFT	1
#define BYTCHK_MASK	3
#define BYTCHK_NONE	0
#define BYTCHK_ALL	1
#define BYTCHK_RESERVED	2
#define BYTCHK_ONE	3

static u32 half_blocks(void)
{
	return HALF / vhba_block_size();
}

/* How much of the two is equal. */
static u32 equal_bytes(const u8 *a, const u8 *b, u32 length)
{
	u32 i;

	if (!memcmp(a, b, length))
		return length;
	for (i = 0; a[i] == b[i]; i++)
		;
	return i;
}

/* The INFORMATION field is the offset of the first byte that differs. */
static bool compare(struct vhba_command *cmd, u64 offset, const u8 *host, u32 length, u64 done)
{
	u8 *medium = cmd->board->scratch + HALF;
	u32 same;

	if (!vhba_store_read(cmd, offset, medium, length))
		return false;
	same = equal_bytes(host, medium, length);
	if (same == length)
		return true;
	vhba_check_info(cmd, KEY_MISCOMPARE, ASC_MISCOMPARE, done + same);
	return false;
}

static bool verify_all(struct vhba_command *cmd, u64 lba, u32 count)
{
	u64 offset = lba * vhba_block_size();
	u64 length = (u64)count * vhba_block_size();
	u64 done = 0;

	vhba_data_expect(cmd, min_t(u64, length, U32_MAX));
	while (done < length) {
		u32 part = min_t(u64, length - done, HALF);

		if (!vhba_data_out(cmd, cmd->board->scratch, part) ||
		    !compare(cmd, offset + done, cmd->board->scratch, part, done))
			return false;
		done += part;
	}
	return true;
}

/* One block from the host, compared with every block of the range. */
static bool verify_one(struct vhba_command *cmd, u64 lba, u32 count)
{
	u32 size = vhba_block_size();
	u32 i;

	if (count && !vhba_data_out(cmd, cmd->board->scratch, size))
		return false;
	for (i = 0; i < count; i++) {
		if (!compare(cmd, (lba + i) * size, cmd->board->scratch, size, 0))
			return false;
		cond_resched();
	}
	return true;
}

/**
 * vhba_run_verify() - VERIFY (10), (12), (16)
 * @cmd: the command
 */
void vhba_run_verify(struct vhba_command *cmd)
{
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = vhba_cdb_count(cmd->cdb);
	u8 check = cmd->cdb[1] >> BYTCHK_SHIFT & BYTCHK_MASK;

	if (check == BYTCHK_RESERVED) {
		vhba_bad_cdb(cmd, 1, 2);
		return;
	}
	if (!vhba_range_check(cmd, lba, count))
		return;
	if (check == BYTCHK_ALL)
		verify_all(cmd, lba, count);
	else if (check == BYTCHK_ONE)
		verify_one(cmd, lba, count);
}

/**
 * vhba_run_write_verify() - WRITE AND VERIFY (10), (12), (16)
 * @cmd: the command
 *
 * The medium is memory or a file: what was written is there. Byte check or not makes no difference.
 */
void vhba_run_write_verify(struct vhba_command *cmd)
{
	u8 check = cmd->cdb[1] >> BYTCHK_SHIFT & BYTCHK_MASK;

	if (check > BYTCHK_ALL) {
		vhba_bad_cdb(cmd, 1, 2);
		return;
	}
	vhba_run_write(cmd);
	if (!cmd->status && !cmd->host_status)
		vhba_finish_write(cmd, true);
}

static bool or_part(struct vhba_command *cmd, u64 offset, u32 length)
{
	u8 *host = cmd->board->scratch;
	u8 *medium = host + HALF;
	u32 i;

	if (!vhba_data_out(cmd, host, length) || !vhba_store_read(cmd, offset, medium, length))
		return false;
	for (i = 0; i < length; i++)
		medium[i] |= host[i];
	return vhba_store_write(cmd, offset, medium, length);
}

/**
 * vhba_run_orwrite() - ORWRITE (16)
 * @cmd: the command
 */
void vhba_run_orwrite(struct vhba_command *cmd)
{
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = vhba_cdb_count(cmd->cdb);

	if (!vhba_range_check(cmd, lba, count))
		return;
	vhba_data_expect(cmd, min_t(u64, (u64)count * vhba_block_size(), U32_MAX));
	while (count) {
		u32 part = min(count, half_blocks());

		if (!or_part(cmd, lba * vhba_block_size(), part * vhba_block_size()))
			return;
		lba += part;
		count -= part;
	}
	vhba_finish_write(cmd, cmd->cdb[1] & BIT(3));
}

/**
 * vhba_compare_and_write_limit() - MAXIMUM COMPARE AND WRITE LENGTH
 *
 * Both halves of the data must fit in half of the scratch buffer, and the count in its byte.
 *
 * Context: any.
 * Return: blocks.
 */
u32 vhba_compare_and_write_limit(void)
{
	return min3(half_blocks() / 2, vhba_settings.max_transfer / 2 / vhba_block_size(),
		    (u32)U8_MAX);
}

/**
 * vhba_run_compare_and_write() - COMPARE AND WRITE
 * @cmd: the command
 *
 * Atomic: all data is here before the medium is touched, and the thread runs one command at a time.
 */
void vhba_run_compare_and_write(struct vhba_command *cmd)
{
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = cmd->cdb[13];
	u32 length = count * vhba_block_size();
	u64 offset = lba * vhba_block_size();
	u8 *host = cmd->board->scratch;

	if (count > vhba_compare_and_write_limit()) {
		vhba_bad_cdb(cmd, 13, 7);
		return;
	}
	if (!vhba_range_check(cmd, lba, count))
		return;
	/* A buffer of another size was not made for this command: write nothing. */
	if (vhba_data_room(cmd, VHBA_FLAG_OUT) != 2 * length) {
		vhba_bad_cdb(cmd, 13, 7);
		return;
	}
	vhba_data_expect(cmd, 2 * length);
	if (!vhba_data_out(cmd, host, 2 * length) || !compare(cmd, offset, host, length, 0))
		return;
	if (vhba_store_write(cmd, offset, host + length, length))
		vhba_finish_write(cmd, cmd->cdb[1] & BIT(3));
}
