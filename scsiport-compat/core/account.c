// SPDX-License-Identifier: GPL-2.0-only
/* Accounting for time, and whether anybody does. */
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/string.h>

#include "core/account.h"

static bool port_accounting = true;

/* Before the module is there, the parameter is only noted. */
static bool port_account_ready;

static int port_accounting_set(const char *text, const struct kernel_param *parameter)
{
	int ret = param_set_bool(text, parameter);

	if (!ret && port_account_ready)
		port_clock_use(port_accounting);
	return ret;
}

static const struct kernel_param_ops port_accounting_ops = {
	.set = port_accounting_set,
	.get = param_get_bool,
};

module_param_cb(accounting, &port_accounting_ops, &port_accounting, 0644);
MODULE_PARM_DESC(accounting, "time the routines of miniports (default: yes)");

/**
 * port_account_init() - begin to account, unless the parameter says no
 *
 * Context: Process, before there is an adapter.
 */
void port_account_init(void)
{
	kernel_param_lock(THIS_MODULE);
	port_account_ready = true;
	port_clock_use(port_accounting);
	kernel_param_unlock(THIS_MODULE);
}

/**
 * port_account_budget() - from now on, so much is too much
 * @account: which
 * @budget: nanoseconds; 0: nothing is too much
 *
 * Context: the lock of @account held.
 */
void port_account_budget(struct port_account *account, u64 budget)
{
	account->worth = min3(account->longest, budget ?: U64_MAX, (u64)PORT_ACCOUNT_LATE);
}

/**
 * port_account_add() - account for something, whatever it took
 * @account: where
 * @ns: nanoseconds that it took
 * @budget: nanoseconds that it may take; 0: as many as it likes
 *
 * Context: the lock of @account held.
 */
void port_account_add(struct port_account *account, u64 ns, u64 budget)
{
	account->total += ns;
	account->buckets[min_t(u32, __fls(ns | 1), PORT_BUCKETS - 1)]++;
	account->longest = max(account->longest, ns);
	if (budget && ns > budget)
		account->over++;
	port_account_budget(account, budget);
}

/**
 * port_account_clear() - begin anew
 * @account: which
 * @budget: as of port_account_budget()
 *
 * Context: the lock of @account held.
 */
void port_account_clear(struct port_account *account, u64 budget)
{
	memset(account, 0, sizeof(*account));
	port_account_budget(account, budget);
}

/**
 * port_account_calls() - how often did it happen?
 * @account: which
 *
 * Context: Any; without the lock of @account, as of a moment ago.
 * Return: how often.
 */
u64 port_account_calls(const struct port_account *account)
{
	u64 calls = 0;
	u32 i;

	for (i = 0; i < PORT_BUCKETS; i++)
		calls += READ_ONCE(account->buckets[i]);
	return calls;
}
