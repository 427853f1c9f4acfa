// SPDX-License-Identifier: GPL-2.0-only
/* kernport: bits, interlocked operations, pool, lists and memory. */
#include "kernport.h"

/* ---- memory and bits */

VOID KernBits(void)
{
	ULONG Words[3] = { 0, 0, 0xffffffff };
	ULONG Seed = 1, First;
	RTL_BITMAP Map;
	KERN_AREA Area = { "bits", FALSE };

	RtlInitializeBitMap(&Map, Words, 64);
	RtlSetBits(&Map, 0, 30);
	CHECK(Words[0] == 0x3fffffff && RtlNumberOfSetBits(&Map) == 30);
	CHECK(RtlFindClearBits(&Map, 4, 0) == 30);
	CHECK(RtlFindClearBitsAndSet(&Map, 4, 40) == 40 && RtlCheckBit(&Map, 43));
	CHECK(RtlFindClearBitsAndSet(&Map, 21, 50) == 0xffffffff);
	/* A run that begins before the hint is found too. */
	CHECK(RtlFindClearBits(&Map, 20, 60) == 44);
	RtlClearBits(&Map, 0, 8);
	CHECK(RtlAreBitsClear(&Map, 0, 8) && !RtlAreBitsClear(&Map, 0, 9));
	CHECK(RtlFindSetBitsAndClear(&Map, 4, 35) == 40 && !RtlTestBit(&Map, 40));
	RtlSetAllBits(&Map);
	CHECK(RtlNumberOfClearBits(&Map) == 0 && RtlAreBitsSet(&Map, 0, 64));
	RtlClearAllBits(&Map);
	CHECK(Words[0] == 0 && Words[1] == 0 && Words[2] == 0xffffffff);
	RtlSetBit(&Map, 33);
	RtlClearBit(&Map, 0);
	CHECK(Words[1] == 2);
	CHECK(RtlFindSetBits(&Map, 1, 0) == 33 && RtlFindSetBits(&Map, 2, 0) == 0xffffffff);
	First = RtlRandom(&Seed);
	CHECK(First < 0x7fffffff && RtlRandom(&Seed) != First);
	CHECK(RtlRandomEx(&Seed) < 0x7fffffff);
	CHECK(RtlUlonglongByteSwap(0x0102030405060708) == 0x0807060504030201);
	CHECK(RtlEqualMemory("abc", "abd", 2) && !RtlEqualMemory("abc", "abd", 3));
	CHECK(RtlUlongByteSwap(0x12345678) == 0x78563412 && RtlUshortByteSwap(0x1234) == 0x3412);
	CHECK(RtlCompareMemory("abcd", "abxd", 4) == 2);
	END();
}

VOID KernInterlocked(void)
{
	LONG Bits[2] = { 0, 0 };
	LONG Value = 5;
	LONGLONG Large = 1LL << 40;
	SHORT Small = 7;
	ULONG Word = 0;
	ULONGLONG Long = 0;
	PVOID Pointer = NULL;
	KERN_AREA Area = { "interlocked", FALSE };

	CHECK(InterlockedIncrement(&Value) == 6 && InterlockedDecrement(&Value) == 5);
	CHECK(InterlockedExchange(&Value, 9) == 5 && Value == 9);
	CHECK(InterlockedExchangeAdd(&Value, 2) == 9 && Value == 11);
	CHECK(InterlockedAdd(&Value, 3) == 14 && Value == 14);
	CHECK(InterlockedAnd(&Value, 6) == 14 && Value == 6);
	CHECK(InterlockedOr(&Value, 9) == 6 && Value == 15);
	CHECK(InterlockedXor(&Value, 5) == 15 && Value == 10);
	CHECK(InterlockedCompareExchange(&Value, 1, 2) == 10 && Value == 10);
	CHECK(InterlockedCompareExchange(&Value, 1, 10) == 10 && Value == 1);
	CHECK(InterlockedIncrement64(&Large) == (1LL << 40) + 1);
	CHECK(InterlockedDecrement64(&Large) == 1LL << 40);
	CHECK(InterlockedExchange64(&Large, -1) == 1LL << 40 && Large == -1);
	CHECK(InterlockedExchangeAdd64(&Large, 3) == -1 && Large == 2);
	CHECK(InterlockedAdd64(&Large, 5) == 7);
	CHECK(InterlockedAnd64(&Large, 6) == 7 && InterlockedOr64(&Large, 9) == 6);
	CHECK(InterlockedXor64(&Large, 5) == 15 && Large == 10);
	CHECK(InterlockedCompareExchange64(&Large, 4, 3) == 10 && Large == 10);
	CHECK(InterlockedCompareExchange64(&Large, 4, 10) == 10 && Large == 4);
	CHECK(InterlockedIncrement16(&Small) == 8 && InterlockedDecrement16(&Small) == 7);
	CHECK(InterlockedExchangePointer(&Pointer, &Value) == NULL && Pointer == &Value);
	CHECK(InterlockedCompareExchangePointer(&Pointer, NULL, &Small) == &Value);
	CHECK(Pointer == &Value);
	CHECK(InterlockedCompareExchangePointer(&Pointer, NULL, &Value) == &Value);
	CHECK(Pointer == NULL);
	CHECK(!InterlockedBitTestAndSet(Bits, 33) && Bits[1] == 2);
	CHECK(InterlockedBitTestAndSet(Bits, 33) && InterlockedBitTestAndReset(Bits, 33));
	CHECK(!InterlockedBitTestAndReset(Bits, 33) && Bits[0] == 0 && Bits[1] == 0);
	WriteRelease(&Value, -7);
	CHECK(ReadAcquire(&Value) == -7 && ReadNoFence(&Value) == -7);
	WriteULongRelease(&Word, 0xffffffff);
	CHECK(ReadULongAcquire(&Word) == 0xffffffff && ReadULongNoFence(&Word) == 0xffffffff);
	WriteULong64Release(&Long, 1ULL << 63);
	CHECK(ReadULong64Acquire(&Long) == 1ULL << 63 && ReadULong64NoFence(&Long) == 1ULL << 63);
	WritePointerRelease(&Pointer, Bits);
	CHECK(ReadPointerAcquire(&Pointer) == Bits && ReadPointerNoFence(&Pointer) == Bits);
	WriteNoFence(&Value, 1);
	WriteULongNoFence(&Word, 2);
	WriteULong64NoFence(&Long, 3);
	WritePointerNoFence(&Pointer, NULL);
	KeMemoryBarrier();
	CHECK(Value == 1 && Word == 2 && Long == 3 && Pointer == NULL);
	END();
}

#define KERN_DIRTY	32

/* What is allocated next is likely to be one of those that were freed last. */
static VOID KernDirty(void)
{
	PUCHAR Pool[KERN_DIRTY];
	ULONG i;

	for (i = 0; i < KERN_DIRTY; i++) {
		Pool[i] = ExAllocatePoolWithTag(NonPagedPool, 64, KERN_TAG);
		if (Pool[i] != NULL)
			RtlFillMemory(Pool[i], 64, 0xee);
	}
	for (i = 0; i < KERN_DIRTY; i++) {
		if (Pool[i] != NULL)
			ExFreePool(Pool[i]);
	}
}

static BOOLEAN KernIsZero(PUCHAR Pool)
{
	ULONG i;

	for (i = 0; i < 64; i++) {
		if (Pool[i] != 0)
			return FALSE;
	}
	return TRUE;
}

VOID KernPool(const CHAR *Name)
{
	NPAGED_LOOKASIDE_LIST Lookaside;
	PUCHAR Pool, Page;
	KERN_AREA Area = { Name, FALSE };

	Pool = ExAllocatePoolWithTag(NonPagedPool, 100, KERN_TAG);
	Page = ExAllocatePool(NonPagedPool, 5000);
	CHECK(Pool != NULL && ((ULONG_PTR)Pool & 15) == 0);
	CHECK(Page != NULL && ((ULONG_PTR)Page & 4095) == 0);
	if (Pool != NULL)
		ExFreePoolWithTag(Pool, KERN_TAG);
	if (Page != NULL)
		ExFreePool(Page);
	KernDirty();
	Pool = ExAllocatePoolZero(NonPagedPool, 64, KERN_TAG);
	CHECK(Pool != NULL && KernIsZero(Pool));
	if (Pool != NULL)
		ExFreePool(Pool);
	KernDirty();
	Pool = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, KERN_TAG);
	CHECK(Pool != NULL && KernIsZero(Pool));
	if (Pool != NULL)
		ExFreePool(Pool);
	ExInitializeNPagedLookasideList(&Lookaside, NULL, NULL, 0, 48, KERN_TAG, 0);
	Pool = ExAllocateFromNPagedLookasideList(&Lookaside);
	CHECK(Pool != NULL && Lookaside.L.TotalAllocates == 1);
	if (Pool != NULL)
		ExFreeToNPagedLookasideList(&Lookaside, Pool);
	ExDeleteNPagedLookasideList(&Lookaside);
	END();
}

VOID KernLists(const CHAR *Name)
{
	LIST_ENTRY Head, A, B;
	SINGLE_LIST_ENTRY Single = { NULL }, C;
	SLIST_HEADER Sequenced;
	SLIST_ENTRY D, E;
	LARGE_INTEGER Number, Step;
	ULONG Sum = 5;
	KSPIN_LOCK Lock = 0;
	KIRQL Before = KeGetCurrentIrql();
	KERN_AREA Area = { Name, FALSE };

	KeInitializeSpinLock(&Lock);
	InitializeListHead(&Head);
	CHECK(ExInterlockedInsertTailList(&Head, &A, &Lock) == NULL);
	CHECK(ExInterlockedInsertTailList(&Head, &B, &Lock) == &A);
	CHECK(ExInterlockedRemoveHeadList(&Head, &Lock) == &A);
	CHECK(ExInterlockedInsertHeadList(&Head, &A, &Lock) == &B);
	CHECK(ExInterlockedRemoveHeadList(&Head, &Lock) == &A);
	CHECK(ExInterlockedRemoveHeadList(&Head, &Lock) == &B);
	CHECK(ExInterlockedRemoveHeadList(&Head, &Lock) == NULL && IsListEmpty(&Head));
	CHECK(ExInterlockedPushEntryList(&Single, &C, &Lock) == NULL);
	CHECK(ExInterlockedPopEntryList(&Single, &Lock) == &C && Single.Next == NULL);
	Number.QuadPart = 1LL << 32;
	Step.QuadPart = -1;
	CHECK(ExInterlockedAddLargeInteger(&Number, Step, &Lock).QuadPart == 1LL << 32);
	CHECK(Number.QuadPart == 0xffffffff);
	CHECK(ExInterlockedAddUlong(&Sum, 3, &Lock) == 5 && Sum == 8);
	ExInitializeSListHead(&Sequenced);
	CHECK(ExInterlockedPushEntrySList(&Sequenced, &D, &Lock) == NULL);
	CHECK(InterlockedPushEntrySList(&Sequenced, &E) == &D);
	CHECK(ExQueryDepthSList(&Sequenced) == 2);
	CHECK(ExInterlockedPopEntrySList(&Sequenced, &Lock) == &E);
	CHECK(ExInterlockedFlushSList(&Sequenced) == &D && ExQueryDepthSList(&Sequenced) == 0);
	CHECK(KeGetCurrentIrql() == Before && KeTestSpinLock(&Lock));
	END();
}

/*
 * What a PC has: memory for ISA's DMA, and the firmware's last 16 bytes below 1 MiB, which begin
 * with a far jump. QEMU's machine for ARM has no memory below 1 GiB, and a serial port whose last
 * registers say what it is.
 */
#ifdef _M_ARM64
#define KERN_HAS_LOW_MEMORY	FALSE
#define KERN_KNOWN_PLACE	0x09000fe0
#define KERN_KNOWN_BYTE		0x11
#else
#define KERN_HAS_LOW_MEMORY	TRUE
#define KERN_KNOWN_PLACE	0xffff0
#define KERN_KNOWN_BYTE		0xea
#endif

VOID KernMemory(PKERN_EXTENSION Extension)
{
	static ULONG Variable;
	PHYSICAL_ADDRESS Low, None, Boundary, Address;
	PUCHAR Memory;
	KERN_AREA Area = { "memory", FALSE };

	Low.QuadPart = 0xffffffff;
	None.QuadPart = 0;
	Boundary.QuadPart = 65536;
	Memory = MmAllocateContiguousMemory(3 * 4096, Low);
	CHECK(Memory != NULL && ((ULONG_PTR)Memory & 4095) == 0);
	Address = MmGetPhysicalAddress(Memory);
	CHECK(Address.QuadPart != 0 && Address.QuadPart + 3 * 4096 - 1 <= Low.QuadPart);
	CHECK(MmGetPhysicalAddress(Memory + 8193).QuadPart == Address.QuadPart + 8193);
	CHECK(MmIsAddressValid(Memory));
	MmFreeContiguousMemory(Memory);
	Memory = MmAllocateContiguousMemorySpecifyCache(65536, None, Low, Boundary, MmNonCached);
	CHECK(Memory != NULL && MmGetPhysicalAddress(Memory).QuadPart % 65536 == 0);
	MmFreeContiguousMemorySpecifyCache(Memory, 65536, MmNonCached);
	/*
	 * Low memory, where a machine has some; and what cannot be: a boundary inside, and none
	 * so high.
	 */
	Low.QuadPart = 0xffffff;
	Memory = MmAllocateContiguousMemory(4096, Low);
	CHECK((Memory != NULL) == KERN_HAS_LOW_MEMORY);
	if (Memory != NULL) {
		CHECK(MmGetPhysicalAddress(Memory).QuadPart <= 0xffffff - 4095);
		MmFreeContiguousMemory(Memory);
	}
	Low.QuadPart = -1;
	Boundary.QuadPart = 8192;
	Memory = MmAllocateContiguousMemorySpecifyCache(3 * 4096, None, Low, Boundary, MmCached);
	CHECK(Memory == NULL);
	Boundary.QuadPart = 0;
	None.QuadPart = 1LL << 50;
	Memory = MmAllocateContiguousMemorySpecifyCache(4096, None, Low, Boundary, MmCached);
	CHECK(Memory == NULL);
	Address.QuadPart = KERN_KNOWN_PLACE;
	Memory = MmMapIoSpace(Address, 16, MmNonCached);
	CHECK(Memory != NULL && READ_REGISTER_UCHAR(Memory) == KERN_KNOWN_BYTE);
	MmUnmapIoSpace(Memory, 16);
	Memory = MmAllocateNonCachedMemory(100);
	CHECK(Memory != NULL);
	MmFreeNonCachedMemory(Memory, 100);
	/* A variable of the module and one on the stack. */
	CHECK(MmGetPhysicalAddress(&Variable).QuadPart != 0);
	Address = MmGetPhysicalAddress(&Address);
	CHECK(Address.QuadPart != 0 && Address.QuadPart < 1LL << 40);
	CHECK(MmGetPhysicalAddress(Extension).QuadPart != 0);
	CHECK(!MmIsAddressValid((PVOID)0x10) && !MmIsAddressValid((PVOID)0x1234567812345678));
	END();
}
