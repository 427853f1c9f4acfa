// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that calls the kernel routines beside ScsiPort, each from where miniports call it,
 * and says for each area "kernport: AREA: ok" or what is wrong, through ScsiDebugPrint. Its one
 * unit, a processor device, exists in this file only; each command is completed by a DPC.
 *
 * ArgumentString "mistakes" has it make some more of them. "leave" has it leave things behind when
 * it goes: pool, timers in its extension and in its module. "bugcheck" has it want the system
 * stopped.
 */
#include "testunit.h"
#include <ntddk.h>

#define KERN_TAG	0x6e72654b	/* "Kern" */
#define KERN_LEFT_TAG	0x7466654c	/* "Left" */
#define KERN_MARK(c)	((PVOID)(ULONG_PTR)(c))

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _KERN_EXTENSION {
	KSPIN_LOCK Lock;
	KDPC Dpc;
	KDPC TimerDpc;
	KTIMER Timer;
	PSCSI_REQUEST_BLOCK Srb;
	LONG Running;
	ULONG DpcRuns;
	ULONG Commands;
	BOOLEAN Leave;
	PVOID Freed;
} KERN_EXTENSION, *PKERN_EXTENSION;

/* What an area came to. */
typedef struct _KERN_AREA {
	const CHAR *Name;
	BOOLEAN Failed;
} KERN_AREA, *PKERN_AREA;

static VOID KernCheck(PKERN_AREA Area, BOOLEAN Holds, const CHAR *Text, ULONG Line)
{
	if (Holds)
		return;
	Area->Failed = TRUE;
	ScsiDebugPrint(0, "kernport: %s: not ok: line %u: %s\n", Area->Name, Line, Text);
}

#define CHECK(e)	KernCheck(&Area, !!(e), #e, __LINE__)
static VOID KernEnd(PKERN_AREA Area)
{
	if (!Area->Failed)
		ScsiDebugPrint(0, "kernport: %s: ok\n", Area->Name);
}

#define END()		KernEnd(&Area)

static KDPC KernModuleDpc;
static KTIMER KernModuleTimer;
static ULONG KernTimeouts;

/* ---- formatted text */

static CHAR KernText[80];

static const CHAR *KernPrint(const CHAR *Format, ...)
{
	va_list Arguments;

	va_start(Arguments, Format);
	if (_vsnprintf(KernText, sizeof(KernText), Format, Arguments) < 0)
		KernText[0] = 0;
	va_end(Arguments);
	return KernText;
}

#define PRINTS(text, ...)	CHECK(strcmp(KernPrint(__VA_ARGS__), text) == 0)

static VOID KernNumbers(void)
{
	KERN_AREA Area = { "numbers", FALSE };

	PRINTS("-1 4294967295 -2", "%d %u %i", -1, -1, -2);
	PRINTS("deadbeef DEADBEEF 777", "%x %X %o", 0xdeadbeef, 0xdeadbeef, 0777);
	PRINTS("123456789abcdef0", "%I64x", 0x123456789abcdef0ULL);
	PRINTS("-9223372036854775808 18446744073709551615", "%I64d %I64u", 1ULL << 63, ~0ULL);
	PRINTS("ffffffff 1", "%I32x %Ix", ~0u, (ULONG_PTR)1);
	PRINTS("fffffffffffffffe -2", "%Ix %Id", ~(ULONG_PTR)1, ~(LONG_PTR)1);
	/* A long has 32 bits; the argument after it is found where it is. */
	PRINTS("ffffffff 7 -1", "%lx %lu %ld", (ULONG)-1, (ULONG)7, (LONG)-1);
	PRINTS("ffffffffffffffff", "%llx", ~0ULL);
	PRINTS("ffff -1 5", "%hx %hd %hu", 0xffff, 0xffff, 0x10005);
	PRINTS("   42|42   |00042|+42| 42", "%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42);
	PRINTS("  042|0x2a|0X2A|052|0", "%5.3d|%#x|%#X|%#o|%#x", 42, 42, 42, 42, 0);
	PRINTS("   42|42   |00042|", "%*d|%*d|%.*d|%.0d", 5, 42, -5, 42, 5, 42, 0);
	PRINTS("-0042|  -42", "%05d|%5d", -42, -42);
	PRINTS("00000000DEADBEEF", "%p", (PVOID)0xdeadbeef);
	PRINTS("100% x", "%d%% %c", 100, 'x');
	PRINTS("fe -2", "%hhx %hhd", 0xfe, 0xfe);
	END();
}

static VOID KernTexts(void)
{
	UNICODE_STRING Wide = { 6, 6, L"abcdef" };
	ANSI_STRING Narrow = { 3, 3, "xyzzy" };
	KERN_AREA Area = { "texts", FALSE };

	PRINTS("abc|  abc|abc  |ab", "%s|%5s|%-5s|%.2s", "abc", "abc", "abc", "abc");
	PRINTS("one two three narrow", "%S %ws %ls %hs", L"one", L"two", L"three", "narrow");
	PRINTS("abc xyz", "%wZ %Z", &Wide, &Narrow);
	PRINTS("ab|  xyz", "%.2wZ|%5Z", &Wide, &Narrow);
	PRINTS("ac?", "%c%C%C", 'a', L'c', 0x20ac);
	PRINTS("(null) (null) (null)", "%s %S %wZ", NULL, NULL, NULL);
	PRINTS("ab", "%.*s", 2, "abc");
	PRINTS("7 8", "%d%n %d", 7, NULL, 8);
	END();
}

static VOID KernReturns(void)
{
	CHAR Text[8];
	WCHAR Wide[16];
	KERN_AREA Area = { "printf returns", FALSE };

	memset(Text, 'z', sizeof(Text));
	CHECK(_snprintf(Text, 4, "%s", "abc") == 3 && Text[3] == 0);
	Text[3] = '!';
	CHECK(_snprintf(Text, 3, "%s", "xyz") == 3 && Text[2] == 'z' && Text[3] == '!');
	CHECK(_snprintf(Text, 3, "%s", "abcd") == -1 && Text[2] == 'c' && Text[3] == '!');
	CHECK(sprintf(Text, "%I64d", 5LL) == 1 && Text[0] == '5' && Text[1] == 0);
	CHECK(snprintf(Text, 4, "%S", L"abcdef") == 6 && strcmp(Text, "abc") == 0);
	CHECK(_snprintf(NULL, 0, "%d", 1234) == 4);
	CHECK(_snwprintf(Wide, 16, L"%s %S %d", L"wide", "narrow", 3) == 13);
	CHECK(wcscmp(Wide, L"wide narrow 3") == 0);
	CHECK(_snwprintf(Wide, 2, L"%s", L"abc") == -1 && Wide[1] == L'b');
	CHECK(swprintf(Wide, L"%hs", "n") == 1 && Wide[0] == L'n' && Wide[1] == 0);
	END();
}

/* ---- strings */

static VOID KernStrings(void)
{
	CHAR Room[8];
	STRING A, B, C = { 0, sizeof(Room), Room };
	KERN_AREA Area = { "strings", FALSE };

	RtlInitString(&A, "Disk");
	RtlInitAnsiString(&B, "dISK2");
	CHECK(A.Length == 4 && A.MaximumLength == 5);
	CHECK(!RtlEqualString(&A, &B, TRUE));
	B.Length = 4;
	CHECK(RtlEqualString(&A, &B, TRUE) && !RtlEqualString(&A, &B, FALSE));
	CHECK(RtlCompareString(&A, &B, FALSE) < 0);
	RtlCopyString(&C, &A);
	CHECK(C.Length == 4 && memcmp(Room, "Disk", 4) == 0);
	RtlUpperString(&C, &B);
	CHECK(memcmp(Room, "DISK", 4) == 0);
	CHECK(RtlUpperChar('q') == 'Q' && RtlUpperChar('1') == '1');
	/* What does not fit is cut. */
	C.MaximumLength = 2;
	Room[2] = '!';
	RtlCopyString(&C, &A);
	CHECK(C.Length == 2 && Room[1] == 'i' && Room[2] == '!');
	RtlInitString(&A, NULL);
	CHECK(A.Length == 0 && A.Buffer == NULL);
	CHECK(_stricmp("aBc", "AbC") == 0 && _strnicmp("abX", "ABy", 2) == 0);
	CHECK(strcmp("a", "b") < 0 && strncmp("abc", "abd", 2) == 0);
	CHECK(strlen("four") == 4 && strstr("mini port", "port") != NULL);
	CHECK(*strrchr("a/b/c", '/') == '/' && strchr("abc", 'z') == NULL);
	RtlCopyMemory(Room, "ab", 3);
	CHECK(strcmp(strcat(Room, "cd"), "abcd") == 0);
	CHECK(strcmp(_strupr(Room), "ABCD") == 0 && strcmp(_strlwr(Room), "abcd") == 0);
	CHECK(toupper('a') == 'A' && tolower('Z') == 'z' && isdigit('7') && !isdigit('a'));
	CHECK(isxdigit('f') && isspace('\t') && isalpha('g') && !isalnum('-') && isprint('~'));
	END();
}

static VOID KernWide(void)
{
	WCHAR Room[16];
	CHAR Little[4];
	UNICODE_STRING A, B, C = { 0, sizeof(Room), Room };
	ANSI_STRING Narrow, Small = { 0, sizeof(Little), Little };
	KERN_AREA Area = { "wide strings", FALSE };

	RtlInitUnicodeString(&A, L"Port");
	RtlInitUnicodeString(&B, L"pORT");
	CHECK(A.Length == 8 && A.MaximumLength == 10);
	CHECK(RtlEqualUnicodeString(&A, &B, TRUE) && RtlCompareUnicodeString(&A, &B, FALSE) < 0);
	RtlCopyUnicodeString(&C, &A);
	CHECK(RtlAppendUnicodeToString(&C, L"Mini") == STATUS_SUCCESS);
	CHECK(C.Length == 16 && wcscmp(Room, L"PortMini") == 0);
	CHECK(RtlAppendUnicodeStringToString(&C, &C) == STATUS_SUCCESS && C.Length == 32);
	CHECK(RtlAppendUnicodeToString(&C, L"x") == STATUS_BUFFER_TOO_SMALL && C.Length == 32);
	CHECK(RtlUnicodeStringToAnsiString(&Narrow, &A, TRUE) == STATUS_SUCCESS);
	CHECK(Narrow.Length == 4 && strcmp(Narrow.Buffer, "Port") == 0);
	CHECK(RtlAnsiStringToUnicodeString(&B, &Narrow, TRUE) == STATUS_SUCCESS);
	CHECK(RtlEqualUnicodeString(&A, &B, FALSE));
	RtlFreeUnicodeString(&B);
	RtlFreeAnsiString(&Narrow);
	CHECK(B.Buffer == NULL && Narrow.Buffer == NULL);
	CHECK(RtlUnicodeStringToAnsiString(&Small, &A, FALSE) == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Little, "Por") == 0);
	CHECK(wcslen(L"four") == 4 && wcsncmp(L"ab1", L"ab2", 2) == 0 && wcschr(L"abc", L'c'));
	CHECK(wcsncmp(L"ab1", L"ab2", 3) < 0 && wcschr(L"abc", L'z') == NULL);
	CHECK(wcscmp(wcscat(wcscpy(Room, L"ab"), L"cd"), L"abcd") == 0);
	CHECK(wcsncpy(Room, L"xyz", 2)[1] == L'y' && Room[2] == L'c');
	CHECK(wcsncpy(Room, L"x", 4)[3] == 0);
	CHECK(RtlUpcaseUnicodeChar(L'q') == L'Q' && RtlUpcaseUnicodeChar(0xe4) == 0xe4);
	END();
}

static VOID KernConversions(void)
{
	WCHAR Room[12];
	UNICODE_STRING String = { 0, sizeof(Room), Room };
	ULONG Value;
	CHAR *End;
	KERN_AREA Area = { "conversions", FALSE };

	CHECK(RtlIntegerToUnicodeString(4095, 16, &String) == STATUS_SUCCESS);
	CHECK(wcscmp(Room, L"FFF") == 0);
	CHECK(RtlUnicodeStringToInteger(&String, 16, &Value) == STATUS_SUCCESS && Value == 4095);
	CHECK(RtlIntegerToUnicodeString(~0u, 2, &String) == STATUS_BUFFER_OVERFLOW);
	CHECK(RtlIntegerToUnicodeString(1, 3, &String) == STATUS_INVALID_PARAMETER);
	CHECK(RtlInt64ToUnicodeString(0x123456789aULL, 16, &String) == STATUS_SUCCESS);
	CHECK(wcscmp(Room, L"123456789A") == 0 && String.Length == 20);
	CHECK(RtlCharToInteger("0o17", 0, &Value) == STATUS_SUCCESS && Value == 15);
	CHECK(RtlCharToInteger("1", 7, &Value) == STATUS_INVALID_PARAMETER);
	CHECK(RtlCharToInteger(" 0x1F;", 0, &Value) == STATUS_SUCCESS && Value == 31);
	CHECK(RtlCharToInteger("-5", 10, &Value) == STATUS_SUCCESS && Value == (ULONG)-5);
	CHECK(RtlCharToInteger("0b101", 0, &Value) == STATUS_SUCCESS && Value == 5);
	CHECK(atoi(" -42x") == -42 && atoi("x") == 0);
	CHECK(strtoul("0xffz", &End, 0) == 255 && *End == 'z');
	CHECK(strtoul("077", NULL, 0) == 63 && strtoul("99999999999", NULL, 10) == 0xffffffff);
	CHECK(strtol("-2147483648", NULL, 10) == (LONG)0x80000000 && strtol("z", &End, 36) == 35);
	CHECK(strtol("2147483648", NULL, 10) == 0x7fffffff);
	CHECK(strtoul("0x", &End, 0) == 0 && *End == 'x');
	END();
}

/* ---- memory and bits */

static VOID KernBits(void)
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

static VOID KernInterlocked(void)
{
	LONG Bits[2] = { 0, 0 };
	LONG Value = 5;
	LONGLONG Large = 1LL << 40;
	SHORT Small = 7;
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
	END();
}

/* What is allocated next is likely to be what was freed last. */
static VOID KernDirty(void)
{
	PUCHAR Pool = ExAllocatePoolWithTag(NonPagedPool, 64, KERN_TAG);

	if (Pool == NULL)
		return;
	RtlFillMemory(Pool, 64, 0xee);
	ExFreePool(Pool);
}

static VOID KernPool(const CHAR *Name)
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
	CHECK(Pool != NULL && Pool[0] == 0 && Pool[63] == 0);
	if (Pool != NULL)
		ExFreePool(Pool);
	KernDirty();
	Pool = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, KERN_TAG);
	CHECK(Pool != NULL && Pool[0] == 0 && Pool[63] == 0);
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

static VOID KernLists(const CHAR *Name)
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

static VOID KernMemory(PKERN_EXTENSION Extension)
{
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
	/* Low memory; and what cannot be: a boundary inside, and none so high. */
	Low.QuadPart = 0xffffff;
	Memory = MmAllocateContiguousMemory(4096, Low);
	CHECK(Memory != NULL && MmGetPhysicalAddress(Memory).QuadPart <= 0xffffff - 4095);
	MmFreeContiguousMemory(Memory);
	Low.QuadPart = -1;
	Boundary.QuadPart = 8192;
	Memory = MmAllocateContiguousMemorySpecifyCache(3 * 4096, None, Low, Boundary, MmCached);
	CHECK(Memory == NULL);
	Boundary.QuadPart = 0;
	None.QuadPart = 1LL << 50;
	Memory = MmAllocateContiguousMemorySpecifyCache(4096, None, Low, Boundary, MmCached);
	CHECK(Memory == NULL);
	/* The firmware's last 16 bytes below 1 MiB begin with a far jump. */
	Address.QuadPart = 0xffff0;
	Memory = MmMapIoSpace(Address, 16, MmNonCached);
	CHECK(Memory != NULL && READ_REGISTER_UCHAR(Memory) == 0xea);
	MmUnmapIoSpace(Memory, 16);
	Memory = MmAllocateNonCachedMemory(100);
	CHECK(Memory != NULL);
	MmFreeNonCachedMemory(Memory, 100);
	/* A variable of the module and one on the stack. */
	CHECK(MmGetPhysicalAddress(&KernModuleDpc).QuadPart != 0);
	Address = MmGetPhysicalAddress(&Address);
	CHECK(Address.QuadPart != 0 && Address.QuadPart < 1LL << 40);
	CHECK(MmGetPhysicalAddress(Extension).QuadPart != 0);
	CHECK(!MmIsAddressValid((PVOID)0x10) && !MmIsAddressValid((PVOID)0x1234567812345678));
	END();
}

/* ---- levels, locks, time */

static VOID KernLevel(const CHAR *Name, BOOLEAN Holds)
{
	KERN_AREA Area = { Name, FALSE };

	CHECK(Holds);
	END();
}

static VOID KernRaise(void)
{
	KIRQL Old, Older;
	KERN_AREA Area = { "raised levels", FALSE };

	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(Old == PASSIVE_LEVEL && KeGetCurrentIrql() == DISPATCH_LEVEL);
	Older = KeRaiseIrqlToDpcLevel();
	CHECK(Older == DISPATCH_LEVEL);
	KeLowerIrql(Older);
	CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL);
	KeLowerIrql(Old);
	CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
	END();
}

static VOID KernLocks(const CHAR *Name)
{
	KIRQL Before = KeGetCurrentIrql(), Old, Inner;
	KSPIN_LOCK Lock = ~(KSPIN_LOCK)0, Other = 0;
	KLOCK_QUEUE_HANDLE Handle, Nested;
	KERN_AREA Area = { Name, FALSE };

	KeInitializeSpinLock(&Lock);
	CHECK(KeTestSpinLock(&Lock));
	if (Area.Failed)
		return;
	KeAcquireSpinLock(&Lock, &Old);
	CHECK(Old == Before && KeGetCurrentIrql() >= DISPATCH_LEVEL && !KeTestSpinLock(&Lock));
	CHECK(!KeTryToAcquireSpinLockAtDpcLevel(&Lock));
	KeAcquireSpinLock(&Other, &Inner);
	CHECK(Inner >= DISPATCH_LEVEL);
	KeReleaseSpinLock(&Other, Inner);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL);
	KeReleaseSpinLock(&Lock, Old);
	CHECK(KeGetCurrentIrql() == Before && KeTestSpinLock(&Lock));
	/* Mixed pairs: a level and a lock are two things. */
	KeAcquireSpinLock(&Lock, &Old);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL);
	KeLowerIrql(Old);
	CHECK(KeGetCurrentIrql() == Before);
	Old = KeRaiseIrqlToDpcLevel();
	KeAcquireSpinLockAtDpcLevel(&Lock);
	CHECK(KeTryToAcquireSpinLockAtDpcLevel(&Other));
	KeReleaseSpinLockFromDpcLevel(&Other);
	KeReleaseSpinLock(&Lock, Old);
	CHECK(KeGetCurrentIrql() == Before);
	KeAcquireInStackQueuedSpinLock(&Lock, &Handle);
	KeAcquireInStackQueuedSpinLockAtDpcLevel(&Other, &Nested);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL && !KeTestSpinLock(&Other));
	KeReleaseInStackQueuedSpinLockFromDpcLevel(&Nested);
	KeReleaseInStackQueuedSpinLock(&Handle);
	CHECK(KeGetCurrentIrql() == Before && KeTestSpinLock(&Lock) && KeTestSpinLock(&Other));
	END();
}

static VOID KernTime(void)
{
	LARGE_INTEGER Before, After, Frequency, Start, Delay, Tick;
	ULONGLONG Interrupt = KeQueryInterruptTime();
	KAFFINITY Active;
	ULONG Processors = 0;
	KERN_AREA Area = { "time", FALSE };

	KeQuerySystemTime(&Before);
	KeQueryTickCount(&Tick);
	Start = KeQueryPerformanceCounter(&Frequency);
	KeStallExecutionProcessor(2000);
	After = KeQueryPerformanceCounter(NULL);
	/* On a busy emulated machine the clock of the stall and that of the time differ a lot. */
	CHECK(After.QuadPart - Start.QuadPart >= Frequency.QuadPart / 1000);
	Delay.QuadPart = -30 * 10000;
	CHECK(KeDelayExecutionThread(KernelMode, FALSE, &Delay) == STATUS_SUCCESS);
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 30 * 10000);
	/* 2001 to 2601 */
	CHECK(Before.QuadPart > 126000000000000000LL && Before.QuadPart < 315000000000000000LL);
	CHECK(KeQueryInterruptTime() - Interrupt >= 30 * 10000);
	KeQueryTickCount(&After);
	CHECK((After.QuadPart - Tick.QuadPart + 1) * KeQueryTimeIncrement() >= 30 * 10000);
	/* And not more than have passed; a tick may be seen late. */
	CHECK((ULONGLONG)(After.QuadPart - Tick.QuadPart) * KeQueryTimeIncrement() <=
	      KeQueryInterruptTime() - Interrupt + 20 * KeQueryTimeIncrement());
	CHECK(KeQueryTimeIncrement() >= 10000 && KeQueryTimeIncrement() <= 100000);
	for (Active = KeQueryActiveProcessors(); Active != 0; Active &= Active - 1)
		Processors++;
	CHECK(KeNumberProcessors >= 1 && (ULONG)KeNumberProcessors == Processors);
	CHECK(KeGetCurrentProcessorNumber() < (ULONG)KeNumberProcessors);
	CHECK((KeQueryActiveProcessors() & 1) != 0);
	END();
}

/* ---- DPCs, timers, events at PASSIVE_LEVEL */

typedef struct _KERN_ORDER {
	KEVENT Event;
	CHAR Runs[8];
	ULONG Count;
	KIRQL Irql;
	BOOLEAN Slow;
} KERN_ORDER, *PKERN_ORDER;

static VOID KernOrderDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PKERN_ORDER Order = Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument2);
	Order->Irql = KeGetCurrentIrql();
	if (Order->Slow)
		KeStallExecutionProcessor(5000);
	if (Order->Count < sizeof(Order->Runs) - 1)
		Order->Runs[Order->Count++] = (CHAR)(ULONG_PTR)Argument1;
	KeSetEvent(&Order->Event, IO_NO_INCREMENT, FALSE);
}

static VOID KernDpcs(void)
{
	static KERN_ORDER Order;
	static KDPC First, Second, Third;
	KIRQL Old;
	KERN_AREA Area = { "DPCs", FALSE };

	RtlZeroMemory(&Order, sizeof(Order));
	KeInitializeEvent(&Order.Event, NotificationEvent, FALSE);
	KeInitializeDpc(&First, KernOrderDpc, &Order);
	KeInitializeDpc(&Second, KernOrderDpc, &Order);
	KeInitializeDpc(&Third, KernOrderDpc, &Order);
	KeSetImportanceDpc(&Third, HighImportance);
	KeSetTargetProcessorDpc(&Third, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(KeInsertQueueDpc(&First, KERN_MARK('1'), NULL));
	CHECK(!KeInsertQueueDpc(&First, KERN_MARK('x'), NULL));
	CHECK(KeInsertQueueDpc(&Second, KERN_MARK('2'), NULL));
	CHECK(KeInsertQueueDpc(&Third, KERN_MARK('3'), NULL));
	CHECK(KeRemoveQueueDpc(&Second) && !KeRemoveQueueDpc(&Second));
	CHECK(Order.Count == 0);
	KeLowerIrql(Old);
	KeFlushQueuedDpcs();
	CHECK(strcmp(Order.Runs, "31") == 0 && Order.Irql == DISPATCH_LEVEL);
	/* It takes its time, so that the flush must wait for it. */
	Order.Slow = TRUE;
	CHECK(KeInsertQueueDpc(&First, KERN_MARK('4'), NULL));
	KeFlushQueuedDpcs();
	CHECK(strcmp(Order.Runs, "314") == 0);
	END();
}

static VOID KernEvents(void)
{
	LARGE_INTEGER Now, Soon, Before, After;
	KEVENT Stays, Once;
	KERN_AREA Area = { "events", FALSE };

	KeInitializeEvent(&Stays, NotificationEvent, TRUE);
	KeInitializeEvent(&Once, SynchronizationEvent, FALSE);
	Now.QuadPart = 0;
	Soon.QuadPart = -20 * 10000;
	CHECK(KeWaitForSingleObject(&Stays, Executive, KernelMode, FALSE, NULL) == STATUS_SUCCESS);
	CHECK(KeReadStateEvent(&Stays) != 0 && KeResetEvent(&Stays) != 0);
	CHECK(KeWaitForSingleObject(&Stays, Executive, KernelMode, FALSE, &Now) == STATUS_TIMEOUT);
	KeQuerySystemTime(&Before);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Soon) == STATUS_TIMEOUT);
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 20 * 10000);
	CHECK(KeSetEvent(&Once, IO_NO_INCREMENT, FALSE) == 0);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Now) == STATUS_SUCCESS);
	CHECK(KeWaitForSingleObject(&Once, Executive, KernelMode, FALSE, &Now) == STATUS_TIMEOUT);
	KeSetEvent(&Stays, IO_NO_INCREMENT, FALSE);
	KeClearEvent(&Stays);
	CHECK(KeReadStateEvent(&Stays) == 0);
	END();
}

/* Something that comes soon; not for ever. */
static BOOLEAN KernWait(PVOID Object)
{
	LARGE_INTEGER Most;

	Most.QuadPart = -10 * 10000000LL;
	return KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, &Most) == STATUS_SUCCESS;
}

static VOID KernTimers(void)
{
	LARGE_INTEGER Due, Before, After;
	static KERN_ORDER Order;
	static KTIMER Timer;
	static KDPC Dpc;
	ULONG i;
	KERN_AREA Area = { "timers", FALSE };

	RtlZeroMemory(&Order, sizeof(Order));
	KeInitializeEvent(&Order.Event, SynchronizationEvent, FALSE);
	KeInitializeDpc(&Dpc, KernOrderDpc, &Order);
	KeInitializeTimer(&Timer);
	KeQuerySystemTime(&Before);
	Due.QuadPart = -10 * 10000;
	CHECK(!KeSetTimer(&Timer, Due, &Dpc));
	CHECK(KernWait(&Order.Event));
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart - Before.QuadPart >= 10 * 10000);
	CHECK(Order.Count == 1 && KeReadStateTimer(&Timer) && !KeCancelTimer(&Timer));
	/* Replaced, then cancelled: the first due time never comes. */
	CHECK(!KeSetTimer(&Timer, Due, &Dpc) && !KeReadStateTimer(&Timer));
	Due.QuadPart = -3600LL * 10000000;
	CHECK(KeSetTimer(&Timer, Due, &Dpc));
	Due.QuadPart = -30 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Due);
	CHECK(Order.Count == 1 && KeCancelTimer(&Timer));
	/* An absolute time, without a DPC, waited for. */
	KeQuerySystemTime(&Due);
	Due.QuadPart += 10 * 10000;
	KeSetTimer(&Timer, Due, NULL);
	CHECK(KernWait(&Timer));
	KeQuerySystemTime(&After);
	CHECK(After.QuadPart >= Due.QuadPart - 10000);
	/* Periodic. */
	KeInitializeTimerEx(&Timer, SynchronizationTimer);
	Due.QuadPart = -10000;
	KeSetTimerEx(&Timer, Due, 5, &Dpc);
	for (i = 0; i < 3; i++)
		CHECK(KernWait(&Order.Event));
	CHECK(KeCancelTimer(&Timer));
	KeFlushQueuedDpcs();
	CHECK(Order.Count >= 4);
	END();
}

/* ---- mistakes: each is reported and survived */

/* More of them, when those of DriverEntry are long enough ago for the log's limit. */
static VOID KernMoreMistakes(void)
{
	ULONG Words[2] = { 0, 0 };
	LARGE_INTEGER Delay;
	RTL_BITMAP Map;
	KDPC Dpc;
	KERN_AREA Area = { "more mistakes", FALSE };

	Delay.QuadPart = -6 * 10000000LL;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	RtlInitializeBitMap(&Map, Words, 32);
	RtlSetBits(&Map, 20, 13);
	RtlSetBit(&Map, 32);
	CHECK(Words[0] == 0 && Words[1] == 0 && !RtlTestBit(&Map, 32));
	CHECK(!RtlAreBitsClear(&Map, 20, 13));
	KeInitializeDpc(&Dpc, NULL, NULL);
	CHECK(!KeInsertQueueDpc(&Dpc, NULL, NULL));
	/* No type of an object. */
	Words[0] = 0x22222222;
	CHECK(KeWaitForSingleObject(Words, Executive, KernelMode, FALSE, NULL) ==
	      STATUS_INVALID_PARAMETER);
	END();
}

static VOID KernMistakes(void)
{
	static KTIMER Left;
	LARGE_INTEGER Delay;
	PHYSICAL_ADDRESS None;
	KSPIN_LOCK Lock = 0;
	KEVENT Event;
	PVOID Pool;
	KIRQL Old;
	PKDPC Dpc;
	KERN_AREA Area = { "mistakes", FALSE };

	KeInitializeTimer(&Left);
	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	None.QuadPart = 0xfee00000;
	Delay.QuadPart = -10000;
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	CHECK(KeDelayExecutionThread(KernelMode, FALSE, &Delay) == STATUS_UNSUCCESSFUL);
	CHECK(KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL) == STATUS_TIMEOUT);
	CHECK(MmMapIoSpace(None, 4096, MmNonCached) == NULL);
	KeFlushQueuedDpcs();
	KeLowerIrql(Old);
	Pool = ExAllocatePoolWithTag(NonPagedPool, 256, KERN_TAG);
	ExFreePool(Pool);
	ExFreePool(Pool);
	ExFreePool(NULL);
	/* A KDPC in memory that is freed while it is queued. */
	Dpc = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Dpc), KERN_TAG);
	KeInitializeDpc(Dpc, KernOrderDpc, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &Old);
	KeInsertQueueDpc(Dpc, NULL, NULL);
	ExFreePool(Dpc);
	KeLowerIrql(Old);
	CHECK(MmGetPhysicalAddress((PVOID)0x10).QuadPart == 0);
	KeAcquireSpinLock(&Lock, &Old);
	KeAcquireSpinLockAtDpcLevel(&Lock);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	KeReleaseSpinLock(&Lock, Old);
	KeReleaseSpinLockFromDpcLevel(&Lock);
	CHECK(KeTestSpinLock(&Lock) && KeGetCurrentIrql() == PASSIVE_LEVEL);
	DbgBreakPoint();
	RtlAssert((PVOID)"two == three", (PVOID)"kernport.c", 23, NULL);
	END();
}

/* ---- the adapter */

static VOID KernComplete(PKERN_EXTENSION Extension)
{
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	if (Srb == NULL)
		return;
	Extension->Srb = NULL;
	Srb->SrbStatus = TestAnswer(Srb, PROCESSOR_DEVICE);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
}

/* Outside every callback of the port, at DISPATCH_LEVEL (trap 27). */
static VOID KernDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PKERN_EXTENSION Extension = Context;
	KIRQL Old;

	if (Extension->DpcRuns++ == 0) {
		KernLevel("level in a DPC", KeGetCurrentIrql() == DISPATCH_LEVEL);
		KernLevel("arguments of a DPC", Dpc == &Extension->Dpc &&
			  Argument1 == Extension->Srb && Argument2 == Extension);
		KernLocks("locks in a DPC");
		KernPool("pool in a DPC");
		KernLists("lists in a DPC");
	}
	KernLevel("one DPC at a time", InterlockedIncrement(&Extension->Running) == 1);
	KeAcquireSpinLock(&Extension->Lock, &Old);
	KeStallExecutionProcessor(20);
	KeReleaseSpinLock(&Extension->Lock, Old);
	InterlockedDecrement(&Extension->Running);
	KernComplete(Extension);
}

static BOOLEAN NTAPI KernDisable(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	KernLevel("level in the Disable callback", KeGetCurrentIrql() > DISPATCH_LEVEL);
	return TRUE;
}

static BOOLEAN NTAPI KernEnable(PVOID DeviceExtension)
{
	PKERN_EXTENSION Extension = DeviceExtension;
	KIRQL Old;

	KernLevel("level in the Enable callback", KeGetCurrentIrql() == DISPATCH_LEVEL);
	KernLocks("locks in the Enable callback");
	KernPool("pool in the Enable callback");
	KeAcquireSpinLock(&Extension->Lock, &Old);
	KeReleaseSpinLock(&Extension->Lock, Old);
	KernLevel("level in the Enable callback after a lock",
		  KeGetCurrentIrql() == DISPATCH_LEVEL);
	ScsiPortNotification(CallDisableInterrupts, DeviceExtension, KernDisable);
	return TRUE;
}

static VOID NTAPI KernTimer(PVOID DeviceExtension)
{
	KernLevel("level in HwTimer", KeGetCurrentIrql() > DISPATCH_LEVEL);
	KernLocks("locks in HwTimer");
	KernLists("lists in HwTimer");
	/* A mistake: nothing was raised here. */
	KeLowerIrql(PASSIVE_LEVEL);
	KernLevel("level in HwTimer after KeLowerIrql", KeGetCurrentIrql() > DISPATCH_LEVEL);
	ScsiPortNotification(CallEnableInterrupts, DeviceExtension, KernEnable);
}

static BOOLEAN NTAPI KernStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	if (Extension->Commands++ == 0) {
		KernLevel("level in HwStartIo", KeGetCurrentIrql() > DISPATCH_LEVEL);
		KernLocks("locks in HwStartIo");
		KernPool("pool in HwStartIo");
		KernLists("lists in HwStartIo");
	}
	Extension->Srb = Srb;
	KeInsertQueueDpc(&Extension->Dpc, Srb, Extension);
	return TRUE;
}

static BOOLEAN NTAPI KernInitialize(PVOID DeviceExtension)
{
	KernLevel("level in HwInitialize", KeGetCurrentIrql() > DISPATCH_LEVEL);
	ScsiPortNotification(RequestTimerCall, DeviceExtension, KernTimer, 1000);
	return TRUE;
}

static BOOLEAN NTAPI KernResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	KernLevel("level in HwResetBus", KeGetCurrentIrql() > DISPATCH_LEVEL);
	KeRemoveQueueDpc(&Extension->Dpc);
	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static VOID KernTick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PULONG Count = Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	(*Count)++;
}

static VOID KernNudge(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	ScsiPortNotification(NextLuRequest, Context, 0, 1, 0);
}

/* Periodic timers and pool that nobody will take back. */
static VOID KernLeave(PKERN_EXTENSION Extension)
{
	LARGE_INTEGER Due;

	/* Later than HwInitialize. */
	Due.QuadPart = -3000000;
	KeInitializeDpc(&Extension->TimerDpc, KernNudge, Extension);
	KeInitializeTimer(&Extension->Timer);
	KeSetTimerEx(&Extension->Timer, Due, 1, &Extension->TimerDpc);
	KeInitializeDpc(&KernModuleDpc, KernTick, &KernTimeouts);
	KeInitializeTimer(&KernModuleTimer);
	KeSetTimerEx(&KernModuleTimer, Due, 1, &KernModuleDpc);
	Extension->Freed = ExAllocatePoolWithTag(NonPagedPool, 1234, KERN_LEFT_TAG);
}

static ULONG NTAPI KernFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PKERN_EXTENSION Extension = DeviceExtension;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	KernLevel("level in HwFindAdapter", KeGetCurrentIrql() == PASSIVE_LEVEL);
	KernMemory(Extension);
	KeInitializeSpinLock(&Extension->Lock);
	KeInitializeDpc(&Extension->Dpc, KernDpc, Extension);
	if (TestHasWord(ArgumentString, "mistakes"))
		KernMoreMistakes();
	if (TestHasWord(ArgumentString, "leave"))
		KernLeave(Extension);
	if (TestHasWord(ArgumentString, "bugcheck"))
		KeBugCheckEx(0xc0de, 1, 2, 3, 4);
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 2;
	ConfigInfo->BusInterruptLevel = 0;
	ConfigInfo->BusInterruptVector = 0;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	KernLevel("level in DriverEntry", KeGetCurrentIrql() == PASSIVE_LEVEL);
	KernNumbers();
	KernTexts();
	KernReturns();
	KernStrings();
	KernWide();
	KernConversions();
	KernBits();
	KernInterlocked();
	KernPool("pool in DriverEntry");
	KernLists("lists in DriverEntry");
	KernRaise();
	KernLocks("locks in DriverEntry");
	KernTime();
	KernDpcs();
	KernEvents();
	KernTimers();
	KernMistakes();
	DbgPrint("kernport: said by DbgPrint, %I64d\n", 3LL);
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL,
		   "kernport: said by DbgPrintEx, %wZ\n", NULL);
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_MASK | 1 << DPFLTR_ERROR_LEVEL | 1 << 5,
		   "kernport: said to a set of levels\n");
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_MASK | 1 << 5, "kernport: said to a high level\n");

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = KernInitialize;
	Data.HwStartIo = KernStartIo;
	Data.HwFindAdapter = KernFindAdapter;
	Data.HwResetBus = KernResetBus;
	Data.DeviceExtensionSize = sizeof(KERN_EXTENSION);
	Data.NumberOfAccessRanges = 2;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
