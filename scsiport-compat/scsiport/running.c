// SPDX-License-Identifier: GPL-2.0-only
/* Which routine of a miniport is running, by name. */
#include "scsiport/running.h"

static const char *sp_running_locked(const struct sp_adapter *a)
{
	if (a->starting)
		return sp_time_name(SP_CB_START_IO);
	if (a->running == SP_RUNNING_NONE)
		return NULL;
	return sp_time_name(a->running ?: SP_CB_INTERRUPT);
}

/**
 * sp_running() - the routine of the miniport that the caller is in
 * @p: adapter
 *
 * Context: Any.
 * Return: its name; NULL in none that the port called.
 */
const char *sp_running(struct port_adapter *p)
{
	struct sp_adapter *a = to_sp_adapter(p);

	if (READ_ONCE(a->enable_running) == current)
		return sp_time_name(SP_CB_ENABLE);
	if (sp_holds_lock(a))
		return sp_running_locked(a);
	return READ_ONCE(p->caller.finding) == current ? "HwFindAdapter" : NULL;
}
