/* SPDX-License-Identifier: GPL-2.0-only */
/* What miniports have allocated, and have to give back. */
#ifndef SP_NT_OWNED_H
#define SP_NT_OWNED_H

#include <linux/list.h>
#include <linux/module.h>

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
