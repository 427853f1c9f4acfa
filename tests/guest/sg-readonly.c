// SPDX-License-Identifier: GPL-2.0-only
/*
 * sg-readonly: can a user who may only read a disk, and only read a file, change that file? By a
 * command that reads from the disk, sent with the direction of one that writes, with the file
 * mapped as its data. Run by root, it becomes nobody when the files are open.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <scsi/sg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define FILE_BYTES	(128 * 1024)
#define PATTERN		0x5a
#define NOBODY		65534
#define TIMEOUT_MS	20000

static const char usage[] =
"Usage: sg-readonly DISK FILE\n"
"\n"
"Fills FILE, opens DISK and FILE for reading only, maps FILE, and sends DISK commands that read, with\n"
"the mapping as data to write. Prints a line for each that changed FILE, and how many were tried.\n"
"Exits 0 if none changed it, 1 if some did, 2 if it could not be tried.\n";

struct command {
	const char *name;
	unsigned char cdb[16];
	unsigned char length;
	unsigned char size_at;		/* where the length in bytes goes; 0: it is in blocks */
	unsigned char size_bytes;
	unsigned char blocks_at;
};

static const struct command commands[] = {
	{ "INQUIRY", { 0x12 }, 6, 3, 2, 0 },
	{ "INQUIRY of a page", { 0x12, 1, 0x80 }, 6, 3, 2, 0 },
	{ "REQUEST SENSE", { 0x03 }, 6, 4, 1, 0 },
	{ "MODE SENSE(6)", { 0x1a, 0, 0x3f }, 6, 4, 1, 0 },
	{ "MODE SENSE(10)", { 0x5a, 0, 0x3f }, 10, 7, 2, 0 },
	{ "READ CAPACITY(10)", { 0x25 }, 10, 0, 0, 0 },
	{ "READ CAPACITY(16)", { 0x9e, 0x10 }, 16, 10, 4, 0 },
	{ "LOG SENSE", { 0x4d, 0, 0x40 }, 10, 7, 2, 0 },
	{ "REPORT LUNS", { 0xa0 }, 12, 6, 4, 0 },
	{ "READ(6)", { 0x08 }, 6, 0, 0, 4 },
	{ "READ(10)", { 0x28 }, 10, 0, 0, 8 },
	{ "READ(12)", { 0xa8 }, 12, 0, 0, 9 },
	{ "READ(16)", { 0x88 }, 16, 0, 0, 13 },
};

static const unsigned int sizes[] = { 512, 4096, 16384, 65536 };
static const unsigned int offsets[] = { 0, 4, 2048 };

static int tried, refused, changed;

static void die(const char *what)
{
	fprintf(stderr, "sg-readonly: %s: %s\n", what, strerror(errno));
	exit(2);
}

static bool is_whole(int file)
{
	static unsigned char data[FILE_BYTES];
	size_t i;

	if (pread(file, data, sizeof(data), 0) != sizeof(data))
		die("reading the file");
	for (i = 0; i < sizeof(data); i++) {
		if (data[i] != PATTERN)
			return false;
	}
	return true;
}

static void fill(const char *name)
{
	static unsigned char data[FILE_BYTES];
	int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	memset(data, PATTERN, sizeof(data));
	if (file < 0 || write(file, data, sizeof(data)) != sizeof(data) || fsync(file) ||
	    close(file))
		die(name);
}

static void attempt(int disk, int file, const struct command *c, unsigned int offset,
		    unsigned int size)
{
	unsigned char cdb[16], sense[64];
	sg_io_hdr_t io = {
		.interface_id = 'S',
		.dxfer_direction = SG_DXFER_TO_DEV,
		.cmd_len = c->length,
		.mx_sb_len = sizeof(sense),
		.dxfer_len = size,
		.cmdp = cdb,
		.sbp = sense,
		.timeout = TIMEOUT_MS,
	};
	unsigned char *map;
	unsigned int i;

	memcpy(cdb, c->cdb, sizeof(cdb));
	for (i = 0; i < c->size_bytes; i++)
		cdb[c->size_at + i] = size >> (8 * (c->size_bytes - 1 - i));
	if (c->blocks_at)
		cdb[c->blocks_at] = size / 512;
	map = mmap(NULL, FILE_BYTES, PROT_READ, MAP_SHARED, file, 0);
	if (map == MAP_FAILED)
		die("mapping the file");
	io.dxferp = map + offset;
	tried++;
	if (ioctl(disk, SG_IO, &io))
		refused++;
	munmap(map, FILE_BYTES);
	if (is_whole(file))
		return;
	changed++;
	printf("%s, %u bytes at %u of a page: the file was changed\n", c->name, size, offset);
}

int main(int argc, char **argv)
{
	unsigned int i, j, k;
	int disk, file;

	if (argc != 3) {
		fputs(usage, stderr);
		return 2;
	}
	fill(argv[2]);
	disk = open(argv[1], O_RDONLY);
	file = open(argv[2], O_RDONLY);
	if (disk < 0 || file < 0)
		die(disk < 0 ? argv[1] : argv[2]);
	if (!getuid() && (setgid(NOBODY) || setuid(NOBODY)))
		die("becoming nobody");
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		for (j = 0; j < sizeof(sizes) / sizeof(*sizes); j++) {
			for (k = 0; k < sizeof(offsets) / sizeof(*offsets) && !changed; k++)
				attempt(disk, file, &commands[i], offsets[k], sizes[j]);
		}
	}
	printf("%d tried, %d refused\n", tried, refused);
	return changed != 0;
}
