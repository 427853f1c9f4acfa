/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Deferred procedure calls, timers and events: one lock for all, which is a leaf.
 */
#ifndef SP_NT_DISPATCHER_H
#define SP_NT_DISPATCHER_H

#include <linux/list.h>
#include <linux/module.h>
#include <linux/spinlock.h>

#include "nt/rooms.h"

extern raw_spinlock_t sp_dispatcher;

/* A list entry of the Windows world is one of Linux by another name. */
static inline struct list_head *sp_links(LIST_ENTRY *entry)
{
	BUILD_BUG_ON(sizeof(*entry) != sizeof(struct list_head));
	return (struct list_head *)entry;
}

static inline bool sp_is_queued(LIST_ENTRY *entry)
{
	return entry->Flink && entry->Flink != entry;
}

/* Memory, or a whole module, that is about to go: what lies in it must be forgotten. */
struct sp_going {
	const void *memory;
	size_t size;
	struct module *module;
};

static inline bool sp_is_going(const struct sp_going *going, const void *address)
{
	if (going->module)
		return within_module((unsigned long)address, going->module);
	return address >= going->memory && address < going->memory + going->size;
}

unsigned int sp_dpcs_forget(const struct sp_going *going);
bool sp_dpc_insert(PKDPC dpc);
bool sp_dpc_is_going(const struct sp_going *going, const KDPC *dpc);
void sp_dpcs_hold(void);
void sp_dpcs_resume(void);
void sp_dpcs_exit(void);
unsigned int sp_ktimers_forget(const struct sp_going *going);
void sp_ktimers_init(void);
void sp_ktimers_exit(void);
void sp_objects_wake(void);

#endif
