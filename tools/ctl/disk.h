/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl tune: single requests of a length that nobody splits, to a disk. */
#ifndef CTL_DISK_H
#define CTL_DISK_H

#include <stdbool.h>

struct disk {
	char path[64];
	int fd;
	unsigned int block;		/* bytes */
	unsigned long long blocks;
};

/* Ends the program, in words, if it cannot be opened, or is in use and is to be overwritten. */
void open_disk(struct disk *disk, const char *name, bool overwrite);
/* One request of so many bytes, a multiple of a block, from that block on. */
void move_blocks(const struct disk *disk, bool write, unsigned long long first, unsigned int bytes,
		 void *data);

#endif /* CTL_DISK_H */
