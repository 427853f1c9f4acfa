// SPDX-License-Identifier: GPL-2.0-only
/*
 * The backing store of a disk in RAM: pages that exist once they are written, zeros elsewhere.
 * A disk in a file goes through the board's scratch buffer to store_file.c instead.
 *
 * Only the board's thread comes here, so there is nothing to lock.
 */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "command.h"
#include "disk.h"
#include "dma.h"
#include "sense.h"
#include "store.h"
#include "store_file.h"

static void *page_look(struct vhba_unit *unit, u64 offset)
{
	struct page *page = xa_load(&unit->pages, offset >> PAGE_SHIFT);

	return page ? page_address(page) + offset_in_page(offset) : NULL;
}

static void *page_get(struct vhba_unit *unit, u64 offset)
{
	void *data = page_look(unit, offset);
	struct page *page;

	if (data)
		return data;
	page = alloc_page(GFP_NOIO | __GFP_ZERO);
	if (!page)
		return NULL;
	if (xa_err(xa_store(&unit->pages, offset >> PAGE_SHIFT, page, GFP_NOIO))) {
		__free_page(page);
		return NULL;
	}
	return page_address(page) + offset_in_page(offset);
}

static void page_drop(struct vhba_unit *unit, u64 offset)
{
	struct page *page = xa_erase(&unit->pages, offset >> PAGE_SHIFT);

	if (page)
		__free_page(page);
}

static u32 part_of_page(u64 offset, u64 length)
{
	return min_t(u64, length, PAGE_SIZE - offset_in_page(offset));
}

static u32 part_of_scratch(u64 length)
{
	return min_t(u64, length, VHBA_SCRATCH_SIZE);
}

static bool read_failed(struct vhba_command *cmd)
{
	vhba_check(cmd, KEY_MEDIUM_ERROR, ASC_UNRECOVERED_READ);
	return false;
}

static bool write_failed(struct vhba_command *cmd)
{
	vhba_check(cmd, KEY_MEDIUM_ERROR, ASC_WRITE_ERROR);
	return false;
}

static bool no_space(struct vhba_command *cmd)
{
	vhba_check(cmd, KEY_DATA_PROTECT, ASC_SPACE_ALLOCATION);
	return false;
}

static bool file_to_host(struct vhba_command *cmd, u64 offset, u64 length)
{
	u8 *scratch = cmd->board->scratch;

	while (length) {
		u32 part = part_of_scratch(length);

		if (!vhba_file_read(cmd->unit, offset, scratch, part))
			return read_failed(cmd);
		if (!vhba_data_in(cmd, scratch, part))
			return false;
		offset += part;
		length -= part;
	}
	return true;
}

static bool file_from_host(struct vhba_command *cmd, u64 offset, u64 length)
{
	u8 *scratch = cmd->board->scratch;

	while (length) {
		u32 part = part_of_scratch(length);

		if (!vhba_data_out(cmd, scratch, part))
			return false;
		if (!vhba_file_write(cmd->unit, offset, scratch, part))
			return write_failed(cmd);
		offset += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_store_to_host() - disk to host
 * @cmd: the command
 * @offset: on the disk
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_to_host(struct vhba_command *cmd, u64 offset, u64 length)
{
	if (cmd->unit->file)
		return file_to_host(cmd, offset, length);
	while (length) {
		u32 part = part_of_page(offset, length);
		const void *data = page_look(cmd->unit, offset);

		if (!vhba_data_in(cmd, data ?: page_address(ZERO_PAGE(0)), part))
			return false;
		offset += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_store_from_host() - host to disk
 * @cmd: the command
 * @offset: on the disk
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_from_host(struct vhba_command *cmd, u64 offset, u64 length)
{
	vhba_data_expect(cmd, length);
	if (cmd->unit->file)
		return file_from_host(cmd, offset, length);
	while (length) {
		u32 part = part_of_page(offset, length);
		void *data = page_get(cmd->unit, offset);

		if (!data)
			return no_space(cmd);
		if (!vhba_data_out(cmd, data, part))
			return false;
		offset += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_store_read() - disk to model
 * @cmd: the command
 * @offset: on the disk
 * @to: where to
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_read(struct vhba_command *cmd, u64 offset, void *to, u32 length)
{
	if (cmd->unit->file)
		return vhba_file_read(cmd->unit, offset, to, length) || read_failed(cmd);
	while (length) {
		u32 part = part_of_page(offset, length);
		const void *data = page_look(cmd->unit, offset);

		if (data)
			memcpy(to, data, part);
		else
			memset(to, 0, part);
		offset += part;
		to += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_store_write() - model to disk
 * @cmd: the command
 * @offset: on the disk
 * @from: the data
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_write(struct vhba_command *cmd, u64 offset, const void *from, u32 length)
{
	if (cmd->unit->file)
		return vhba_file_write(cmd->unit, offset, from, length) || write_failed(cmd);
	while (length) {
		u32 part = part_of_page(offset, length);
		void *data = page_get(cmd->unit, offset);

		if (!data)
			return no_space(cmd);
		memcpy(data, from, part);
		offset += part;
		from += part;
		length -= part;
	}
	return true;
}

/* Whole pages go; what shares a page with live data becomes zeros, and goes with the last of it. */
static void page_discard(struct vhba_unit *unit, u64 offset, u32 length)
{
	void *data = page_look(unit, offset);

	memset(data, 0, length);
	if (length == PAGE_SIZE || !memchr_inv(data - offset_in_page(offset), 0, PAGE_SIZE))
		page_drop(unit, offset);
}

/* The rest of a page that exists, or the hole up to the next one. */
static u64 ram_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped)
{
	unsigned long index = offset >> PAGE_SHIFT;

	*mapped = page_look(unit, offset);
	if (*mapped)
		return part_of_page(offset, limit);
	if (!xa_find(&unit->pages, &index, ULONG_MAX, XA_PRESENT))
		return limit;
	return min(((u64)index << PAGE_SHIFT) - offset, limit);
}

/**
 * vhba_store_discard() - unmap; the range reads as zeros afterwards
 * @cmd: the command
 * @offset: on the disk
 * @length: bytes
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_discard(struct vhba_command *cmd, u64 offset, u64 length)
{
	if (cmd->unit->file)
		return vhba_file_discard(cmd->unit, offset, length) || write_failed(cmd);
	while (length) {
		bool mapped;
		u64 part = ram_extent(cmd->unit, offset, length, &mapped);

		if (mapped) {
			part = part_of_page(offset, length);
			page_discard(cmd->unit, offset, part);
		}
		offset += part;
		length -= part;
		cond_resched();
	}
	return true;
}

/**
 * vhba_store_sync() - make what is written last
 * @cmd: the command
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is over.
 */
bool vhba_store_sync(struct vhba_command *cmd)
{
	return !cmd->unit->file || vhba_file_sync(cmd->unit) || write_failed(cmd);
}

/**
 * vhba_store_extent() - how far the provisioning state of a place reaches
 * @unit: the disk
 * @offset: the place
 * @limit: don't look further than this many bytes
 * @mapped: set to the state
 *
 * Context: the board's thread; sleeps.
 * Return: bytes from @offset on that have this state, at most @limit.
 */
u64 vhba_store_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped)
{
	u64 length;

	if (unit->file)
		return vhba_file_extent(unit, offset, limit, mapped);
	length = ram_extent(unit, offset, limit, mapped);
	while (*mapped && length < limit && page_look(unit, offset + length))
		length += part_of_page(offset + length, limit - length);
	return length;
}

/**
 * vhba_store_open() - attach a store to a unit
 * @unit: the unit
 *
 * Context: process; sleeps.
 * Return: 0, or a negative errno.
 */
int vhba_store_open(struct vhba_unit *unit)
{
	xa_init(&unit->pages);
	return vhba_settings.store ? vhba_file_open(unit) : 0;
}

/**
 * vhba_store_close() - free a unit's store
 * @unit: the unit; its board's thread is gone
 *
 * Context: process; sleeps.
 */
void vhba_store_close(struct vhba_unit *unit)
{
	unsigned long index;
	struct page *page;

	if (unit->file)
		vhba_file_close(unit);
	xa_for_each(&unit->pages, index, page) {
		__free_page(page);
		cond_resched();
	}
	xa_destroy(&unit->pages);
}
