// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory that miniport and HBA share, and its addresses (contract §3.1, §3.2, §6.7).
 *
 * One coherent allocation, the common buffer, holds an SRB extension and a sense area per
 * request and, at a page boundary behind them, the uncached extension. The device extension lies
 * in coherent memory too, so that an address in it can be translated.
 */
#include <linux/dma-mapping.h>
#include <linux/export.h>
#include <linux/log2.h>
#include <linux/slab.h>

#include "core/common.h"
#include "core/data.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/request.h"
#include "core/rules.h"
#include "core/unit.h"

#define PORT_MAX_DEVICE_EXTENSION	SZ_4M
#define PORT_MAX_COMMON		SZ_64M

/**
 * port_extension_alloc() - allocate the device extension, zeroed
 * @a: adapter
 *
 * Context: Process.
 * Return: 0, -EINVAL for an impossible size, -ENOMEM.
 */
int port_extension_alloc(struct port_adapter *a)
{
	u32 size = a->hw->DeviceExtensionSize;

	if (size > PORT_MAX_DEVICE_EXTENSION) {
		port_err(a, "DeviceExtensionSize %u is too large: at most %u bytes\n", size,
			 PORT_MAX_DEVICE_EXTENSION);
		return -EINVAL;
	}
	/* Even an empty one has an address of its own, inside, by which sp_nt_forget() knows it. */
	a->extension_size = sizeof(*a->extension_memory) + max_t(u32, size, 1);
	a->extension_dev = a->dev;
	a->extension_memory = dma_alloc_coherent(a->dev, a->extension_size, &a->extension_dma,
						 GFP_KERNEL);
	if (!a->extension_memory)
		return -ENOMEM;
	a->extension_memory->adapter = a;
	a->extension_memory->magic = PORT_EXTENSION_MAGIC;
	a->extension = a->extension_memory->data;
	return 0;
}

/**
 * port_extension_free() - free the device extension
 * @a: adapter
 *
 * Each call of the miniport's begins with the extension, and its DPCs and timers lie in it: all
 * have ended (see port_release()). The magic word goes first, so that a stray pointer is told.
 *
 * Context: Process.
 */
void port_extension_free(struct port_adapter *a)
{
	if (!a->extension_memory)
		return;
	a->extension_memory->magic = 0;
	dma_free_coherent(a->extension_dev, a->extension_size, a->extension_memory,
			  a->extension_dma);
	a->extension_memory = NULL;
	a->extension = NULL;
}

/**
 * port_no_adapter() - report what is no device extension
 * @extension: HwDeviceExtension as the miniport passed it
 * @routine: the exported routine
 *
 * Context: Any.
 * Return: NULL.
 */
struct port_adapter *port_no_adapter(const void *extension, const char *routine)
{
	pr_warn_ratelimited("scsiport: %s: %p is not a device extension\n", routine, extension);
	return NULL;
}

static bool port_has_ucx_range(const struct port_miniport *m)
{
	return m->maximum_ucx_address > m->minimum_ucx_address && m->maximum_ucx_address != U64_MAX;
}

static bool port_in_ucx_range(struct port_adapter *a)
{
	const struct port_miniport *m = a->miniport;

	if (!port_has_ucx_range(m) ||
	    (a->common_dma >= m->minimum_ucx_address &&
	     a->common_dma + a->common_size - 1 <= m->maximum_ucx_address))
		return true;
	port_err(a, "the common buffer came to be at %pad, outside of MinimumUCXAddress %#llx to MaximumUCXAddress %#llx\n",
		 &a->common_dma, m->minimum_ucx_address, m->maximum_ucx_address);
	return false;
}

/**
 * port_dma_begin() - from here on the HBA may reach memory
 * @a: adapter
 * @config: configuration as the miniport has set it up to now
 *
 * HwFindAdapter may run commands on the uncached extension, so that comes before it is allocated.
 *
 * Context: Process.
 * Return: 0, or -EIO where this machine cannot give the HBA what it needs.
 */
int port_dma_begin(struct port_adapter *a, const PORT_CONFIGURATION_INFORMATION *config)
{
	bool all64 = config->Dma64BitAddresses & SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;
	u32 bits = port_limits_dma_bits(config) ?: 32;
	/* Drivers keep addresses of the common buffer in 32 bits unless they say otherwise. */
	u32 common = bits == 64 && !all64 ? 32 : bits;

	/* MaximumUCXAddress: whole bits, so perhaps lower than it allows. */
	if (port_has_ucx_range(a->miniport))
		common = min_t(u32, common, ilog2(a->miniport->maximum_ucx_address + 1));
	if (dma_set_mask(a->dev, DMA_BIT_MASK(bits)) ||
	    dma_set_coherent_mask(a->dev, DMA_BIT_MASK(common))) {
		port_err(a, "this machine cannot give the HBA %u-bit DMA\n", bits);
		return -EIO;
	}
	if (a->pdev && config->Master)
		pci_set_master(a->pdev);
	return 0;
}

/* A coherent buffer is aligned to its own size, so that what is aligned in it is. */
static u32 port_uncached_alignment(const struct port_adapter *a)
{
	return max_t(u32, PAGE_SIZE, BIT(a->miniport->uncached_ext_alignment));
}

/*
 * dma_alloc_coherent() takes a power of two of pages, which is up to twice what an adapter needs.
 * Where the HBA sees all memory as the processor does, plain pages are as good. NULL where not.
 */
static void *port_common_exact(struct port_adapter *a, size_t size)
{
	u64 mask = a->dev->coherent_dma_mask;
	gfp_t zone = mask < DMA_BIT_MASK(64) ? GFP_DMA32 : 0;
	void *memory;

	if (mask < DMA_BIT_MASK(32) || port_has_ucx_range(a->miniport) ||
	    size > dma_max_mapping_size(a->dev))
		return NULL;
	memory = alloc_pages_exact(size, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN | zone);
	if (!memory)
		return NULL;
	a->common_dma = dma_map_single(a->dev, memory, size, DMA_BIDIRECTIONAL);
	if (!dma_mapping_error(a->dev, a->common_dma)) {
		if (!dma_need_sync(a->dev, a->common_dma) && a->common_dma + size - 1 <= mask)
			return memory;
		dma_unmap_single(a->dev, a->common_dma, size, DMA_BIDIRECTIONAL);
	}
	free_pages_exact(memory, size);
	return NULL;
}

#define PORT_RED	0x6e

/* Around the uncached extension, from the end of the requests' memory to that of the buffer. */
static void port_zones_paint(struct port_adapter *a, size_t begin, size_t offset, u32 uncached)
{
	struct port_zone *z = a->red_zones;

	if (!a->common_zone)
		return;
	z[0] = (struct port_zone){ a->common + begin, offset - begin };
	z[1].start = a->uncached + uncached;
	z[1].size = (u8 *)a->common + a->common_size + a->common_zone - z[1].start;
	memset(z[0].start, PORT_RED, z[0].size);
	memset(z[1].start, PORT_RED, z[1].size);
}

/**
 * port_common_check() - has the miniport or its HBA written beside the uncached extension?
 * @a: adapter; only one that was strict when it came up has zones to look at
 *
 * Context: Any; not twice at a time.
 */
void port_common_check(struct port_adapter *a)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(a->red_zones) && a->common; i++) {
		struct port_zone *z = &a->red_zones[i];
		u8 *wrong = z->size ? memchr_inv(z->start, PORT_RED, z->size) : NULL;

		if (!wrong)
			continue;
		port_breach(a, PORT_RULE_COMMON_OVERRUN, NULL,
			    "byte %zd of the uncached extension, which it does not have, was written to",
			    wrong - (u8 *)a->uncached);
		memset(z->start, PORT_RED, z->size);
	}
}

static bool port_common_try(struct port_adapter *a, u64 size)
{
	if (size > PORT_MAX_COMMON)
		return false;
	a->common = port_common_exact(a, size);
	a->common_exact = a->common;
	if (!a->common)
		a->common = dma_alloc_coherent(a->dev, size, &a->common_dma,
					       GFP_KERNEL | __GFP_NOWARN);
	a->common_size = size;
	return a->common;
}

/**
 * port_common_alloc() - allocate the common buffer
 * @a: adapter that may do DMA
 * @config: configuration as the miniport has set it up to now
 * @uncached: bytes of the uncached extension, or 0
 *
 * SRB extensions for all requests may be more than there is in one piece: then there are fewer
 * requests.
 *
 * Context: Process.
 * Return: the uncached extension, or the buffer itself if @uncached is 0; NULL on failure.
 */
void *port_common_alloc(struct port_adapter *a, const PORT_CONFIGURATION_INFORMATION *config,
			u32 uncached)
{
	u64 extension = ALIGN((u64)config->SrbExtensionSize, 16);
	u32 wanted = port_limits_requests(a), requests = wanted;
	u64 slot_size = ALIGN(extension + PORT_SENSE_SIZE, 16);
	u64 zone = uncached && port_is_strict(&a->verifier) ? PAGE_SIZE : 0;
	u64 offset, begin;

	for (;;) {
		begin = slot_size * (requests + PORT_INTERNAL_REQUESTS);
		offset = ALIGN(begin + zone, port_uncached_alignment(a));
		if (port_common_try(a, offset + PAGE_ALIGN((u64)uncached) + zone))
			break;
		/* Where the uncached extension is most of it, a smaller one may be asked for. */
		if (requests == 1 || offset < uncached) {
			port_err(a, "no contiguous memory for SRB extensions (SrbExtensionSize %u, %u requests) and an uncached extension of %u bytes\n",
				 config->SrbExtensionSize, requests, uncached);
			return NULL;
		}
		requests /= 2;
	}
	a->common_zone = zone;
	a->common_size -= zone;
	if (!port_in_ucx_range(a)) {
		port_common_free(a);
		return NULL;
	}
	a->common_slots = requests + PORT_INTERNAL_REQUESTS;
	a->common_short = requests < wanted;
	a->slot_size = slot_size;
	a->sense_offset = extension;
	if (!uncached)
		return a->common;
	a->uncached = a->common + offset;
	port_zones_paint(a, begin, offset, uncached);
	return a->uncached;
}

/**
 * port_common_free() - free the common buffer
 * @a: adapter
 *
 * The HBA reads and writes it at any time until it is silent, and an SRB's extension and sense area
 * belong to the miniport until its request is complete: see port_release(). In HwFindAdapter there
 * are no requests yet.
 *
 * Context: Process.
 */
void port_common_free(struct port_adapter *a)
{
	size_t size = a->common_size + a->common_zone;

	if (!a->common)
		return;
	if (a->common_exact) {
		dma_unmap_single(a->dev, a->common_dma, size, DMA_BIDIRECTIONAL);
		free_pages_exact(a->common, size);
	} else {
		dma_free_coherent(a->dev, size, a->common, a->common_dma);
	}
	memset(a->red_zones, 0, sizeof(a->red_zones));
	a->common = NULL;
	a->common_size = 0;
	a->uncached = NULL;
}

/**
 * ScsiPortGetUncachedExtension() - memory that driver and HBA share
 * @HwDeviceExtension: the adapter's device extension
 * @ConfigInfo: configuration; what it says now about DMA and SrbExtensionSize is final
 * @NumberOfBytes: size
 *
 * Context: HwFindAdapter only.
 * Return: the memory, zeroed and aligned to a page or as UncachedExtAlignment says; NULL on
 *	failure, after which a smaller size may be
 *	tried, and after a first success.
 * Contract: §3.1.
 */
PVOID ScsiPortGetUncachedExtension(PVOID HwDeviceExtension,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, ULONG NumberOfBytes)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);

	if (!a)
		return NULL;
	if (!a->finding) {
		port_breach(a, PORT_RULE_FIND_ADAPTER_ONLY, NULL, "%s outside HwFindAdapter",
			    __func__);
		return NULL;
	}
	if (!ConfigInfo || !NumberOfBytes || a->common)
		return NULL;
	return port_dma_begin(a, ConfigInfo) ? NULL :
					       port_common_alloc(a, ConfigInfo, NumberOfBytes);
}
EXPORT_SYMBOL_GPL(ScsiPortGetUncachedExtension);

static bool port_within(const void *va, const void *base, size_t size)
{
	return (size_t)(va - base) < size;
}

static struct port_range port_range_in(const void *va, const void *base, dma_addr_t dma,
				       size_t size)
{
	size_t offset = va - base;

	return (struct port_range){ dma + offset, size - offset };
}

/* An address in a unit's memory. */
static struct port_range port_unit_address(struct port_adapter *a, const void *va)
{
	unsigned long key;
	struct port_unit *lu;

	xa_for_each(&a->units, key, lu) {
		if (port_within(va, lu->memory, lu->memory_size))
			return port_range_in(va, lu->memory, lu->memory_dma, lu->memory_size);
	}
	port_breach(a, PORT_RULE_WILD_ADDRESS, NULL,
		    "ScsiPortGetPhysicalAddress: %p is in no buffer that has a bus address", va);
	return (struct port_range){ };
}

/**
 * port_address_of() - bus address of memory that the miniport shares with its HBA
 * @a: adapter
 * @r: request whose data @va may lie in, or NULL
 * @va: in the data, the common buffer, the device extension or the memory of a unit
 *
 * Context: Any; calls for one request do not overlap.
 * Return: the address and how many bytes follow it there; none for anything else, which is a
 *	mistake.
 */
struct port_range port_address_of(struct port_adapter *a, struct port_request *r, const void *va)
{
	if (port_within(va, a->common, a->common_size))
		return port_range_in(va, a->common, a->common_dma, a->common_size);
	if (r && port_view_move(r, va))
		return port_range_in(va, r->view.va, r->view.dma, r->view.bytes);
	if (port_within(va, a->extension_memory, a->extension_size))
		return port_range_in(va, a->extension_memory, a->extension_dma,
				     a->extension_size);
	return port_unit_address(a, va);
}

/**
 * ScsiPortGetVirtualAddress() - virtual address of a bus address in the common buffer
 * @HwDeviceExtension: the adapter's device extension
 * @PhysicalAddress: bus address
 *
 * Context: Any.
 * Return: the address, or NULL if it lies elsewhere.
 * Contract: §3.2.
 */
PVOID ScsiPortGetVirtualAddress(PVOID HwDeviceExtension, SCSI_PHYSICAL_ADDRESS PhysicalAddress)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);
	u64 offset;

	if (unlikely(!a || !a->common))
		return NULL;
	offset = (u64)PhysicalAddress.QuadPart - a->common_dma;
	return offset < a->common_size ? a->common + offset : NULL;
}
EXPORT_SYMBOL_GPL(ScsiPortGetVirtualAddress);

/**
 * ScsiPortConvertUlongToPhysicalAddress() - zero-extend an address
 * @UlongAddress: address
 *
 * Context: Any.
 * Return: the same as a physical address.
 * Contract: §3.2.
 */
SCSI_PHYSICAL_ADDRESS ScsiPortConvertUlongToPhysicalAddress(ULONG_PTR UlongAddress)
{
	SCSI_PHYSICAL_ADDRESS result = { .QuadPart = UlongAddress };

	return result;
}
EXPORT_SYMBOL_GPL(ScsiPortConvertUlongToPhysicalAddress);
