// SPDX-License-Identifier: GPL-2.0-only
/*
 * Suspend and hibernation: not yet. A miniport would find its HBA reset and its rings gone, so the
 * machine is asked to stay up, before any other device is touched.
 */
#include <linux/device.h>
#include <linux/pm.h>

#include "core/power.h"

/**
 * port_pm_refuse() - say why the machine cannot sleep
 * @dev: device of an adapter
 * @miniport: name of the module to unload
 *
 * Context: Process.
 * Return: -EBUSY.
 */
int port_pm_refuse(struct device *dev, const char *miniport)
{
	dev_err(dev, "suspend is refused, as this adapter would not survive it: unload the miniport first (modprobe -r %s)\n",
		miniport);
	return -EBUSY;
}

static int port_pm_prepare(struct device *dev)
{
	return port_pm_refuse(dev, dev->driver->name);
}

/* Of the drivers that are called as the miniport is. */
const struct dev_pm_ops port_pm_ops = {
	.prepare = port_pm_prepare,
};
