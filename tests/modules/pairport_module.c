// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that posts the callback pair from everywhere, as a Linux module. For pair.sh. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id pairport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct sp_miniport pairport = {
	.name = "pairport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = pairport_ids,
};

SP_MINIPORT_PARAMETERS(pairport);
sp_module_miniport(pairport);

MODULE_DESCRIPTION("ScsiPort miniport that posts the callback pair from everywhere, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
