/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter's life. */
#ifndef SP_LIFE_H
#define SP_LIFE_H

#include "core/bus/bus.h"
#include "core/miniport.h"

struct sp_adapter;

/**
 * struct sp_site - where an adapter is to be brought up, and for whom
 * @dev: parent of the host; its DMA is the adapter's
 * @pdev: PCI device of the adapter, if it is one
 * @miniport: driver
 * @registration: what that registered for this kind of adapter
 * @bus: how resources are found
 * @legacy: part of a legacy scan: the miniport looks for its hardware itself
 * @bus_number: SystemIoBusNumber of a legacy scan
 * @again: out: HwFindAdapter found something and wants to be called again
 */
struct sp_site {
	struct device *dev;
	struct pci_dev *pdev;
	struct sp_miniport *miniport;
	const struct sp_registration *registration;
	const struct sp_bus *bus;
	bool legacy;
	u32 bus_number;
	bool again;
};

struct sp_adapter *sp_adapter_add(struct sp_site *site);
void sp_adapter_remove(struct sp_adapter *a);
void sp_adapter_shutdown(struct sp_adapter *a);

#endif
