/* SPDX-License-Identifier: GPL-2.0-only */
/* Keys of the registry, by their paths. */
#ifndef SP_NT_REGISTRY_H
#define SP_NT_REGISTRY_H

#include <linux/types.h>

#include "nt/rooms.h"

#define SP_KEY_LENGTH	256

/* What a handle stands for. */
struct sp_key {
	char path[SP_KEY_LENGTH];
};

bool sp_registry_may(const char *routine, const void *caller);
bool sp_path_add(struct sp_key *key, const WCHAR *text, u32 count);
bool sp_path_below(struct sp_key *key, const WCHAR *text, u32 count);
NTSTATUS sp_key_relative(struct sp_key *key, ULONG relative_to, const WCHAR *path);

#endif
