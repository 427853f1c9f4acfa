// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data buffers as a miniport wants them (contract §6.7): a scatter-gather list of bus addresses
 * where its HBA does DMA, one kernel address for the whole transfer where it asked for
 * MapBuffers; and below 16 MiB where its HBA reaches no further.
 *
 * A kernel address costs nothing where the pages are contiguous already. Where they are not, the
 * data goes through a bounce buffer out of a pool that was allocated when the adapter started.
 */
#include <linux/slab.h>

#include "buffer.h"

#define SP_SMALL_BOUNCES	1	/* rare; who finds it taken comes again */

/**
 * sp_buffers_alloc() - allocate the pool of bounce buffers
 * @a: adapter with its limits derived
 *
 * Context: Process.
 * Return: 0 or -ENOMEM.
 */
int sp_buffers_alloc(struct sp_adapter *a)
{
	u32 i;

	a->bounce_count = a->limits.bounces ? a->limits.requests : SP_SMALL_BOUNCES;
	a->bounce_size = a->limits.bounces ? a->limits.max_transfer : SP_SMALL_BOUNCE_SIZE;
	a->bounce_used = bitmap_zalloc(a->bounce_count, GFP_KERNEL);
	a->bounce = kcalloc(a->bounce_count, sizeof(*a->bounce), GFP_KERNEL);
	if (!a->bounce_used || !a->bounce)
		goto free_buffers;
	for (i = 0; i < a->bounce_count; i++) {
		a->bounce[i] = alloc_pages_exact(a->bounce_size, a->limits.plain_elements ?
						 GFP_KERNEL : GFP_KERNEL | GFP_DMA);
		if (!a->bounce[i])
			goto free_buffers;
	}
	return 0;

free_buffers:
	sp_buffers_free(a);
	return -ENOMEM;
}

/**
 * sp_buffers_free() - free the pool of bounce buffers
 * @a: adapter
 *
 * Context: Process.
 */
void sp_buffers_free(struct sp_adapter *a)
{
	u32 i;

	for (i = 0; a->bounce && i < a->bounce_count; i++) {
		if (a->bounce[i])
			free_pages_exact(a->bounce[i], a->bounce_size);
	}
	kfree(a->bounce);
	bitmap_free(a->bounce_used);
	a->bounce = NULL;
	a->bounce_used = NULL;
}

static int sp_bounce_get(struct sp_adapter *a)
{
	u32 i;

	for_each_clear_bit(i, a->bounce_used, a->bounce_count) {
		if (!test_and_set_bit_lock(i, a->bounce_used))
			return i;
	}
	return -1;
}

/**
 * sp_is_contiguous() - is there one kernel address for all of a command's data?
 * @cmd: command, with data
 *
 * Context: Any.
 * Return: whether there is.
 */
bool sp_is_contiguous(struct scsi_cmnd *cmd)
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
 * sp_bounce_map() - sp_buffer_map() where only a bounce buffer has one kernel address
 * @a: adapter
 * @s: its request, with length set
 * @cmd: the command
 *
 * Context: Any.
 * Return: as sp_buffer_map().
 */
int sp_bounce_map(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	int i = sp_bounce_get(a);
	dma_addr_t dma;

	if (i < 0)
		return -EBUSY;
	s->bounce = i;
	s->srb.DataBuffer = a->bounce[i];
	/* Both ways: a short read must leave the rest of the initiator's buffer as it was. */
	scsi_sg_copy_to_buffer(cmd, a->bounce[i], s->length);
	if (!a->limits.dma_bits) {
		s->window.va = a->bounce[i];
		return 0;
	}
	dma = dma_map_single(a->dev, a->bounce[i], s->length, cmd->sc_data_direction);
	if (dma_mapping_error(a->dev, dma)) {
		clear_bit_unlock(i, a->bounce_used);
		s->bounce = -1;
		return -ENOMEM;
	}
	sp_window_open(s, a->bounce[i], dma);
	return 0;
}

/**
 * sp_bounce_unmap() - sp_buffer_unmap() for a bounce buffer
 * @a: adapter
 * @s: request, complete
 * @cmd: its command
 *
 * Context: Any.
 */
void sp_bounce_unmap(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	if (s->window.bytes)
		dma_unmap_single(a->dev, s->window.dma, s->length, cmd->sc_data_direction);
	if (cmd->sc_data_direction != DMA_TO_DEVICE)
		scsi_sg_copy_from_buffer(cmd, a->bounce[s->bounce], s->length);
	clear_bit_unlock(s->bounce, a->bounce_used);
	s->bounce = -1;
}

/**
 * sp_window_next() - show the next element of the scatter-gather list
 * @s: request whose window shows an element
 *
 * Context: Any; calls for one request do not overlap.
 * Return: false, and nothing is changed, if there is none.
 */
bool sp_window_next(struct sp_srb *s)
{
	struct scatterlist *sg = sg_next(s->walk);

	if (likely(sg))
		sp_window_show(s, sg, s->window.va + s->window.bytes,
			       s->window.offset + s->window.bytes);
	return sg;
}

/**
 * sp_window_move() - look for a place in a request's data that its window does not show
 * @s: request
 * @va: place, counted from DataBuffer as it was at HwStartIo
 *
 * Walks on from the element that it found last, so a miniport's loop over its buffer is linear.
 *
 * Context: Any; calls for one request do not overlap.
 * Return: true if the window shows it now; false if it is not in the data.
 */
bool sp_window_move(struct sp_srb *s, const void *va)
{
	const void *start = s->window.va - s->window.offset;
	size_t offset = va - start;

	if (!s->window.bytes || !s->walk || offset >= s->length)
		return false;
	if (unlikely(offset < s->window.offset))
		sp_window_show(s, scsi_sglist(sp_command(s)), start, 0);
	while (offset - s->window.offset >= s->window.bytes) {
		if (unlikely(!sp_window_next(s)))
			return false;
	}
	return true;
}
