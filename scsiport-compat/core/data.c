// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data buffers as a miniport wants them (contract §6.7): a scatter-gather list of bus addresses
 * where its HBA does DMA, one kernel address for the whole transfer where it asked for
 * MapBuffers; and below 16 MiB where its HBA reaches no further.
 *
 * A kernel address costs nothing where the pages are contiguous already. Where they are not, the
 * data goes through a bounce buffer out of a pool that was allocated when the adapter started. A
 * request that finds none comes again. The pool has buffers of several sizes: half of the memory is
 * in those that take the largest request, half of the rest in the next smaller ones, and so on.
 *
 * The kernel itself copies what the HBA does not reach, and with swiotlb=force all data. Then the
 * HBA has another copy than the processor, and at the end the HBA's replaces what a miniport wrote
 * that answers a command itself. There the pool is memory that is one for both, and whatever a
 * miniport may look at goes through it.
 */
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "core/data.h"
#include "core/limits.h"
#include "core/request.h"

#define PORT_BOUNCE_STEP		4	/* each size is so many times the next */

/* More requests than that are never active, whatever they are. */
static u32 port_most_active(const struct port_adapter *a)
{
	const struct port_limits *l = &a->limits;
	u64 units = (u64)l->buses * l->targets * l->luns;

	return min_t(u64, l->requests, l->lu_requests * units);
}

static void port_bounces_add(struct port_adapter *a, struct port_bounces *b, u32 size, u32 count)
{
	b->size = size;
	b->first = a->bounce_count;
	b->count = count;
	a->bounce_count += count;
}

/* How many bounce buffers of which size. */
static void port_bounces_plan(struct port_adapter *a)
{
	u32 size = PAGE_ALIGN(a->limits.max_transfer), sizes = 1, i;
	u32 share = port_limits_bounce_bytes(a);

	memset(a->bounces, 0, sizeof(a->bounces));
	a->bounce_count = 0;
	if (!a->limits.bounces) {
		/* Rare; who finds it taken comes again. */
		a->bounce_sizes = 1;
		port_bounces_add(a, &a->bounces[0], PORT_SMALL_BOUNCE_SIZE, 1);
		return;
	}
	while (sizes < PORT_BOUNCE_SIZES && size >> 2 * sizes >= PORT_SMALL_BOUNCE_SIZE)
		sizes++;
	a->bounce_sizes = sizes;
	for (i = 0; i < sizes; i++) {
		if (i < sizes - 1)
			share /= 2;
		port_bounces_add(a, &a->bounces[i], size,
				 clamp_t(u32, share / size, 1, port_most_active(a)));
		size = PAGE_ALIGN(size / PORT_BOUNCE_STEP);
	}
}

/*
 * A mapping has a largest size only where it may be a copy. No limit yet: what the kernel copies
 * depends on the DMA mask, which the device gets after the limits are derived.
 */
static bool port_kernel_copies(const struct port_adapter *a)
{
	return a->limits.dma_bits && dma_max_mapping_size(a->dev) < SIZE_MAX;
}

static void *port_bounce_alloc(struct port_adapter *a, u32 i, u32 size)
{
	gfp_t zone = a->limits.plain_elements ? 0 : GFP_DMA;
	void *memory;

	if (a->bounce_dma)
		return dma_alloc_coherent(a->dev, size, &a->bounce_dma[i],
					  GFP_KERNEL | __GFP_NOWARN);
	memory = alloc_pages_exact(size, GFP_KERNEL | __GFP_NOWARN | zone);
	/* The processor needs no bus address. */
	return memory || a->limits.dma_bits ? memory : vmalloc(size);
}

static int port_bounces_alloc(struct port_adapter *a)
{
	const struct port_bounces *b = a->bounces;
	u32 i;

	port_bounces_plan(a);
	a->bounce_used = bitmap_zalloc(a->bounce_count, GFP_KERNEL);
	a->bounce = kcalloc(a->bounce_count, sizeof(*a->bounce), GFP_KERNEL);
	if (!a->bounce_used || !a->bounce)
		return -ENOMEM;
	if (port_kernel_copies(a)) {
		a->bounce_dma = kcalloc(a->bounce_count, sizeof(*a->bounce_dma), GFP_KERNEL);
		if (!a->bounce_dma)
			return -ENOMEM;
		a->limits.plain_elements = 0;
	}
	for (i = 0; i < a->bounce_count; i++) {
		if (i == b->first + b->count)
			b++;
		a->bounce[i] = port_bounce_alloc(a, i, b->size);
		if (!a->bounce[i])
			return -ENOMEM;
	}
	return 0;
}

/**
 * port_buffers_alloc() - allocate the pool of bounce buffers
 * @a: adapter with its limits derived
 *
 * Where memory is too scattered for the largest, the largest transfer is made smaller.
 *
 * Context: Process.
 * Return: 0 or -ENOMEM.
 */
int port_buffers_alloc(struct port_adapter *a)
{
	struct port_limits *l = &a->limits;

	while (port_bounces_alloc(a)) {
		port_buffers_free(a);
		if (!l->bounces || l->max_transfer <= PORT_SMALL_BOUNCE_SIZE)
			return -ENOMEM;
		l->max_transfer = round_down(l->max_transfer / 2, SECTOR_SIZE);
		l->transfer_by = "memory for bounce buffers";
	}
	return 0;
}

/**
 * port_buffers_free() - free the pool of bounce buffers
 * @a: adapter, which has no command any more, or never had one
 *
 * Commands have buffers until they are delivered, the HBA until its request is complete or it is
 * silent, and the miniport while one of its routines runs: port_release() comes after all of them.
 *
 * Context: Process.
 */
void port_buffers_free(struct port_adapter *a)
{
	const struct port_bounces *b = a->bounces;
	u32 i;

	for (i = 0; a->bounce && i < a->bounce_count; i++) {
		if (i == b->first + b->count)
			b++;
		if (a->bounce[i] && a->bounce_dma)
			dma_free_coherent(a->dev, b->size, a->bounce[i], a->bounce_dma[i]);
		else if (is_vmalloc_addr(a->bounce[i]))
			vfree(a->bounce[i]);
		else if (a->bounce[i])
			free_pages_exact(a->bounce[i], b->size);
	}
	kfree(a->bounce);
	kfree(a->bounce_dma);
	bitmap_free(a->bounce_used);
	a->bounce = NULL;
	a->bounce_dma = NULL;
	a->bounce_used = NULL;
}

/**
 * port_buffers_bytes() - memory of the pool
 * @a: adapter
 *
 * Context: Any.
 * Return: bytes.
 */
u32 port_buffers_bytes(const struct port_adapter *a)
{
	u32 i, bytes = 0;

	for (i = 0; i < PORT_BOUNCE_SIZES; i++)
		bytes += a->bounces[i].count * a->bounces[i].size;
	return bytes;
}

static __always_inline int port_bounce_get_from(struct port_adapter *a, u32 first, u32 end)
{
	u32 i;

	for (i = first; i < end; i++) {
		if (!test_bit(i, a->bounce_used) && !test_and_set_bit_lock(i, a->bounce_used))
			return i;
	}
	return -1;
}

/*
 * A buffer of the smallest size that will do, or else a larger one. But the first of each size is
 * for those who need it, so that small requests cannot keep a large one waiting for ever.
 */
static int port_bounce_get(struct port_adapter *a, u32 length)
{
	const struct port_bounces *b = a->bounces + a->bounce_sizes;
	u32 spared = 0;
	int i = -1;

	while (i < 0 && b-- > a->bounces) {
		if (b->size < length)
			continue;
		i = port_bounce_get_from(a, b->first + spared, b->first + b->count);
		spared = 1;
	}
	return i;
}

static void port_bounce_put(struct port_adapter *a, int i)
{
	clear_bit_unlock(i, a->bounce_used);
}

/**
 * port_is_contiguous() - is there one kernel address for all of a command's data?
 * @cmd: command, with data
 *
 * Context: Any.
 * Return: whether there is.
 */
bool port_is_contiguous(struct scsi_cmnd *cmd)
{
	struct scatterlist *sg;
	void *end = NULL;
	int i;

	scsi_for_each_sg(cmd, sg, scsi_sg_count(cmd), i) {
		if (PageHighMem(sg_page(sg)) || (end && end != sg_virt(sg)))
			return false;
		end = sg_virt(sg) + sg->length;
	}
	return true;
}

/**
 * port_bounce_map() - port_buffer_map() where only a bounce buffer has one kernel address
 * @a: adapter
 * @r: request of a command, with length set
 *
 * Context: Any.
 * Return: as port_buffer_map().
 */
void *port_bounce_map(struct port_adapter *a, struct port_request *r)
{
	int i = port_bounce_get(a, r->length);
	dma_addr_t dma;

	if (i < 0)
		return ERR_PTR(-EBUSY);
	/* Both ways: a short read must leave the rest of the initiator's buffer as it was. */
	scsi_sg_copy_to_buffer(r->cmd, a->bounce[i], r->length);
	if (!a->limits.dma_bits) {
		r->view.va = a->bounce[i];
	} else if (a->bounce_dma) {
		port_view_open(r, a->bounce[i], a->bounce_dma[i]);
	} else {
		dma = dma_map_single(a->dev, a->bounce[i], r->length,
				     r->cmd->sc_data_direction);
		if (dma_mapping_error(a->dev, dma)) {
			port_bounce_put(a, i);
			return ERR_PTR(-ENOMEM);
		}
		port_view_open(r, a->bounce[i], dma);
	}
	r->bounce = i;
	return a->bounce[i];
}

/**
 * port_bounce_unmap() - port_buffer_unmap() for a bounce buffer
 * @a: adapter
 * @r: request of a command, complete
 *
 * Context: Any.
 */
void port_bounce_unmap(struct port_adapter *a, struct port_request *r)
{
	enum dma_data_direction direction = r->cmd->sc_data_direction;

	if (a->limits.dma_bits && !a->bounce_dma)
		dma_unmap_single(a->dev, r->view.dma, r->length, direction);
	if (direction != DMA_TO_DEVICE)
		scsi_sg_copy_from_buffer(r->cmd, a->bounce[r->bounce], r->length);
	port_bounce_put(a, r->bounce);
	r->bounce = -1;
}

/**
 * port_view_next() - show the next element of the scatter-gather list
 * @r: request whose view shows an element
 *
 * Context: Any; calls for one request do not overlap.
 * Return: false, and nothing is changed, if there is none.
 */
bool port_view_next(struct port_request *r)
{
	struct scatterlist *sg = sg_next(r->walk);

	if (likely(sg))
		port_view_show(r, sg, r->view.va + r->view.bytes, r->view.offset + r->view.bytes);
	return sg;
}

/**
 * port_view_move() - look for a place in a request's data that its view does not show
 * @r: request
 * @va: place, counted from DataBuffer as it was at HwStartIo
 *
 * Walks on from the element that it found last, so a miniport's loop over its buffer is linear.
 *
 * Context: Any; calls for one request do not overlap.
 * Return: true if the view shows it now; false if it is not in the data.
 */
bool port_view_move(struct port_request *r, const void *va)
{
	const void *start = r->view.va - r->view.offset;
	size_t offset = va - start;

	if (!r->view.bytes || !r->walk || offset >= r->length)
		return false;
	if (unlikely(offset < r->view.offset))
		port_view_show(r, scsi_sglist(r->cmd), start, 0);
	while (offset - r->view.offset >= r->view.bytes) {
		if (unlikely(!port_view_next(r)))
			return false;
	}
	return true;
}
