/* SPDX-License-Identifier: GPL-2.0-only */
/* PCI devices that adapters of a legacy scan have. */
#ifndef PORT_BUS_LEGACY_DEVICE_H
#define PORT_BUS_LEGACY_DEVICE_H

#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/platform_device.h>

#include "core/bus/bus.h"

/**
 * struct port_legacy_device - a PCI device that adapters of a legacy scan have
 * @pdev: device
 * @miniport: whose they are
 * @lock: protects @gone, what is on @adapters, and port_legacy::adapter of these; nothing is waited
 *	for under it
 * @adapters: they join under @lock, and leave under the device's own lock too
 * @gone: the driver lets it go: nobody joins any more
 * @awake: adapters that may have it master the bus
 */
struct port_legacy_device {
	struct pci_dev *pdev;
	struct port_miniport *miniport;
	struct mutex lock;		/* see above */
	struct list_head adapters;
	bool gone;
	atomic_t awake;
};

/* An adapter that the scan found. */
struct port_legacy {
	struct list_head link;
	struct port_site site;
	struct mutex adding;		/* held while it is added: its device waits to go */
	struct port_adapter *adapter;	/* NULL when its PCI device is gone */
	struct platform_device *platform;
	struct port_legacy_device *device;	/* NULL: it has no PCI device */
	struct list_head sibling;	/* in port_legacy_device::adapters */
};

struct port_legacy_device *port_legacy_ours(const struct port_miniport *m, struct pci_dev *pdev);
bool port_legacy_join(struct port_legacy *l, struct pci_dev *pdev);
int port_legacy_bind(struct port_legacy *l, struct pci_dev *pdev);
void port_legacy_unbind(struct port_legacy *l);

#endif
