/* SPDX-License-Identifier: GPL-2.0-only */
/* PCI devices. */
#ifndef PORT_BUS_PCI_H
#define PORT_BUS_PCI_H

#include <linux/pci.h>

#include "core/miniport.h"

struct port_adapter;

int port_pci_register(struct port_miniport *m);
void port_pci_unregister(struct port_miniport *m);
bool port_pci_match(const struct port_registration *r, const struct pci_dev *pdev);
void port_pci_lower(struct pci_dev *pdev, const struct port_miniport *m);
int port_pci_claim(struct pci_dev *pdev, struct port_miniport *m);
void port_pci_release(struct pci_dev *pdev);
int port_pci_describe(struct port_adapter *a);
int port_pci_bar(struct pci_dev *pdev, u64 start, u32 bytes, bool io_space);
void *port_pci_get_device_base(struct port_adapter *a, u64 start, u32 bytes, bool io_space);

#endif
