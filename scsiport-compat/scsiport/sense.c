// SPDX-License-Identifier: GPL-2.0-only
/*
 * REQUEST SENSE that the port sends for miniports without AutoRequestSense (contract §6.6).
 * Between a CHECK CONDITION and its REQUEST SENSE, no other command goes to that LU.
 */
#include <scsi/scsi_proto.h>

#include "scsiport/sense.h"
#include "core/common.h"
#include "core/log.h"
#include "scsiport/dispatch.h"
#include "scsiport/interrupt.h"
#include "scsiport/recovery.h"
#include "scsiport/srb.h"
#include "scsiport/unit.h"

#define SP_SENSE_TIMEOUT	2	/* seconds, which are ticks */

/**
 * sp_sense_wanted() - does a completed request lack its sense data?
 * @a: adapter
 * @s: completed request of the midlayer's
 *
 * Context: interrupt lock held.
 * Return: true if sp_sense_start() should be called before delivery.
 */
bool sp_sense_wanted(struct sp_adapter *a, struct sp_srb *s)
{
	return unlikely(s->srb.ScsiStatus == SAM_STAT_CHECK_CONDITION) &&
	       !sp_is_internal(s) &&
	       !(s->srb.SrbStatus & SRB_STATUS_AUTOSENSE_VALID) && a->port.state != PORT_DEAD;
}

/**
 * sp_sense_start() - fetch the sense data of a completed request
 * @a: adapter
 * @s: request that ended in CHECK CONDITION; its slot serves the sense request too
 *
 * Context: interrupt lock held.
 */
void sp_sense_start(struct sp_adapter *a, struct sp_srb *s)
{
	struct sp_lu *lu = s->lu;
	struct sp_srb *sense = &lu->sense;
	SCSI_REQUEST_BLOCK *srb = &sense->srb;

	lockdep_assert_held(&a->lock);
	if (lu->sense_for) {
		s->srb.SrbStatus = SRB_STATUS_REQUEST_SENSE_FAILED;
		s->srb.ScsiStatus = 0;
		sp_done_add(&a->done, s);
		return;
	}
	lu->sense_for = s;
	a->counters.sense_requests++;
	sense->slot = s->slot;
	lu->sense_ticks = 0;
	srb->SrbStatus = SRB_STATUS_PENDING;
	srb->ScsiStatus = 0;
	srb->DataTransferLength = PORT_SENSE_SIZE;
	srb->Length = sizeof(*srb);
	srb->Function = SRB_FUNCTION_EXECUTE_SCSI;
	/* As the port knows them: a miniport may write to those of its SRB. */
	srb->PathId = lu->blank.PathId;
	srb->TargetId = lu->blank.TargetId;
	srb->Lun = lu->blank.Lun;
	srb->QueueTag = SP_UNTAGGED;
	srb->SrbFlags = a->srb_flags | SRB_FLAGS_DATA_IN | SRB_FLAGS_BYPASS_FROZEN_QUEUE |
			SRB_FLAGS_DISABLE_DISCONNECT | SRB_FLAGS_DISABLE_AUTOSENSE |
			SRB_FLAGS_IS_ACTIVE;
	srb->TimeOutValue = SP_SENSE_TIMEOUT;
	srb->DataBuffer = lu->sense_data;
	srb->NextSrb = NULL;
	srb->SenseInfoBuffer = NULL;
	srb->SenseInfoBufferLength = 0;
	srb->SrbExtension = a->port.sense_offset ? port_slot_extension(&a->port, s->slot) : NULL;
	srb->OriginalRequest = a;
	srb->CdbLength = 6;
	memset(srb->Cdb, 0, sizeof(srb->Cdb));
	srb->Cdb[0] = REQUEST_SENSE;
	srb->Cdb[1] = (srb->Lun & 7) << 5;
	srb->Cdb[4] = PORT_SENSE_SIZE;
	memset(lu->sense_data, 0, PORT_SENSE_SIZE);
	sp_account_park(a, sense);
	list_add(&sense->link, &lu->parked);
	sp_lu_changed(a, lu);
}

/* The REQUEST SENSE that the miniport has; it is alone on the adapter (§6.4). */
static struct sp_srb *sp_sense_active(struct sp_adapter *a)
{
	struct port_unit *unit;
	unsigned long key;

	lockdep_assert_held(&a->lock);
	if (!test_bit(SP_HOLD_ALONE, &a->hold))
		return NULL;
	xa_for_each(&a->port.units, key, unit) {
		if (sp_is_active(&to_sp_lu(unit)->sense))
			return &to_sp_lu(unit)->sense;
	}
	return NULL;
}

/**
 * sp_sense_tick() - once a second: is there a REQUEST SENSE whose time is over?
 * @a: adapter
 *
 * Context: interrupt lock held.
 */
void sp_sense_tick(struct sp_adapter *a)
{
	struct sp_srb *sense = sp_sense_active(a);

	/* The first tick may come at once. A reset that did not help is waited out and repeated. */
	if (sense && !test_bit(SP_HOLD_RESET, &a->hold) &&
	    sense->lu->sense_ticks++ >= SP_SENSE_TIMEOUT)
		queue_work(a->port.workqueue, &a->sense_late);
}

/**
 * sp_sense_late() - nobody answers a REQUEST SENSE: was an interrupt lost? If not, reset its bus
 * @work: sp_adapter::sense_late
 *
 * The midlayer would begin recovery only when every other command is back or late too, and those
 * wait for this one.
 *
 * Context: Process.
 */
void sp_sense_late(struct work_struct *work)
{
	struct sp_adapter *a = container_of(work, struct sp_adapter, sense_late);
	struct sp_srb *sense;
	unsigned long flags;
	int path = -1;

	sp_poll_interrupt(a);
	sp_catch_up(a);
	flags = sp_enter(a);
	sense = sp_sense_active(a);
	if (sense && sense->lu->sense_ticks > SP_SENSE_TIMEOUT) {
		path = sp_path_of(sense);
		sense->lu->sense_ticks = 0;
		port_warn(&a->port, "%u:%u:%u: REQUEST SENSE is not answered within %u s\n", path,
			  sense->lu->blank.TargetId, sense->lu->blank.Lun, SP_SENSE_TIMEOUT);
	}
	sp_leave_and_wake(a, flags);
	if (path >= 0)
		sp_reset(a, path, false);
}

/**
 * sp_sense_finish() - REQUEST SENSE came back: complete the request that it was for
 * @a: adapter
 * @sense: the sense request
 *
 * Context: interrupt lock held.
 * Return: the request, ready for delivery; NULL if recovery has taken it meanwhile.
 */
struct sp_srb *sp_sense_finish(struct sp_adapter *a, struct sp_srb *sense)
{
	struct sp_lu *lu = sense->lu;
	struct sp_srb *s = lu->sense_for;
	u8 status = SRB_STATUS(sense->srb.SrbStatus);

	lockdep_assert_held(&a->lock);
	lu->sense_for = NULL;
	sp_lu_changed(a, lu);
	if (!s)
		return NULL;
	if (status == SRB_STATUS_SUCCESS || status == SRB_STATUS_DATA_OVERRUN) {
		memcpy(port_slot_sense(&a->port, s->slot), lu->sense_data, PORT_SENSE_SIZE);
		s->srb.SenseInfoBufferLength = PORT_SENSE_SIZE;
		s->srb.SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
	} else {
		s->srb.SrbStatus = SRB_STATUS_REQUEST_SENSE_FAILED;
		s->srb.ScsiStatus = 0;
	}
	return s;
}
