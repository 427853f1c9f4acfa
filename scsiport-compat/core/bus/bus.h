/* SPDX-License-Identifier: GPL-2.0-only */
/* Where an adapter is, and what scsiport needs to know of the bus that it sits on. */
#ifndef PORT_BUS_BUS_H
#define PORT_BUS_BUS_H

#include <linux/types.h>

struct device;
struct pci_dev;
struct port_adapter;
struct port_bus;
struct port_miniport;
struct port_registration;

/**
 * struct port_site - where an adapter is to be brought up, and for whom
 * @dev: parent of the host; its DMA is the adapter's
 * @pdev: PCI device of the adapter, if it is one
 * @miniport: driver
 * @registration: what that registered for this kind of adapter
 * @bus: how resources are found
 * @legacy: part of a legacy scan: the miniport looks for its hardware itself
 * @bus_number: SystemIoBusNumber of a legacy scan
 * @again: out: HwFindAdapter found something and wants to be called again
 */
struct port_site {
	struct device *dev;
	struct pci_dev *pdev;
	struct port_miniport *miniport;
	const struct port_registration *registration;
	const struct port_bus *bus;
	bool legacy;
	u32 bus_number;
	bool again;
};

/**
 * struct port_bus - what scsiport needs to know of the bus that an adapter sits on
 * @describe: presets interrupts and access ranges in the adapter's configuration. Returns 0
 *	or an errno.
 * @irq: the Linux interrupt of BusInterruptLevel @index. Returns it, or a negative errno.
 * @valid_range: may the adapter use a range?
 * @get_device_base: makes a range usable. Returns the address for the accessors or NULL.
 * @quiet: the adapter, whose PCI device that is, needs it to master the bus no more; called once or
 *	more. Returns whether it masters the bus no more.
 */
struct port_bus {
	int (*describe)(struct port_adapter *a);
	int (*irq)(struct port_adapter *a, unsigned int index);
	bool (*valid_range)(struct port_adapter *a, u64 start, u32 bytes, bool io_space);
	void *(*get_device_base)(struct port_adapter *a, u64 start, u32 bytes, bool io_space);
	bool (*quiet)(struct port_adapter *a);
};

#endif
