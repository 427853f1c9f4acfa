/* SPDX-License-Identifier: GPL-2.0-only */
/* PCI devices. */
#ifndef SP_BUS_PCI_H
#define SP_BUS_PCI_H

#include <linux/pci.h>

#include "core/miniport.h"

struct sp_adapter;

int sp_pci_register(struct sp_miniport *m);
void sp_pci_unregister(struct sp_miniport *m);
bool sp_pci_match(const struct sp_registration *r, const struct pci_dev *pdev);
void sp_pci_lower(struct pci_dev *pdev, const struct sp_miniport *m);
int sp_pci_claim(struct pci_dev *pdev, struct sp_miniport *m);
void sp_pci_release(struct pci_dev *pdev);
int sp_pci_describe(struct sp_adapter *a);
int sp_pci_bar(struct pci_dev *pdev, u64 start, u32 bytes, bool io_space);
void *sp_pci_get_device_base(struct sp_adapter *a, u64 start, u32 bytes, bool io_space);

#endif
