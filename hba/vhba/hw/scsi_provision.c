// SPDX-License-Identifier: GPL-2.0-only
/* Thin provisioning: UNMAP, WRITE SAME, GET LBA STATUS. */
#include <linux/bits.h>
#include <linux/minmax.h>
#include <linux/sched.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_block.h"
#include "scsi_provision.h"
#include "sense.h"
#include "store.h"
#include "store_file.h"

#define UNMAP_HEADER		8
#define DESCRIPTOR		16
static_assert(UNMAP_HEADER + VHBA_UNMAP_DESCRIPTORS * DESCRIPTOR <= VHBA_ZEROS_OFFSET);

#define WRITE_SAME_10		0x41
#define WRITE_SAME_UNMAP	BIT(3)
#define WRITE_SAME_NDOB		BIT(0)

#define LBA_STATUS_HEADER	8
#define LBA_STATUS_MAX		128
#define LBA_DEALLOCATED		1

/* All ranges are checked before the first one is unmapped. */
static bool unmap_check(struct vhba_command *cmd, const u8 *list, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		const u8 *range = &list[UNMAP_HEADER + i * DESCRIPTOR];

		if (!vhba_range_check(cmd, load_be64(range),
				      load_be32(&range[8])))
			return false;
	}
	return true;
}

static void unmap_ranges(struct vhba_command *cmd, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		const u8 *range = &cmd->board->scratch[UNMAP_HEADER + i * DESCRIPTOR];
		u64 offset = load_be64(range) * vhba_block_size();
		u64 length = (u64)load_be32(&range[8]) * vhba_block_size();

		if (!vhba_store_discard(cmd, offset, length))
			return;
	}
	vhba_finish_write(cmd, false);
}

/**
 * vhba_run_unmap() - UNMAP
 * @cmd: the command
 */
void vhba_run_unmap(struct vhba_command *cmd)
{
	u8 *list = cmd->board->scratch;
	u32 length = load_be16(&cmd->cdb[7]);
	u32 count;

	if (!length)
		return;
	if (length < UNMAP_HEADER || vhba_data_room(cmd, VHBA_FLAG_OUT) < length) {
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_PARAMETER_LIST_LENGTH);
		return;
	}
	vhba_data_expect(cmd, length);
	if (!vhba_data_out(cmd, list, length))
		return;
	count = min_t(u32, load_be16(&list[2]), length - UNMAP_HEADER) / DESCRIPTOR;
	if (count > VHBA_UNMAP_DESCRIPTORS) {
		vhba_bad_list(cmd, 2, 7);
		return;
	}
	if (unmap_check(cmd, list, count))
		unmap_ranges(cmd, count);
}

/* The block is at the start of the scratch buffer: multiply it there, then write in large parts. */
static void write_pattern(struct vhba_command *cmd, u64 offset, u64 length)
{
	u8 *scratch = cmd->board->scratch;
	u32 size = vhba_block_size();
	u32 limit = min_t(u64, length, VHBA_SCRATCH_SIZE);
	u32 filled;

	for (filled = size; filled < limit; filled += size)
		memcpy(scratch + filled, scratch, size);
	while (length) {
		u32 part = min_t(u64, length, VHBA_SCRATCH_SIZE);

		if (!vhba_store_write(cmd, offset, scratch, part))
			return;
		offset += part;
		length -= part;
		cond_resched();
	}
	vhba_finish_write(cmd, false);
}

static bool write_same_block(struct vhba_command *cmd, u8 count_byte)
{
	u8 *block = cmd->board->scratch;

	if (cmd->cdb[0] != WRITE_SAME_10 && cmd->cdb[1] & WRITE_SAME_NDOB) {
		memset(block, 0, vhba_block_size());
		return true;
	}
	/* A buffer of another size was not made for this command: write nothing. */
	if (vhba_data_room(cmd, VHBA_FLAG_OUT) != vhba_block_size()) {
		vhba_bad_cdb(cmd, count_byte, 7);
		return false;
	}
	return vhba_data_out(cmd, block, vhba_block_size());
}

/**
 * vhba_run_write_same() - WRITE SAME (10), (16)
 * @cmd: the command
 */
void vhba_run_write_same(struct vhba_command *cmd)
{
	u8 count_byte = cmd->cdb[0] == WRITE_SAME_10 ? 7 : 10;
	u64 lba = vhba_cdb_lba(cmd->cdb);
	u32 count = vhba_cdb_count(cmd->cdb);
	u64 offset = lba * vhba_block_size();
	u64 length = (u64)count * vhba_block_size();
	const u8 *block = cmd->board->scratch;

	/* No blocks does not mean all blocks here: WSNZ says so. */
	if (!count || count > VHBA_WRITE_SAME_LIMIT) {
		vhba_bad_cdb(cmd, count_byte, 7);
		return;
	}
	if (!vhba_range_check(cmd, lba, count) || !write_same_block(cmd, count_byte))
		return;
	if (!(cmd->cdb[1] & WRITE_SAME_UNMAP) || memchr_inv(block, 0, vhba_block_size()))
		write_pattern(cmd, offset, length);
	else if (vhba_store_discard(cmd, offset, length))
		vhba_finish_write(cmd, false);
}

static u32 lba_status_one(struct vhba_unit *unit, u8 *descriptor, u64 lba)
{
	u32 size = vhba_block_size();
	u64 limit = min_t(u64, vhba_blocks() - lba, U32_MAX);
	bool mapped;
	u32 count = vhba_store_extent(unit, lba * size, limit * size, &mapped) / size;

	memset(descriptor, 0, DESCRIPTOR);
	store_be64(descriptor, lba);
	store_be32(&descriptor[8], count);
	descriptor[12] = mapped ? 0 : LBA_DEALLOCATED;
	return count;
}

/**
 * vhba_run_lba_status() - GET LBA STATUS
 * @cmd: the command
 */
void vhba_run_lba_status(struct vhba_command *cmd)
{
	u8 *data = cmd->board->scratch;
	u64 lba = load_be64(&cmd->cdb[2]);
	u32 allocation = load_be32(&cmd->cdb[10]);
	u32 length = LBA_STATUS_HEADER;
	u32 limit;

	if (lba >= vhba_blocks()) {
		vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_LBA_OUT_OF_RANGE);
		return;
	}
	limit = min_t(u32, allocation, LBA_STATUS_HEADER + LBA_STATUS_MAX * DESCRIPTOR);
	memset(data, 0, LBA_STATUS_HEADER);
	do {
		lba += lba_status_one(cmd->unit, data + length, lba);
		length += DESCRIPTOR;
	} while (lba < vhba_blocks() && length + DESCRIPTOR <= limit);
	store_be32(data, length - 4);
	vhba_reply(cmd, data, length, allocation);
}
