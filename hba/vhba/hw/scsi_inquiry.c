// SPDX-License-Identifier: GPL-2.0-only
/* INQUIRY: what the disk says that it is. */
#include <linux/kernel.h>
#include <linux/minmax.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "dma.h"
#include "scsi_block.h"
#include "scsi_compare.h"
#include "scsi_inquiry.h"
#include "scsi_provision.h"
#include "sense.h"

#define EVPD			BIT(0)
#define STANDARD_LENGTH		96
#define VPD_HEADER		4

#define NO_UNIT_HERE		0x7f
#define VERSION_SPC4		0x06
#define HIERARCHICAL		0x10
#define COMMAND_QUEUEING	0x02

#define VENDOR			"SCSIPORT"
#define PRODUCT			"VHBA disk       "
#define REVISION		"0001"

static u8 peripheral(const struct vhba_command *cmd)
{
	return cmd->unit ? 0 : NO_UNIT_HERE;
}

static u32 standard(const struct vhba_command *cmd, u8 *data)
{
	static const u16 versions[] = { 0x00a0, 0x0460, 0x04c0 };	/* SAM-5, SPC-4, SBC-3 */
	unsigned int i;

	memset(data, 0, STANDARD_LENGTH);
	data[0] = peripheral(cmd);
	data[2] = VERSION_SPC4;
	data[3] = HIERARCHICAL | 2;
	data[4] = STANDARD_LENGTH - 5;
	data[7] = COMMAND_QUEUEING;
	memcpy(&data[8], VENDOR, 8);
	memcpy(&data[16], PRODUCT, 16);
	memcpy(&data[32], REVISION, 4);
	for (i = 0; i < ARRAY_SIZE(versions); i++)
		store_be16(&data[58 + 2 * i], versions[i]);
	return STANDARD_LENGTH;
}

static u32 serial_number(const struct vhba_command *cmd, char *text)
{
	return sprintf(text, "VHBA%02x%02x%02x", cmd->board->id, cmd->target, cmd->lun);
}

static u32 vpd_serial(const struct vhba_command *cmd, u8 *data)
{
	return serial_number(cmd, data);
}

/* NAA 3, locally assigned: unique on this host is all that we can promise. */
static u32 designator_naa(const struct vhba_command *cmd, u8 *data)
{
	u64 name = 0x3ull << 60 | (u64)VHBA_ID_VALUE << 24 | cmd->board->id << 16 |
		   cmd->target << 8 | cmd->lun;

	data[0] = 0x01;
	data[1] = 0x03;
	data[2] = 0;
	data[3] = sizeof(name);
	store_be64(&data[4], name);
	return VPD_HEADER + sizeof(name);
}

static u32 designator_t10(const struct vhba_command *cmd, u8 *data)
{
	u32 length = 24;

	data[0] = 0x02;
	data[1] = 0x01;
	data[2] = 0;
	memcpy(&data[4], VENDOR, 8);
	memcpy(&data[12], PRODUCT, 16);
	length += serial_number(cmd, &data[4 + length]);
	data[3] = length;
	return VPD_HEADER + length;
}

static u32 vpd_identification(const struct vhba_command *cmd, u8 *data)
{
	u32 length = designator_naa(cmd, data);

	return length + designator_t10(cmd, data + length);
}

/**
 * vhba_physical_exponent() - logical blocks per physical block
 *
 * The store is made of pages of 4096 bytes and more; that is also what it can unmap.
 *
 * Context: any.
 * Return: as a power of two.
 */
u8 vhba_physical_exponent(void)
{
	return vhba_block_size() == 512 ? 3 : 0;
}

/*
 * What a command had best move: all that a bus master can; of a data port one phase. Where the
 * driver has to move it in an interrupt or a timer, only the driver knows how much of it is good:
 * 0 says nothing.
 */
static u32 optimal_transfer(const struct vhba_board *board)
{
	u32 maskable = VHBA_CAP_LINE | VHBA_CAP_MASKABLE;

	if (!(board->caps & VHBA_CAP_PIO))
		return vhba_settings.max_transfer;
	if ((board->caps & maskable) == maskable)
		return min_t(u32, vhba_settings.max_transfer, VHBA_PHASE_SIZE);
	return 0;
}

static u32 vpd_block_limits(const struct vhba_command *cmd, u8 *data)
{
	u32 largest = vhba_settings.max_transfer / vhba_block_size();
	u32 optimal = optimal_transfer(cmd->board) / vhba_block_size();
	u32 granularity = 1 << vhba_physical_exponent();

	memset(data, 0, 60);
	data[0] = 0x01;			/* WSNZ: WRITE SAME of no blocks is refused */
	data[1] = vhba_compare_and_write_limit();
	store_be16(&data[2], granularity);
	store_be32(&data[4], largest);
	store_be32(&data[8], optimal);
	store_be32(&data[16], U32_MAX);
	store_be32(&data[20], VHBA_UNMAP_DESCRIPTORS);
	store_be32(&data[24], granularity);
	store_be32(&data[28], BIT(31));
	store_be64(&data[32], VHBA_WRITE_SAME_LIMIT);
	store_be32(&data[40], vhba_atomic_limit());
	return 60;
}

static u32 vpd_characteristics(const struct vhba_command *cmd, u8 *data)
{
	memset(data, 0, 60);
	store_be16(&data[0], 1);	/* does not rotate */
	return 60;
}

static u32 vpd_provisioning(const struct vhba_command *cmd, u8 *data)
{
	data[0] = 0;
	data[1] = 0xe4;			/* LBPU, LBPWS, LBPWS10, LBPRZ 1 */
	data[2] = 0x02;			/* thin */
	data[3] = 0;
	return 4;
}

static u32 vpd_supported(const struct vhba_command *cmd, u8 *data);

static const struct {
	u8 code;
	u32 (*build)(const struct vhba_command *cmd, u8 *data);
} vpd_pages[] = {
	{ 0x00, vpd_supported },
	{ 0x80, vpd_serial },
	{ 0x83, vpd_identification },
	{ 0xb0, vpd_block_limits },
	{ 0xb1, vpd_characteristics },
	{ 0xb2, vpd_provisioning },
};

static u32 vpd_supported(const struct vhba_command *cmd, u8 *data)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(vpd_pages); i++)
		data[i] = vpd_pages[i].code;
	return i;
}

/* Return: the page's length, 0 if there is no such page. */
static u32 vital_product_data(const struct vhba_command *cmd, u8 *data)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(vpd_pages); i++) {
		u32 length;

		if (vpd_pages[i].code != cmd->cdb[2])
			continue;
		length = vpd_pages[i].build(cmd, data + VPD_HEADER);
		data[0] = peripheral(cmd);
		data[1] = vpd_pages[i].code;
		store_be16(&data[2], length);
		return VPD_HEADER + length;
	}
	return 0;
}

/**
 * vhba_run_inquiry() - INQUIRY
 * @cmd: the command
 */
void vhba_run_inquiry(struct vhba_command *cmd)
{
	u32 allocation = load_be16(&cmd->cdb[3]);
	u8 *data = cmd->board->scratch;
	u32 length = 0;

	if (cmd->cdb[1] & EVPD)
		length = vital_product_data(cmd, data);
	else if (!cmd->cdb[2])
		length = standard(cmd, data);
	if (length)
		vhba_reply(cmd, data, length, allocation);
	else
		vhba_bad_cdb(cmd, 2, 7);
}
