// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCI configuration space as a miniport sees it (contract §3.1). That of the adapter's own device
 * may be read and written by every routine, at any IRQL: nothing is allocated for it and nobody
 * sleeps. HwFindAdapter may read what else there is, and in a legacy scan a device without a driver
 * counts as own. Base address registers that HwFindAdapter writes to are kept and put back
 * afterwards, and others cannot write to them.
 */
#include <linux/pci.h>
#include <linux/slab.h>

#include "core/bus/pci_config.h"
#include "core/bus/bus.h"
#include "core/log.h"
#include "core/rules.h"

struct port_config_saved {
	struct list_head link;
	struct pci_dev *pdev;
	u32 bars[PCI_STD_NUM_BARS];
};

static int port_config_domain(struct port_adapter *a)
{
	return a->pdev ? pci_domain_nr(a->pdev->bus) : 0;
}

/* Is the adapter's own device in a slot? */
static bool port_config_is_own(struct port_adapter *a, u32 bus, u32 slot)
{
	return a->pdev && bus == a->pdev->bus->number && slot <= 255 &&
	       PCI_DEVFN(slot & 31, slot >> 5) == a->pdev->devfn;
}

/**
 * port_config_device() - the device in a slot
 * @domain: PCI domain
 * @bus: bus number
 * @slot: PCI_SLOT_NUMBER
 *
 * Context: Process.
 * Return: the device, with a reference; NULL if there is none.
 */
struct pci_dev *port_config_device(int domain, u32 bus, u32 slot)
{
	if (bus > 255 || slot > 255)
		return NULL;
	return pci_get_domain_bus_and_slot(domain, bus, PCI_DEVFN(slot & 31, slot >> 5));
}

static void port_config_load(struct pci_dev *pdev, u32 offset, u8 *buffer, u32 length)
{
	u32 i;

	for (i = 0; i < length; i++)
		pci_read_config_byte(pdev, offset + i, &buffer[i]);
}

/**
 * port_config_read_slot() - read the configuration space of any slot
 * @domain: PCI domain
 * @bus: bus number
 * @slot: PCI_SLOT_NUMBER
 * @buffer: out
 * @offset: where from
 * @length: bytes; with @offset no more than there are
 *
 * Context: Process.
 * Return: bytes read; 2 for an empty slot, 0 for a bus that does not exist.
 */
u32 port_config_read_slot(int domain, u32 bus, u32 slot, u8 *buffer, u32 offset, u32 length)
{
	struct pci_dev *pdev;

	if (bus > 255 || !pci_find_bus(domain, bus))
		return 0;
	pdev = port_config_device(domain, bus, slot);
	if (!pdev) {
		length = min_t(u32, length, 2);
		memset(buffer, 0xff, length);
		return length;
	}
	port_config_load(pdev, offset, buffer, length);
	pci_dev_put(pdev);
	return length;
}

/**
 * port_config_read() - read the configuration space of a slot
 * @a: adapter
 * @bus: bus number
 * @slot: PCI_SLOT_NUMBER
 * @buffer: out
 * @length: bytes
 *
 * Context: Any for the adapter's own device; HwFindAdapter for all others.
 * Return: bytes read; 2 for an empty slot, 0 for a bus that does not exist and, with a line in the
 *	log, for a device that may not be looked at now.
 */
u32 port_config_read(struct port_adapter *a, u32 bus, u32 slot, u8 *buffer, u32 length)
{
	length = min_t(u32, length, PORT_CONFIG_SIZE);
	if (port_config_is_own(a, bus, slot)) {
		port_config_load(a->pdev, 0, buffer, length);
		return length;
	}
	if (a->finding)
		return port_config_read_slot(port_config_domain(a), bus, slot, buffer, 0, length);
	port_breach(a, PORT_RULE_FOREIGN_CONFIG, NULL,
		    "ScsiPortGetBusData outside HwFindAdapter of bus %u slot %#x, not its own", bus,
		    slot);
	return 0;
}

static bool port_config_save(struct port_adapter *a, struct pci_dev *pdev)
{
	struct port_config_saved *s;
	u32 i;

	list_for_each_entry(s, &a->saved_config, link) {
		if (s->pdev == pdev)
			return true;
	}
	s = kzalloc(sizeof(*s), GFP_KERNEL);
	if (!s)
		return false;
	s->pdev = pci_dev_get(pdev);
	for (i = 0; i < PCI_STD_NUM_BARS; i++)
		pci_read_config_dword(pdev, PCI_BASE_ADDRESS_0 + 4 * i, &s->bars[i]);
	list_add(&s->link, &a->saved_config);
	return true;
}

/**
 * port_config_store() - write to the configuration space of a device
 * @pdev: device
 * @offset: where to
 * @data: data
 * @length: bytes
 *
 * In pieces as large as alignment allows: a base address register takes nothing less than whole.
 *
 * Context: Any.
 */
void port_config_store(struct pci_dev *pdev, u32 offset, const u8 *data, u32 length)
{
	while (length) {
		u32 step = !(offset & 3) && length >= 4 ? 4 : !(offset & 1) && length >= 2 ? 2 : 1;
		u32 value = 0;

		memcpy(&value, data, step);
		if (step == 4)
			pci_write_config_dword(pdev, offset, value);
		else if (step == 2)
			pci_write_config_word(pdev, offset, value);
		else
			pci_write_config_byte(pdev, offset, value);
		offset += step;
		data += step;
		length -= step;
	}
}

/* May the adapter's miniport write to a device? Never to a bridge: others live behind it. */
static bool port_config_ours(struct port_adapter *a, struct pci_dev *pdev)
{
	if (pdev == a->pdev)
		return true;
	return a->site->legacy && !pdev->dev.driver && pdev->class >> 16 != PCI_BASE_CLASS_BRIDGE;
}

/* While HwFindAdapter runs, what it does to base address registers can be undone. */
static u32 port_config_write_finding(struct port_adapter *a, u32 bus, u32 slot, const u8 *data,
				     u32 offset, u32 length)
{
	struct pci_dev *pdev = port_config_device(port_config_domain(a), bus, slot);
	bool ours;

	if (!pdev)
		return 0;
	ours = port_config_ours(a, pdev);
	if (!ours)
		port_warn(a, "ScsiPortSetBusDataByOffset: %s is not this adapter's device\n",
			  pci_name(pdev));
	if (!ours || !port_config_save(a, pdev))
		length = 0;
	port_config_store(pdev, offset, data, length);
	pci_dev_put(pdev);
	return length;
}

#define PORT_SET_OUTSIDE	"ScsiPortSetBusDataByOffset outside HwFindAdapter "

/* Where a device is to be found is no business of a miniport's once it has been found. */
static bool port_config_moves(u32 offset, u32 length)
{
	return (offset < PCI_CARDBUS_CIS && offset + length > PCI_BASE_ADDRESS_0) ||
	       (offset < PCI_ROM_ADDRESS + 4 && offset + length > PCI_ROM_ADDRESS);
}

/**
 * port_config_write() - write the configuration space of the adapter's device
 * @a: adapter
 * @bus: bus number
 * @slot: PCI_SLOT_NUMBER
 * @data: data
 * @offset: where to
 * @length: bytes
 *
 * Context: Any for the adapter's own device; HwFindAdapter for all others.
 * Return: bytes written; 0, with a line in the log, for what may not be written now.
 */
u32 port_config_write(struct port_adapter *a, u32 bus, u32 slot, const u8 *data, u32 offset,
		      u32 length)
{
	if (offset >= PORT_CONFIG_SIZE || length > PORT_CONFIG_SIZE - offset)
		return 0;
	if (a->finding)
		return port_config_write_finding(a, bus, slot, data, offset, length);
	if (!port_config_is_own(a, bus, slot)) {
		port_breach(a, PORT_RULE_FOREIGN_CONFIG, NULL,
			    PORT_SET_OUTSIDE "of bus %u slot %#x, not its own", bus, slot);
		return 0;
	}
	if (port_config_moves(offset, length)) {
		port_breach(a, PORT_RULE_MOVED_REGISTERS, NULL,
			    PORT_SET_OUTSIDE "of base address registers (offset %#x, %u bytes)",
			    offset, length);
		return 0;
	}
	port_config_store(a->pdev, offset, data, length);
	return length;
}

static void port_config_put_back(struct port_adapter *a, struct port_config_saved *s)
{
	u32 i, now;

	for (i = 0; i < PCI_STD_NUM_BARS; i++) {
		pci_read_config_dword(s->pdev, PCI_BASE_ADDRESS_0 + 4 * i, &now);
		if (now == s->bars[i])
			continue;
		port_breach(a, PORT_RULE_CHANGED_REGISTERS, NULL,
			    "HwFindAdapter left base address register %u of %s = %#x, not %#x", i,
			    pci_name(s->pdev), now, s->bars[i]);
		pci_write_config_dword(s->pdev, PCI_BASE_ADDRESS_0 + 4 * i, s->bars[i]);
	}
}

/**
 * port_config_restore() - put back base address registers that HwFindAdapter left changed
 * @a: adapter
 *
 * Context: Process.
 */
void port_config_restore(struct port_adapter *a)
{
	struct port_config_saved *s, *next;

	list_for_each_entry_safe(s, next, &a->saved_config, link) {
		port_config_put_back(a, s);
		pci_dev_put(s->pdev);
		list_del(&s->link);
		kfree(s);
	}
}
