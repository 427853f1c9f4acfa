// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that the port sends by itself and that are no scsi_cmnd: IO_CONTROL, WMI, FLUSH,
 * SHUTDOWN (contract §6.1). They take the same way as all others, sp_queue() and the rules of
 * §6.8, but have slots of their own behind those of the midlayer. Each is untagged, so that it
 * has its logical unit for itself, and its data lies in memory of its own, of which the caller
 * has a copy: who waited in vain leaves nothing behind that the miniport could still write to.
 */
#include <linux/completion.h>
#include <linux/sched/signal.h>

#include "scsiport/internal.h"
#include "core/common.h"
#include "core/data.h"
#include "core/log.h"
#include "core/model.h"
#include "scsiport/dispatch.h"
#include "scsiport/interrupt.h"
#include "scsiport/recovery.h"
#include "scsiport/srb.h"
#include "scsiport/unit.h"

#define SP_INTERNAL_SLOT_WAIT	(10 * HZ)
#define SP_INTERNAL_RESET_WAIT	(2 * HZ)	/* for what HwResetBus takes back */
#define SP_LEAVING_WAIT		2	/* seconds, when the adapter or the unit goes away */

static struct sp_internal *sp_internal_of(struct sp_srb *s)
{
	return container_of(s, struct sp_internal, s);
}

static struct sp_internal *sp_internal_claim(struct sp_adapter *a)
{
	u32 i;

	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++) {
		if (!test_and_set_bit_lock(i, &a->internal_used))
			return &a->internal[i];
	}
	return NULL;
}

static void sp_internal_release(struct sp_adapter *a, struct sp_internal *in)
{
	WRITE_ONCE(in->s.lu, NULL);
	clear_bit_unlock(in - a->internal, &a->internal_used);
	wake_up_all(&a->internal_idle);
}

/*
 * The buffer is the miniport's, and its HBA's, until the request is complete: the slot was claimed
 * anew since, or the adapter is silent. Who waited has his own copy.
 */
static void sp_internal_free_buffer(struct sp_adapter *a, struct sp_internal *in)
{
	if (in->buffer)
		dma_free_coherent(a->port.dev, in->size, in->buffer, in->buffer_dma);
	in->buffer = NULL;
}

/**
 * sp_internal_done() - such a request came back from the miniport
 * @s: request
 *
 * Context: Any, without the interrupt lock.
 */
void sp_internal_done(struct sp_srb *s)
{
	struct sp_internal *in = sp_internal_of(s);

	if (unlikely(in->abandoned))
		sp_internal_release(to_sp_adapter(s->port.adapter), in);
	else
		complete(&in->done);
}

/**
 * sp_internal_rebuild() - make the SRB of such a request what it was when it was offered first
 * @s: request; not active
 *
 * Context: Any. Contract §6.1.
 */
void sp_internal_rebuild(struct sp_srb *s)
{
	s->srb = sp_internal_of(s)->blank;
}

/**
 * sp_internal_is_abandoned() - does nobody wait for such a request any more?
 * @s: request
 *
 * Context: interrupt lock held.
 * Return: true if so; it must not be sent again.
 */
bool sp_internal_is_abandoned(const struct sp_srb *s)
{
	return container_of(s, struct sp_internal, s)->abandoned;
}

/* The unit that a request goes to: the one it names, or some unit, or the one that is none. */
static struct sp_lu *sp_internal_unit(struct sp_adapter *a, const struct port_ask *ask)
{
	struct port_adapter *p = &a->port;
	struct port_unit *unit;
	unsigned long key;

	lockdep_assert_held(&a->lock);
	if (ask->addressed)
		return to_sp_lu(xa_load(&p->units,
					PORT_UNIT_KEY(ask->path, ask->target, ask->lun)));
	xa_for_each(&p->units, key, unit) {
		if (unit->configured)
			return to_sp_lu(unit);
	}
	/* Not beside the one that has the same address, and is being scanned. */
	return to_sp_lu(xa_load(&p->units, PORT_UNIT_KEY(0, 0, 0)) ?: p->no_unit);
}

static void sp_internal_build(struct sp_adapter *a, struct sp_internal *in,
			      const struct port_ask *ask)
{
	struct sp_srb *s = &in->s;
	SCSI_REQUEST_BLOCK *srb = &in->blank;

	memset(srb, 0, sizeof(*srb));
	INIT_LIST_HEAD(&s->link);
	s->port.adapter = &a->port;
	s->port.cmd = NULL;
	s->port.kind = PORT_INTERNAL;
	s->slot = a->port.limits.requests + (in - a->internal);
	s->port.length = ask->length;
	s->attempts = 0;
	s->polled = false;
	s->port.bounce = -1;
	port_view_open(&s->port, in->buffer, in->buffer_dma);
	in->must = ask->must;
	in->abandoned = false;
	in->forsaken = false;
	in->came_back = false;
	reinit_completion(&in->done);
	srb->Length = sizeof(*srb);
	srb->Function = ask->function;
	srb->QueueTag = SP_UNTAGGED;
	srb->DataTransferLength = ask->length;
	srb->TimeOutValue = ask->timeout;
	srb->DataBuffer = in->buffer;
	srb->SrbFlags = ask->length ? SRB_FLAGS_DATA_IN : SRB_FLAGS_NO_DATA_TRANSFER;
	srb->SrbFlags |= SRB_FLAGS_NO_QUEUE_FREEZE | SRB_FLAGS_IS_ACTIVE;
	srb->OriginalRequest = a;
	if (a->port.sense_offset) {
		srb->SrbExtension = port_slot_extension(&a->port, s->slot);
		memset(srb->SrbExtension, 0, a->port.sense_offset);
	}
	if (ask->function == SRB_FUNCTION_WMI) {
		SCSI_WMI_REQUEST_BLOCK *wmi = (void *)srb;

		wmi->WMISubFunction = ask->sub_function;
		wmi->WMIFlags = ask->addressed ? 0 : SRB_WMI_FLAGS_ADAPTER_REQUEST;
		wmi->Reserved1 = 0;
		wmi->DataPath = ask->has_path ? in->guid : NULL;
		memcpy(in->guid, ask->guid, sizeof(in->guid));
	}
}

static int sp_internal_submit(struct sp_adapter *a, struct sp_internal *in,
			      const struct port_ask *ask)
{
	struct sp_srb *s = &in->s;
	unsigned long flags;
	struct sp_lu *lu;
	int ret = 0;

	sp_internal_build(a, in, ask);
	flags = sp_enter(a);
	lu = sp_internal_unit(a, ask);
	if (a->port.state != PORT_RUNNING || test_bit(SP_HOLD_STOPPED, &a->hold)) {
		ret = -ENODEV;
	} else if (!lu) {
		ret = -ENXIO;
	} else {
		WRITE_ONCE(s->lu, lu);
		in->blank.PathId = lu->blank.PathId;
		in->blank.TargetId = lu->blank.TargetId;
		in->blank.Lun = lu->blank.Lun;
		sp_internal_rebuild(s);
		sp_queue(a, s);
	}
	sp_leave_and_wake(a, flags);
	return ret;
}

enum sp_whereabouts {
	SP_WITH_US,		/* taken back: it was parked */
	SP_WITH_MINIPORT,
	SP_COMPLETE,
};

static void sp_internal_abandon(struct sp_adapter *a, struct sp_internal *in)
{
	in->abandoned = true;
	if (!sp_is_active(&in->s))
		return;
	in->forsaken = true;
	sp_forsake(a, &in->s);
}

static enum sp_whereabouts sp_internal_recall(struct sp_adapter *a, struct sp_internal *in,
					      bool abandon)
{
	bool parked, active;

	do {
		unsigned long flags = sp_enter(a);

		parked = sp_unqueue(a, &in->s);
		/* Also if an Enable callback holds up what it has completed. */
		active = sp_is_active(&in->s) || (a->enable_running && sp_is_in_tail(a, &in->s));
		if (active && abandon)
			sp_internal_abandon(a, in);
		sp_leave_and_wake(a, flags);
		if (parked)
			return SP_WITH_US;
		if (active)
			return SP_WITH_MINIPORT;
		/* Complete and being delivered, or BUSY a moment ago and parked by now. */
	} while (!wait_for_completion_timeout(&in->done, HZ / 10));
	return SP_COMPLETE;
}

/* The unit or the adapter goes away, and would wait for this one. */
static bool sp_internal_is_hurried(const struct sp_adapter *a, const struct sp_internal *in)
{
	return !in->must && (READ_ONCE(a->port.leaving) || READ_ONCE(in->s.lu->port.leaving));
}

/*
 * A request's time is over: was an interrupt lost? If not, a bus reset must bring it back (§7.2).
 * Where not even that does, @kept says so, and the slot is not the caller's any more.
 */
static int sp_internal_timed_out(struct sp_adapter *a, struct sp_internal *in, bool *kept)
{
	const int error = sp_internal_is_hurried(a, in) ? -ENODEV : -ETIMEDOUT;
	enum sp_whereabouts where;

	sp_catch_up(a);
	where = sp_internal_recall(a, in, false);
	if (where == SP_COMPLETE)
		return 0;
	if (where == SP_WITH_US) {
		if (sp_forgot_to_ask(a))
			sp_reset(a, in->blank.PathId, false);
		return error;
	}
	if (wait_for_completion_timeout(&in->done, sp_poll_interrupt(a) ? HZ : 1)) {
		sp_interrupt_lost(a, "a management request's time was over");
		return 0;
	}
	port_warn(&a->port, "management request (function %#04x) did not come back within %u s\n",
		  in->blank.Function, in->blank.TimeOutValue);
	sp_reset(a, in->blank.PathId, false);
	if (wait_for_completion_timeout(&in->done, SP_INTERNAL_RESET_WAIT))
		return error;
	*kept = sp_internal_recall(a, in, true) == SP_WITH_MINIPORT;
	if (*kept)
		port_err(&a->port, "the miniport keeps a management request after a bus reset: its memory stays reserved\n");
	return error;
}

/*
 * As wait_for_completion_killable_timeout(), but when the adapter or the unit goes away, it does
 * not wait long for what somebody else is ready to wait for.
 */
static long sp_internal_wait_done(struct sp_adapter *a, struct sp_internal *in, bool killable)
{
	u32 seconds = in->blank.TimeOutValue;
	long left = 0;

	while (!left && seconds--) {
		left = killable ? wait_for_completion_killable_timeout(&in->done, HZ) :
				  wait_for_completion_timeout(&in->done, HZ);
		if (sp_internal_is_hurried(a, in))
			seconds = min_t(u32, seconds, SP_LEAVING_WAIT);
	}
	return left;
}

/*
 * A signal that kills ends the wait of a request that is parked. One that the miniport has is
 * waited for, since only a bus reset could take it back.
 */
static int sp_internal_wait(struct sp_adapter *a, struct sp_internal *in, bool *kept)
{
	long left = sp_internal_wait_done(a, in, !in->must);

	if (left > 0)
		return 0;
	if (left < 0) {
		if (sp_internal_recall(a, in, false) != SP_WITH_MINIPORT)
			return -EINTR;
		if (sp_internal_wait_done(a, in, false))
			return -EINTR;
	}
	return sp_internal_timed_out(a, in, kept);
}

static int sp_internal_take(struct sp_adapter *a, bool must, struct sp_internal **in)
{
	long left;

	if (must)
		left = wait_event_timeout(a->internal_idle, (*in = sp_internal_claim(a)) != NULL,
					  SP_INTERNAL_SLOT_WAIT);
	else
		left = wait_event_killable_timeout(a->internal_idle,
						   (*in = sp_internal_claim(a)) != NULL,
						   SP_INTERNAL_SLOT_WAIT);
	if (left < 0)
		return -EINTR;
	return *in ? 0 : -EBUSY;
}

static int sp_internal_fill(struct sp_adapter *a, struct sp_internal *in,
			    const struct port_ask *ask)
{
	/* Of a request that was given up and came back later. */
	sp_internal_free_buffer(a, in);
	if (!ask->length)
		return 0;
	in->size = ask->length;
	in->buffer = dma_alloc_coherent(a->port.dev, in->size, &in->buffer_dma,
					GFP_KERNEL | __GFP_NOWARN);
	if (!in->buffer)
		return -ENOMEM;
	memcpy(in->buffer, ask->data, ask->length);
	return 0;
}

/**
 * sp_internal_send() - send a request to the miniport and wait for its answer
 * @p: adapter
 * @ask: what to send; its answer fields and its data are filled if this returns 0
 *
 * Context: Process, sleeps. A deadly signal ends the wait while the request is parked, unless the
 *	request must reach the miniport.
 * Return: 0 if the miniport answered, whatever its SrbStatus is; -ENODEV if the adapter is stopped
 *	or offline, or it or the unit goes away meanwhile; -ENXIO if there is no such unit; -EBUSY
 *	if no slot came free in time; -ETIMEDOUT if no answer came in time, also not by a bus
 *	reset; -EINTR; -ENOMEM.
 */
int sp_internal_send(struct port_adapter *p, struct port_ask *ask)
{
	struct sp_adapter *a = to_sp_adapter(p);
	struct sp_internal *in;
	bool kept = false;
	int ret = sp_internal_take(a, ask->must, &in);

	if (ret)
		return ret;
	ret = sp_internal_fill(a, in, ask);
	ret = ret ?: sp_internal_submit(a, in, ask);
	ret = ret ?: sp_internal_wait(a, in, &kept);
	if (!ret) {
		ask->srb_status = SRB_STATUS(in->s.srb.SrbStatus);
		ask->transferred = min(in->s.srb.DataTransferLength, ask->length);
		if (ask->length)
			memcpy(ask->data, in->buffer, ask->length);
	}
	if (!kept) {
		sp_internal_free_buffer(a, in);
		sp_internal_release(a, in);
	}
	return ret;
}

static bool sp_internal_is_on(struct sp_adapter *a, struct sp_lu *lu)
{
	unsigned long flags = sp_enter(a);
	bool found = false;
	u32 i;

	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++)
		found |= a->internal[i].s.lu == lu && !a->internal[i].abandoned;
	sp_unlock(a, flags);
	return found;
}

/**
 * sp_internal_drain() - wait until nobody waits for a request of a unit that goes away
 * @a: adapter
 * @lu: unit, not in @a->port.units any more
 *
 * The wait takes some seconds: a bus reset brings back what the miniport does not.
 *
 * Context: Process.
 */
void sp_internal_drain(struct sp_adapter *a, struct sp_lu *lu)
{
	WRITE_ONCE(lu->port.leaving, true);
	wait_event(a->internal_idle, !sp_internal_is_on(a, lu));
}

/**
 * sp_internal_refuse() - answer what is parked: no HwStartIo will come any more
 * @a: adapter, stopped
 *
 * Context: Process.
 */
void sp_internal_refuse(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	u32 i;

	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++) {
		struct sp_srb *s = &a->internal[i].s;

		if (!s->lu || !sp_unqueue(a, s))
			continue;
		sp_srb_answer(s, SRB_STATUS_NO_HBA);
		sp_done_add(&a->done, s);
	}
	sp_leave_and_wake(a, flags);
}

/**
 * sp_internal_init() - make the slots ready
 * @a: adapter
 * @internal: PORT_INTERNAL_REQUESTS of them, zeroed
 *
 * Context: Process.
 */
void sp_internal_init(struct sp_adapter *a, struct sp_internal *internal)
{
	u32 i;

	for (i = 0; i < PORT_INTERNAL_REQUESTS; i++) {
		init_completion(&internal[i].done);
		INIT_LIST_HEAD(&internal[i].s.link);
	}
	/* A DPC may complete what it likes already: they are whole before they are shown. */
	smp_store_release(&a->internal, internal);
}

/**
 * sp_internal_free() - free what requests that were given up have left
 * @a: adapter, whose miniport will not be called again
 *
 * Context: Process.
 */
void sp_internal_free(struct sp_adapter *a)
{
	u32 i;

	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++)
		sp_internal_free_buffer(a, &a->internal[i]);
}
