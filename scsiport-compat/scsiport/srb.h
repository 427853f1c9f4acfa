/* SPDX-License-Identifier: GPL-2.0-only */
/* A request of ScsiPort's: what is kept of it beside what the miniport sees. */
#ifndef SP_SRB_H
#define SP_SRB_H

#include <linux/list.h>

#include "core/request.h"
#include "nt.h"

struct sp_lu;

/**
 * struct sp_srb - one request: the private area of a scsi_cmnd, the sense request of an LU, or in a
 *	struct sp_internal
 * @port: what the core knows of it
 * @srb: what the miniport sees and may write to, so nothing is decided by what it says but its
 *	status and lengths
 * @lu: the LU it is for; constant until it is answered
 * @next: in sp_adapter::done or another list of completed requests (interrupt lock, or who has
 *	taken the list)
 * @slot: index of the SRB extension, the sense area and sp_adapter::active
 * @attempts: ticks on which it came back BUSY (interrupt lock)
 * @polled: its timer ran out before: HwInterrupt was called for it, or an Enable callback ran; for
 *	the midlayer's time-out handler, which runs once at a time for a command; the same of @held
 * @held: how often its timer ran out while a bus settled
 * @waits_for: enum sp_wait_reason (interrupt lock); nothing is decided by it
 * @parked_since: of port_account_start() (interrupt lock), for accounting too; none that is parked
 *	is in a list by @next
 * @link: in sp_lu::parked (interrupt lock)
 */
struct sp_srb {
	struct port_request port;
	SCSI_REQUEST_BLOCK srb;
	struct sp_lu *lu;
	union {
		struct sp_srb *next;
		u64 parked_since;
	};
	u16 slot;
	u16 attempts;
	bool polled;
	u8 held;
	u8 waits_for;
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

/* The REQUEST SENSE of a unit. */
static inline bool sp_is_sense(const struct sp_srb *s)
{
	return s->port.kind == PORT_SENSE;
}

/* What the port sends, for itself or a program, and is no command. */
static inline bool sp_is_internal(const struct sp_srb *s)
{
	return s->port.kind == PORT_INTERNAL;
}

/* The port answers a request in the place of the miniport: no data was moved. */
static inline void sp_srb_answer(struct sp_srb *s, u8 status)
{
	s->srb.SrbStatus = status;
	s->srb.ScsiStatus = 0;
	s->srb.DataTransferLength = 0;
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
