// SPDX-License-Identifier: GPL-2.0-only
/* Which routine of a miniport is running, by name. */
#include <linux/trace_events.h>

#include "scsiport/running.h"

static const char *sp_callback_name(enum sp_callback callback)
{
	static const struct trace_print_flags names[] = { sp_callback_names };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (names[i].mask == callback)
			return names[i].name;
	}
	return NULL;
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
		return sp_callback_name(SP_CB_ENABLE);
	if (sp_holds_lock(a))
		return a->starting ? "HwStartIo" : sp_callback_name(a->running);
	return p->finding ? sp_callback_name(SP_CB_FIND_ADAPTER) : NULL;
}
