// SPDX-License-Identifier: GPL-2.0-only
/*
 * What miniports have taken and not given back: pool, contiguous pages, mappings, registry keys. It
 * is known by address, so that a wrong or repeated free is found and survived, and by the module
 * that asked for it, so that what is left when that goes is named and freed.
 */
#include <linux/gfp.h>
#include <linux/hash.h>
#include <linux/io.h>
#include <linux/slab.h>

#include "nt/owned.h"
#include "nt/dispatcher.h"
#include "nt/irql.h"
#include "nt/print.h"

#define SP_OWNED_BITS	8

static struct hlist_head sp_owned[1 << SP_OWNED_BITS];	/* sp_owned_lock */
static DEFINE_RAW_SPINLOCK(sp_owned_lock);

static void sp_owned_return(void *address, size_t size, enum sp_owned_kind kind)
{
	switch (kind) {
	case SP_OWNED_POOL:
	case SP_OWNED_KEY:
		kfree(address);
		break;
	case SP_OWNED_PAGES:
		free_pages_exact(address, size);
		break;
	case SP_OWNED_MAPPING:
		iounmap((void __iomem __force *)address);
		break;
	}
}

/**
 * sp_owned_add() - note what a miniport gets
 * @address: its address; NULL if there was none to be had
 * @size: bytes
 * @kind: how to give it back
 * @tag: the pool tag, or 0
 * @caller: return address of the routine that the miniport called
 *
 * Context: Any.
 * Return: @address; NULL, with nothing taken any more, if there is no memory for the note.
 */
void *sp_owned_add(void *address, size_t size, enum sp_owned_kind kind, u32 tag,
		   const void *caller)
{
	struct sp_owned *owned;
	unsigned long flags;

	if (!address)
		return NULL;
	owned = kmalloc(sizeof(*owned), sp_nt_gfp());
	if (!owned) {
		sp_owned_return(address, size, kind);
		return NULL;
	}
	*owned = (struct sp_owned) {
		.address = address, .size = size, .kind = kind, .tag = tag, .caller = caller,
	};
	raw_spin_lock_irqsave(&sp_owned_lock, flags);
	hlist_add_head(&owned->link, &sp_owned[hash_ptr(address, SP_OWNED_BITS)]);
	raw_spin_unlock_irqrestore(&sp_owned_lock, flags);
	return address;
}

static struct sp_owned *sp_owned_take(const void *address, enum sp_owned_kind kind)
{
	struct sp_owned *owned, *found = NULL;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_owned_lock, flags);
	hlist_for_each_entry(owned, &sp_owned[hash_ptr(address, SP_OWNED_BITS)], link) {
		if (owned->address == address && owned->kind == kind) {
			hlist_del(&owned->link);
			found = owned;
			break;
		}
	}
	raw_spin_unlock_irqrestore(&sp_owned_lock, flags);
	return found;
}

/* DPCs and timers in memory that is freed: Windows would call into it. */
static void sp_owned_forget(const struct sp_owned *owned)
{
	struct sp_going going = { .memory = owned->address, .size = owned->size };
	unsigned int count;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_dispatcher, flags);
	count = sp_ktimers_forget(&going) + sp_dpcs_forget(&going);
	raw_spin_unlock_irqrestore(&sp_dispatcher, flags);
	if (count)
		sp_nt_mistake(owned->caller,
			      "memory from here is freed with a DPC or timer in use");
}

/**
 * sp_owned_free() - give back what a miniport got
 * @address: its address, as the miniport says
 * @kind: what it must be
 * @caller: return address of the routine that the miniport called
 *
 * Context: Any; process for mappings.
 * Return: true; false, with a report, if there is no such thing.
 */
bool sp_owned_free(void *address, enum sp_owned_kind kind, const void *caller)
{
	struct sp_owned *owned = sp_owned_take(address, kind);

	if (!owned) {
		sp_nt_mistake(caller, "%p is freed, but it is no such memory, or free", address);
		return false;
	}
	sp_owned_forget(owned);
	sp_owned_return(owned->address, owned->size, owned->kind);
	kfree(owned);
	return true;
}

/**
 * sp_owned_copy() - read what a miniport owns; it may give it back at the same time
 * @address: its address, as the miniport says
 * @kind: what it must be
 * @to: out
 * @size: bytes
 *
 * Context: Any.
 * Return: true; false if there is no such thing.
 */
bool sp_owned_copy(const void *address, enum sp_owned_kind kind, void *to, size_t size)
{
	struct sp_owned *owned;
	unsigned long flags;
	bool found = false;

	raw_spin_lock_irqsave(&sp_owned_lock, flags);
	hlist_for_each_entry(owned, &sp_owned[hash_ptr(address, SP_OWNED_BITS)], link) {
		if (owned->address == address && owned->kind == kind && owned->size >= size) {
			memcpy(to, address, size);
			found = true;
			break;
		}
	}
	raw_spin_unlock_irqrestore(&sp_owned_lock, flags);
	return found;
}

static struct sp_owned *sp_owned_next_of(struct module *module)
{
	struct sp_owned *owned, *found = NULL;
	unsigned long flags;
	unsigned int i;

	raw_spin_lock_irqsave(&sp_owned_lock, flags);
	for (i = 0; i < ARRAY_SIZE(sp_owned) && !found; i++) {
		hlist_for_each_entry(owned, &sp_owned[i], link) {
			if (within_module((unsigned long)owned->caller, module)) {
				hlist_del(&owned->link);
				found = owned;
				break;
			}
		}
	}
	raw_spin_unlock_irqrestore(&sp_owned_lock, flags);
	return found;
}

static const char * const sp_owned_kinds[] = {
	[SP_OWNED_POOL] = "pool",
	[SP_OWNED_PAGES] = "contiguous memory",
	[SP_OWNED_MAPPING] = "mapping",
	[SP_OWNED_KEY] = "registry key",
};

/**
 * sp_owned_collect() - a miniport's module goes: name what it did not give back, and free it
 * @module: the module
 * @name: the miniport's name
 *
 * Context: Process; none of the miniport's code runs any more.
 */
void sp_owned_collect(struct module *module, const char *name)
{
	struct sp_owned *owned;

	while ((owned = sp_owned_next_of(module)) != NULL) {
		pr_warn("scsiport: %s: %zu bytes of %s, tag '%.4s', from %pS, were not given back\n",
			name, owned->size, sp_owned_kinds[owned->kind],
			owned->tag ? (const char *)&owned->tag : "none", owned->caller);
		sp_owned_return(owned->address, owned->size, owned->kind);
		kfree(owned);
	}
}
