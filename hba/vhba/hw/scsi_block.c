// SPDX-License-Identifier: GPL-2.0-only
/* READ, WRITE and what goes with them. */
#include <linux/bits.h>
#include <linux/minmax.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "fault.h"
#include "scsi_block.h"
#include "sense.h"
#include "store.h"

#define FUA	BIT(3)

/**
 * vhba_cdb_lba() - the logical block address of a block command
 * @cdb: its CDB
 *
 * The group code in the opcode tells where it is.
 *
 * Context: any.
 * Return: the LBA.
 */
u64 vhba_cdb_lba(const u8 *cdb)
{
	switch (cdb[0] >> 5) {
	case 0:
		return load_be24(&cdb[1]) & 0x1fffff;
	case 4:
		return load_be64(&cdb[2]);
	default:
		return load_be32(&cdb[2]);
	}
}

/**
 * vhba_cdb_count() - the transfer length of a block command
 * @cdb: its CDB
 *
 * Context: any.
 * Return: blocks.
 */
u32 vhba_cdb_count(const u8 *cdb)
{
	switch (cdb[0] >> 5) {
	case 0:
		return cdb[4] ?: 256;
	case 4:
		return load_be32(&cdb[10]);
	case 5:
		return load_be32(&cdb[6]);
	default:
		return load_be16(&cdb[7]);
	}
}

/**
 * vhba_range_check() - is a range of blocks inside the disk?
 * @cmd: the command
 * @lba: first block
 * @count: blocks; an empty range may begin at the disk's end
 *
 * No sum here can overflow: the LBA may be 2^64 - 1.
 *
 * Context: the board's thread.
 * Return: false if not; the command has its sense.
 */
bool vhba_range_check(struct vhba_command *cmd, u64 lba, u64 count)
{
	u64 blocks = vhba_blocks();

	if (lba <= blocks && count <= blocks - lba)
		return true;
	vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_LBA_OUT_OF_RANGE);
	return false;
}

static bool medium_error_due(struct vhba_board *board)
{
	unsigned long flags;
	bool due;

	if (likely(!READ_ONCE(board->faults.medium_errors)))
		return false;
	raw_spin_lock_irqsave(&board->lock, flags);
	due = vhba_fault_take(board, &board->faults.medium_errors);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	return due;
}

/*
 * Move blocks between host and disk. A buffer that ends inside a block gets that part on a read; a
 * write stops before it, because a block is written whole or not.
 */
static bool blocks_move(struct vhba_command *cmd, u64 lba, u32 count, bool write)
{
	u64 offset = lba * vhba_block_size();
	u32 whole = vhba_data_room(cmd, VHBA_FLAG_OUT) / vhba_block_size();

	if (!write)
		return vhba_store_to_host(cmd, offset, (u64)count * vhba_block_size());
	if (!vhba_store_from_host(cmd, offset, (u64)min(count, whole) * vhba_block_size()))
		return false;
	if (whole >= count)
		return true;
	cmd->host_status = VHBA_HOST_OVERRUN;
	return false;
}

static bool transfer(struct vhba_command *cmd, bool write)
{
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = vhba_cdb_count(cmd->cdb);

	if (!vhba_range_check(cmd, lba, count))
		return false;
	if (count && medium_error_due(cmd->board)) {
		/* In the middle, so that a driver shows whether it keeps what came before. */
		if (blocks_move(cmd, lba, count / 2, write))
			vhba_check_info(cmd, KEY_MEDIUM_ERROR, ASC_UNRECOVERED_READ,
					lba + count / 2);
		return false;
	}
	return blocks_move(cmd, lba, count, write);
}

/**
 * vhba_finish_write() - a write is done: does it have to be on the medium by now?
 * @cmd: the command
 * @force: yes, whatever the write cache's setting is
 *
 * Context: the board's thread; sleeps.
 */
void vhba_finish_write(struct vhba_command *cmd, bool force)
{
	if (force || !cmd->unit->current_mode.write_cache)
		vhba_store_sync(cmd);
}

static bool has_fua(const struct vhba_command *cmd)
{
	return cmd->cdb[0] >> 5 && cmd->cdb[1] & FUA;
}

/**
 * vhba_run_read() - READ (6), (10), (12), (16)
 * @cmd: the command
 */
void vhba_run_read(struct vhba_command *cmd)
{
	transfer(cmd, false);
}

/**
 * vhba_run_write() - WRITE (6), (10), (12), (16)
 * @cmd: the command
 */
void vhba_run_write(struct vhba_command *cmd)
{
	if (transfer(cmd, true))
		vhba_finish_write(cmd, has_fua(cmd));
}

/**
 * vhba_atomic_limit() - MAXIMUM ATOMIC TRANSFER LENGTH
 *
 * Context: any.
 * Return: blocks.
 */
u32 vhba_atomic_limit(void)
{
	return min_t(u32, VHBA_SCRATCH_SIZE, vhba_settings.max_transfer) / vhba_block_size();
}

/**
 * vhba_run_write_atomic() - WRITE ATOMIC (16)
 * @cmd: the command
 *
 * All data is fetched before the first byte is written, so a reset in between leaves the old data.
 */
void vhba_run_write_atomic(struct vhba_command *cmd)
{
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = load_be16(&cmd->cdb[12]);
	u32 length = count * vhba_block_size();

	if (load_be16(&cmd->cdb[10])) {
		vhba_bad_cdb(cmd, 10, 7);
		return;
	}
	if (count > vhba_atomic_limit()) {
		vhba_bad_cdb(cmd, 12, 7);
		return;
	}
	if (!vhba_range_check(cmd, lba, count))
		return;
	vhba_data_expect(cmd, length);
	if (!vhba_data_out(cmd, cmd->board->scratch, length))
		return;
	if (vhba_store_write(cmd, lba * vhba_block_size(), cmd->board->scratch, length))
		vhba_finish_write(cmd, has_fua(cmd));
}

/**
 * vhba_run_prefetch() - PRE-FETCH (10), (16)
 * @cmd: the command
 */
void vhba_run_prefetch(struct vhba_command *cmd)
{
	vhba_range_check(cmd, vhba_cdb_lba(cmd->cdb), vhba_cdb_count(cmd->cdb));
}

/**
 * vhba_run_synchronize() - SYNCHRONIZE CACHE (10), (16)
 * @cmd: the command
 */
void vhba_run_synchronize(struct vhba_command *cmd)
{
	if (vhba_range_check(cmd, vhba_cdb_lba(cmd->cdb), vhba_cdb_count(cmd->cdb)))
		vhba_store_sync(cmd);
}
