// SPDX-License-Identifier: GPL-2.0-only
/* What is said of a miniport: mistakes (contract §11). */
#include <linux/ratelimit.h>

#include "core/log.h"

/**
 * port_mistake_made() - count a breach of the contract, and say so
 * @a: adapter
 * @limit: how often this kind of mistake is said
 * @format: what the miniport did, without a line feed
 *
 * Context: Any. For port_mistake().
 */
void port_mistake_made(struct port_adapter *a, struct ratelimit_state *limit, const char *format,
		       ...)
{
	struct va_format message = { .fmt = format };
	va_list args;

	a->counters.mistakes++;
	if (!__ratelimit(limit))
		return;
	va_start(args, format);
	message.va = &args;
	dev_warn(a->dev, "miniport mistake: %pV\n", &message);
	va_end(args);
}
