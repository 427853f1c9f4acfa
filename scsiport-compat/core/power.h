/* SPDX-License-Identifier: GPL-2.0-only */
/* Suspend, which is refused. */
#ifndef PORT_POWER_H
#define PORT_POWER_H

#include <linux/pm.h>

extern const struct dev_pm_ops port_pm_ops;
int port_pm_refuse(struct device *dev, const char *miniport);

#endif
