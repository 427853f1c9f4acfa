/* SPDX-License-Identifier: GPL-2.0-only */
/* What is said of an adapter and its miniport. */
#ifndef PORT_LOG_H
#define PORT_LOG_H

#include <linux/ratelimit.h>

#include "core/adapter.h"

/* The driver core puts the miniport's name and the device in front. */
#define port_err(a, ...)	dev_err((a)->dev, __VA_ARGS__)
#define port_warn(a, ...)	dev_warn((a)->dev, __VA_ARGS__)
#define port_info(a, ...)	dev_info((a)->dev, __VA_ARGS__)

__printf(3, 4) void port_mistake_made(struct port_adapter *a, struct ratelimit_state *limit,
				      const char *format, ...);

/* The miniport broke the contract: go on. A storm of one mistake does not hide another. */
#define port_mistake(a, format, ...) \
do { \
	static DEFINE_RATELIMIT_STATE(limit, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST); \
\
	port_mistake_made(a, &limit, format, ##__VA_ARGS__); \
} while (0)

#endif
