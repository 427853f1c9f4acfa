// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data buffers as a miniport wants them (contract §6.7): a scatter-gather list of bus addresses
 * where its HBA does DMA, one kernel address for the whole transfer where it asked for
 * MapBuffers.
 *
 * A kernel address costs nothing where the pages are contiguous already. Where they are not, the
 * data goes through a bounce buffer out of a pool that was allocated when the adapter started.
 */
#include <linux/blk-mq.h>
#include <linux/poison.h>
#include <linux/slab.h>

#include "adapter.h"

/*
 * DataBuffer of a scattered transfer: a base for ScsiPortGetPhysicalAddress() and nothing else,
 * as the unmapped user address is on Windows. The transfer covers addresses from here on for its
 * whole length, so they must be nobody's: a real base would sooner or later run into the common
 * buffer, and the HBA would move the data there. A miniport that uses it as memory faults.
 */
#define SP_SCATTERED	((void *)(POISON_POINTER_DELTA + SZ_4G))
static_assert(POISON_POINTER_DELTA != 0, "there are no addresses that are nobody's");

/* For adapters without MapBuffers: INQUIRY and its like in scattered user memory (trap 51). */
#define SP_SMALL_BOUNCES	2
#define SP_SMALL_BOUNCE_SIZE	SZ_16K

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

	a->bounce_count = a->limits.map_buffers ? a->limits.requests : SP_SMALL_BOUNCES;
	a->bounce_size = a->limits.map_buffers ? a->limits.max_transfer : SP_SMALL_BOUNCE_SIZE;
	a->bounce_used = bitmap_zalloc(a->bounce_count, GFP_KERNEL);
	a->bounce = kcalloc(a->bounce_count, sizeof(*a->bounce), GFP_KERNEL);
	if (!a->bounce_used || !a->bounce)
		goto free_buffers;
	for (i = 0; i < a->bounce_count; i++) {
		a->bounce[i] = alloc_pages_exact(a->bounce_size, GFP_KERNEL);
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

/* One kernel address for all elements? */
static noinline bool sp_is_contiguous(struct scsi_cmnd *cmd)
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

/* Must the miniport be able to look at the data? Not only with MapBuffers (trap 51). */
static bool sp_needs_kernel_address(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	return a->limits.map_buffers || unlikely(blk_rq_is_passthrough(scsi_cmd_to_rq(cmd)) &&
						 s->length <= SP_SMALL_BOUNCE_SIZE);
}

static noinline int sp_map_bounce(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	int i = sp_bounce_get(a);

	if (i < 0)
		return -EBUSY;
	s->bounce = i;
	s->srb.DataBuffer = a->bounce[i];
	/* Both ways: a short read must leave the rest of the initiator's buffer as it was. */
	scsi_sg_copy_to_buffer(cmd, a->bounce[i], s->length);
	if (!a->limits.dma_bits)
		return 0;
	s->bounce_dma = dma_map_single(a->dev, a->bounce[i], s->length, cmd->sc_data_direction);
	if (dma_mapping_error(a->dev, s->bounce_dma)) {
		clear_bit_unlock(i, a->bounce_used);
		s->bounce = -1;
		return -ENOMEM;
	}
	s->mapped = 1;
	return 0;
}

/**
 * sp_buffer_map() - make a command's data accessible to the miniport and its HBA
 * @a: adapter
 * @s: its request, with length set
 * @cmd: the command
 *
 * Context: Any.
 * Return: 0, or a negative errno when the resource is short for the moment.
 */
int sp_buffer_map(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	int mapped;

	s->mapped = 0;
	if (!s->length) {
		s->srb.DataBuffer = NULL;
		return 0;
	}
	if (sp_needs_kernel_address(a, s, cmd)) {
		if (!sp_is_contiguous(cmd))
			return sp_map_bounce(a, s, cmd);
		s->srb.DataBuffer = sg_virt(scsi_sglist(cmd));
	} else if (scsi_sg_count(cmd) == 1) {
		s->srb.DataBuffer = sg_virt(scsi_sglist(cmd));
	} else {
		s->srb.DataBuffer = SP_SCATTERED + scsi_sglist(cmd)->offset;
	}
	if (!a->limits.dma_bits)
		return 0;
	mapped = scsi_dma_map(cmd);
	if (unlikely(mapped < 0))
		return mapped;
	s->mapped = mapped;
	s->walk = scsi_sglist(cmd);
	s->walk_left = mapped;
	s->walk_offset = 0;
	return 0;
}

static noinline void sp_unmap_bounce(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	if (s->mapped)
		dma_unmap_single(a->dev, s->bounce_dma, s->length, cmd->sc_data_direction);
	if (cmd->sc_data_direction != DMA_TO_DEVICE)
		scsi_sg_copy_from_buffer(cmd, a->bounce[s->bounce], s->length);
	clear_bit_unlock(s->bounce, a->bounce_used);
	s->bounce = -1;
}

/**
 * sp_buffer_unmap() - end the miniport's access to a command's data
 * @a: adapter
 * @s: request, complete
 * @cmd: its command
 *
 * Context: Any.
 */
void sp_buffer_unmap(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	if (unlikely(s->bounce >= 0))
		sp_unmap_bounce(a, s, cmd);
	else if (s->mapped)
		scsi_dma_unmap(cmd);
	s->mapped = 0;
}

/**
 * sp_buffer_address() - bus address of a place in a request's data
 * @s: request
 * @offset: from the start of the data
 *
 * Walks on from the element it returned last, so that a miniport's loop over its buffer is linear.
 *
 * Context: Any; calls for one request do not overlap.
 * Return: the address, and the bytes that follow at consecutive bus addresses, clipped to the
 *	data; both are 0 if there is none.
 */
struct sp_range sp_buffer_address(struct sp_srb *s, u32 offset)
{
	u32 left = s->length - offset;

	if (unlikely(!s->mapped || offset >= s->length))
		return (struct sp_range){ };
	if (unlikely(s->bounce >= 0 || sp_is_sense(s)))
		return (struct sp_range){ s->bounce_dma + offset, left };
	if (unlikely(offset < s->walk_offset)) {
		s->walk = scsi_sglist(sp_command(s));
		s->walk_left = s->mapped;
		s->walk_offset = 0;
	}
	offset -= s->walk_offset;
	while (offset >= sg_dma_len(s->walk)) {
		if (unlikely(!--s->walk_left))
			return (struct sp_range){ };
		s->walk_offset += sg_dma_len(s->walk);
		offset -= sg_dma_len(s->walk);
		s->walk = sg_next(s->walk);
	}
	return (struct sp_range){ sg_dma_address(s->walk) + offset,
				  min(sg_dma_len(s->walk) - offset, left) };
}
