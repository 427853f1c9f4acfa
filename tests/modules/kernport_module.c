// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that calls kernel routines, as a Linux module. For kernel.sh. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id kernport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct sp_miniport kernport = {
	.name = "kernport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = kernport_ids,
};

SP_MINIPORT_PARAMETERS(kernport);
sp_module_miniport(kernport);

MODULE_DESCRIPTION("ScsiPort miniport that calls kernel routines, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
