// SPDX-License-Identifier: GPL-2.0-only
/* The backing store of a disk in a sparse file. Only the board's thread comes here. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/falloc.h>
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "disk.h"
#include "store_file.h"

static u64 disk_size(void)
{
	return vhba_blocks() * vhba_block_size();
}

/**
 * vhba_file_open() - open or create a unit's file and give it its size
 * @unit: the unit
 *
 * Context: process; sleeps.
 * Return: 0, or a negative errno.
 */
int vhba_file_open(struct vhba_unit *unit)
{
	char *name = kasprintf(GFP_KERNEL, "%s-%u-%u-%u.img", vhba_settings.store,
			       unit->board->id, unit->target, unit->lun);
	struct file *file;
	int ret = 0;

	if (!name)
		return -ENOMEM;
	file = filp_open(name, O_RDWR | O_CREAT | O_LARGEFILE, 0600);
	if (IS_ERR(file)) {
		ret = PTR_ERR(file);
		goto free_name;
	}
	if (!S_ISREG(file_inode(file)->i_mode))
		ret = -EINVAL;
	else if (i_size_read(file_inode(file)) < disk_size())
		ret = vfs_truncate(&file->f_path, disk_size());
	if (ret)
		filp_close(file, NULL);
	else
		unit->file = file;
free_name:
	if (ret)
		pr_err("store=%s: %s is no regular file of ours: %pe\n", vhba_settings.store, name,
		       ERR_PTR(ret));
	kfree(name);
	return ret;
}

/**
 * vhba_file_close() - close a unit's file
 * @unit: the unit
 *
 * Context: process; sleeps.
 */
void vhba_file_close(struct vhba_unit *unit)
{
	filp_close(unit->file, NULL);
	unit->file = NULL;
}

/**
 * vhba_file_read() - read
 * @unit: the unit
 * @offset: on the disk
 * @to: where to
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false on error.
 */
bool vhba_file_read(struct vhba_unit *unit, u64 offset, void *to, u32 length)
{
	loff_t position = offset;

	while (length) {
		ssize_t got = kernel_read(unit->file, to, length, &position);

		if (got <= 0)
			return false;
		to += got;
		length -= got;
	}
	return true;
}

/**
 * vhba_file_write() - write
 * @unit: the unit
 * @offset: on the disk
 * @from: the data
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false on error.
 */
bool vhba_file_write(struct vhba_unit *unit, u64 offset, const void *from, u32 length)
{
	loff_t position = offset;

	while (length) {
		ssize_t put = kernel_write(unit->file, from, length, &position);

		if (put <= 0)
			return false;
		from += put;
		length -= put;
	}
	return true;
}

static bool zeros_write(struct vhba_unit *unit, u64 offset, u64 length)
{
	u8 *zeros = unit->board->scratch + VHBA_ZEROS_OFFSET;
	u32 size = VHBA_SCRATCH_SIZE - VHBA_ZEROS_OFFSET;

	memset(zeros, 0, size);
	while (length) {
		u32 part = min_t(u64, length, size);

		if (!vhba_file_write(unit, offset, zeros, part))
			return false;
		offset += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_file_discard() - punch a hole, or write zeros where the file system can't
 * @unit: the unit
 * @offset: on the disk
 * @length: bytes
 *
 * Context: the board's thread; sleeps; overwrites the scratch buffer behind VHBA_ZEROS_OFFSET.
 * Return: false on error.
 */
bool vhba_file_discard(struct vhba_unit *unit, u64 offset, u64 length)
{
	int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;

	if (!length || !vfs_fallocate(unit->file, mode, offset, length))
		return true;
	return zeros_write(unit, offset, length);
}

/**
 * vhba_file_sync() - flush the file
 * @unit: the unit
 *
 * Context: the board's thread; sleeps.
 * Return: false on error.
 */
bool vhba_file_sync(struct vhba_unit *unit)
{
	return !vfs_fsync(unit->file, 1);
}

/**
 * vhba_file_extent() - how far the provisioning state of a place reaches
 * @unit: the unit
 * @offset: the place
 * @limit: don't look further than this many bytes
 * @mapped: set to the state
 *
 * Context: the board's thread; sleeps.
 * Return: bytes from @offset on that have this state, at most @limit.
 */
u64 vhba_file_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped)
{
	loff_t data = vfs_llseek(unit->file, offset, SEEK_DATA);
	loff_t end;

	*mapped = data == offset;
	if (*mapped)
		end = vfs_llseek(unit->file, offset, SEEK_HOLE);
	else
		end = data;
	/* No more data at all, or a file system that does not know. */
	if (end < 0 || end - offset > limit)
		return limit;
	/* Half a block is neither here nor there: it counts as mapped, and moves us on. */
	end = round_up(end, vhba_block_size());
	return end == offset ? vhba_block_size() : min_t(u64, end - offset, limit);
}
