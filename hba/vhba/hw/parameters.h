/* SPDX-License-Identifier: GPL-2.0-only */
/* Module parameters, and what the rooms know of them. */
#ifndef VHBA_PARAMETERS_H
#define VHBA_PARAMETERS_H

#include <linux/types.h>

#define VHBA_MAX_BOARDS		8
#define VHBA_MAX_TARGETS	16
#define VHBA_MAX_LUNS		64
#define VHBA_MAX_DEPTH		254

enum vhba_personality {
	VHBA_RING,
	VHBA_DEFERRED,
	VHBA_UNMASKABLE,
	VHBA_POLLED,
	VHBA_PERSONALITIES,
};

/* What the module parameters say. Constant once the boards exist. */
struct vhba_settings {
	unsigned int targets;
	unsigned int luns;
	unsigned int block_size;
	unsigned int depth;
	unsigned int latency_us;
	unsigned int coalesce;
	unsigned int pio_ns;
	unsigned int max_transfer;
	u64 blocks;
	const char *store;
	unsigned int boards;
	bool shared_line;
	enum vhba_personality personality[VHBA_MAX_BOARDS];
};

extern struct vhba_settings vhba_settings;

int vhba_settings_read(void);

#endif
