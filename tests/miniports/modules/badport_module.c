// SPDX-License-Identifier: GPL-2.0-only
/* A miniport that does one thing wrong, as a Linux module. For parameters.sh. */
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>

#include "badport.h"
#include "miniport_module.h"

unsigned int DriverEntry(void *driver_object, void *registry_path);

char *BadportField = "";
module_param_named(field, BadportField, charp, 0444);
MODULE_PARM_DESC(field, "what is wrong: a field, an entry point or a result; see badport_miniport.c");

unsigned int BadportValue;
module_param_named(value, BadportValue, uint, 0444);
MODULE_PARM_DESC(value, "the value that it gets");

static const struct platform_device_id badport_ids[] = {
	{ .name = "vhba" },
	{ }
};

static struct port_miniport badport = {
	.name = "badport",
	.owner = THIS_MODULE,
	.driver_entry = DriverEntry,
	.platform_ids = badport_ids,
	.initiator_target_id = PORT_NO_INITIATOR,
};

PORT_MINIPORT_PARAMETERS(badport);
port_module_miniport(badport);

MODULE_DESCRIPTION("ScsiPort miniport that does one thing wrong, for tests");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
