// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the miniport tells the port: ScsiPortNotification (§4) and ScsiPortCompleteRequest.
 * A notification only records; its effects come in the tail of the running callback.
 */
#include <linux/export.h>

#include "core/common.h"
#include "core/rules.h"
#include "core/mgmt/control.h"
#include "core/mgmt/wmi_event.h"
#include "scsiport/dispatch.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/running.h"
#include "scsiport/srb.h"
#include "scsiport/strict.h"
#include "scsiport/timer.h"
#include "scsiport/trace.h"
#include "scsiport/unit.h"
#include "uapi/scsiport_ioctl.h"

/* An active request, found without a look into the SRB, which may be anybody's memory. */
static struct sp_srb *sp_active_at(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	u32 slot;

	for (slot = 0; a->active && slot < a->port.common_slots; slot++) {
		if (a->active[slot] && &a->active[slot]->srb == srb)
			return a->active[slot];
	}
	return NULL;
}

/* An SRB that is not known at first sight. */
static noinline void sp_note_wrong(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	struct sp_srb *s = sp_active_at(a, srb);

	if (sp_internal_take_back(a, srb))
		return;
	if (s) {
		port_breach(&a->port, PORT_RULE_ORIGINAL_REQUEST, srb,
			    "OriginalRequest of an SRB was written to (%u:%u:%u)", sp_path_of(s),
			    s->lu->blank.TargetId, s->lu->blank.Lun);
		srb->OriginalRequest = a;
		sp_complete(a, s);
	} else if (!srb || srb->OriginalRequest != a) {
		port_breach(&a->port, PORT_RULE_FOREIGN_SRB, NULL,
			    "RequestComplete for an SRB that is not this adapter's (%p)", srb);
	} else {
		port_breach(&a->port, PORT_RULE_DOUBLE_COMPLETION, srb,
			    "RequestComplete for an SRB that is complete (%u:%u:%u tag %u)",
			    srb->PathId, srb->TargetId, srb->Lun, srb->QueueTag);
	}
}

/* The copy of an SRB, which some miniports make, names this adapter too, but has no slot. */
static __always_inline bool sp_has_miniport(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	struct sp_srb *s = sp_srb_of(srb);

	return srb && srb->OriginalRequest == a && s->slot < a->port.common_slots &&
	       a->active[s->slot] == s;
}

static __always_inline void sp_note_complete(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	if (likely(sp_has_miniport(a, srb)))
		sp_complete(a, sp_srb_of(srb));
	else
		sp_note_wrong(a, srb);
}

/* The LU is not the one that got a request last, or must not be named. */
static noinline void sp_note_other_lu(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	struct sp_lu *lu = sp_unit_find(a, path, target, lun);

	if (lu && lu->untagged)
		port_breach(&a->port, PORT_RULE_UNTAGGED_NEXT_LU, NULL,
			    "NextLuRequest for %u:%u:%u while its untagged request is active counts as NextRequest",
			    path, target, lun);
	else if (lu)
		sp_lu_wanted(a, lu);
}

static __always_inline void sp_note_next_lu(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	struct sp_lu *lu = a->last_unit;

	sp_next_request(a);
	if (likely(lu && lu->port.key == PORT_UNIT_KEY(path, target, lun) && !lu->untagged))
		sp_lu_wanted(a, lu);
	else
		sp_note_other_lu(a, path, target, lun);
}

static void sp_note_wmi(struct sp_adapter *a, u32 type, void *data, u8 path, u8 target, u8 lun)
{
	struct port_event event = { .type = type, .data = data, .path = path };

	/* Target and unit follow only where the event is not the adapter's. */
	if (path != SP_UNTAGGED) {
		event.target = target;
		event.lun = lun;
	}
	port_wmi_event(&a->port, &event);
}

static void sp_note_timer(struct sp_adapter *a, PHW_TIMER routine, u32 microseconds)
{
	a->timer.asked = microseconds ? routine : NULL;
	a->timer.asked_us = microseconds;
	a->timer.changed = true;
	a->chores = true;
}

/* What does not happen for every request. */
static noinline void sp_note_rare(struct sp_adapter *a, SCSI_NOTIFICATION_TYPE type,
				  unsigned long w0, unsigned long w1, unsigned long w2,
				  unsigned long w3)
{
	switch (type) {
	case ResetDetected:
		sp_reset_hold(a, SP_UNTAGGED);
		break;
	case CallDisableInterrupts:
		sp_post_disable(a, (PHW_INTERRUPT)w0);
		break;
	case CallEnableInterrupts:
		sp_post_enable(a, (PHW_INTERRUPT)w0);
		break;
	case RequestTimerCall:
		sp_note_timer(a, (PHW_TIMER)w0, w1);
		break;
	case BusChangeDetected:
		queue_work(a->port.workqueue, &a->port.scanner);
		break;
	case WMIEvent:
		sp_note_wmi(a, SCSIPORT_EVENT_WMI, (void *)w0, w1, w2, w3);
		break;
	case WMIReregister:
		sp_note_wmi(a, SCSIPORT_EVENT_WMI_REREGISTER, NULL, w0, w1, w2);
		break;
	default:
		break;	/* the others belong to Storport */
	}
}

static __always_inline void sp_note(struct sp_adapter *a, SCSI_NOTIFICATION_TYPE type,
				    unsigned long w0, unsigned long w1, unsigned long w2,
				    unsigned long w3)
{
	a->notified = true;
	if (type == RequestComplete)
		sp_note_complete(a, (PSCSI_REQUEST_BLOCK)w0);
	else if (type == NextLuRequest)
		sp_note_next_lu(a, w0, w1, w2);
	else if (type == NextRequest)
		sp_next_request(a);
	else
		sp_note_rare(a, type, w0, w1, w2, w3);
}

static void sp_note_end(struct sp_adapter *a, unsigned long flags)
	__releases(&a->lock)
{
	/* What the Enable callback posts is processed after the Disable callback has run. */
	bool tail = !a->enable_running;

	a->running = 0;
	sp_unlock(a, flags);
	if (tail) {
		set_bit(SP_TODO_TAIL, &a->todo);
		queue_work(a->port.workqueue, &a->worker);
	}
}

/*
 * From the Enable callback or, in some miniports, from nowhere at all (a DPC of their own): then
 * the lock is not held. Or somebody traces. Or what was passed is no device extension.
 */
static noinline void sp_note_slowly(SCSI_NOTIFICATION_TYPE type, void *extension, unsigned long w0,
				    unsigned long w1, unsigned long w2, unsigned long w3)
{
	struct sp_adapter *a = sp_adapter_of(extension, "ScsiPortNotification");
	unsigned long flags;

	if (!a)
		return;
	trace_scsiport_notification(a, type);
	if (sp_holds_lock(a)) {
		__acquire(&a->lock);
		sp_note(a, type, w0, w1, w2, w3);
		__release(&a->lock);
		return;
	}
	if (static_branch_unlikely(&port_strict_key))
		sp_strict_outside(a, type);
	flags = sp_enter(a);
	a->running = SP_RUNNING_NONE;
	sp_note(a, type, w0, w1, w2, w3);
	sp_note_end(a, flags);
}

/*
 * The Windows world declares ScsiPortNotification with variable arguments. All that ever follow
 * are integers and pointers, at most four, and the calling conventions of our machines pass them
 * in the registers where they would pass parameters of that kind; what was not passed is not
 * looked at. So this is that function, without the table that va_start() would fill, which costs
 * more than most notifications do, twice for every request.
 */
#if !IS_ENABLED(CONFIG_X86_64) && !IS_ENABLED(CONFIG_ARM64)
#error "see whether this machine passes variable arguments as it passes parameters"
#endif
VOID sp_notification(SCSI_NOTIFICATION_TYPE type, PVOID extension, unsigned long w0,
		     unsigned long w1, unsigned long w2, unsigned long w3)
	__asm__("ScsiPortNotification");

/**
 * sp_notification() - ScsiPortNotification: the miniport reports an event or asks for service
 * @type: what; decides the arguments that follow
 * @extension: the adapter's device extension
 * @w0: first of these
 * @w1: second
 * @w2: third
 * @w3: fourth
 *
 * Context: Any, inside a callback or outside of all of them.
 * Contract: §4. Surplus arguments are ignored.
 */
VOID sp_notification(SCSI_NOTIFICATION_TYPE type, PVOID extension, unsigned long w0,
		     unsigned long w1, unsigned long w2, unsigned long w3)
{
	struct sp_adapter *a = to_sp_adapter(port_adapter_at(extension));

	if (likely(a && sp_holds_lock(a) && !trace_scsiport_notification_enabled()))
		sp_note(a, type, w0, w1, w2, w3);
	else
		sp_note_slowly(type, extension, w0, w1, w2, w3);
}
EXPORT_SYMBOL_GPL(ScsiPortNotification);

static void sp_note_complete_all(struct sp_adapter *a, u8 path, u8 target, u8 lun, u8 status)
{
	u32 slot;

	a->notified = true;
	for (slot = 0; a->active && slot < a->port.common_slots; slot++) {
		struct sp_srb *s = a->active[slot];

		if (!s || !sp_is_addressed(&s->lu->blank, path, target, lun))
			continue;
		sp_srb_answer(s, status);
		sp_complete(a, s);
	}
	sp_internal_take_all_back(a, path, target, lun);
}

/**
 * ScsiPortCompleteRequest() - complete every active request of an address
 * @HwDeviceExtension: the adapter's device extension
 * @PathId: bus, or SP_UNTAGGED for all
 * @TargetId: target, or SP_UNTAGGED for all
 * @Lun: logical unit, or SP_UNTAGGED for all
 * @SrbStatus: status for all of them
 *
 * Includes the request that is being started. Does not imply NextRequest.
 *
 * Context: Any.
 * Contract: §3.3.
 */
VOID ScsiPortCompleteRequest(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId, UCHAR Lun,
			     UCHAR SrbStatus)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	unsigned long flags;

	if (unlikely(!a))
		return;
	if (sp_holds_lock(a)) {
		__acquire(&a->lock);
		sp_note_complete_all(a, PathId, TargetId, Lun, SrbStatus);
		__release(&a->lock);
		return;
	}
	flags = sp_enter(a);
	a->running = SP_RUNNING_NONE;
	sp_note_complete_all(a, PathId, TargetId, Lun, SrbStatus);
	sp_note_end(a, flags);
}
EXPORT_SYMBOL_GPL(ScsiPortCompleteRequest);
