// SPDX-License-Identifier: GPL-2.0-only
/*
 * A command's time is over, and the first step of recovery: it is taken back where the miniport
 * does not own it (contract §7.2).
 */
#include "scsiport/recovery.h"
#include "core/data.h"
#include "core/rules.h"
#include "scsiport/dispatch.h"
#include "scsiport/interrupt.h"
#include "scsiport/request.h"
#include "scsiport/srb.h"
#include "scsiport/timer.h"
#include "scsiport/unit.h"

/* The request is being served by its LU's REQUEST SENSE, or waits for it. */
static bool sp_unsense(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;

	if (lu->sense_for != s || sp_is_active(&lu->sense) || sp_is_in_tail(a, &lu->sense))
		return false;
	list_del_init(&lu->sense.link);
	lu->sense_for = NULL;
	sp_lu_changed(a, lu);
	return true;
}

static bool sp_is_owned(struct sp_srb *s)
{
	return sp_is_active(s) || s->lu->sense_for == s;
}

/*
 * Time while a bus settles does not count. But a miniport that finds one reset after the other must
 * not keep a command for ever.
 */
static bool sp_is_held(struct sp_adapter *a, struct scsi_cmnd *cmd)
{
	u32 timeout = max(scsi_cmd_to_rq(cmd)->timeout, 1U);
	u32 most = min_t(u32, DIV_ROUND_UP(a->port.miniport->reset_hold * HZ, timeout), U8_MAX);
	struct sp_srb *s = scsi_cmd_priv(cmd);

	if (!test_bit(SP_HOLD_RESET, &a->hold) || s->held >= most)
		return false;
	s->held++;
	return true;
}

/**
 * sp_eh_timed_out() - a command's timer ran out: was only an interrupt lost?
 * @cmd: command
 *
 * Context: Process.
 * Return: SCSI_EH_RESET_TIMER while a reset hold keeps the request, for one hold, or, once, if an
 *	Enable callback may complete it; SCSI_EH_NOT_HANDLED otherwise, which the midlayer
 *	ignores if the command is complete by now.
 */
enum scsi_timeout_action sp_eh_timed_out(struct scsi_cmnd *cmd)
{
	struct sp_adapter *a = shost_priv(cmd->device->host);
	struct sp_srb *s = scsi_cmd_priv(cmd);
	unsigned long flags;
	bool deferred;

	if (READ_ONCE(a->port.state) == PORT_DEAD)
		return SCSI_EH_NOT_HANDLED;
	if (sp_is_held(a, cmd))
		return SCSI_EH_RESET_TIMER;
	/*
	 * Once per request, so that a miniport that always finds something, or never returns,
	 * cannot keep it for ever.
	 */
	if (s->polled)
		return SCSI_EH_NOT_HANDLED;
	/* The Enable callback may have this request, or have completed it: that comes next. */
	if (READ_ONCE(a->enable_running)) {
		s->polled = true;
		return SCSI_EH_RESET_TIMER;
	}
	if (!sp_is_owned(s))
		return SCSI_EH_NOT_HANDLED;
	s->polled = true;
	if (!sp_poll_interrupt(a))
		return SCSI_EH_NOT_HANDLED;
	flags = sp_enter(a);
	a->counters.recovered++;
	deferred = a->enable || a->enable_running;
	sp_leave_and_wake(a, flags);
	sp_interrupt_lost(a, "a request's timer ran out");
	return deferred ? SCSI_EH_RESET_TIMER : SCSI_EH_NOT_HANDLED;
}

/**
 * sp_forgot_to_ask() - a request waited in vain: because the miniport asks for none any more?
 * @a: adapter
 *
 * Windows has a watchdog of the adapter for that, which resets the bus. Some miniports ask from a
 * timer, a moment after their last request: so only if that is a while ago (trap 22). However many
 * requests wait, that is one mistake.
 *
 * Context: Any; takes the interrupt lock.
 * Return: true if so, which is logged once; only a reset makes it go on.
 */
bool sp_forgot_to_ask(struct sp_adapter *a)
{
	unsigned long flags = sp_enter(a);
	bool forgot = sp_is_unasked(a) && a->unasked_ticks > SP_UNASKED_TICKS;

	if (forgot && !a->unasked_reported) {
		a->unasked_reported = true;
		port_breach(&a->port, PORT_RULE_FORGOTTEN_NEXT_REQUEST, NULL,
			    "every request is complete, and no NextRequest came");
	}
	sp_leave_and_wake(a, flags);
	return forgot;
}

/**
 * sp_catch_up() - what is complete goes out, or is parked again
 * @a: adapter
 *
 * An Enable callback that runs may hold that up: it is waited for.
 *
 * Context: Process.
 */
void sp_catch_up(struct sp_adapter *a)
{
	sp_enable_wait(a);
	sp_leave_and_wake(a, sp_enter(a));
}

enum sp_place {
	SP_PLACE_MINIPORT,	/* the miniport has it, or its REQUEST SENSE */
	SP_PLACE_OURS,		/* it was parked, and is taken back */
	SP_PLACE_OUT,		/* complete, and delivered or being so */
};

static enum sp_place sp_take_back(struct sp_adapter *a, struct sp_srb *s)
{
	unsigned long flags = sp_enter(a);
	enum sp_place place = SP_PLACE_OUT;

	if (sp_unqueue(a, s) || sp_unsense(a, s))
		place = SP_PLACE_OURS;
	else if (sp_is_owned(s) || sp_is_in_tail(a, s))
		place = SP_PLACE_MINIPORT;
	sp_leave_and_wake(a, flags);
	return place;
}

/**
 * sp_eh_abort() - take a command back that the miniport does not own
 * @cmd: command
 *
 * Context: Process.
 * Return: SUCCESS if it was parked, or is complete; FAILED if only a bus reset helps: the miniport
 *	owns it, or wants no other any more.
 */
int sp_eh_abort(struct scsi_cmnd *cmd)
{
	struct sp_adapter *a = shost_priv(cmd->device->host);
	struct sp_srb *s = scsi_cmd_priv(cmd);

	sp_catch_up(a);
	switch (sp_take_back(a, s)) {
	case SP_PLACE_OUT:
		sp_deliveries_wait();
		return SUCCESS;
	case SP_PLACE_OURS:
		port_buffer_unmap(&a->port, &s->port);
		return sp_forgot_to_ask(a) ? FAILED : SUCCESS;
	default:
		return FAILED;
	}
}
