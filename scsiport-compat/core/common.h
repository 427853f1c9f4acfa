/* SPDX-License-Identifier: GPL-2.0-only */
/* Device extension, common buffer: the memory that an adapter has for its whole life. */
#ifndef PORT_COMMON_H
#define PORT_COMMON_H

#include "core/adapter.h"
#include "core/request.h"

/* Precedes every device extension, so that a HwDeviceExtension leads back to its adapter. */
struct port_extension {
	struct port_adapter *adapter;
	u64 magic;
	u8 data[] __aligned(16);
};

#define PORT_EXTENSION_MAGIC	0x53435349504f5254ULL

struct port_adapter *port_no_adapter(const void *extension, const char *routine);

/* The adapter that a device extension belongs to, or NULL if it is none. */
static inline struct port_adapter *port_adapter_at(void *extension)
{
	struct port_extension *e = extension - offsetof(struct port_extension, data);

	return likely(extension && e->magic == PORT_EXTENSION_MAGIC) ? e->adapter : NULL;
}

/**
 * port_adapter_of() - the adapter that a device extension belongs to
 * @extension: HwDeviceExtension as the miniport passed it
 * @routine: the exported routine, for the message
 *
 * Context: Any.
 * Return: the adapter; NULL, with a line in the log, if this is no device extension.
 */
static inline struct port_adapter *port_adapter_of(void *extension, const char *routine)
{
	return port_adapter_at(extension) ?: port_no_adapter(extension, routine);
}

int port_extension_alloc(struct port_adapter *a);
void port_extension_free(struct port_adapter *a);
int port_dma_begin(struct port_adapter *a, const PORT_CONFIGURATION_INFORMATION *config);
void *port_common_alloc(struct port_adapter *a, const PORT_CONFIGURATION_INFORMATION *config,
			u32 uncached);
void port_common_free(struct port_adapter *a);
void port_common_check(struct port_adapter *a);

/* A piece of memory as the HBA sees it; comes back in registers. */
struct port_range {
	u64 address;
	u64 bytes;
};

struct port_range port_address_of(struct port_adapter *a, struct port_request *r, const void *va);

static inline void *port_slot_extension(struct port_adapter *a, u16 slot)
{
	return a->common + (size_t)slot * a->slot_size;
}

static inline void *port_slot_sense(struct port_adapter *a, u16 slot)
{
	return port_slot_extension(a, slot) + a->sense_offset;
}

#endif
