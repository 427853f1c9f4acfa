// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl tune: single requests of a length that nobody splits, to a disk: SG_IO. */
#include <errno.h>
#include <fcntl.h>
#include <scsi/sg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "disk.h"
#include "fail.h"

#define TIMEOUT_MS 30000

static void command(const struct disk *disk, unsigned char *cdb, int direction, void *data,
		    unsigned int bytes)
{
	unsigned char sense[64] = { 0 };
	struct sg_io_hdr io = {
		.interface_id = 'S',
		.cmdp = cdb,
		.cmd_len = 16,
		.dxfer_direction = direction,
		.dxferp = data,
		.dxfer_len = bytes,
		.sbp = sense,
		.mx_sb_len = sizeof(sense),
		.timeout = TIMEOUT_MS,
	};

	if (ioctl(disk->fd, SG_IO, &io)) {
		if (errno == ENODEV || errno == ENXIO)
			fail(EXIT_NOT_READY, "%s is gone", disk->path);
		if (errno == EPERM)
			fail(EXIT_PERMISSION, "%s: this needs CAP_SYS_RAWIO", disk->path);
		fail(EXIT_OTHER, "%s: a request of %u bytes: %s", disk->path, bytes,
		     strerror(errno));
	}
	if (io.host_status == 3 || io.driver_status == 6)
		fail(EXIT_TIMEOUT, "%s: no answer within %d s", disk->path, TIMEOUT_MS / 1000);
	if (io.status || io.host_status)
		fail(EXIT_CHECK, "%s: opcode %#x of %u bytes failed: status %#x, host %#x, sense %#x",
		     disk->path, cdb[0], bytes, io.status, io.host_status, sense[2] & 15);
}

static void put_big(unsigned char *at, unsigned long long value, int bytes)
{
	while (bytes--) {
		at[bytes] = value;
		value >>= 8;
	}
}

static unsigned long long get_big(const unsigned char *at, int bytes)
{
	unsigned long long value = 0;

	while (bytes--)
		value = value << 8 | *at++;
	return value;
}

void open_disk(struct disk *disk, const char *name, bool overwrite)
{
	unsigned char cdb[16] = { 0x25 }, answer[8] = { 0 };	/* READ CAPACITY(10) */
	int flags = overwrite ? O_RDWR | O_EXCL : O_RDONLY;

	snprintf(disk->path, sizeof(disk->path), "/dev/%s", name);
	disk->fd = open(disk->path, flags | O_CLOEXEC | O_NONBLOCK);
	if (disk->fd < 0 && (errno == EACCES || errno == EPERM))
		fail(EXIT_PERMISSION, "%s: only root may use it", disk->path);
	if (disk->fd < 0 && errno == EBUSY)
		fail(EXIT_REFUSED, "%s is in use, and is not overwritten", disk->path);
	if (disk->fd < 0)
		fail(EXIT_FILE, "%s: %s", disk->path, strerror(errno));
	command(disk, cdb, SG_DXFER_FROM_DEV, answer, sizeof(answer));
	disk->blocks = get_big(answer, 4) + 1;
	disk->block = get_big(answer + 4, 4);
	if (!disk->block)
		fail(EXIT_OTHER, "%s has blocks of 0 bytes", disk->path);
}

void move_blocks(const struct disk *disk, bool write, unsigned long long first, unsigned int bytes,
		 void *data)
{
	unsigned char cdb[16] = { write ? 0x2a : 0x28 };	/* WRITE(10), READ(10) */

	put_big(cdb + 2, first, 4);
	put_big(cdb + 7, bytes / disk->block, 2);
	command(disk, cdb, write ? SG_DXFER_TO_DEV : SG_DXFER_FROM_DEV, data, bytes);
}
