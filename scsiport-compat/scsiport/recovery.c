// SPDX-License-Identifier: GPL-2.0-only
/*
 * Recovery: the midlayer's escalation in terms that a ScsiPort miniport understands (contract
 * §7.2).
 *
 * A parked request is taken back (scsiport/timeout.c); nobody else knows of it. For an active one
 * there is HwResetBus, after which the miniport has completed everything on that path, or the
 * adapter is stopped and refuses all requests. Once a handler here has returned, the midlayer
 * recycles the command, so a request is only ever given up when it is neither parked nor active
 * and its delivery has ended.
 */
#include <linux/delay.h>

#include "scsiport/recovery.h"
#include "core/log.h"
#include "scsiport/account.h"
#include "scsiport/dispatch.h"
#include "scsiport/interrupt.h"
#include "scsiport/request.h"
#include "scsiport/running.h"
#include "scsiport/sense.h"
#include "scsiport/srb.h"
#include "scsiport/start.h"
#include "scsiport/timer.h"
#include "scsiport/trace.h"
#include "scsiport/unit.h"

/* How long requests may take to come back after HwResetBus returned and the bus has settled. */
#define SP_RESET_DRAIN	(2 * HZ)
/* A slow unit may take longer, but the whole host waits meanwhile. */
#define SP_RESET_PATIENCE	60	/* seconds */

/*
 * A miniport may complete everything on a reset although its HBA has died. After that many resets
 * without one request answered in between, we believe the HBA and not the miniport. A single dead
 * unit among others makes the midlayer reset up to four times before it offlines that unit alone.
 */
#define SP_VAIN_RESETS		6
#define SP_VAIN_RESETS_ALONE	2

/* Requests of a path that the miniport owns, in the first @slots slots. */
static u32 sp_count_active(struct sp_adapter *a, int path, u32 slots)
{
	u32 slot, count = 0;

	lockdep_assert_held(&a->lock);
	for (slot = 0; slot < slots; slot++) {
		if (a->active[slot] && sp_path_of(a->active[slot]) == path)
			count++;
	}
	return count;
}

/* Has it requests of other paths? */
static bool sp_is_active_elsewhere(struct sp_adapter *a, u8 path)
{
	u32 slot;

	for (slot = 0; slot < a->port.common_slots; slot++) {
		if (a->active[slot] && sp_path_of(a->active[slot]) != path)
			return true;
	}
	return false;
}

static u32 sp_count_done(struct sp_adapter *a, const struct sp_done *list, u8 path)
{
	const struct sp_srb *s;
	u32 count = 0;

	for (s = list->first; s; s = s->next)
		count += !sp_is_internal(s) && sp_path_of(s) == path;
	return count;
}

/*
 * Requests of the midlayer's that are not on their way out yet: what it recycles when a reset has
 * succeeded. The port's own ones are none of these, and each has somebody who waits for it.
 */
static u32 sp_left_on(struct sp_adapter *a, u8 path)
{
	unsigned long flags = sp_enter(a);
	u32 left = sp_count_active(a, path, a->port.limits.requests);

	/* Complete, but no tail will come before the Enable callback has returned. */
	if (a->enable_running)
		left += sp_count_done(a, &a->done, path) + sp_count_done(a, &a->doubtful, path);
	sp_leave_and_wake(a, flags);
	return left;
}

static void sp_resets_due(struct sp_adapter *a, int change)
{
	unsigned long flags = sp_enter(a);

	a->resets_due += change;
	/* What was posted meanwhile is looked at by the tail. */
	a->chores = true;
	sp_leave_and_wake(a, flags);
}

/*
 * HwResetBus, never beside an Enable callback: the port lock excludes them (§5.4.2). One that is
 * posted waits for the reset, so that a miniport that posts one after the other cannot put it
 * off. Returns whether it could be called.
 */
static bool sp_call_reset(struct sp_adapter *a, u8 path)
{
	unsigned long flags;
	bool possible;

	sp_resets_due(a, 1);
	sp_enable_returned(a);
	flags = sp_enter(a);
	possible = !a->enable_running && !test_bit(SP_HOLD_STOPPED, &a->hold);
	if (possible) {
		u8 vain = a->vain_resets + !!sp_count_active(a, path, a->port.limits.requests);
		bool done;

		a->counters.bus_resets++;
		sp_running_begin(a, SP_CB_RESET_BUS);
		done = a->port.hw->HwResetBus(a->port.extension, path);
		sp_running_end(a, SP_CB_RESET_BUS);
		if (!done)
			port_warn(&a->port, "HwResetBus(%u) reports failure\n", path);
		/* Units need a while before they answer again, whoever reset them (§7.2). */
		sp_reset_hold(a, path);
		/* What HwResetBus completed, with whatever status, is no answer of the HBA's. */
		a->vain_resets = vain;
		/*
		 * Some miniports forget to ask for the next request, or what they deferred. But one
		 * that is at work on another path may have meant it.
		 */
		if (!sp_is_active_elsewhere(a, path))
			sp_next_request(a);
		if (!a->enable && !a->disable)
			sp_gate_open(a);
	}
	sp_leave_and_wake(a, flags);
	sp_resets_due(a, -1);
	return possible;
}

/* The longest time, in seconds, that a request of a path that the miniport has may take. */
static u32 sp_longest_on(struct sp_adapter *a, u8 path)
{
	unsigned long flags = sp_enter(a);
	u32 slot, longest = 0;

	for (slot = 0; slot < a->port.limits.requests; slot++) {
		struct sp_srb *s = a->active[slot];

		if (!s || sp_path_of(s) != path)
			continue;
		longest = max_t(u32, longest, sp_is_sense(s) ? 0 :
				scsi_cmd_to_rq(s->port.cmd)->timeout / HZ);
	}
	sp_leave_and_wake(a, flags);
	return longest;
}

/*
 * Some miniports complete nothing in HwResetBus, and their units may be slow and healthy (§7.2).
 * So what they keep has the hold and, if @patient, its own time once more; and after each that is
 * answered, all that again. Returns how many are left.
 */
static u32 sp_await_left(struct sp_adapter *a, u8 path, bool patient)
{
	u32 seconds = patient ? min_t(u32, sp_longest_on(a, path), SP_RESET_PATIENCE) : 0;
	unsigned long wait = (a->port.miniport->reset_hold + seconds) * HZ + SP_RESET_DRAIN;
	unsigned long deadline = jiffies + wait;
	u32 left, before = U32_MAX;

	while ((left = sp_left_on(a, path)) && time_before(jiffies, deadline)) {
		if (left < before)
			deadline = jiffies + wait;
		before = left;
		msleep(50);
	}
	return left;
}

static bool sp_reset_path(struct sp_adapter *a, u8 path, bool patient)
{
	u32 left;

	port_warn(&a->port, "resetting bus %u\n", path);
	sp_interrupt_doubt(a);
	if (!sp_call_reset(a, path))
		port_warn(&a->port, "HwResetBus(%u) cannot be called\n", path);
	left = sp_await_left(a, path, patient);
	sp_deliveries_wait();
	if (left)
		port_warn(&a->port, "%u requests are still with the miniport after HwResetBus(%u)\n",
			  left, path);
	return !left;
}

/*
 * Every request of the LU that is still parked goes back to the midlayer, which finds it failed:
 * those in recovery are among them, and the others are sent again.
 */
static void sp_withdraw_parked(struct sp_adapter *a, int path)
{
	unsigned long key, flags = sp_enter(a);
	struct sp_srb *s, *next;
	struct port_unit *unit;
	struct sp_done out;

	sp_done_init(&out);
	xa_for_each(&a->port.units, key, unit) {
		struct sp_lu *lu = to_sp_lu(unit);

		if (path >= 0 && key >> 16 != path)
			continue;
		list_del_init(&lu->waiting);
		list_for_each_entry_safe(s, next, &lu->parked, link) {
			/* Not in recovery: stays where it is, unless the adapter is done for. */
			if (path >= 0 && sp_is_internal(s))
				continue;
			list_del_init(&s->link);
			if (sp_is_sense(s)) {
				s = lu->sense_for;
				lu->sense_for = NULL;
				if (!s)
					continue;
			}
			sp_done_add(&out, s);
			sp_srb_answer(s, SRB_STATUS_BUS_RESET);
		}
		sp_lu_changed(a, lu);
	}
	rcu_read_lock();
	sp_leave_and_wake(a, flags);
	if (out.first)
		sp_deliver(out.first);
	rcu_read_unlock();
}

/* Are resets of this HBA in vain? */
static bool sp_is_mute(struct sp_adapter *a)
{
	unsigned long key, units = 0;
	struct port_unit *unit;

	xa_for_each(&a->port.units, key, unit)
		units += unit != a->port.no_unit;
	return a->vain_resets >= (units > 1 ? SP_VAIN_RESETS : SP_VAIN_RESETS_ALONE);
}

static void sp_resetting(struct sp_adapter *a, int change)
{
	unsigned long flags = sp_enter(a);

	a->resetting += change;
	sp_leave_and_wake(a, flags);
}

/**
 * sp_reset() - HwResetBus on a path, after which its requests should be back
 * @a: adapter
 * @path: bus
 * @patient: what the miniport keeps may take its time
 *
 * Context: Process.
 * Return: SUCCESS if no request of the path is left with the miniport, FAILED otherwise.
 */
int sp_reset(struct sp_adapter *a, u8 path, bool patient)
{
	bool done;

	if (READ_ONCE(a->port.state) == PORT_DEAD || sp_is_mute(a))
		return FAILED;
	/* From before what is parked goes back, so that nothing is parked again behind that. */
	sp_resetting(a, 1);
	sp_withdraw_parked(a, path);
	done = sp_reset_path(a, path, patient);
	sp_resetting(a, -1);
	return done ? SUCCESS : FAILED;
}

/*
 * Nothing starts while the bus settles, so the midlayer's TEST UNIT READY, whose time may be short,
 * comes after that.
 */
static int sp_settled(struct sp_adapter *a, int result)
{
	unsigned long deadline = jiffies + (a->port.miniport->reset_hold + 2) * HZ;

	while (result == SUCCESS && test_bit(SP_HOLD_RESET, &a->hold) &&
	       time_before(jiffies, deadline))
		msleep(50);
	return result;
}

/* Recovery by the midlayer's thread, and not a reset that somebody asked for. */
static bool sp_is_recovery(struct sp_adapter *a)
{
	return current == a->port.shost->ehandler;
}

/*
 * Programs ask for resets, too, and removing a host waits for its own recovery only: so
 * sp_recovery_wait() waits for these, and none begins once an adapter is stopped.
 */
static bool sp_recovery_begins(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	bool begins = a->port.state < PORT_STOPPED;

	a->recoveries += begins;
	sp_leave_and_wake(a, flags);
	return begins;
}

static int sp_recovery_ends(struct sp_adapter *a, int result)
{
	unsigned long flags = sp_enter(a);

	a->recoveries--;
	sp_leave_and_wake(a, flags);
	wake_up_all(&a->idle);
	return result;
}

/**
 * sp_recovery_wait() - wait until no reset that the midlayer asked for is in progress
 * @a: adapter, stopped
 *
 * Context: Process.
 */
void sp_recovery_wait(struct sp_adapter *a)
{
	wait_event(a->idle, !READ_ONCE(a->recoveries));
}

/**
 * sp_eh_bus_reset() - HwResetBus on the path of a command
 * @cmd: command
 *
 * Context: Process.
 * Return: SUCCESS if no request of the path is left with the miniport, FAILED otherwise.
 */
int sp_eh_bus_reset(struct scsi_cmnd *cmd)
{
	struct sp_adapter *a = shost_priv(cmd->device->host);

	if (!sp_recovery_begins(a))
		return FAILED;
	return sp_recovery_ends(a, sp_settled(a, sp_reset(a, cmd->device->channel,
							  sp_is_recovery(a))));
}

/*
 * What a stopped adapter's miniport still had. It is never called again and its HBA is quiet, so
 * buffers and SRBs are ours; a DPC of its own that looks at one now would do so on Windows, too.
 */
static void sp_reclaim_active(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	u32 slot;

	for (slot = 0; slot < a->port.common_slots; slot++) {
		struct sp_srb *s = a->active[slot];

		if (!s)
			continue;
		sp_srb_answer(s, SRB_STATUS_NO_HBA);
		sp_complete(a, s);
	}
	sp_leave_and_wake(a, flags);
}

static int sp_host_reset(struct sp_adapter *a)
{
	unsigned long flags;
	bool clean = true;
	u32 path;

	for (path = 0; path < a->port.limits.buses; path++)
		clean &= sp_reset(a, path, false) == SUCCESS;
	if (clean || !sp_is_recovery(a))
		return clean ? sp_settled(a, SUCCESS) : FAILED;
	port_err(&a->port, "%s: the adapter is taken offline\n", sp_is_mute(a) ?
		 "no request is answered between resets" :
		 "the miniport keeps requests after a reset of every bus");
	flags = sp_enter(a);
	WRITE_ONCE(a->port.state, PORT_DEAD);
	sp_leave_and_wake(a, flags);
	if (sp_stop(&a->port))
		sp_reclaim_active(a);
	else
		port_err(&a->port, "the HBA could not be stopped: memory of its requests stays reserved\n");
	sp_withdraw_parked(a, -1);
	sp_deliveries_wait();
	return FAILED;
}

/**
 * sp_eh_host_reset() - reset every path; if that frees not every request, give the adapter up
 * @cmd: command
 *
 * A stopped adapter owns nothing any more and does no DMA, so its requests can be answered. A reset
 * that somebody asked for gives nothing up: what the miniport keeps has its own time yet.
 *
 * Context: Process.
 * Return: SUCCESS if the adapter works, FAILED if it is offline now or, where somebody asked for
 *	the reset, if the miniport keeps requests.
 */
int sp_eh_host_reset(struct scsi_cmnd *cmd)
{
	struct sp_adapter *a = shost_priv(cmd->device->host);

	return sp_recovery_begins(a) ? sp_recovery_ends(a, sp_host_reset(a)) : FAILED;
}
