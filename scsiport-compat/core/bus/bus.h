/* SPDX-License-Identifier: GPL-2.0-only */
/* What scsiport needs to know of the bus that an adapter sits on. */
#ifndef SP_BUS_BUS_H
#define SP_BUS_BUS_H

#include <linux/types.h>

struct sp_adapter;

/**
 * struct sp_bus - what scsiport needs to know of the bus that an adapter sits on
 * @describe: presets interrupts and access ranges in the adapter's configuration. Returns 0
 *	or an errno.
 * @irq: the Linux interrupt of BusInterruptLevel @index. Returns it, or a negative errno.
 * @valid_range: may the adapter use a range?
 * @get_device_base: makes a range usable. Returns the address for the accessors or NULL.
 * @quiet: the adapter, whose PCI device that is, needs it to master the bus no more; called once or
 *	more. Returns whether it masters the bus no more.
 */
struct sp_bus {
	int (*describe)(struct sp_adapter *a);
	int (*irq)(struct sp_adapter *a, unsigned int index);
	bool (*valid_range)(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
	void *(*get_device_base)(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);
	bool (*quiet)(struct sp_adapter *a);
};

#endif
