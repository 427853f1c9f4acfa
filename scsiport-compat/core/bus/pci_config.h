/* SPDX-License-Identifier: GPL-2.0-only */
/* PCI configuration space as a miniport sees it. */
#ifndef PORT_BUS_PCI_CONFIG_H
#define PORT_BUS_PCI_CONFIG_H

#include <linux/pci.h>

struct port_adapter;

#define PORT_CONFIG_SIZE	256	/* bytes of a PCI slot's configuration space */

struct pci_dev *port_config_device(int domain, u32 bus, u32 slot);
u32 port_config_read_slot(int domain, u32 bus, u32 slot, u8 *buffer, u32 offset, u32 length);
void port_config_store(struct pci_dev *pdev, u32 offset, const u8 *data, u32 length);
u32 port_config_read(struct port_adapter *a, u32 bus, u32 slot, u8 *buffer, u32 length);
u32 port_config_write(struct port_adapter *a, u32 bus, u32 slot, const u8 *data, u32 offset,
		      u32 length);
void port_config_restore(struct port_adapter *a);

#endif
