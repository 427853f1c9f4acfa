/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the rooms of the kernel routines (nt/) share. Include after all Linux headers.
 *
 * Locks: sp_dispatcher for DPCs, timers and events, and one each in nt/owned.c, nt/list.c and
 * nt/irql.c. All are leaves. None is on the path of a request, unless the miniport itself calls
 * these routines there.
 */
#ifndef SP_NT_ROOMS_H
#define SP_NT_ROOMS_H

#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/spinlock.h>

#include "nt/nt.h"
#include "include/ntkrnl.h"
#include "include/ntstatus.h"

/* A device IRQL; which one it is means nothing here. */
#define SP_DIRQL	(DISPATCH_LEVEL + 1)

/* nt/format.c */
int sp_format(char *buffer, size_t size, const char *format, va_list args);

/* nt/print.c */
__printf(2, 3) void sp_nt_mistake(const void *caller, const char *format, ...);
bool sp_say(u32 level, const char *format, va_list args);

/* nt/irql.c */
bool sp_may_sleep(void);
gfp_t sp_nt_gfp(void);

/* nt/dpc.c, nt/timer.c, nt/event.c */
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
unsigned int sp_timers_forget(const struct sp_going *going);
void sp_ktimers_init(void);
void sp_ktimers_exit(void);
void sp_objects_wake(void);

/* nt/time.c */
ktime_t sp_nt_until(const LARGE_INTEGER *time);
void sp_processors_init(void);

/* nt/pool.c */
#define SP_STRING_TAG	0x67727453	/* "Strg": strings that a routine made */

void *sp_pool_alloc(size_t size, u32 tag, gfp_t zero, const void *caller);

/* nt/service.c */

/**
 * struct sp_value - a registry value, as a miniport is given it
 * @type: REG_SZ ...
 * @size: bytes of @data
 * @name_size: bytes of @name, without the NUL that follows
 */
struct sp_value {
	u32 type;
	u32 size;
	u32 name_size;
	u16 *name;
	u8 data[] __aligned(8);
};

bool sp_key_exists(const char *path);
NTSTATUS sp_value_get(const char *path, const char *name, u32 index, struct sp_value **value);

/* nt/owned.c */
enum sp_owned_kind {
	SP_OWNED_POOL,
	SP_OWNED_PAGES,
	SP_OWNED_MAPPING,
	SP_OWNED_KEY,
};

/**
 * struct sp_owned - memory or a mapping that a miniport asked for and has to give back
 * @caller: the instruction after the call that asked for it, by which its module is known
 */
struct sp_owned {
	struct hlist_node link;
	void *address;
	size_t size;
	const void *caller;
	u32 tag;
	enum sp_owned_kind kind;
};

void *sp_owned_add(void *address, size_t size, enum sp_owned_kind kind, u32 tag,
		   const void *caller);
bool sp_owned_free(void *address, enum sp_owned_kind kind, const void *caller);
bool sp_owned_copy(const void *address, enum sp_owned_kind kind, void *to, size_t size);
void sp_owned_collect(struct module *module, const char *name);

#endif
