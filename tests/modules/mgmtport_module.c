// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that answers management requests, as a Linux module. For ioctl.sh and wmi.sh. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id mgmtport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct sp_miniport mgmtport = {
	.name = "mgmtport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = mgmtport_ids,
};

SP_MINIPORT_PARAMETERS(mgmtport);
sp_module_miniport(mgmtport);

MODULE_DESCRIPTION("ScsiPort miniport that answers management requests, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
