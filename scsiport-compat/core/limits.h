/* SPDX-License-Identifier: GPL-2.0-only */
/* What PORT_CONFIGURATION_INFORMATION comes down to for Linux. */
#ifndef PORT_LIMITS_H
#define PORT_LIMITS_H

#include <linux/types.h>

#include "nt.h"

struct port_adapter;

#define PORT_MAX_REQUESTS		254	/* SRB queue tags are 1 to 254 */
#define PORT_INTERNAL_REQUESTS	4	/* of the port itself: untagged, slots of their own */
#define PORT_ISA_DMA_BITS		24	/* a bus master that does not say more */

/*
 * What PORT_CONFIGURATION_INFORMATION comes down to; derived once by port_limits_derive(). What is
 * called _by says which of its fields, or what else, made the limit.
 */
struct port_limits {
	u32 max_transfer;	/* bytes of one request */
	const char *transfer_by;
	u32 sg_elements;	/* scatter-gather elements of one request */
	const char *elements_by;
	u32 requests;		/* active requests per adapter */
	const char *requests_by;
	u32 lu_requests;	/* queue depth of one LU that takes tags */
	u32 alignment_mask;	/* of data buffers */
	u32 buses;
	u32 targets;
	u32 luns;
	u32 dma_bits;		/* 0: the HBA does no DMA */
	u32 plain_elements;	/* data in so many is used in place: 1; 0: never */
	bool map_buffers;	/* every transfer has one kernel address */
	bool bounces;		/* for that, or because the HBA does not reach all memory */
	bool tagged;		/* several requests per LU, told apart by QueueTag */
};

int port_limits_derive(struct port_adapter *a);
void port_limits_adopt_slots(struct port_adapter *a);
u32 port_limits_requests(const struct port_adapter *a);
u32 port_limits_bounce_bytes(const struct port_adapter *a);
u32 port_limits_dma_bits(const PORT_CONFIGURATION_INFORMATION *config);

#endif
