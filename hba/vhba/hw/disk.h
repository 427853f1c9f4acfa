/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The disks: what the rooms of commands know of a logical unit.
 *
 * Context: all that has to do with commands runs in the board's thread, one command at a time, and
 * may sleep.
 */
#ifndef VHBA_DISK_H
#define VHBA_DISK_H

#include <linux/xarray.h>

#include "vhba.h"

/* Unit attentions in the order in which they are told. */
enum vhba_attention {
	VHBA_UA_POWER_ON,
	VHBA_UA_BUS_RESET,
	VHBA_UA_LUNS_CHANGED,
};

/* What MODE SELECT can change. */
struct vhba_mode {
	bool write_cache;
	bool descriptor_sense;
	bool write_protect;
};

/* Persistent reservation: one initiator port, so at most one registration. */
struct vhba_reservation {
	u32 pr_generation;
	u64 key;			/* 0: not registered */
	u8 type;			/* 0: not reserved */
	u8 scope;
};

struct vhba_unit {
	struct vhba_board *board;
	u8 target;
	u8 lun;
	unsigned long attention;	/* bits of enum vhba_attention */
	u32 resets_seen;
	u32 changes_seen;
	bool stopped;
	struct vhba_mode current_mode;
	struct vhba_mode saved_mode;
	struct vhba_reservation reservation;
	struct xarray pages;		/* RAM store: only pages that were written */
	struct file *file;		/* file store, or NULL */
};

static inline u32 vhba_block_size(void)
{
	return vhba_settings.block_size;
}

static inline u64 vhba_blocks(void)
{
	return vhba_settings.blocks;
}

#endif
