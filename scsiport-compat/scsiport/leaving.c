// SPDX-License-Identifier: GPL-2.0-only
/*
 * An adapter goes away while programs wait for commands of their own, for an hour if they like.
 * The midlayer removes no unit before each of its commands has ended; so the time of these is over
 * soon, and scsiport/timeout.c and recovery.c do what they do for every command that does not come
 * back.
 */
#include "scsiport/leaving.h"
#include "scsiport/adapter.h"
#include "scsiport/sense.h"
#include "scsiport/srb.h"

#define SP_LEAVING_PATIENCE	(2 * HZ)

/* What the kernel sends when a disk goes: data reaches the medium by it. */
static bool sp_is_farewell(const struct scsi_cmnd *cmd)
{
	switch (cmd->cmnd[0]) {
	case SYNCHRONIZE_CACHE:
	case SYNCHRONIZE_CACHE_16:
	case START_STOP:
		return true;
	default:
		return false;
	}
}

/* While a bus settles, sp_eh_timed_out() has it wait for another time-out, which is as short. */
static void sp_leaving_end(struct sp_srb *s)
{
	struct scsi_cmnd *cmd = s->port.cmd;
	struct request *rq = scsi_cmd_to_rq(cmd);

	if (!blk_rq_is_passthrough(rq) || sp_is_farewell(cmd) ||
	    time_before(jiffies, cmd->jiffies_at_alloc + SP_LEAVING_PATIENCE))
		return;
	rq->timeout = min_t(unsigned int, rq->timeout, SP_LEAVING_PATIENCE);
	blk_abort_request(rq);
}

/**
 * sp_leaving_tick() - end what programs sent and still wait for; again and again until it has ended
 * @a: adapter
 *
 * Whatever is parked or active while the adapter works has not been answered, so its command is the
 * midlayer's still, and is so while the lock is held.
 *
 * Context: interrupt lock held.
 */
void sp_leaving_tick(struct sp_adapter *a)
{
	unsigned long key;
	struct port_unit *unit;
	struct sp_srb *s;
	u32 slot;

	lockdep_assert_held(&a->lock);
	if (likely(!a->port.leaving) || a->port.state != PORT_RUNNING)
		return;
	for (slot = 0; slot < a->port.limits.requests; slot++) {
		s = a->active[slot];
		if (s && s->port.kind == PORT_COMMAND)
			sp_leaving_end(s);
	}
	xa_for_each(&a->port.units, key, unit) {
		list_for_each_entry(s, &to_sp_lu(unit)->parked, link) {
			if (s->port.kind == PORT_COMMAND)
				sp_leaving_end(s);
		}
	}
}
