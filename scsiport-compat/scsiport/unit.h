/* SPDX-License-Identifier: GPL-2.0-only */
/* A logical unit of ScsiPort's: who may start on it. */
#ifndef SP_UNIT_H
#define SP_UNIT_H

#include "core/unit.h"
#include "scsiport/adapter.h"
#include "scsiport/srb.h"

/* The part of sp_lu::blank that counts. */
#define SP_BLANK_BYTES	offsetof(SCSI_REQUEST_BLOCK, DataTransferLength)

/**
 * struct sp_lu - a logical unit, from the first command of the scan to the removal of the device
 * @port: what the core knows of it
 * @active: requests that the miniport owns (written under the interrupt lock)
 * @wanted: the miniport asked for a request for this LU, or the LU is idle (interrupt lock)
 * @busy: a request came back BUSY; wait for a completion or the tick (interrupt lock)
 * @untagged: the active untagged request (written under the interrupt lock, read under RCU too)
 * @sense_for: request whose sense data the port fetches (written under the interrupt lock)
 * @parked: requests not given to the miniport yet, oldest first (interrupt lock)
 * @waiting: in sp_adapter::waiting (interrupt lock)
 * @blank: what the SRBs of all its requests begin with, up to SrbFlags; QueueTag is SP_UNTAGGED
 *	or, if the LU takes several requests, the place of the slot's tag. Written before the LU
 *	gets a command that depends on it.
 * @sense: the REQUEST SENSE for @sense_for
 * @sense_data: its data buffer, in the LU's DMA memory
 * @sense_ticks: ticks that the miniport has it (interrupt lock)
 */
struct sp_lu {
	struct port_unit port;
	u16 active;
	bool wanted;
	bool busy;
	struct sp_srb *untagged;
	struct sp_srb *sense_for;
	struct list_head parked;
	struct list_head waiting;
	SCSI_REQUEST_BLOCK blank;
	struct sp_srb sense;
	u8 *sense_data;
	u16 sense_ticks;
};

/* NULL is none. */
static inline struct sp_lu *to_sp_lu(struct port_unit *p)
{
	return p ? container_of(p, struct sp_lu, port) : NULL;
}

/* The bus that a request went to. */
static inline u8 sp_path_of(const struct sp_srb *s)
{
	return s->lu->blank.PathId;
}

void sp_unit_init(struct port_adapter *p, struct port_unit *unit, size_t tail);
void sp_unit_found(struct port_adapter *p, struct port_unit *unit, bool tagged);
bool sp_unit_gone(struct port_adapter *p, struct port_unit *unit);
struct sp_lu *sp_unit_at(struct sp_adapter *a, u32 key);

/**
 * sp_unit_find() - the LU at an address
 * @a: adapter
 * @path: bus
 * @target: target
 * @lun: logical unit
 *
 * A miniport nearly always means the unit whose request it has just got or completed.
 *
 * Context: interrupt lock held.
 * Return: the LU, or NULL if there is none.
 */
static inline struct sp_lu *sp_unit_find(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	u32 key = PORT_UNIT_KEY(path, target, lun);

	lockdep_assert_held(&a->lock);
	if (likely(a->last_unit && a->last_unit->port.key == key))
		return a->last_unit;
	return sp_unit_at(a, key);
}

#endif
