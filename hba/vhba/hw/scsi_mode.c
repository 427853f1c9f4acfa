// SPDX-License-Identifier: GPL-2.0-only
/* Mode pages: caching, control, informational exceptions. */
#include <linux/kernel.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_block.h"
#include "scsi_mode.h"
#include "sense.h"

#define MODE_SENSE_6		0x1a
#define MODE_SELECT_6		0x15

#define DBD			BIT(3)
#define LLBAA			BIT(4)
#define PAGE_FORMAT		BIT(4)
#define SAVE_PAGES		BIT(0)

#define ALL_PAGES		0x3f
#define ALL_SUBPAGES		0xff
#define PAGE_SAVEABLE		0x80
#define SUBPAGE_FORMAT		0x40

#define WRITE_PROTECTED		0x80
#define DPO_FUA			0x10

#define WCE			BIT(2)	/* caching page, byte 2 */
#define D_SENSE			BIT(2)	/* control page, byte 2 */
#define SWP			BIT(3)	/* control page, byte 4 */

#define PAGE_MAX		20
#define SELECT_MAX		256

enum page_control {
	PC_CURRENT,
	PC_CHANGEABLE,
	PC_DEFAULT,
	PC_SAVED,
};

static const struct vhba_mode mode_default = { .write_cache = true };
static const struct vhba_mode mode_all = {
	.write_cache = true,
	.descriptor_sense = true,
	.write_protect = true,
};

static void caching_build(u8 *page, const struct vhba_mode *mode, bool mask)
{
	page[2] = mode->write_cache ? WCE : 0;
}

static void caching_apply(struct vhba_mode *mode, const u8 *page)
{
	mode->write_cache = page[2] & WCE;
}

static void control_build(u8 *page, const struct vhba_mode *mode, bool mask)
{
	page[2] = mode->descriptor_sense ? D_SENSE : 0;
	page[3] = mask ? 0 : 0x10;		/* commands may be reordered */
	page[4] = mode->write_protect ? SWP : 0;
}

static void control_apply(struct vhba_mode *mode, const u8 *page)
{
	mode->descriptor_sense = page[2] & D_SENSE;
	mode->write_protect = page[4] & SWP;
}

static void exceptions_build(u8 *page, const struct vhba_mode *mode, bool mask)
{
	page[2] = mask ? 0 : 0x08;		/* none are reported */
}

static void exceptions_apply(struct vhba_mode *mode, const u8 *page)
{
}

struct mode_page {
	u8 code;
	u8 length;		/* without its two-byte header */
	bool saveable;
	/* Fill in what is not 0; @mask: @mode holds changeable bits, not values. */
	void (*build)(u8 *page, const struct vhba_mode *mode, bool mask);
	void (*apply)(struct vhba_mode *mode, const u8 *page);
};

static const struct mode_page mode_pages[] = {
	{ 0x08, 18, true, caching_build, caching_apply },
	{ 0x0a, 10, true, control_build, control_apply },
	{ 0x1c, 10, false, exceptions_build, exceptions_apply },
};

static u32 page_build(const struct mode_page *page, u8 *data, const struct vhba_mode *mode,
		      bool mask)
{
	memset(data, 0, page->length + 2);
	page->build(data, mode, mask);
	data[0] = page->code | (page->saveable ? PAGE_SAVEABLE : 0);
	data[1] = page->length;
	return page->length + 2;
}

static const struct vhba_mode *mode_of(const struct vhba_unit *unit, enum page_control control)
{
	switch (control) {
	case PC_CHANGEABLE:
		return &mode_all;
	case PC_DEFAULT:
		return &mode_default;
	case PC_SAVED:
		return &unit->saved_mode;
	default:
		return &unit->current_mode;
	}
}

static u32 pages_build(const struct vhba_command *cmd, u8 *data)
{
	enum page_control control = cmd->cdb[2] >> 6;
	const struct vhba_mode *mode = mode_of(cmd->unit, control);
	u8 code = cmd->cdb[2] & 0x3f;
	u32 length = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mode_pages); i++)
		if (code == ALL_PAGES || code == mode_pages[i].code)
			length += page_build(&mode_pages[i], data + length, mode,
					     control == PC_CHANGEABLE);
	return length;
}

static u32 block_descriptor(u8 *data, bool wide)
{
	u64 blocks = vhba_blocks();

	memset(data, 0, 16);
	if (wide) {
		store_be64(data, blocks);
		store_be32(&data[12], vhba_block_size());
		return 16;
	}
	store_be32(data, min_t(u64, blocks, U32_MAX));
	store_be24(&data[5], vhba_block_size());
	return 8;
}

static u8 device_specific(const struct vhba_unit *unit)
{
	return DPO_FUA | (unit->current_mode.write_protect ? WRITE_PROTECTED : 0);
}

/**
 * vhba_run_mode_sense() - MODE SENSE (6), (10)
 * @cmd: the command
 */
void vhba_run_mode_sense(struct vhba_command *cmd)
{
	bool six = cmd->cdb[0] == MODE_SENSE_6;
	bool wide = !six && cmd->cdb[1] & LLBAA;
	u32 allocation = six ? cmd->cdb[4] : load_be16(&cmd->cdb[7]);
	u8 *data = cmd->board->scratch;
	u32 header = six ? 4 : 8;
	u32 descriptor = 0;
	u32 pages;

	if (cmd->cdb[3] && cmd->cdb[3] != ALL_SUBPAGES) {
		vhba_bad_cdb(cmd, 3, 7);
		return;
	}
	memset(data, 0, header);
	if (!(cmd->cdb[1] & DBD))
		descriptor = block_descriptor(data + header, wide);
	pages = pages_build(cmd, data + header + descriptor);
	if (!pages) {
		vhba_bad_cdb(cmd, 2, 5);
		return;
	}
	if (six) {
		data[0] = header + descriptor + pages - 1;
		data[2] = device_specific(cmd->unit);
		data[3] = descriptor;
	} else {
		store_be16(data, header + descriptor + pages - 2);
		data[3] = device_specific(cmd->unit);
		data[4] = wide;
		store_be16(&data[6], descriptor);
	}
	vhba_reply(cmd, data, header + descriptor + pages, allocation);
}

static const struct mode_page *page_find(u8 code)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mode_pages); i++)
		if (mode_pages[i].code == code)
			return &mode_pages[i];
	return NULL;
}

static void list_too_short(struct vhba_command *cmd)
{
	vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_PARAMETER_LIST_LENGTH);
}

/* One page of a MODE SELECT list at @offset. Return: its length, 0 if the command is over. */
static u32 page_select(struct vhba_command *cmd, struct vhba_mode *mode, u32 offset, u32 length)
{
	const u8 *data = &cmd->board->scratch[offset];
	u8 changeable[PAGE_MAX], current_page[PAGE_MAX];
	const struct mode_page *page;
	u32 i;

	if (data[0] & SUBPAGE_FORMAT) {
		vhba_bad_list(cmd, offset, 6);
		return 0;
	}
	page = page_find(data[0] & 0x3f);
	if (!page) {
		vhba_bad_list(cmd, offset, 5);
		return 0;
	}
	if (length < 2 || length < page->length + 2) {
		list_too_short(cmd);
		return 0;
	}
	if (data[1] != page->length) {
		vhba_bad_list(cmd, offset + 1, 7);
		return 0;
	}
	page_build(page, changeable, &mode_all, true);
	page_build(page, current_page, mode, false);
	for (i = 2; i < page->length + 2; i++) {
		u8 wrong = (data[i] ^ current_page[i]) & ~changeable[i];

		if (wrong) {
			vhba_bad_list(cmd, offset + i, fls(wrong) - 1);
			return 0;
		}
	}
	page->apply(mode, data);
	return page->length + 2;
}

/* The block descriptor may only say what is so: this disk can't be reformatted. */
static bool descriptor_check(struct vhba_command *cmd, u32 header, u32 length, bool wide)
{
	const u8 *descriptor = &cmd->board->scratch[header];
	u32 size;

	if (!length)
		return true;
	if (length != (wide ? 16 : 8)) {
		vhba_bad_list(cmd, header - 1, 7);
		return false;
	}
	size = wide ? load_be32(&descriptor[12]) : load_be24(&descriptor[5]);
	if (size == vhba_block_size())
		return true;
	vhba_bad_list(cmd, header + (wide ? 12 : 5), 7);
	return false;
}

static void list_select(struct vhba_command *cmd, u32 length, bool six)
{
	const u8 *list = cmd->board->scratch;
	struct vhba_mode mode = cmd->unit->current_mode;
	u32 offset = six ? 4 : 8;
	u32 descriptor = six ? list[3] : load_be16(&list[6]);

	if (length < offset || length - offset < descriptor) {
		list_too_short(cmd);
		return;
	}
	if (!descriptor_check(cmd, offset, descriptor, !six && list[4] & 1))
		return;
	offset += descriptor;
	while (offset < length) {
		u32 part = page_select(cmd, &mode, offset, length - offset);

		if (!part)
			return;
		offset += part;
	}
	cmd->unit->current_mode = mode;
	if (cmd->cdb[1] & SAVE_PAGES)
		cmd->unit->saved_mode = mode;
	/* Whoever turns the cache off must find it empty. */
	vhba_finish_write(cmd, false);
}

/**
 * vhba_run_mode_select() - MODE SELECT (6), (10)
 * @cmd: the command
 */
void vhba_run_mode_select(struct vhba_command *cmd)
{
	bool six = cmd->cdb[0] == MODE_SELECT_6;
	u32 length = six ? cmd->cdb[4] : load_be16(&cmd->cdb[7]);

	if (!length)
		return;
	if (!(cmd->cdb[1] & PAGE_FORMAT)) {
		vhba_bad_cdb(cmd, 1, 4);
		return;
	}
	if (length > SELECT_MAX || vhba_data_room(cmd, VHBA_FLAG_OUT) < length) {
		list_too_short(cmd);
		return;
	}
	vhba_data_expect(cmd, length);
	memset(cmd->board->scratch, 0, SELECT_MAX);
	if (vhba_data_out(cmd, cmd->board->scratch, length))
		list_select(cmd, length, six);
}
