// SPDX-License-Identifier: GPL-2.0-only
/* Adapters that the platform describes; AdapterInterfaceType Internal (contract §1.3). */
#include <linux/ioport.h>
#include <linux/platform_device.h>

#include "core/bus/platform.h"
#include "core/adapter.h"
#include "core/life.h"
#include "core/miniport.h"
#include "core/power.h"
#include "core/resource.h"
#include "core/bus/bus.h"
#include "io/iowindow.h"

#define PORT_LINE_EDGE	(IORESOURCE_IRQ_HIGHEDGE | IORESOURCE_IRQ_LOWEDGE)

static bool port_platform_range(const struct resource *r, ACCESS_RANGE *range)
{
	bool window = resource_type(r) == IORESOURCE_REG;

	if (!window && resource_type(r) != IORESOURCE_MEM && resource_type(r) != IORESOURCE_IO)
		return false;
	range->RangeStart.QuadPart = r->start;
	range->RangeLength = resource_size(r);
	if (window)
		range->RangeInMemory = !(r->flags & IO_WINDOW_PORTS);
	else
		range->RangeInMemory = resource_type(r) == IORESOURCE_MEM;
	return true;
}

static int port_platform_describe(struct port_adapter *a)
{
	struct platform_device *pdev = to_platform_device(a->dev);
	PORT_CONFIGURATION_INFORMATION *c = &a->config;
	const struct resource *irq;
	u32 i, ranges = 0;

	for (i = 0; i < pdev->num_resources && ranges < c->NumberOfAccessRanges; i++) {
		if (port_platform_range(&pdev->resource[i], &a->ranges[ranges]))
			ranges++;
	}
	irq = platform_get_resource(pdev, IORESOURCE_IRQ, 0);
	if (irq) {
		c->BusInterruptLevel = irq->start;
		c->BusInterruptVector = irq->start;
		c->InterruptMode = irq->flags & PORT_LINE_EDGE ? Latched : LevelSensitive;
	}
	irq = platform_get_resource(pdev, IORESOURCE_IRQ, 1);
	if (irq) {
		c->BusInterruptLevel2 = irq->start;
		c->BusInterruptVector2 = irq->start;
		c->InterruptMode2 = irq->flags & PORT_LINE_EDGE ? Latched : LevelSensitive;
	}
	return 0;
}

static int port_platform_irq(struct port_adapter *a, unsigned int index)
{
	return platform_get_irq_optional(to_platform_device(a->dev), index);
}

/* The resource of the device that a range lies in. */
static const struct resource *port_platform_find(struct port_adapter *a, u64 start, u32 bytes)
{
	struct platform_device *pdev = to_platform_device(a->dev);
	u32 i;

	for (i = 0; i < pdev->num_resources; i++) {
		const struct resource *r = &pdev->resource[i];

		if (resource_type(r) != IORESOURCE_IRQ && start >= r->start && start <= r->end &&
		    bytes <= r->end - start + 1)
			return r;
	}
	return NULL;
}

static bool port_platform_valid(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	return port_platform_find(a, start, bytes);
}

static void *port_platform_get_device_base(struct port_adapter *a, u64 start, u32 bytes,
					   bool io_space)
{
	const struct resource *r = port_platform_find(a, start, bytes);

	if (!r)
		return NULL;
	if (resource_type(r) == IORESOURCE_REG)
		return (void *)start;
	if (resource_type(r) == IORESOURCE_IO)
		return io_space ? (void *)start : NULL;
	return io_space ? NULL : port_map_memory(a, start, bytes);
}

static const struct port_bus port_platform_bus = {
	.describe = port_platform_describe,
	.irq = port_platform_irq,
	.valid_range = port_platform_valid,
	.get_device_base = port_platform_get_device_base,
};

static void port_platform_remove(void *adapter)
{
	port_adapter_remove(adapter);
}

static void port_platform_shutdown(struct platform_device *pdev)
{
	struct port_adapter *a = platform_get_drvdata(pdev);

	if (a)
		port_adapter_shutdown(a);
}

static int port_platform_probe(struct platform_device *pdev)
{
	struct platform_driver *driver = to_platform_driver(pdev->dev.driver);
	struct port_miniport *m = container_of(driver, struct port_miniport, platform);
	struct port_site site = {
		.dev = &pdev->dev,
		.miniport = m,
		.registration = port_registration_for(m, Internal),
		.bus = &port_platform_bus,
	};
	struct port_adapter *a;

	if (!site.registration)
		return -ENODEV;
	a = port_adapter_add(&site);
	if (IS_ERR(a))
		return PTR_ERR(a);
	platform_set_drvdata(pdev, a);
	/* The one thing that is managed, so that removal is one function, the same on every bus. */
	return devm_add_action_or_reset(&pdev->dev, port_platform_remove, a);
}

/**
 * port_platform_register() - serve the platform devices that a miniport names
 * @m: miniport after DriverEntry
 *
 * Context: Process.
 * Return: 0, also without names; -ENODEV if DriverEntry registered nothing for them; what the
 *	driver core says.
 */
int port_platform_register(struct port_miniport *m)
{
	int ret;

	if (!m->platform_ids)
		return 0;
	if (!port_registration_for(m, Internal)) {
		pr_err("scsiport: %s: DriverEntry registered no adapter of interface type Internal\n",
		       m->name);
		return -ENODEV;
	}
	m->platform = (struct platform_driver) {
		.probe = port_platform_probe,
		.shutdown = port_platform_shutdown,
		.id_table = m->platform_ids,
		.driver = {
			.name = m->name,
			.owner = m->owner,
			.pm = &port_pm_ops,
		},
	};
	ret = port_platform_driver_register(&m->platform, m->owner, m->name);
	m->platform_registered = !ret;
	return ret;
}

/**
 * port_platform_unregister() - undo port_platform_register()
 * @m: miniport
 *
 * Context: Process.
 */
void port_platform_unregister(struct port_miniport *m)
{
	if (m->platform_registered)
		platform_driver_unregister(&m->platform);
	m->platform_registered = false;
}
