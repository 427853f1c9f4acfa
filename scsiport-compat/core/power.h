/* SPDX-License-Identifier: GPL-2.0-only */
/* Suspend, which is refused. */
#ifndef SP_POWER_H
#define SP_POWER_H

#include <linux/pm.h>

extern const struct dev_pm_ops sp_pm_ops;
int sp_pm_refuse(struct device *dev, const char *miniport);

#endif
