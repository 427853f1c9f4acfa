/* SPDX-License-Identifier: GPL-2.0-only */
/* What is said of an adapter; of what its miniport does wrong: core/rules.h. */
#ifndef PORT_LOG_H
#define PORT_LOG_H

#include "core/adapter.h"

/* The driver core puts the miniport's name and the device in front. */
#define port_err(a, ...)	dev_err((a)->dev, __VA_ARGS__)
#define port_warn(a, ...)	dev_warn((a)->dev, __VA_ARGS__)
#define port_info(a, ...)	dev_info((a)->dev, __VA_ARGS__)

#endif
