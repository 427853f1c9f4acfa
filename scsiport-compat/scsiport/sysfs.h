/* SPDX-License-Identifier: GPL-2.0-only */
/* What can be watched of an adapter. */
#ifndef SP_SYSFS_H
#define SP_SYSFS_H

#include <linux/sysfs.h>

extern const struct attribute_group *sp_host_groups[];
extern const struct attribute_group sp_time_group;
extern const struct attribute_group sp_wait_group;

#endif
