// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pool, and lookaside lists, which are pool that is counted. All pool is non-paged here, and
 * physically contiguous, up to 4 MiB at a time; a page or more begins at a page.
 */
#include <linux/export.h>
#include <linux/slab.h>

#include "nt/pool.h"
#include "nt/irql.h"
#include "nt/owned.h"

#define SP_NO_TAG	0x656e6f4e	/* "None" */

/**
 * sp_pool_alloc() - allocate pool on behalf of a miniport
 * @size: bytes
 * @tag: names it when it is not given back
 * @zero: __GFP_ZERO or 0
 * @caller: return address of the routine that the miniport called
 *
 * Context: Any.
 * Return: the memory, or NULL.
 */
void *sp_pool_alloc(size_t size, u32 tag, gfp_t zero, const void *caller)
{
	void *memory = kmalloc(max(size, 1), sp_nt_gfp() | zero);

	return sp_owned_add(memory, size, SP_OWNED_POOL, tag, caller);
}

/**
 * ExAllocatePoolWithTag() - allocate memory
 * @PoolType: ignored: all pool is non-paged
 * @NumberOfBytes: size
 * @Tag: four characters that name it when it is not given back
 *
 * Context: Any.
 * Return: the memory, not zeroed, or NULL.
 */
PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return sp_pool_alloc(NumberOfBytes, Tag, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePoolWithTag);

/**
 * ExAllocatePool() - allocate memory
 * @PoolType: ignored: all pool is non-paged
 * @NumberOfBytes: size
 *
 * Context: Any.
 * Return: the memory, not zeroed, or NULL.
 */
PVOID ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
	return sp_pool_alloc(NumberOfBytes, SP_NO_TAG, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePool);

/**
 * ExAllocatePoolZero() - allocate zeroed memory
 * @PoolType: ignored: all pool is non-paged
 * @NumberOfBytes: size
 * @Tag: four characters that name it when it is not given back
 *
 * Context: Any.
 * Return: the memory, or NULL.
 */
PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return sp_pool_alloc(NumberOfBytes, Tag, __GFP_ZERO, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePoolZero);

/**
 * ExAllocatePool2() - allocate memory
 * @Flags: POOL_FLAG_UNINITIALIZED: do not zero it; the others are ignored
 * @NumberOfBytes: size
 * @Tag: four characters that name it when it is not given back
 *
 * Context: Any.
 * Return: the memory, or NULL; no exception is raised.
 */
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
	return sp_pool_alloc(NumberOfBytes, Tag, Flags & POOL_FLAG_UNINITIALIZED ? 0 : __GFP_ZERO,
			     __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePool2);

/**
 * ExAllocatePoolWithTagPriority() - allocate memory
 * @PoolType: ignored: all pool is non-paged
 * @NumberOfBytes: size
 * @Tag: four characters that name it when it is not given back
 * @Priority: ignored
 *
 * Context: Any.
 * Return: the memory, or NULL.
 */
PVOID ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
				    EX_POOL_PRIORITY Priority)
{
	return sp_pool_alloc(NumberOfBytes, Tag, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePoolWithTagPriority);

/**
 * ExAllocatePoolPriorityZero() - allocate zeroed memory
 * @PoolType: ignored: all pool is non-paged
 * @NumberOfBytes: size
 * @Tag: four characters that name it when it is not given back
 * @Priority: ignored
 *
 * Context: Any.
 * Return: the memory, or NULL.
 */
PVOID ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
				 EX_POOL_PRIORITY Priority)
{
	return sp_pool_alloc(NumberOfBytes, Tag, __GFP_ZERO, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocatePoolPriorityZero);

/**
 * ExFreePool() - free pool
 * @P: the memory; what is none is reported
 *
 * Context: Any.
 */
VOID ExFreePool(PVOID P)
{
	sp_owned_free(P, SP_OWNED_POOL, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExFreePool);

/**
 * ExFreePoolWithTag() - free pool
 * @P: the memory; what is none is reported
 * @Tag: ignored
 *
 * Context: Any.
 */
VOID ExFreePoolWithTag(PVOID P, ULONG Tag)
{
	sp_owned_free(P, SP_OWNED_POOL, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExFreePoolWithTag);

/**
 * ExInitializeNPagedLookasideList() - make a source of memory blocks of one size
 * @Lookaside: the list
 * @Allocate: allocates a block, or NULL for pool
 * @Free: frees a block, or NULL for pool
 * @Flags: ignored
 * @Size: of a block, bytes
 * @Tag: of its pool
 * @Depth: ignored
 *
 * The allocator below keeps free blocks at hand for each processor; this list keeps none.
 *
 * Context: Any.
 */
VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
				     PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free, ULONG Flags,
				     SIZE_T Size, ULONG Tag, USHORT Depth)
{
	memset(Lookaside, 0, sizeof(*Lookaside));
	Lookaside->L.Type = NonPagedPool;
	Lookaside->L.Size = Size;
	Lookaside->L.Tag = Tag;
	Lookaside->L.Allocate = Allocate;
	Lookaside->L.Free = Free;
}
EXPORT_SYMBOL_GPL(ExInitializeNPagedLookasideList);

/**
 * ExDeleteNPagedLookasideList() - the list is not used any more
 * @Lookaside: the list
 *
 * Context: Any.
 */
VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
}
EXPORT_SYMBOL_GPL(ExDeleteNPagedLookasideList);

/**
 * ExAllocateFromNPagedLookasideList() - get a block
 * @Lookaside: the list
 *
 * Context: Any.
 * Return: the block, or NULL.
 */
PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	GENERAL_LOOKASIDE *l = &Lookaside->L;

	/* A statistic; on Windows it is as inexact. */
	l->TotalAllocates++;
	l->AllocateMisses++;
	if (l->Allocate)
		return l->Allocate(l->Type, l->Size, l->Tag);
	return sp_pool_alloc(l->Size, l->Tag, 0, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExAllocateFromNPagedLookasideList);

/**
 * ExFreeToNPagedLookasideList() - give a block back
 * @Lookaside: the list
 * @Entry: the block
 *
 * Context: Any.
 */
VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	Lookaside->L.TotalFrees++;
	Lookaside->L.FreeMisses++;
	if (Lookaside->L.Free)
		Lookaside->L.Free(Entry);
	else
		sp_owned_free(Entry, SP_OWNED_POOL, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ExFreeToNPagedLookasideList);
