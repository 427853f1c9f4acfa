// SPDX-License-Identifier: GPL-2.0-only
/*
 * What ScsiPort keeps of a logical unit beside the core, from its first request to its last
 * (contract §6.4, §6.7, traps 44 and 49).
 */
#include "scsiport/unit.h"
#include "core/data.h"
#include "core/log.h"
#include "scsiport/dispatch.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"

/*
 * Until sp_unit_found() knows better it takes one request at a time, and none in which a parallel
 * bus would negotiate (§6.4). The unit that is none is known as 0:0:0.
 */
static void sp_unit_init_blank(struct sp_adapter *a, struct sp_lu *lu)
{
	u32 key = lu->port.key == PORT_NO_UNIT_KEY ? 0 : lu->port.key;

	lu->blank.Length = sizeof(lu->blank);
	lu->blank.Function = SRB_FUNCTION_EXECUTE_SCSI;
	lu->blank.SrbStatus = SRB_STATUS_PENDING;
	lu->blank.PathId = key >> 16;
	lu->blank.TargetId = key >> 8;
	lu->blank.Lun = key;
	lu->blank.QueueTag = SP_UNTAGGED;
	lu->blank.SenseInfoBufferLength = PORT_SENSE_SIZE;
	lu->blank.SrbFlags = a->srb_flags | SRB_FLAGS_IS_ACTIVE | SRB_FLAGS_DISABLE_SYNCH_TRANSFER;
}

/**
 * sp_unit_init() - a unit may get its first request
 * @p: adapter
 * @unit: unit, zeroed but for what the core knows
 * @tail: where ScsiPort's part of its memory begins: the data of REQUEST SENSE
 *
 * Context: Process.
 */
void sp_unit_init(struct port_adapter *p, struct port_unit *unit, size_t tail)
{
	struct sp_adapter *a = to_sp_adapter(p);
	struct sp_lu *lu = to_sp_lu(unit);
	struct sp_srb *sense = &lu->sense;

	lu->wanted = true;
	INIT_LIST_HEAD(&lu->waiting);
	INIT_LIST_HEAD(&lu->parked);
	INIT_LIST_HEAD(&sense->link);
	lu->sense_data = unit->memory + tail;
	sense->lu = lu;
	sense->port.adapter = p;
	sense->port.kind = PORT_SENSE;
	sense->port.bounce = -1;
	sense->port.length = PORT_SENSE_SIZE;
	port_view_open(&sense->port, lu->sense_data, unit->memory_dma + tail);
	sp_unit_init_blank(a, lu);
}

/**
 * sp_unit_found() - there is a device: how its requests look from now on
 * @p: adapter
 * @unit: unit, without commands
 * @tagged: it takes several requests at a time, which the limits allow
 *
 * Context: Process.
 */
void sp_unit_found(struct port_adapter *p, struct port_unit *unit, bool tagged)
{
	struct sp_adapter *a = to_sp_adapter(p);
	struct sp_lu *lu = to_sp_lu(unit);

	lu->blank.SrbFlags = a->srb_flags | SRB_FLAGS_IS_ACTIVE;
	if (!tagged)
		return;
	lu->blank.QueueTag = 0;
	lu->blank.QueueAction = SRB_SIMPLE_TAG_REQUEST;
	if (p->config.TaggedQueuing)
		lu->blank.SrbFlags |= SRB_FLAGS_QUEUE_ACTION_ENABLE;
}

/**
 * sp_unit_gone() - a unit is found no more
 * @p: adapter
 * @unit: unit, not in @p->units any more
 *
 * All commands of the unit have ended. Who waits for a request of the port's own is waited for, and
 * so is an Enable callback, which may know the unit without the lock. Who looks under the lock
 * finds it no more. DPCs, and readers under RCU, are the caller's affair.
 *
 * Context: Process.
 * Return: true if the miniport may still use its extension: an Enable callback did not return, or
 *	a request that was given up has not come back, which points to the unit.
 */
bool sp_unit_gone(struct port_adapter *p, struct port_unit *unit)
{
	struct sp_adapter *a = to_sp_adapter(p);
	struct sp_lu *lu = to_sp_lu(unit);
	unsigned long flags;
	bool kept, used;

	sp_internal_drain(a, lu);
	/* An Enable callback that may know the extension does not hold the lock. */
	used = !sp_enable_wait(a);
	flags = sp_enter(a);
	list_del_init(&lu->waiting);
	if (a->last_unit == lu)
		a->last_unit = NULL;
	/* A management request that the miniport never answered: the unit stays as long. */
	kept = sp_internal_keeps(a, lu) || used;
	if (kept)
		unit->key = PORT_NO_UNIT_KEY;
	sp_leave_and_wake(a, flags);
	if (used)
		port_warn(p, "%u:%u:%llu: its extension stays reserved, as the Enable callback may use it\n",
			  unit->sdev->channel, unit->sdev->id, unit->sdev->lun);
	return kept;
}

/**
 * sp_unit_at() - the unit that a miniport means by an address
 * @a: adapter
 * @key: PORT_UNIT_KEY() of the address
 *
 * While a request for the adapter is on its way the unit that is none answers to 0:0:0, since
 * miniports look at it (traps 44 and 49).
 *
 * Context: interrupt lock held, or an RCU read-side section, in which alone it can be used then.
 * Return: the LU, or NULL if there is none.
 */
struct sp_lu *sp_unit_at(struct sp_adapter *a, u32 key)
{
	struct sp_lu *lu = to_sp_lu(xa_load(&a->port.units, key));

	if (likely(lu || key))
		return lu;
	lu = to_sp_lu(a->port.no_unit);
	return lu && lu->active ? lu : NULL;
}
