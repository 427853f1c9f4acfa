// SPDX-License-Identifier: GPL-2.0-only
/* What is said of a miniport: mistakes and advice (contract §11). */
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
void port_mistake_made(struct sp_adapter *a, struct ratelimit_state *limit, const char *format, ...)
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

/**
 * sp_advice() - count what a miniport had better not do, and say so once
 * @a: adapter
 * @kind: which advice
 * @format: what the miniport did, without a line feed
 *
 * No mistake: shipping miniports do it, for every command maybe, and Microsoft recommends to mute
 * what its own verifier says of it.
 *
 * Context: interrupt lock held. Contract §11.
 */
void sp_advice(struct sp_adapter *a, enum sp_advice_kind kind, const char *format, ...)
{
	struct va_format message = { .fmt = format };
	va_list args;

	lockdep_assert_held(&a->lock);
	a->counters.advice++;
	if (__test_and_set_bit(kind, &a->advised))
		return;
	va_start(args, format);
	message.va = &args;
	dev_info(a->dev, "advice to the miniport, said once: %pV; this does no harm\n", &message);
	va_end(args);
}
