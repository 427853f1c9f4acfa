/* SPDX-License-Identifier: GPL-2.0-only */
/* What can be watched of an adapter. */
#ifndef SP_SYSFS_H
#define SP_SYSFS_H

#include <linux/sysfs.h>
#include <scsi/scsi_host.h>

#include "scsiport/adapter.h"

/* The adapter whose attribute is asked for. */
static inline struct sp_adapter *sp_adapter_of_dev(struct device *dev)
{
	return shost_priv(class_to_shost(dev));
}

extern const struct attribute_group *sp_host_groups[];
extern const struct attribute_group sp_time_group;
extern const struct attribute_group sp_wait_group;

#endif
