// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that checks the addresses of its data, as a Linux module. For data.sh. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id dataport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct sp_miniport dataport = {
	.name = "dataport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = dataport_ids,
};

SP_MINIPORT_PARAMETERS(dataport);
sp_module_miniport(dataport);

MODULE_DESCRIPTION("ScsiPort miniport that checks the addresses of its data, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
