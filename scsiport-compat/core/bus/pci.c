// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCI adapters that the driver core finds: the plug-and-play case (contract §1.1.8, §1.3).
 *
 * Each device is one call of HwFindAdapter. What that says in Again is of no use here: the next
 * adapter on the bus is the next device, and comes by itself.
 */
#include <linux/pci.h>
#include <linux/slab.h>

#include "core/bus/pci.h"
#include "core/adapter.h"
#include "core/life.h"
#include "core/miniport.h"
#include "core/power.h"
#include "core/resource.h"
#include "core/bus/bus.h"

/**
 * port_pci_match() - does a registration's VendorId and DeviceId name a device?
 * @r: registration
 * @pdev: device
 *
 * Both ids are prefixes of the four hexadecimal digits, in any letter case, and have a length
 * instead of an end (§1.2).
 *
 * Context: Any.
 * Return: true if both do.
 */
bool port_pci_match(const struct port_registration *r, const struct pci_dev *pdev)
{
	char vendor[8], device[8];

	snprintf(vendor, sizeof(vendor), "%04x", pdev->vendor);
	snprintf(device, sizeof(device), "%04x", pdev->device);
	return port_has_ids(r) && !strncasecmp(vendor, r->vendor_id, strlen(r->vendor_id)) &&
	       !strncasecmp(device, r->device_id, strlen(r->device_id));
}

/* The registration with ids that match; or else, if none has ids, the first. */
static const struct port_registration *port_pci_registration(struct port_miniport *m,
							     const struct pci_dev *pdev)
{
	const struct port_registration *any = NULL;
	bool ids = false;
	u32 i;

	for (i = 0; i < m->registered; i++) {
		const struct port_registration *r = m->registrations[i];

		if (r->hw.AdapterInterfaceType != PCIBus)
			continue;
		if (port_pci_match(r, pdev))
			return r;
		if (port_has_ids(r))
			ids = true;
		else if (!any)
			any = r;
	}
	return ids ? NULL : any;
}

static bool port_pci_usable(const struct resource *r)
{
	return resource_size(r) && r->start && !(r->flags & IORESOURCE_UNSET) &&
	       r->flags & (IORESOURCE_IO | IORESOURCE_MEM);
}

/**
 * port_pci_describe() - preset the configuration with the resources of the adapter's PCI device
 * @a: adapter
 *
 * Context: Process.
 * Return: 0.
 */
int port_pci_describe(struct port_adapter *a)
{
	PORT_CONFIGURATION_INFORMATION *c = &a->config;
	struct pci_dev *pdev = a->pdev;
	u32 i, ranges = 0;

	c->SystemIoBusNumber = pdev->bus->number;
	c->SlotNumber = PCI_SLOT(pdev->devfn) | PCI_FUNC(pdev->devfn) << 5;
	for (i = 0; i < PCI_STD_NUM_BARS && ranges < c->NumberOfAccessRanges; i++) {
		const struct resource *r = &pdev->resource[i];

		if (!port_pci_usable(r))
			continue;
		a->ranges[ranges].RangeStart.QuadPart = pci_bus_address(pdev, i);
		a->ranges[ranges].RangeLength = resource_size(r);
		a->ranges[ranges].RangeInMemory = resource_type(r) == IORESOURCE_MEM;
		ranges++;
	}
	c->InterruptMode = LevelSensitive;
	c->BusInterruptLevel = max(pci_irq_vector(pdev, 0), 0);
	c->BusInterruptVector = c->BusInterruptLevel;
	return 0;
}

static int port_pci_irq(struct port_adapter *a, unsigned int index)
{
	return index ? -ENXIO : pci_irq_vector(a->pdev, 0);
}

/**
 * port_pci_bar() - the base address register of a device that a range lies in
 * @pdev: device
 * @start: bus address or port number
 * @bytes: size
 * @io_space: ports, not memory
 *
 * Context: Any.
 * Return: its index, or -1.
 */
int port_pci_bar(struct pci_dev *pdev, u64 start, u32 bytes, bool io_space)
{
	const unsigned long type = io_space ? IORESOURCE_IO : IORESOURCE_MEM;
	int i;

	for (i = 0; i < PCI_STD_NUM_BARS; i++) {
		const struct resource *r = &pdev->resource[i];
		u64 offset = start - pci_bus_address(pdev, i);

		if (port_pci_usable(r) && resource_type(r) == type && offset < resource_size(r) &&
		    bytes <= resource_size(r) - offset)
			return i;
	}
	return -1;
}

static bool port_pci_valid(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	return port_pci_bar(a->pdev, start, bytes, io_space) >= 0;
}

/**
 * port_pci_get_device_base() - make a range of the adapter's PCI device usable
 * @a: adapter
 * @start: bus address or port number
 * @bytes: size
 * @io_space: ports, not memory
 *
 * Context: Process.
 * Return: the port number or the mapping; NULL if the range is not the device's.
 */
void *port_pci_get_device_base(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	int bar = port_pci_bar(a->pdev, start, bytes, io_space);
	u64 address;

	if (bar < 0)
		return NULL;
	address = pci_resource_start(a->pdev, bar) + (start - pci_bus_address(a->pdev, bar));
	return io_space ? port_map_ports(a, address, bytes) : port_map_memory(a, address, bytes);
}

/*
 * Nobody answers an interrupt any more, and the kernel would switch off a line that it held, for
 * its neighbours too. Whoever enables the device next has the line back.
 */
static bool port_pci_quiet(struct port_adapter *a)
{
	pci_clear_master(a->pdev);
	pci_intx(a->pdev, false);
	return true;
}

static const struct port_bus port_pci_bus = {
	.describe = port_pci_describe,
	.irq = port_pci_irq,
	.valid_range = port_pci_valid,
	.get_device_base = port_pci_get_device_base,
	.quiet = port_pci_quiet,
};

static bool port_pci_is_high(struct pci_dev *pdev, int bar)
{
	const struct resource *r = &pdev->resource[bar];

	return r->flags & IORESOURCE_MEM && port_pci_usable(r) &&
	       pci_bus_address(pdev, bar) + resource_size(r) - 1 > U32_MAX;
}

/* Without the flag, room below 4 GiB is all that is looked at. Nobody decodes memory now. */
static int port_pci_lower_bar(struct pci_dev *pdev, int bar)
{
	struct resource *r = &pdev->resource[bar];
	int ret;

	if (r->child || r->flags & IORESOURCE_PCI_FIXED)
		return -EBUSY;
	pci_release_resource(pdev, bar);
	r->flags &= ~IORESOURCE_MEM_64;
	ret = pci_assign_resource(pdev, bar);
	r->flags |= IORESOURCE_MEM_64;
	if (ret)
		return pci_assign_resource(pdev, bar) ?: ret;
	/* Only the lower half was written. */
	pci_write_config_dword(pdev, PCI_BASE_ADDRESS_0 + 4 * (bar + 1), 0);
	return 0;
}

/**
 * port_pci_lower() - move a PCI device's registers below 4 GiB
 * @pdev: device without a driver, that is about to be a miniport's
 * @m: miniport
 *
 * Many keep addresses in 32 bits, and firmware gives them such. But a device that comes while the
 * machine runs is placed by Linux, as high as its registers allow. Where it cannot be moved, the
 * log says what to do.
 *
 * Context: Process.
 */
void port_pci_lower(struct pci_dev *pdev, const struct port_miniport *m)
{
	u16 command;
	int bar;

	pci_read_config_word(pdev, PCI_COMMAND, &command);
	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		int ret;

		if (!port_pci_is_high(pdev, bar))
			continue;
		pci_write_config_word(pdev, PCI_COMMAND, command & ~PCI_COMMAND_MEMORY);
		ret = port_pci_lower_bar(pdev, bar);
		pci_write_config_word(pdev, PCI_COMMAND, command);
		if (!ret)
			pci_info(pdev, "BAR %d is at %pR now, below 4 GiB, as %s may keep addresses in 32 bits\n",
				 bar, &pdev->resource[bar], m->name);
		else
			pci_warn(pdev, "BAR %d at %pR cannot be moved below 4 GiB (%pe), where %s may look for it: boot with the device in its place, or switch off \"Above 4G Decoding\" in the firmware's set-up\n",
				 bar, &pdev->resource[bar], ERR_PTR(ret), m->name);
	}
}

/**
 * port_pci_claim() - enable a PCI device and take what is its
 * @pdev: device
 * @m: miniport
 *
 * Bus mastering waits until HwFindAdapter says that the HBA is a master.
 *
 * Context: Process.
 * Return: 0, also for a device without interrupt; or what the PCI core says: -EBUSY if a range
 *	has another owner.
 */
int port_pci_claim(struct pci_dev *pdev, struct port_miniport *m)
{
	/* A line must never go missing, so MSI is only for those who ask (struct port_miniport). */
	unsigned int irqs = m->msi ? PCI_IRQ_MSI | PCI_IRQ_MSIX | PCI_IRQ_INTX : PCI_IRQ_INTX;
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	ret = pci_request_regions(pdev, m->name);
	if (ret)
		goto disable;
	ret = pci_alloc_irq_vectors(pdev, 1, 1, irqs);
	/*
	 * No message, and no line either: it is for the miniport to say whether it polls, or has
	 * one of ISA's. What it asks for and cannot have is said then.
	 */
	if (ret < 0)
		pci_dbg(pdev, "no interrupt for %s: %pe\n", m->name, ERR_PTR(ret));
	return 0;

disable:
	pci_disable_device(pdev);
	return ret;
}

/**
 * port_pci_release() - undo port_pci_claim()
 * @pdev: device
 *
 * Context: Process.
 */
void port_pci_release(struct pci_dev *pdev)
{
	pci_clear_master(pdev);
	pci_free_irq_vectors(pdev);
	pci_release_regions(pdev);
	pci_disable_device(pdev);
}

static int port_pci_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct port_miniport *m = container_of(to_pci_driver(pdev->dev.driver),
					       struct port_miniport,
					       pci);
	struct port_site site = {
		.dev = &pdev->dev,
		.pdev = pdev,
		.miniport = m,
		.registration = port_pci_registration(m, pdev),
		.bus = &port_pci_bus,
	};
	struct port_adapter *a;
	int ret;

	if (!site.registration) {
		if (m->pci_ids)
			dev_warn(&pdev->dev, "no VendorId and DeviceId that DriverEntry registered fit this device\n");
		return -ENODEV;
	}
	port_pci_lower(pdev, m);
	ret = port_pci_claim(pdev, m);
	if (ret)
		return ret;
	a = port_adapter_add(&site);
	if (IS_ERR(a)) {
		port_pci_release(pdev);
		return PTR_ERR(a);
	}
	pci_set_drvdata(pdev, a);
	return 0;
}

static void port_pci_remove(struct pci_dev *pdev)
{
	port_adapter_remove(pci_get_drvdata(pdev));
	port_pci_release(pdev);
}

static void port_pci_shutdown(struct pci_dev *pdev)
{
	port_adapter_shutdown(pci_get_drvdata(pdev));
}

/*
 * Ids that a module was not built with come from the registrations: devices of each vendor that
 * is spelt out are offered, and the probe compares the rest. Nothing is offered to a miniport
 * without ids; it gets a device by driver_override, new_id, or the legacy scan.
 */
static int port_pci_table(struct port_miniport *m)
{
	u32 i, n = 0;
	u16 vendor;

	m->pci_table = kcalloc(PORT_MAX_REGISTRATIONS + 1, sizeof(*m->pci_table), GFP_KERNEL);
	if (!m->pci_table)
		return -ENOMEM;
	for (i = 0; i < m->registered; i++) {
		const struct port_registration *r = m->registrations[i];

		if (r->hw.AdapterInterfaceType == PCIBus && port_has_ids(r) &&
		    strlen(r->vendor_id) == 4 && !kstrtou16(r->vendor_id, 16, &vendor))
			m->pci_table[n++] = (struct pci_device_id){
				PCI_DEVICE(vendor, PCI_ANY_ID)
			};
	}
	return 0;
}

/**
 * port_pci_register() - serve the PCI devices of a miniport
 * @m: miniport after DriverEntry
 *
 * Context: Process.
 * Return: 0, also if DriverEntry registered nothing for PCIBus and no id asks for it; -ENODEV if
 *	one does; -ENOMEM; what the driver core says.
 */
int port_pci_register(struct port_miniport *m)
{
	int ret;

	if (!port_registration_for(m, PCIBus)) {
		if (!m->pci_ids)
			return 0;
		pr_err("scsiport: %s: DriverEntry registered no adapter of interface type PCIBus\n",
		       m->name);
		return -ENODEV;
	}
	if (!m->pci_ids) {
		ret = port_pci_table(m);
		if (ret)
			return ret;
	}
	m->pci = (struct pci_driver) {
		.name = m->name,
		.id_table = m->pci_ids ?: m->pci_table,
		.probe = port_pci_probe,
		.remove = port_pci_remove,
		.shutdown = port_pci_shutdown,
		.driver.pm = &port_pm_ops,
	};
	ret = __pci_register_driver(&m->pci, m->owner, m->name);
	m->pci_registered = !ret;
	if (ret)
		port_pci_unregister(m);
	return ret;
}

/**
 * port_pci_unregister() - undo port_pci_register()
 * @m: miniport
 *
 * Context: Process.
 */
void port_pci_unregister(struct port_miniport *m)
{
	if (m->pci_registered)
		pci_unregister_driver(&m->pci);
	m->pci_registered = false;
	kfree(m->pci_table);
	m->pci_table = NULL;
}
