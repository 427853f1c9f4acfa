// SPDX-License-Identifier: GPL-2.0-only
/*
 * Contiguous memory, physical addresses, mappings. A physical address is what the processor sees;
 * the HBA sees the same only where no IOMMU translates, so for DMA a miniport should use
 * ScsiPortGetUncachedExtension.
 */
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "io/iowindow.h"
#include "nt/irql.h"
#include "nt/owned.h"
#include "nt/print.h"

/* Where to look, one zone after the other: all of memory, below 4 GiB, below 16 MiB. */
static const gfp_t sp_zones[] = { 0, GFP_DMA32, GFP_DMA };

static bool sp_is_placed(void *memory, size_t size, u64 lowest, u64 highest, u64 boundary)
{
	u64 first = virt_to_phys(memory);
	u64 last = first + size - 1;

	if (first < lowest || last > highest)
		return false;
	return !boundary || (first & ~(boundary - 1)) == (last & ~(boundary - 1));
}

static PVOID sp_pages_alloc(size_t size, u64 lowest, u64 highest, u64 boundary, const void *caller)
{
	void *memory;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sp_zones) && size; i++) {
		memory = alloc_pages_exact(size, sp_nt_gfp() | sp_zones[i]);
		if (memory && sp_is_placed(memory, size, lowest, highest, boundary))
			return sp_owned_add(memory, size, SP_OWNED_PAGES, 0, caller);
		if (memory)
			free_pages_exact(memory, size);
	}
	return NULL;
}

/**
 * MmAllocateContiguousMemory() - allocate physically contiguous memory
 * @NumberOfBytes: size, 4 MiB at most
 * @HighestAcceptableAddress: of its last byte
 *
 * Context: Any.
 * Return: the memory, page-aligned, or NULL.
 */
PVOID MmAllocateContiguousMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS HighestAcceptableAddress)
{
	return sp_pages_alloc(NumberOfBytes, 0, HighestAcceptableAddress.QuadPart, 0,
			      __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmAllocateContiguousMemory);

/**
 * MmAllocateContiguousMemorySpecifyCache() - allocate physically contiguous memory
 * @NumberOfBytes: size, 4 MiB at most
 * @LowestAcceptableAddress: of its first byte
 * @HighestAcceptableAddress: of its last byte
 * @BoundaryAddressMultiple: a power of two whose multiples it may not cross, or 0
 * @CacheType: ignored: memory is cached, and coherent with DMA on x86
 *
 * Context: Any.
 * Return: the memory, page-aligned, or NULL.
 */
PVOID MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
					     PHYSICAL_ADDRESS LowestAcceptableAddress,
					     PHYSICAL_ADDRESS HighestAcceptableAddress,
					     PHYSICAL_ADDRESS BoundaryAddressMultiple,
					     MEMORY_CACHING_TYPE CacheType)
{
	return sp_pages_alloc(NumberOfBytes, LowestAcceptableAddress.QuadPart,
			      HighestAcceptableAddress.QuadPart, BoundaryAddressMultiple.QuadPart,
			      __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmAllocateContiguousMemorySpecifyCache);

/**
 * MmFreeContiguousMemory() - free contiguous memory
 * @BaseAddress: the memory; what is none is reported
 *
 * Context: Any.
 */
VOID MmFreeContiguousMemory(PVOID BaseAddress)
{
	sp_owned_free(BaseAddress, SP_OWNED_PAGES, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmFreeContiguousMemory);

/**
 * MmFreeContiguousMemorySpecifyCache() - free contiguous memory
 * @BaseAddress: the memory; what is none is reported
 * @NumberOfBytes: ignored
 * @CacheType: ignored
 *
 * Context: Any.
 */
VOID MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
					MEMORY_CACHING_TYPE CacheType)
{
	sp_owned_free(BaseAddress, SP_OWNED_PAGES, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmFreeContiguousMemorySpecifyCache);

/**
 * MmAllocateNonCachedMemory() - allocate memory; it is cached, and coherent with DMA on x86
 * @NumberOfBytes: size, 4 MiB at most
 *
 * Context: Any.
 * Return: the memory, page-aligned, or NULL.
 */
PVOID MmAllocateNonCachedMemory(SIZE_T NumberOfBytes)
{
	return sp_pages_alloc(NumberOfBytes, 0, U64_MAX, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmAllocateNonCachedMemory);

/**
 * MmFreeNonCachedMemory() - free such memory
 * @BaseAddress: the memory; what is none is reported
 * @NumberOfBytes: ignored
 *
 * Context: Any.
 */
VOID MmFreeNonCachedMemory(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	sp_owned_free(BaseAddress, SP_OWNED_PAGES, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmFreeNonCachedMemory);

/* Memory that is mapped page by page: of vmalloc, ioremap, modules and stacks. */
static bool sp_is_mapped_singly(const void *address)
{
	unsigned long va = (unsigned long)address;

	return is_vmalloc_addr(address) || (va >= MODULES_VADDR && va < MODULES_END);
}

/**
 * MmGetPhysicalAddress() - physical address of a virtual one
 * @BaseAddress: in memory that a miniport can have: pool, its extensions, its stack, its variables
 *
 * Context: Any.
 * Return: the address, as the processor sees it; 0, with a report, if nothing is there.
 */
PHYSICAL_ADDRESS MmGetPhysicalAddress(PVOID BaseAddress)
{
	PHYSICAL_ADDRESS result = { .QuadPart = 0 };

	if (!MmIsAddressValid(BaseAddress))
		sp_nt_mistake(__builtin_return_address(0), "%s of %p, where no memory is", __func__,
			      BaseAddress);
	else if (sp_is_mapped_singly(BaseAddress))
		result.QuadPart = PFN_PHYS(vmalloc_to_pfn(BaseAddress)) +
				  offset_in_page(BaseAddress);
	else
		result.QuadPart = virt_to_phys(BaseAddress);
	return result;
}
EXPORT_SYMBOL_GPL(MmGetPhysicalAddress);

/**
 * MmIsAddressValid() - whether an address is mapped
 * @VirtualAddress: the address
 *
 * Context: Any.
 * Return: TRUE for memory of the kernel and of modules.
 */
BOOLEAN MmIsAddressValid(PVOID VirtualAddress)
{
	if (sp_is_mapped_singly(VirtualAddress))
		return !!vmalloc_to_page(VirtualAddress);
	return virt_addr_valid(VirtualAddress);
}
EXPORT_SYMBOL_GPL(MmIsAddressValid);

static void __iomem *sp_map(u64 address, size_t size, MEMORY_CACHING_TYPE type)
{
	switch (type) {
	case MmCached:
		return ioremap_cache(address, size);
	case MmWriteCombined:
	case MmUSWCCached:
		return ioremap_wc(address, size);
	default:
		return ioremap(address, size);
	}
}

/**
 * MmMapIoSpace() - make registers accessible
 * @PhysicalAddress: where they are; the base of a virtual I/O window is its own mapping
 * @NumberOfBytes: how many
 * @CacheType: MmNonCached for registers
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives NULL.
 * Return: their address for the accessors, or NULL.
 */
PVOID MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
		   MEMORY_CACHING_TYPE CacheType)
{
	u64 address = PhysicalAddress.QuadPart;

	if (io_window_owns(address))
		return (PVOID)(unsigned long)address;
	if (!sp_may_sleep()) {
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
		return NULL;
	}
	return sp_owned_add((void __force *)sp_map(address, NumberOfBytes, CacheType),
			    NumberOfBytes, SP_OWNED_MAPPING, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmMapIoSpace);

/**
 * MmUnmapIoSpace() - the end of a mapping
 * @BaseAddress: from MmMapIoSpace(); what is none is reported
 * @NumberOfBytes: ignored
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that, and the mapping stays until the module goes.
 */
VOID MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	if (io_window_owns((unsigned long)BaseAddress))
		return;
	if (!sp_may_sleep())
		sp_nt_mistake(__builtin_return_address(0), "%s above PASSIVE_LEVEL", __func__);
	else
		sp_owned_free(BaseAddress, SP_OWNED_MAPPING, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(MmUnmapIoSpace);
