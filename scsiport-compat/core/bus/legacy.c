// SPDX-License-Identifier: GPL-2.0-only
/*
 * The legacy scan (contract §1.1.7, §1.2), for miniports that look for their hardware themselves.
 * Only on demand (parameter "legacy" of the miniport's module), since such a miniport may touch
 * what is not its own. The whole scan happens while the module is loaded.
 *
 * Every range that the miniport asks for is claimed, so what a Linux driver owns is refused. If it
 * lies in a PCI device without a driver, the adapter takes that device: it is bound to a driver of
 * ours and enabled, and its interrupt and its DMA are the adapter's. More adapters of the same
 * miniport can join it there, each with ranges of its own: the two channels of an IDE controller.
 * All other adapters get a platform device as their parent.
 */
#include <linux/device.h>
#include <linux/iommu.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#include "core/bus/legacy.h"
#include "core/life.h"
#include "core/log.h"
#include "core/miniport.h"
#include "core/resource.h"
#include "core/bus/bus.h"
#include "core/bus/legacy_device.h"
#include "core/bus/pci.h"

static struct port_legacy *port_legacy_of(struct port_adapter *a)
{
	return container_of(a->site, struct port_legacy, site);
}

static void port_legacy_wake(struct port_adapter *a)
{
	a->shared = port_legacy_of(a)->device;
	atomic_inc(&a->shared->awake);
	a->awake = true;
}

/* Others may be at work on the device. */
static bool port_legacy_quiet(struct port_adapter *a)
{
	if (xchg(&a->awake, false))
		atomic_dec(&a->shared->awake);
	if (atomic_read(&a->shared->awake))
		return false;
	pci_clear_master(a->pdev);
	return true;
}

static int port_legacy_describe(struct port_adapter *a)
{
	if (a->pdev) {
		port_legacy_wake(a);
		return port_pci_describe(a);
	}
	a->config.SystemIoBusNumber = a->site->bus_number;
	a->config.InterruptMode = a->config.AdapterInterfaceType == PCIBus ? LevelSensitive :
									    Latched;
	return 0;
}

/* Old drivers name a PCI interrupt as the firmware left it in configuration space. */
static bool port_legacy_is_pci_irq(struct port_adapter *a, u32 level)
{
	u8 line = 0;

	if (!a->pdev || !a->pdev->irq)
		return false;
	pci_read_config_byte(a->pdev, PCI_INTERRUPT_LINE, &line);
	return level == line || level == a->pdev->irq;
}

static int port_legacy_irq(struct port_adapter *a, unsigned int index)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->config;
	u32 level = index ? c->BusInterruptLevel2 : c->BusInterruptLevel;
	u32 vector = index ? c->BusInterruptVector2 : c->BusInterruptVector;

	level = level ?: vector;
	if (port_legacy_is_pci_irq(a, level))
		return pci_irq_vector(a->pdev, 0);
	/* Lines of ISA have the same numbers in Linux. */
	return port_has_isa() && level < 16 ? level : -ENXIO;
}

/* The PCI device that a range lies in, with a reference. */
static struct pci_dev *port_legacy_owner(u64 start, u32 bytes, bool io_space)
{
	struct pci_dev *pdev = NULL;

	for_each_pci_dev(pdev) {
		if (port_pci_bar(pdev, start, bytes, io_space) >= 0)
			return pdev;
	}
	return NULL;
}

/*
 * What was allocated for DMA before its device was known has the address that the memory has; an
 * IOMMU that translates knows nothing of it.
 */
static bool port_legacy_reaches(struct port_adapter *a, struct pci_dev *pdev)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(&pdev->dev);

	if (!a->common || !domain || domain->type == IOMMU_DOMAIN_IDENTITY)
		return true;
	port_err(a, "%s is behind an IOMMU and cannot reach the uncached extension, allocated before ScsiPortGetDeviceBase: boot with iommu=pt\n",
		 pci_name(pdev));
	return false;
}

static bool port_legacy_adopt(struct port_adapter *a, struct pci_dev *pdev)
{
	if (!port_legacy_reaches(a, pdev) || port_legacy_bind(port_legacy_of(a), pdev))
		return false;
	a->pdev = pdev;
	port_legacy_wake(a);
	/* What was allocated for DMA stays where it is; then the bus is still to be mastered. */
	if (!a->common)
		a->dev = &pdev->dev;
	else if (a->its_config.Master)
		pci_set_master(pdev);
	return true;
}

/*
 * Has another adapter taken a range of the device? The two channels of an IDE controller have
 * registers of their own, but for those of its DMA.
 */
static bool port_legacy_is_taken(struct port_legacy_device *d, u64 start, u32 bytes, bool io_space)
{
	int bar = port_pci_bar(d->pdev, start, bytes, io_space);
	bool taken = false;
	struct port_legacy *l;

	if (d->pdev->class >> 8 == PCI_CLASS_STORAGE_IDE && bar >= 4)
		return false;
	start += pci_resource_start(d->pdev, bar) - pci_bus_address(d->pdev, bar);
	mutex_lock(&d->lock);
	list_for_each_entry(l, &d->adapters, sibling)
		taken |= l->adapter && port_has_mapped(l->adapter, start, bytes, io_space);
	mutex_unlock(&d->lock);
	return taken;
}

/* May an adapter have a range of a PCI device? A second device is not for it. */
static bool port_legacy_may_have(struct port_adapter *a, struct pci_dev *pdev, u64 start, u32 bytes,
				 bool io_space)
{
	struct port_legacy_device *d;
	bool may;

	if (a->pdev)
		return a->pdev == pdev && !port_legacy_is_taken(a->shared, start, bytes, io_space);
	device_lock(&pdev->dev);
	d = port_legacy_ours(a->miniport, pdev);
	may = d ? !port_legacy_is_taken(d, start, bytes, io_space) : !pdev->dev.driver;
	device_unlock(&pdev->dev);
	return may;
}

/**
 * port_legacy_is_busy() - does somebody else have ports?
 * @a: adapter
 * @start: first port
 * @bytes: size
 *
 * Where they are part of a PCI device that adapters of the same miniport have, nobody else has.
 *
 * Context: Process.
 * Return: whether somebody has.
 */
bool port_legacy_is_busy(struct port_adapter *a, u32 start, u32 bytes)
{
	struct pci_dev *pdev = port_legacy_owner(start, bytes, true);
	bool ours = false;

	if (pdev) {
		ours = a->pdev == pdev;
		if (!ours && a->site->legacy) {
			device_lock(&pdev->dev);
			ours = port_legacy_ours(a->miniport, pdev);
			device_unlock(&pdev->dev);
		}
		pci_dev_put(pdev);
	}
	if (ours)
		return false;
	if (!request_region(start, bytes, a->miniport->name))
		return true;
	release_region(start, bytes);
	return false;
}

/* Outside of PCI devices. */
static bool port_legacy_claim(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	if (io_space && (!port_has_isa() || start + bytes > SZ_64K))
		return false;
	return port_claim(a, start, bytes, io_space);
}

static void *port_legacy_get_device_base(struct port_adapter *a, u64 start, u32 bytes,
					 bool io_space)
{
	struct pci_dev *pdev = port_legacy_owner(start, bytes, io_space);
	void *base = NULL;

	if (pdev) {
		bool ours = port_legacy_may_have(a, pdev, start, bytes, io_space) &&
			    (pdev == a->pdev || port_legacy_adopt(a, pdev));

		if (!ours)
			port_warn(a, "%s belongs to %s\n", pci_name(pdev),
				  dev_driver_string(&pdev->dev));
		pci_dev_put(pdev);
		return ours ? port_pci_get_device_base(a, start, bytes, io_space) : NULL;
	}
	if (port_legacy_claim(a, start, bytes, io_space))
		base = io_space ? port_map_ports(a, start, bytes) : port_map_memory(a, start,
										    bytes);
	port_claims_trim(a);
	return base;
}

static bool port_legacy_valid(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	struct pci_dev *pdev = port_legacy_owner(start, bytes, io_space);
	bool valid;

	if (pdev) {
		valid = port_legacy_may_have(a, pdev, start, bytes, io_space);
		pci_dev_put(pdev);
		return valid;
	}
	valid = port_legacy_claim(a, start, bytes, io_space);
	port_claims_trim(a);
	return valid;
}

static const struct port_bus port_legacy_bus = {
	.describe = port_legacy_describe,
	.irq = port_legacy_irq,
	.valid_range = port_legacy_valid,
	.get_device_base = port_legacy_get_device_base,
	.quiet = port_legacy_quiet,
};

/*
 * What was found so is known to the PCI device that it took, which it leaves; to its adapter, which
 * is removed; to its platform device, which shutdown may look at until it is unregistered; and to
 * the list of its miniport, which is the caller's affair.
 */
static void port_legacy_free(struct port_legacy *l)
{
	if (l->device)
		port_legacy_unbind(l);
	else if (l->adapter)
		port_adapter_remove(l->adapter);
	platform_device_unregister(l->platform);
	kfree(l);
}

static struct port_legacy *port_legacy_alloc(struct port_miniport *m,
					     const struct port_registration *r)
{
	struct port_legacy *l = kzalloc(sizeof(*l), GFP_KERNEL);

	if (!l)
		return NULL;
	l->platform = platform_device_register_simple("scsiport-legacy", PLATFORM_DEVID_AUTO,
						      NULL, 0);
	if (IS_ERR(l->platform)) {
		kfree(l);
		return NULL;
	}
	mutex_init(&l->adding);
	platform_set_drvdata(l->platform, l);
	l->site.dev = &l->platform->dev;
	l->site.miniport = m;
	l->site.registration = r;
	l->site.bus = &port_legacy_bus;
	l->site.legacy = true;
	return l;
}

/* Keeps an adapter that came up. Returns whether HwFindAdapter wants to be called again. */
static bool port_legacy_try(struct port_legacy *l)
{
	struct port_adapter *a;
	bool again;

	mutex_lock(&l->adding);
	a = port_adapter_add(&l->site);
	if (!IS_ERR(a))
		WRITE_ONCE(l->adapter, a);
	mutex_unlock(&l->adding);
	again = l->site.again;
	if (IS_ERR(a)) {
		port_legacy_free(l);
		return again;
	}
	list_add_tail(&l->link, &l->site.miniport->legacy_adapters);
	return again;
}

/* A miniport that says Again for ever must end, too. */
#define PORT_MOST_AGAIN	64

/* HwFindAdapter looks for itself: once for each bus, and again as long as it says so. */
static void port_legacy_scan_bus(struct port_miniport *m, const struct port_registration *r,
				 u32 bus)
{
	struct port_legacy *l;
	u32 i;

	for (i = 0; i < PORT_MOST_AGAIN; i++) {
		l = port_legacy_alloc(m, r);
		if (!l)
			return;
		l->site.bus_number = bus;
		if (!port_legacy_try(l))
			return;
	}
	pr_warn("scsiport: %s: HwFindAdapter said Again %u times on bus %u; that is enough\n",
		m->name, i, bus);
}

/* The port looks, by VendorId and DeviceId. The next call is for the next device, Again or not. */
static void port_legacy_scan_ids(struct port_miniport *m, const struct port_registration *r)
{
	struct pci_dev *pdev = NULL;
	struct port_legacy *l;
	int ret;

	for_each_pci_dev(pdev) {
		if (!port_pci_match(r, pdev))
			continue;
		l = port_legacy_alloc(m, r);
		if (!l)
			continue;
		if (!pdev->dev.driver)
			port_pci_lower(pdev, m);
		ret = port_legacy_bind(l, pdev);
		if (ret) {
			pci_info(pdev, "%s does not get this device: %pe\n", m->name, ERR_PTR(ret));
			port_legacy_free(l);
			continue;
		}
		l->site.dev = &pdev->dev;
		port_legacy_try(l);
	}
}

static void port_legacy_scan_one(struct port_miniport *m, const struct port_registration *r)
{
	u32 bus;

	switch (r->hw.AdapterInterfaceType) {
	case PCIBus:
		if (port_has_ids(r)) {
			port_legacy_scan_ids(m, r);
			return;
		}
		for (bus = 0; bus < 256; bus++) {
			if (pci_find_bus(0, bus))
				port_legacy_scan_bus(m, r, bus);
		}
		return;
	case Isa:
	case Eisa:
	case Internal:
		port_legacy_scan_bus(m, r, 0);
		return;
	default:
		/* There is no such bus (§1.1.6). */
		return;
	}
}

/**
 * port_legacy_applies() - is an interface type scanned for, and not left to the driver model?
 * @m: miniport
 * @type: interface type
 *
 * Context: Any.
 * Return: true with legacy=1, unless the miniport's PnpInterface names the type.
 */
bool port_legacy_applies(const struct port_miniport *m, INTERFACE_TYPE type)
{
	if (!m->legacy || (type < 32 && m->pnp_interfaces & BIT(type)))
		return false;
	return type != Internal || !m->platform_ids;
}

/**
 * port_legacy_scan() - have a miniport look for its adapters
 * @m: miniport
 * @r: what it is registering
 *
 * HwContext may lie on the stack of DriverEntry, so this comes before ScsiPortInitialize() returns.
 *
 * Context: Process; DriverEntry.
 * Return: STATUS_SUCCESS if at least one adapter was found, or STATUS_DEVICE_DOES_NOT_EXIST.
 */
u32 port_legacy_scan(struct port_miniport *m, const struct port_registration *r)
{
	struct list_head *last = m->legacy_adapters.prev;

	port_legacy_scan_one(m, r);
	return last != m->legacy_adapters.prev ? STATUS_SUCCESS : STATUS_DEVICE_DOES_NOT_EXIST;
}

/**
 * port_legacy_remove() - remove the adapters that a legacy scan found
 * @m: miniport
 *
 * Context: Process.
 */
void port_legacy_remove(struct port_miniport *m)
{
	struct port_legacy *l, *next;

	list_for_each_entry_safe(l, next, &m->legacy_adapters, link) {
		list_del(&l->link);
		port_legacy_free(l);
	}
}
