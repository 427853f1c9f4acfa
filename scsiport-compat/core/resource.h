/* SPDX-License-Identifier: GPL-2.0-only */
/* Ranges of memory and ports that an adapter uses. */
#ifndef SP_RESOURCE_H
#define SP_RESOURCE_H

#include <linux/ioport.h>
#include <linux/list.h>

struct sp_adapter;

/* A range that ScsiPortGetDeviceBase() gave out or, in a legacy scan, claimed for that. */
struct sp_mapping {
	struct list_head link;
	struct resource *claimed;	/* NULL: given out */
	void __iomem *base;		/* if given out, in memory space */
	u64 start;
	u32 bytes;
	bool io_space;
};

void *sp_map_memory(struct sp_adapter *a, u64 start, u32 bytes);
void *sp_map_ports(struct sp_adapter *a, u64 start, u32 bytes);
bool sp_claim(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
void sp_claims_trim(struct sp_adapter *a);
void sp_mappings_free(struct sp_adapter *a);
bool sp_has_mapped(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);

#endif
