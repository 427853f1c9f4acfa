/* SPDX-License-Identifier: GPL-2.0-only */
/* The service key of a miniport: its name, its values. */
#ifndef SP_NT_SERVICE_H
#define SP_NT_SERVICE_H

#include <linux/types.h>

#include "nt/rooms.h"

struct port_miniport;

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

int sp_service_begin(struct port_miniport *m);
void sp_service_end(struct port_miniport *m);
struct port_miniport *sp_service_miniport(const void *driver_object);
struct port_miniport *sp_service_of(const void *caller);
void *sp_driver_object(struct port_miniport *m);
void *sp_registry_path(struct port_miniport *m);

#endif
