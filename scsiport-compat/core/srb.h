/* SPDX-License-Identifier: GPL-2.0-only */
/* A request: what is kept of it beside what the miniport sees. */
#ifndef SP_SRB_H
#define SP_SRB_H

#include <linux/list.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "nt.h"

struct sp_adapter;
struct sp_lu;

/**
 * struct port_view - a piece of a request's data that is contiguous for the HBA
 * @va: where it begins for the miniport, which counts from DataBuffer
 * @dma: bus address of that
 * @bytes: how long it is; 0: the HBA cannot reach this data
 * @offset: from the start of the data
 */
struct port_view {
	const void *va;
	dma_addr_t dma;
	u32 bytes;
	u32 offset;
};

/**
 * struct sp_srb - one request: the private area of a scsi_cmnd, or the sense request of an LU
 * @srb: what the miniport sees and may write to, so nothing is decided by what it says but its
 *	status and lengths
 * @adapter: whose it is
 * @lu: the LU it is for
 * @link: in sp_lu::parked (interrupt lock)
 * @next: in sp_adapter::done or another list of completed requests
 * @slot: index of the SRB extension, the sense area and sp_adapter::active
 * @polled: its timer ran out before: HwInterrupt was called for it, or an Enable callback ran
 * @held: how often its timer ran out while a bus settled
 * @attempts: ticks on which it came back BUSY (interrupt lock)
 * @length: bytes that the initiator asked for
 * @bounce: index of the bounce buffer in use, or -1
 * @view: the part of the data whose bus address is at hand
 * @walk: the element of the scatter-gather list that @view shows; NULL: the data is memory of the
 *	port's, and the view shows all of it
 */
struct sp_srb {
	SCSI_REQUEST_BLOCK srb;
	struct sp_adapter *adapter;
	struct port_view view;
	struct sp_lu *lu;
	struct sp_srb *next;
	u32 length;
	u16 slot;
	s16 bounce;
	u16 attempts;
	bool polled;
	u8 held;
	struct scatterlist *walk;
	struct list_head link;
};

/* Completed requests, oldest first. */
struct sp_done {
	struct sp_srb *first;
	struct sp_srb **end;
};

static inline struct sp_srb *sp_srb_of(PSCSI_REQUEST_BLOCK srb)
{
	return container_of(srb, struct sp_srb, srb);
}

/* The command that a request was made for; not for the sense request of an LU. */
static inline struct scsi_cmnd *sp_command(struct sp_srb *s)
{
	return (struct scsi_cmnd *)s - 1;
}

static inline void sp_done_init(struct sp_done *done)
{
	done->first = NULL;
	done->end = &done->first;
}

static inline void sp_done_add(struct sp_done *done, struct sp_srb *s)
{
	s->next = NULL;
	*done->end = s;
	done->end = &s->next;
}

/* Does an address name a request? SP_UNTAGGED stands for all, in each place by itself (§3.3). */
static inline bool sp_is_addressed(const SCSI_REQUEST_BLOCK *srb, u8 path, u8 target, u8 lun)
{
	return (path == SP_UNTAGGED || path == srb->PathId) &&
	       (target == SP_UNTAGGED || target == srb->TargetId) &&
	       (lun == SP_UNTAGGED || lun == srb->Lun);
}

#endif
