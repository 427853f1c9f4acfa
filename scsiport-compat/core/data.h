/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The data of a request, for the miniport and for its HBA: what every request does. The rest is in
 * core/data.c.
 */
#ifndef PORT_DATA_H
#define PORT_DATA_H

#include <linux/blk-mq.h>
#include <linux/poison.h>

#include "core/adapter.h"
#include "core/request.h"

/*
 * DataBuffer of a scattered transfer: a base for ScsiPortGetPhysicalAddress() and nothing else,
 * as the unmapped user address is on Windows. The transfer covers addresses from here on for its
 * whole length, so they must be nobody's: a real base would sooner or later run into the common
 * buffer, and the HBA would move the data there. A miniport that uses it as memory faults.
 */
#define PORT_SCATTERED	((void *)(POISON_POINTER_DELTA + SZ_4G))
static_assert(POISON_POINTER_DELTA != 0, "there are no addresses that are nobody's");

/* For adapters without MapBuffers: INQUIRY and its like in scattered user memory (trap 51). */
#define PORT_SMALL_BOUNCE_SIZE	SZ_16K

int port_buffers_alloc(struct port_adapter *a);
void port_buffers_free(struct port_adapter *a);
u32 port_buffers_bytes(const struct port_adapter *a);
bool port_is_contiguous(struct scsi_cmnd *cmd);
void *port_bounce_map(struct port_adapter *a, struct port_request *r);
void port_bounce_unmap(struct port_adapter *a, struct port_request *r);
bool port_view_next(struct port_request *r);
bool port_view_move(struct port_request *r, const void *va);

/**
 * port_view_open() - the whole data of a request is one piece of memory of the port's
 * @r: request, with length set
 * @va: the memory
 * @dma: its bus address
 *
 * Context: Any.
 */
static inline void port_view_open(struct port_request *r, const void *va, dma_addr_t dma)
{
	r->view = (struct port_view){ .va = va, .dma = dma, .bytes = r->length };
	r->walk = NULL;
}

/* All of a view on an element of the scatter-gather list but where the miniport sees it. */
static inline void port_view_at(struct port_request *r, struct scatterlist *sg, u32 offset)
{
	r->walk = sg;
	r->view.offset = offset;
	r->view.dma = sg_dma_address(sg);
	r->view.bytes = min(sg_dma_len(sg), r->length - offset);
}

/**
 * port_view_show() - open the view of a request on an element of its scatter-gather list
 * @r: request
 * @sg: element, DMA-mapped
 * @va: what the miniport calls its first byte
 * @offset: of that from the start of the data
 *
 * An element may be longer than the data, for a pad; none crosses 4 GiB (dma_boundary).
 *
 * Context: Any.
 */
static inline void port_view_show(struct port_request *r, struct scatterlist *sg, const void *va,
				  u32 offset)
{
	r->view.va = va;
	port_view_at(r, sg, offset);
}

/* Must the miniport be able to look at the data? Not only with MapBuffers (trap 51). */
static inline bool port_needs_kernel_address(struct port_adapter *a, struct port_request *r)
{
	return a->limits.bounces || unlikely(blk_rq_is_passthrough(scsi_cmd_to_rq(r->cmd)) &&
					     r->length <= PORT_SMALL_BOUNCE_SIZE);
}

/*
 * Data that somebody sends with a command of his own may be memory that he must not write to: a
 * file that he can only read, mapped. A miniport that moves data by the processor may go by the
 * command and not by the direction, so it gets a copy, or no address that it could write to
 * (§6.4).
 */
static inline bool port_is_guarded(struct scsi_cmnd *cmd)
{
	return unlikely(req_op(scsi_cmd_to_rq(cmd)) == REQ_OP_DRV_OUT);
}

/**
 * port_buffer_map() - make a command's data accessible to the miniport and its HBA
 * @a: adapter
 * @r: request of a command, with length set
 *
 * Context: Any.
 * Return: DataBuffer for the miniport, NULL if there is no data; or an ERR_PTR when the resource is
 *	short for the moment.
 */
static inline void *port_buffer_map(struct port_adapter *a, struct port_request *r)
{
	struct scsi_cmnd *cmd = r->cmd;
	struct scatterlist *sg = scsi_sglist(cmd);
	void *buffer;

	r->view.bytes = 0;
	if (!r->length)
		return NULL;
	if (likely(scsi_sg_count(cmd) == a->limits.plain_elements && !port_is_guarded(cmd)))
		buffer = sg_virt(sg);
	else if (!port_needs_kernel_address(a, r))
		buffer = PORT_SCATTERED + sg->offset;
	else if (a->limits.plain_elements && !port_is_guarded(cmd) && port_is_contiguous(cmd))
		buffer = sg_virt(sg);
	else
		return port_bounce_map(a, r);
	r->view.va = buffer;
	if (!a->limits.dma_bits)
		return buffer;
	if (unlikely(scsi_dma_map(cmd) < 0))
		return ERR_PTR(-ENOMEM);
	r->mapped = true;
	port_view_at(r, sg, 0);
	return buffer;
}

/**
 * port_buffer_address() - what port_buffer_map() returned for a request
 * @a: adapter
 * @r: request
 *
 * Context: Any.
 * Return: the address; NULL if there is no data.
 */
static inline void *port_buffer_address(const struct port_adapter *a, const struct port_request *r)
{
	if (!r->length)
		return NULL;
	/* Only a view on bus addresses moves. */
	return (void *)r->view.va - (a->limits.dma_bits ? r->view.offset : 0);
}

/**
 * port_buffer_unmap() - end the miniport's access to a command's data
 * @a: adapter
 * @r: request of a command, complete
 *
 * Context: Any.
 */
static inline void port_buffer_unmap(struct port_adapter *a, struct port_request *r)
{
	r->view.bytes = 0;
	if (likely(r->mapped)) {
		r->mapped = false;
		scsi_dma_unmap(r->cmd);
	} else if (unlikely(r->bounce >= 0)) {
		port_bounce_unmap(a, r);
	}
}

#endif
