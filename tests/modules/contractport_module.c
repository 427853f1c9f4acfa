// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that checks what the port promises, as a Linux module. For contract.sh. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

static const struct platform_device_id contractport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct sp_miniport contractport = {
	.name = "contractport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = contractport_ids,
};

SP_MINIPORT_PARAMETERS(contractport);
sp_module_miniport(contractport);

MODULE_DESCRIPTION("ScsiPort miniport that checks what the port promises, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
