/* SPDX-License-Identifier: GPL-2.0-only */
/* A logical unit. */
#ifndef SP_UNIT_H
#define SP_UNIT_H

#include <linux/rcupdate.h>
#include <scsi/scsi_device.h>

#include "core/srb.h"

struct sp_adapter;

/* The part of sp_lu::blank that counts. */
#define SP_BLANK_BYTES	offsetof(SCSI_REQUEST_BLOCK, DataTransferLength)

/**
 * struct sp_lu - a logical unit, from the first command of the scan to the removal of the device
 * @key: PORT_UNIT_KEY() of its address, so that finding it again is one comparison
 * @waiting: in sp_adapter::waiting (interrupt lock)
 * @orphan: in sp_adapter::orphans (interrupt lock)
 * @parked: requests not given to the miniport yet, oldest first (interrupt lock)
 * @untagged: the active untagged request (interrupt lock)
 * @active: requests that the miniport owns (interrupt lock)
 * @wanted: the miniport asked for a request for this LU, or the LU is idle (interrupt lock)
 * @configured: there is a device, which is more than an address that is being scanned
 * @leaving: set once, no lock: nobody waits long any more
 * @blank: what the SRBs of all its requests begin with, up to SrbFlags; QueueTag is SP_UNTAGGED
 *	or, if the LU takes several requests, the place of the slot's tag
 * @busy: a request came back BUSY; wait for a completion or the tick (interrupt lock)
 * @sense_for: request whose sense data the port fetches (interrupt lock)
 * @sense: the REQUEST SENSE for it
 * @sense_data: its data buffer, in the LU's DMA memory
 * @sense_ticks: ticks that the miniport has it (interrupt lock)
 * @extension: LU extension, in the LU's DMA memory; NULL if the miniport wants none
 * @rcu: outside of the lock the miniport looks for units, too
 */
struct sp_lu {
	struct sp_adapter *adapter;
	struct scsi_device *sdev;
	u32 key;
	u16 active;
	bool configured;
	bool leaving;
	bool wanted;
	bool busy;
	struct sp_srb *untagged;
	struct sp_srb *sense_for;
	struct list_head parked;
	struct list_head waiting;
	struct list_head orphan;
	SCSI_REQUEST_BLOCK blank;
	struct sp_srb sense;
	u8 *sense_data;
	u16 sense_ticks;
	void *extension;
	size_t memory_size;
	void *memory;
	dma_addr_t memory_dma;
	struct rcu_head rcu;
};

#define PORT_NO_UNIT_KEY		PORT_UNIT_KEY(SCSI_MAXIMUM_BUSES, 0, 0)
#define PORT_UNIT_KEY(path, target, lun) \
	(((u32)(path) << 16) | ((u32)(target) << 8) | (u32)(lun))

/* The bus that a request went to. */
static inline u8 sp_path_of(const struct sp_srb *s)
{
	return s->lu->blank.PathId;
}

#endif
