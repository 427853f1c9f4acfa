// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the miniport tells the port: ScsiPortNotification (§4) and ScsiPortCompleteRequest.
 * A notification only records; its effects come in the tail of the running callback.
 */
#include <linux/export.h>

#include "adapter.h"
#include "control.h"
#include "trace.h"

/*
 * Notifications come from callbacks under the lock, from the Enable callback and, in
 * some miniports, from nowhere at all (a DPC of their own). The last two take the lock here.
 */
struct sp_note {
	unsigned long flags;
	bool locked;
};

static struct sp_note sp_note_begin(struct sp_adapter *a)
	__acquires(&a->lock)
{
	struct sp_note note = { .locked = !sp_holds_lock(a) };

	if (note.locked)
		note.flags = sp_enter(a);
	else
		__acquire(&a->lock);
	a->notified = true;
	return note;
}

static void sp_note_end(struct sp_adapter *a, struct sp_note note)
	__releases(&a->lock)
{
	bool tail;

	if (!note.locked) {
		__release(&a->lock);
		return;
	}
	/* What the Enable callback posts is processed after the Disable callback has run. */
	tail = !a->enable_running;
	sp_unlock(a, note.flags);
	if (tail) {
		set_bit(SP_TODO_TAIL, &a->todo);
		queue_work(a->workqueue, &a->worker);
	}
}

static void sp_note_complete(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	struct sp_srb *s;

	if (unlikely(!srb || srb->OriginalRequest != a)) {
		sp_mistake(a, "RequestComplete for an SRB that is not this adapter's (%p)",
			   srb);
		return;
	}
	s = sp_srb_of(srb);
	if (unlikely(!sp_is_active(s))) {
		sp_mistake(a, "RequestComplete for an SRB that is complete (%u:%u:%u tag %u)",
			   srb->PathId, srb->TargetId, srb->Lun, srb->QueueTag);
		return;
	}
	if (unlikely(SRB_STATUS(srb->SrbStatus) == SRB_STATUS_PENDING)) {
		sp_mistake(a, "RequestComplete with SrbStatus PENDING (%u:%u:%u tag %u)",
			   srb->PathId, srb->TargetId, srb->Lun, srb->QueueTag);
		srb->SrbStatus = SRB_STATUS_ERROR;
	}
	sp_complete(a, s);
}

static void sp_note_next_lu(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	struct sp_lu *lu = sp_unit_find(a, path, target, lun);

	if (unlikely(lu && lu->untagged))
		sp_mistake(a, "NextLuRequest for %u:%u:%u while its untagged request is active",
			   path, target, lun);
	sp_next_lu_request(a, lu);
}

static noinline void sp_note_wmi(struct sp_adapter *a, SCSI_NOTIFICATION_TYPE type,
				 const void *item, u32 unit)
{
	struct sp_event event = {
		.type = type == WMIEvent ? SCSIPORT_EVENT_WMI : SCSIPORT_EVENT_WMI_REREGISTER,
		.data = item,
		.path = unit >> 16,
		.target = unit >> 8,
		.lun = unit,
	};

	sp_wmi_event(a, &event);
}

static void sp_note_timer(struct sp_adapter *a, PHW_TIMER routine, u32 microseconds)
{
	a->timer.asked = microseconds ? routine : NULL;
	a->timer.asked_us = microseconds;
	a->timer.changed = true;
}

/**
 * ScsiPortNotification() - the miniport reports an event or asks for service
 * @NotificationType: what; decides the arguments that follow
 * @HwDeviceExtension: the adapter's device extension
 *
 * Context: Any, inside a callback or outside of all of them.
 * Contract: §4. Surplus arguments are ignored.
 */
VOID ScsiPortNotification(SCSI_NOTIFICATION_TYPE NotificationType, PVOID HwDeviceExtension, ...)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	const void *item = NULL;
	struct sp_note note;
	va_list args;

	if (unlikely(!a))
		return;
	va_start(args, HwDeviceExtension);
	note = sp_note_begin(a);
	trace_scsiport_notification(a, NotificationType);
	switch (NotificationType) {
	case RequestComplete:
		sp_note_complete(a, va_arg(args, PSCSI_REQUEST_BLOCK));
		break;
	case NextRequest:
		sp_next_request(a);
		break;
	case NextLuRequest: {
		u8 path = va_arg(args, int);
		u8 target = va_arg(args, int);

		sp_note_next_lu(a, path, target, va_arg(args, int));
		break;
	}
	case ResetDetected:
		sp_reset_hold(a);
		break;
	case CallDisableInterrupts:
		sp_post_disable(a, va_arg(args, PHW_INTERRUPT));
		break;
	case CallEnableInterrupts:
		sp_post_enable(a, va_arg(args, PHW_INTERRUPT));
		break;
	case RequestTimerCall: {
		PHW_TIMER routine = va_arg(args, PHW_TIMER);

		sp_note_timer(a, routine, va_arg(args, ULONG));
		break;
	}
	case BusChangeDetected:
		queue_work(a->workqueue, &a->scanner);
		break;
	case WMIEvent:
		item = va_arg(args, void *);
		fallthrough;
	case WMIReregister: {
		/* Target and unit follow only where the event is not the adapter's. */
		u8 path = va_arg(args, int);
		u8 target = path == SP_UNTAGGED ? 0 : va_arg(args, int);
		u8 lun = path == SP_UNTAGGED ? 0 : va_arg(args, int);

		sp_note_wmi(a, NotificationType, item, SP_UNIT_KEY(path, target, lun));
		break;
	}
	default:
		break;	/* the others belong to Storport */
	}
	sp_note_end(a, note);
	va_end(args);
}
EXPORT_SYMBOL_GPL(ScsiPortNotification);

static bool sp_matches(u8 pattern, u8 value)
{
	return pattern == SP_UNTAGGED || pattern == value;
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
	struct sp_note note;
	u32 slot;

	if (unlikely(!a))
		return;
	note = sp_note_begin(a);
	for (slot = 0; slot < a->common_slots; slot++) {
		struct sp_srb *s = a->active[slot];

		if (!s || !sp_matches(PathId, s->srb.PathId) ||
		    !sp_matches(TargetId, s->srb.TargetId) || !sp_matches(Lun, s->srb.Lun))
			continue;
		s->srb.SrbStatus = SrbStatus;
		s->srb.ScsiStatus = 0;
		s->srb.DataTransferLength = 0;
		sp_note_complete(a, &s->srb);
	}
	sp_note_end(a, note);
}
EXPORT_SYMBOL_GPL(ScsiPortCompleteRequest);
