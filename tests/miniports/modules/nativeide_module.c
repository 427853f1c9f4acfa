// SPDX-License-Identifier: GPL-2.0-only
/*
 * A PCI IDE controller in native mode, for tests: QEMU for x86 has none. Only its configuration
 * space is made up, on a root bus of its own; base address registers and interrupt are those of
 * QEMU's ISA controller (isa-ide), so whoever finds its way there meets real drives.
 */
#include <linux/module.h>
#include <linux/pci.h>

#define NATIVE_BUS	0x40
#define NATIVE_COMMAND	0x1e8	/* 8 ports */
#define NATIVE_CONTROL	0x3ec	/* 4 ports; the control register is the third */
#define NATIVE_IRQ	6	/* no PCI device can have it: an edge for all kernels */

static u8 config[PCI_CFG_SPACE_SIZE];
static struct pci_bus *bus;
static struct pci_sysdata sysdata = { .node = NUMA_NO_NODE };

static int native_read(struct pci_bus *b, unsigned int devfn, int where, int size, u32 *value)
{
	*value = ~0;
	if (devfn || where + size > sizeof(config))
		return PCIBIOS_DEVICE_NOT_FOUND;
	*value = 0;
	memcpy(value, config + where, size);
	return PCIBIOS_SUCCESSFUL;
}

/* The bits of a base address register that cannot be changed, as its range has 8 or 4 ports. */
static void native_write_bar(int where, u32 value)
{
	u32 ports = where == PCI_BASE_ADDRESS_0 ? 8 : 4;

	value = (value & ~(ports - 1)) | PCI_BASE_ADDRESS_SPACE_IO;
	memcpy(config + where, &value, sizeof(value));
}

static int native_write(struct pci_bus *b, unsigned int devfn, int where, int size, u32 value)
{
	if (devfn || where + size > sizeof(config))
		return PCIBIOS_DEVICE_NOT_FOUND;
	if (size == 4 && (where == PCI_BASE_ADDRESS_0 || where == PCI_BASE_ADDRESS_1))
		native_write_bar(where, value);
	else if (where == PCI_COMMAND || where == PCI_INTERRUPT_LINE)
		memcpy(config + where, &value, size);
	return PCIBIOS_SUCCESSFUL;
}

static struct pci_ops native_ops = {
	.read = native_read,
	.write = native_write,
};

static void native_config(int where, u32 value)
{
	memcpy(config + where, &value, sizeof(value));
}

/* The window of I/O ports that the machine's own root bus has. */
static struct resource *native_window(void)
{
	struct pci_bus *root = pci_find_bus(0, 0);
	struct resource *r;
	int i;

	if (!root)
		return NULL;
	pci_bus_for_each_resource(root, r, i) {
		if (r && r->flags & IORESOURCE_IO && r->start <= NATIVE_COMMAND &&
		    r->end >= NATIVE_CONTROL + 3)
			return r;
	}
	return NULL;
}

static int native_add(struct resource *window)
{
	struct pci_dev *pdev;
	LIST_HEAD(windows);

	pci_add_resource(&windows, window);
	pci_lock_rescan_remove();
	bus = pci_create_root_bus(NULL, NATIVE_BUS, &native_ops, &sysdata, &windows);
	if (!bus) {
		pci_unlock_rescan_remove();
		pci_free_resource_list(&windows);
		return -ENODEV;
	}
	pci_scan_child_bus(bus);
	pdev = pci_get_slot(bus, 0);
	if (pdev)
		pdev->irq = NATIVE_IRQ;
	pci_bus_claim_resources(bus);
	pci_bus_add_devices(bus);
	pci_unlock_rescan_remove();
	pci_dev_put(pdev);
	return 0;
}

static int __init native_init(void)
{
	struct resource *window = native_window();

	if (!window)
		return -ENODEV;
	native_config(PCI_VENDOR_ID, 0x1de01de0);
	native_config(PCI_CLASS_REVISION, PCI_CLASS_STORAGE_IDE << 16 | 0x05 << 8);
	native_config(PCI_BASE_ADDRESS_0, NATIVE_COMMAND | PCI_BASE_ADDRESS_SPACE_IO);
	native_config(PCI_BASE_ADDRESS_1, NATIVE_CONTROL | PCI_BASE_ADDRESS_SPACE_IO);
	/* No pin: nobody is to ask the firmware where the line leads to. */
	native_config(PCI_INTERRUPT_LINE, NATIVE_IRQ);
	return native_add(window);
}
module_init(native_init);

static void __exit native_exit(void)
{
	pci_lock_rescan_remove();
	pci_stop_root_bus(bus);
	pci_remove_root_bus(bus);
	pci_unlock_rescan_remove();
}
module_exit(native_exit);

MODULE_DESCRIPTION("PCI IDE controller in native mode, for tests");
MODULE_LICENSE("GPL");
