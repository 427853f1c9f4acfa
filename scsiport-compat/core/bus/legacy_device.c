// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCI devices that adapters of a legacy scan have: they are bound to a driver of ours, go with the
 * adapters, and go down with the machine. So do the platform devices of those that have none.
 */
#include <linux/device.h>
#include <linux/slab.h>

#include "core/bus/legacy_device.h"
#include "compat.h"
#include "core/life.h"
#include "core/power.h"
#include "core/bus/legacy.h"
#include "core/bus/pci.h"

static DEFINE_MUTEX(port_legacy_adopting);
static struct port_legacy_device *port_legacy_adopted;	/* port_legacy_adopting */

/* This driver has no ids: the driver core offers a device whose driver_override names it. */
static int port_legacy_pci_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct port_legacy_device *d = READ_ONCE(port_legacy_adopted);
	int ret;

	if (!d || d->pdev != pdev)
		return -ENODEV;
	ret = port_pci_claim(pdev, d->miniport);
	if (!ret)
		pci_set_drvdata(pdev, d);
	return ret;
}

/* Of an adapter on a PCI device: the device's lock is held. */
static void port_legacy_take_down(struct port_legacy *l)
{
	struct port_adapter *a;

	mutex_lock(&l->device->lock);
	a = l->adapter;
	l->adapter = NULL;
	mutex_unlock(&l->device->lock);
	if (a)
		port_adapter_remove(a);
}

static void port_legacy_pci_remove(struct pci_dev *pdev)
{
	struct port_legacy_device *d = pci_get_drvdata(pdev);
	struct port_legacy *l;

	mutex_lock(&d->lock);
	d->gone = true;
	mutex_unlock(&d->lock);
	list_for_each_entry(l, &d->adapters, sibling) {
		mutex_lock(&l->adding);
		port_legacy_take_down(l);
		mutex_unlock(&l->adding);
	}
	port_pci_release(pdev);
}

static void port_legacy_pci_shutdown(struct pci_dev *pdev)
{
	struct port_legacy_device *d = pci_get_drvdata(pdev);
	struct port_legacy *l;

	list_for_each_entry(l, &d->adapters, sibling) {
		if (l->adapter)
			port_adapter_shutdown(l->adapter);
	}
}

/* Of the PCI device and of the platform device. One whose adapter is gone may sleep. */
static int port_legacy_prepare(struct device *dev)
{
	struct port_legacy *l = dev_get_drvdata(dev);

	return l && l->adapter ? port_pm_refuse(dev, l->site.miniport->name) : 0;
}

static const struct dev_pm_ops port_legacy_pm_ops = {
	.prepare = port_legacy_prepare,
};

static struct pci_driver port_legacy_pci = {
	.name = "scsiport-legacy",
	.probe = port_legacy_pci_probe,
	.remove = port_legacy_pci_remove,
	.shutdown = port_legacy_pci_shutdown,
	.driver.suppress_bind_attrs = true,
	.driver.pm = &port_legacy_pm_ops,
};

static void port_legacy_platform_shutdown(struct platform_device *platform)
{
	struct port_legacy *l = platform_get_drvdata(platform);

	if (l && l->adapter && !l->site.pdev)
		port_adapter_shutdown(l->adapter);
}

static struct platform_driver port_legacy_platform = {
	.shutdown = port_legacy_platform_shutdown,
	.driver = {
		.name = "scsiport-legacy",
		.suppress_bind_attrs = true,
		.pm = &port_legacy_pm_ops,
	},
};

/**
 * port_legacy_init() - register the drivers
 *
 * Context: Process; entry of the module.
 * Return: 0 or a negative errno.
 */
int port_legacy_init(void)
{
	int ret = platform_driver_register(&port_legacy_platform);

	if (ret)
		return ret;
	ret = pci_register_driver(&port_legacy_pci);
	if (ret)
		platform_driver_unregister(&port_legacy_platform);
	return ret;
}

/**
 * port_legacy_exit() - undo port_legacy_init()
 *
 * Context: Process; exit of the module.
 */
void port_legacy_exit(void)
{
	pci_unregister_driver(&port_legacy_pci);
	platform_driver_unregister(&port_legacy_platform);
}

/*
 * A device that was taken is known to its adapters, the last of which has left, and to the driver
 * that port_legacy_attach() bound, which has let it go or whose remove has been: both under the
 * device's lock.
 */
static void port_legacy_device_free(struct port_legacy_device *d)
{
	pci_dev_put(d->pdev);
	kfree(d);
}

static struct port_legacy_device *port_legacy_device_alloc(struct port_miniport *m,
							   struct pci_dev *pdev)
{
	struct port_legacy_device *d = kzalloc(sizeof(*d), GFP_KERNEL);

	if (!d)
		return NULL;
	d->pdev = pci_dev_get(pdev);
	d->miniport = m;
	mutex_init(&d->lock);
	INIT_LIST_HEAD(&d->adapters);
	return d;
}

/* Takes a PCI device that no driver has, and that is meant for none. */
static int port_legacy_attach(struct port_legacy_device *d)
{
	struct device *dev = &d->pdev->dev;
	int ret = -EBUSY;

	mutex_lock(&port_legacy_adopting);
	WRITE_ONCE(port_legacy_adopted, d);
	if (!device_has_driver_override(dev)) {
		ret = device_set_driver_override(dev, port_legacy_pci.name);
		ret = ret ?: device_driver_attach(&port_legacy_pci.driver, dev);
		device_set_driver_override(dev, "");
	}
	WRITE_ONCE(port_legacy_adopted, NULL);
	mutex_unlock(&port_legacy_adopting);
	return ret;
}

/* What a PCI device is to us, if adapters of this miniport have it; its lock is held. */
struct port_legacy_device *port_legacy_ours(const struct port_miniport *m, struct pci_dev *pdev)
{
	struct port_legacy_device *d;

	device_lock_assert(&pdev->dev);
	if (pdev->dev.driver != &port_legacy_pci.driver)
		return NULL;
	d = pci_get_drvdata(pdev);
	return d && d->miniport == m && !d->gone ? d : NULL;
}

static void port_legacy_enter(struct port_legacy *l, struct port_legacy_device *d)
{
	mutex_lock(&d->lock);
	list_add_tail(&l->sibling, &d->adapters);
	mutex_unlock(&d->lock);
	l->device = d;
	l->site.pdev = d->pdev;
}

static void port_legacy_leave(struct port_legacy *l)
{
	mutex_lock(&l->device->lock);
	list_del(&l->sibling);
	mutex_unlock(&l->device->lock);
	l->device = NULL;
	l->site.pdev = NULL;
}

/* Joins those of its miniport that have the device already. */
bool port_legacy_join(struct port_legacy *l, struct pci_dev *pdev)
{
	struct port_legacy_device *d;

	device_lock(&pdev->dev);
	d = port_legacy_ours(l->site.miniport, pdev);
	if (d)
		port_legacy_enter(l, d);
	device_unlock(&pdev->dev);
	return d;
}

/* Gives a PCI device to an adapter, which is being added. */
int port_legacy_bind(struct port_legacy *l, struct pci_dev *pdev)
{
	struct port_legacy_device *d;
	int ret;

	if (port_legacy_join(l, pdev))
		return 0;
	d = port_legacy_device_alloc(l->site.miniport, pdev);
	if (!d)
		return -ENOMEM;
	/* From before it can be pulled. */
	port_legacy_enter(l, d);
	ret = port_legacy_attach(d);
	if (!ret)
		return 0;
	port_legacy_leave(l);
	port_legacy_device_free(d);
	return ret;
}

/*
 * Undoes that; the last one lets the device go. Its lock keeps the driver's remove away, which may
 * have been before.
 */
void port_legacy_unbind(struct port_legacy *l)
{
	struct port_legacy_device *d = l->device;
	bool last;

	device_lock(&d->pdev->dev);
	port_legacy_take_down(l);
	port_legacy_leave(l);
	last = list_empty(&d->adapters);
	device_unlock(&d->pdev->dev);
	if (!last)
		return;
	if (!d->gone)
		device_release_driver(&d->pdev->dev);
	port_legacy_device_free(d);
}
