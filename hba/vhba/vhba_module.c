// SPDX-License-Identifier: GPL-2.0-only
/* The VHBA miniport as a Linux module. The miniport itself knows nothing of this file. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id vhba_ids[] = {
	{ .name = "vhba" },
	{ }
};
MODULE_DEVICE_TABLE(platform, vhba_ids);

static struct sp_miniport vhba = {
	.name = "vhba",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = vhba_ids,
	.reset_hold = 4,
};

SP_MINIPORT_PARAMETERS(vhba);
sp_module_miniport(vhba);

MODULE_SOFTDEP("pre: vhba-hw");
MODULE_DESCRIPTION("ScsiPort miniport of the VHBA software HBA");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
