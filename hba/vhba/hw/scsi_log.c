// SPDX-License-Identifier: GPL-2.0-only
/* LOG SENSE: how warm the disk is, and whether it expects to fail. smartctl asks for these. */
#include <linux/kernel.h>

#include "bytes.h"
#include "command.h"
#include "dma.h"
#include "scsi_log.h"
#include "sense.h"

#define PAGE_CODE		0x3f
#define SUBPAGE_FORMAT		0x40
#define PAGE_SUPPORTED		0x00
#define SUBPAGE_SUPPORTED	0xff
#define LOG_HEADER		4

#define BINARY_LIST		0x03	/* of a parameter's control byte */

/* Nothing gets warm here: room temperature, and what a disk of flash memory bears. */
#define TEMPERATURE		25
#define TEMPERATURE_LIMIT	70

#define VALUE_MAX		4

static const u8 temperature[][VALUE_MAX] = { { 0, TEMPERATURE }, { 0, TEMPERATURE_LIMIT } };
/* No additional sense code: all is well. */
static const u8 exceptions[][VALUE_MAX] = { { 0, 0, TEMPERATURE, TEMPERATURE_LIMIT } };

/* Parameters of one page are alike, and their codes follow each other. */
static const struct log_page {
	u8 code;
	u8 first;			/* code of the first parameter */
	u8 count;
	u8 length;			/* of each value */
	const u8 (*values)[VALUE_MAX];	/* NULL: zeros */
} log_pages[] = {
	{ PAGE_SUPPORTED, 0, 0, 0, NULL },
	{ 0x0d, 0, ARRAY_SIZE(temperature), 2, temperature },
	{ 0x10, 1, 20, 16, NULL },	/* results of self-tests: none is kept */
	{ 0x2f, 0, ARRAY_SIZE(exceptions), 4, exceptions },
};

static const struct log_page *page_find(u8 code)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(log_pages); i++) {
		if (log_pages[i].code == code)
			return &log_pages[i];
	}
	return NULL;
}

/* Codes of the pages, with those of subpages where these are asked for. */
static u32 supported_build(u8 *data, bool subpages)
{
	u32 length = LOG_HEADER;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(log_pages); i++) {
		data[length++] = log_pages[i].code;
		if (!subpages)
			continue;
		data[length++] = 0;
		if (log_pages[i].code == PAGE_SUPPORTED) {
			data[length++] = PAGE_SUPPORTED;
			data[length++] = SUBPAGE_SUPPORTED;
		}
	}
	return length;
}

/* Parameters from code @first on. */
static u32 parameters_build(u8 *data, const struct log_page *page, u16 first)
{
	u32 length = LOG_HEADER;
	unsigned int i;

	for (i = 0; i < page->count; i++) {
		if (page->first + i < first)
			continue;
		store_be16(&data[length], page->first + i);
		data[length + 2] = BINARY_LIST;
		data[length + 3] = page->length;
		length += 4;
		if (page->values)
			memcpy(&data[length], page->values[i], page->length);
		else
			memset(&data[length], 0, page->length);
		length += page->length;
	}
	return length;
}

/**
 * vhba_run_log_sense() - LOG SENSE
 * @cmd: the command
 */
void vhba_run_log_sense(struct vhba_command *cmd)
{
	const struct log_page *page = page_find(cmd->cdb[2] & PAGE_CODE);
	bool subpages = cmd->cdb[3] == SUBPAGE_SUPPORTED;
	u16 first = load_be16(&cmd->cdb[5]);
	u8 *data = cmd->board->scratch;
	u32 length;

	if (!page) {
		vhba_bad_cdb(cmd, 2, 5);
		return;
	}
	if (cmd->cdb[3] && !(subpages && page->code == PAGE_SUPPORTED)) {
		vhba_bad_cdb(cmd, 3, 7);
		return;
	}
	if (page->code == PAGE_SUPPORTED)
		length = supported_build(data, subpages);
	else
		length = parameters_build(data, page, first);
	if (first && (page->code == PAGE_SUPPORTED || length == LOG_HEADER)) {
		vhba_bad_cdb(cmd, 5, 7);
		return;
	}
	data[0] = page->code | (subpages ? SUBPAGE_FORMAT : 0);
	data[1] = cmd->cdb[3];
	store_be16(&data[2], length - LOG_HEADER);
	vhba_reply(cmd, data, length, load_be16(&cmd->cdb[7]));
}
