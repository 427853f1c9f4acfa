/* SPDX-License-Identifier: GPL-2.0-only */
/* A logical unit, as far as no port model decides. It stands first in the model's own structure. */
#ifndef PORT_UNIT_H
#define PORT_UNIT_H

#include <linux/list.h>
#include <linux/rcupdate.h>
#include <scsi/scsi_device.h>

#include "nt.h"

struct port_adapter;

#define PORT_NO_UNIT_KEY	PORT_UNIT_KEY(SCSI_MAXIMUM_BUSES, 0, 0)
#define PORT_UNIT_KEY(path, target, lun) \
	(((u32)(path) << 16) | ((u32)(target) << 8) | (u32)(lun))

/**
 * struct port_unit - a logical unit, from the first command of the scan to the end of its device
 * @sdev: its device; NULL of the one that is none, and not to be looked at once the unit is gone
 * @key: PORT_UNIT_KEY() of its address, so that finding it again is one comparison;
 *	PORT_NO_UNIT_KEY of one that has none, or none any more
 * @configured: there is a device, which is more than an address that is being scanned; set once
 * @leaving: set once, no lock: nobody waits long any more
 * @orphan: in port_adapter::orphans (the host's scan_mutex)
 * @extension: LU extension, at the start of @memory; NULL if the miniport wants none
 * @memory: DMA memory of @memory_size bytes; behind the extension, the model's
 * @rcu: outside of every lock the miniport looks for units, too
 */
struct port_unit {
	struct port_adapter *adapter;
	struct scsi_device *sdev;
	u32 key;
	bool configured;
	bool leaving;
	struct list_head orphan;
	void *extension;
	size_t memory_size;
	void *memory;
	dma_addr_t memory_dma;
	struct rcu_head rcu;
};

#endif
