/* SPDX-License-Identifier: GPL-2.0-only */
/* How long things take, each time: the longest, the sum, and how they are spread. */
#ifndef PORT_ACCOUNT_H
#define PORT_ACCOUNT_H

#include <linux/bitops.h>
#include <linux/types.h>

#include "core/clock.h"

#define PORT_BUCKETS		32
#define PORT_ACCOUNT_LATE	BIT_ULL(PORT_BUCKETS - 1)	/* ns: the last bucket */

/**
 * struct port_account - how long something took, each time; a lock of who has it
 * @total: nanoseconds of all
 * @longest: of the longest, nanoseconds
 * @worth: what takes more nanoseconds is worth a look: the longest yet, or over its budget
 * @over: how many were over their budget
 * @buckets: how many took 2 to the power of the index, in nanoseconds, and less than twice that;
 *	their sum is how many there were
 */
struct port_account {
	u64 total;
	u64 longest;
	u64 worth;
	u64 over;
	u64 buckets[PORT_BUCKETS];
};

/**
 * port_account_start() - when something begins that is accounted for
 *
 * Context: Any.
 * Return: a time of port_clock(), or 0 while nobody accounts.
 */
static __always_inline u64 port_account_start(void)
{
	u64 now;

	return port_clock(&now) ? now : 0;
}

/**
 * port_account_usual() - account for something that has just ended, unless it is worth a look
 * @account: where
 * @ns: nanoseconds that it took, not 0
 *
 * In five instructions, as this is done twice for each request.
 *
 * Context: the lock of @account held.
 * Return: true if it is worth a look, and not accounted for, which port_account_add() does.
 */
static __always_inline bool port_account_usual(struct port_account *account, u64 ns)
{
	if (unlikely(ns > account->worth))
		return true;
	account->total += ns;
	account->buckets[__fls(ns)]++;
	return false;
}

void port_account_init(void);
void port_account_add(struct port_account *account, u64 ns, u64 budget);
void port_account_budget(struct port_account *account, u64 budget);
void port_account_clear(struct port_account *account, u64 budget);
u64 port_account_calls(const struct port_account *account);

#endif
