/* SPDX-License-Identifier: GPL-2.0-only */
/* Ranges of memory and ports that an adapter uses. */
#ifndef PORT_RESOURCE_H
#define PORT_RESOURCE_H

#include <linux/ioport.h>
#include <linux/list.h>

struct port_adapter;

/* A range that ScsiPortGetDeviceBase() gave out or, in a legacy scan, claimed for that. */
struct port_mapping {
	struct list_head link;
	struct resource *claimed;	/* NULL: given out */
	void __iomem *base;		/* if given out, in memory space */
	u64 start;
	u32 bytes;
	bool io_space;
};

void *port_map_memory(struct port_adapter *a, u64 start, u32 bytes);
void *port_map_ports(struct port_adapter *a, u64 start, u32 bytes);
bool port_claim(struct port_adapter *a, u64 start, u32 bytes, bool io_space);
void port_claims_trim(struct port_adapter *a);
void port_mappings_free(struct port_adapter *a);
bool port_has_mapped(struct port_adapter *a, u64 start, u32 bytes, bool io_space);

#endif
