// SPDX-License-Identifier: GPL-2.0-only
/* Bit maps in words of 32 bits, comparison of memory, pseudo-random numbers. */
#include <linux/export.h>
#include <linux/math64.h>

#include "nt/print.h"
#include "nt/rooms.h"

#define SP_NOT_FOUND	0xffffffff

/**
 * RtlCompareMemory() - how much of two areas is equal
 * @Source1: one
 * @Source2: the other
 * @Length: bytes to compare at most
 *
 * Context: Any.
 * Return: bytes that are equal, counted from the start.
 */
SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
	const u8 *a = Source1, *b = Source2;
	SIZE_T i;

	for (i = 0; i < Length && a[i] == b[i]; i++)
		;
	return i;
}
EXPORT_SYMBOL_GPL(RtlCompareMemory);

/**
 * RtlInitializeBitMap() - make a bit map of a buffer; bits stay as they are
 * @BitMapHeader: the bit map
 * @BitMapBuffer: its bits
 * @SizeOfBitMap: how many
 *
 * Context: Any.
 */
VOID RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap)
{
	BitMapHeader->SizeOfBitMap = SizeOfBitMap;
	BitMapHeader->Buffer = BitMapBuffer;
}
EXPORT_SYMBOL_GPL(RtlInitializeBitMap);

static bool sp_has(const RTL_BITMAP *map, u64 start, u64 count)
{
	return start + count <= map->SizeOfBitMap;
}

static bool sp_bit(const RTL_BITMAP *map, u32 bit)
{
	return map->Buffer[bit / 32] >> bit % 32 & 1;
}

static void sp_write_bits(PRTL_BITMAP map, u32 start, u32 count, bool value)
{
	u32 bit;

	if (!sp_has(map, start, count)) {
		sp_nt_mistake(__builtin_return_address(0),
			      "bits %u to %llu of a bit map that has %u", start,
			      (u64)start + count - 1, map->SizeOfBitMap);
		return;
	}
	for (bit = start; bit < start + count; bit++) {
		if (value)
			map->Buffer[bit / 32] |= 1u << bit % 32;
		else
			map->Buffer[bit / 32] &= ~(1u << bit % 32);
	}
}

/* Whether @count bits from @start on have @value. */
static bool sp_are_bits(const RTL_BITMAP *map, u32 start, u32 count, bool value)
{
	u32 i;

	if (!sp_has(map, start, count))
		return false;
	for (i = 0; i < count; i++) {
		if (sp_bit(map, start + i) != value)
			return false;
	}
	return true;
}

static u32 sp_find_between(const RTL_BITMAP *map, u32 from, u64 to, u32 count, bool value)
{
	u32 run = 0;
	u64 bit;

	for (bit = from; bit < to; bit++) {
		run = sp_bit(map, bit) == value ? run + 1 : 0;
		if (run == count)
			return bit + 1 - count;
	}
	return SP_NOT_FOUND;
}

/* From the hint on, then from the beginning. */
static u32 sp_find_bits(const RTL_BITMAP *map, u32 count, u32 hint, bool value)
{
	u32 size = map->SizeOfBitMap, found;

	if (hint >= size)
		hint = 0;
	if (!count)
		return hint & ~7u;
	found = sp_find_between(map, hint, size, count, value);
	if (found == SP_NOT_FOUND && hint)
		found = sp_find_between(map, 0, min_t(u64, (u64)hint + count - 1, size), count,
					value);
	return found;
}

/**
 * RtlClearAllBits() - clear all bits
 * @BitMapHeader: the bit map
 *
 * Context: Any.
 */
VOID RtlClearAllBits(PRTL_BITMAP BitMapHeader)
{
	sp_write_bits(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, false);
}
EXPORT_SYMBOL_GPL(RtlClearAllBits);

/**
 * RtlSetAllBits() - set all bits
 * @BitMapHeader: the bit map
 *
 * Context: Any.
 */
VOID RtlSetAllBits(PRTL_BITMAP BitMapHeader)
{
	sp_write_bits(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, true);
}
EXPORT_SYMBOL_GPL(RtlSetAllBits);

/**
 * RtlClearBit() - clear a bit
 * @BitMapHeader: the bit map
 * @BitNumber: which
 *
 * Context: Any.
 */
VOID RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	sp_write_bits(BitMapHeader, BitNumber, 1, false);
}
EXPORT_SYMBOL_GPL(RtlClearBit);

/**
 * RtlSetBit() - set a bit
 * @BitMapHeader: the bit map
 * @BitNumber: which
 *
 * Context: Any.
 */
VOID RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	sp_write_bits(BitMapHeader, BitNumber, 1, true);
}
EXPORT_SYMBOL_GPL(RtlSetBit);

/**
 * RtlTestBit() - read a bit
 * @BitMapHeader: the bit map
 * @BitNumber: which
 *
 * Context: Any.
 * Return: TRUE if it is set; FALSE for one that the map does not have.
 */
BOOLEAN RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	return sp_are_bits(BitMapHeader, BitNumber, 1, true);
}
EXPORT_SYMBOL_GPL(RtlTestBit);

/**
 * RtlClearBits() - clear some bits
 * @BitMapHeader: the bit map
 * @StartingIndex: the first
 * @NumberToClear: how many
 *
 * Context: Any.
 */
VOID RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear)
{
	sp_write_bits(BitMapHeader, StartingIndex, NumberToClear, false);
}
EXPORT_SYMBOL_GPL(RtlClearBits);

/**
 * RtlSetBits() - set some bits
 * @BitMapHeader: the bit map
 * @StartingIndex: the first
 * @NumberToSet: how many
 *
 * Context: Any.
 */
VOID RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet)
{
	sp_write_bits(BitMapHeader, StartingIndex, NumberToSet, true);
}
EXPORT_SYMBOL_GPL(RtlSetBits);

/**
 * RtlAreBitsClear() - whether bits are clear
 * @BitMapHeader: the bit map
 * @StartingIndex: the first
 * @Length: how many
 *
 * Context: Any.
 * Return: TRUE if all are; FALSE also if the map does not have them or @Length is 0.
 */
BOOLEAN RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	return Length && sp_are_bits(BitMapHeader, StartingIndex, Length, false);
}
EXPORT_SYMBOL_GPL(RtlAreBitsClear);

/**
 * RtlAreBitsSet() - whether bits are set
 * @BitMapHeader: the bit map
 * @StartingIndex: the first
 * @Length: how many
 *
 * Context: Any.
 * Return: TRUE if all are; FALSE also if the map does not have them or @Length is 0.
 */
BOOLEAN RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	return Length && sp_are_bits(BitMapHeader, StartingIndex, Length, true);
}
EXPORT_SYMBOL_GPL(RtlAreBitsSet);

/**
 * RtlFindClearBits() - find clear bits in a row
 * @BitMapHeader: the bit map
 * @NumberToFind: how many
 * @HintIndex: where to begin; the beginning of the map follows
 *
 * Context: Any.
 * Return: the first of them, or 0xffffffff.
 */
ULONG RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return sp_find_bits(BitMapHeader, NumberToFind, HintIndex, false);
}
EXPORT_SYMBOL_GPL(RtlFindClearBits);

/**
 * RtlFindSetBits() - find set bits in a row
 * @BitMapHeader: the bit map
 * @NumberToFind: how many
 * @HintIndex: where to begin; the beginning of the map follows
 *
 * Context: Any.
 * Return: the first of them, or 0xffffffff.
 */
ULONG RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return sp_find_bits(BitMapHeader, NumberToFind, HintIndex, true);
}
EXPORT_SYMBOL_GPL(RtlFindSetBits);

static u32 sp_find_and_write(PRTL_BITMAP map, u32 count, u32 hint, bool value)
{
	u32 found = sp_find_bits(map, count, hint, !value);

	if (found != SP_NOT_FOUND)
		sp_write_bits(map, found, count, value);
	return found;
}

/**
 * RtlFindClearBitsAndSet() - find clear bits in a row and set them
 * @BitMapHeader: the bit map
 * @NumberToFind: how many
 * @HintIndex: where to begin; the beginning of the map follows
 *
 * Context: Any.
 * Return: the first of them, or 0xffffffff.
 */
ULONG RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return sp_find_and_write(BitMapHeader, NumberToFind, HintIndex, true);
}
EXPORT_SYMBOL_GPL(RtlFindClearBitsAndSet);

/**
 * RtlFindSetBitsAndClear() - find set bits in a row and clear them
 * @BitMapHeader: the bit map
 * @NumberToFind: how many
 * @HintIndex: where to begin; the beginning of the map follows
 *
 * Context: Any.
 * Return: the first of them, or 0xffffffff.
 */
ULONG RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return sp_find_and_write(BitMapHeader, NumberToFind, HintIndex, false);
}
EXPORT_SYMBOL_GPL(RtlFindSetBitsAndClear);

/**
 * RtlNumberOfSetBits() - count the set bits
 * @BitMapHeader: the bit map
 *
 * Context: Any.
 * Return: how many.
 */
ULONG RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader)
{
	u32 bit, count = 0;

	for (bit = 0; bit < BitMapHeader->SizeOfBitMap; bit++)
		count += sp_bit(BitMapHeader, bit);
	return count;
}
EXPORT_SYMBOL_GPL(RtlNumberOfSetBits);

/**
 * RtlNumberOfClearBits() - count the clear bits
 * @BitMapHeader: the bit map
 *
 * Context: Any.
 * Return: how many.
 */
ULONG RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader)
{
	return BitMapHeader->SizeOfBitMap - RtlNumberOfSetBits(BitMapHeader);
}
EXPORT_SYMBOL_GPL(RtlNumberOfClearBits);

/**
 * RtlRandom() - the next pseudo-random number
 * @Seed: state; changed
 *
 * A linear congruence modulo 2^31 - 1; the sequence is not that of Windows.
 *
 * Context: Any.
 * Return: 0 to 0x7ffffffe.
 */
ULONG RtlRandom(PULONG Seed)
{
	*Seed = (*Seed % 0x7fffffff * 48271ULL + 11) % 0x7fffffff;
	return *Seed;
}
EXPORT_SYMBOL_GPL(RtlRandom);

/**
 * RtlRandomEx() - as RtlRandom()
 * @Seed: state; changed
 *
 * Context: Any.
 * Return: 0 to 0x7ffffffe.
 */
ULONG RtlRandomEx(PULONG Seed)
{
	return RtlRandom(Seed);
}
EXPORT_SYMBOL_GPL(RtlRandomEx);
