// SPDX-License-Identifier: GPL-2.0-only
/* kernport: a miniport that says unsigned long where ULONG is meant, as many do. */
#include <limits.h>
#include "kernport.h"

/* What lies behind a number, and is overwritten if the number is not as large as was thought. */
struct kern_guarded {
	unsigned long Value;
	unsigned long Guard;
	long Signed;
	long SignedGuard;
};

/* Registers of 32 bits, as hardware has them. */
struct kern_registers {
	unsigned long Command;
	unsigned short Status;
	unsigned long Address[2];
};

static void KernFill(struct kern_guarded *Guarded)
{
	memset(Guarded, 0xa5, sizeof(*Guarded));
}

#define GUARDED(g) \
	((g).Guard == 0xa5a5a5a5 && (ULONG)(g).SignedGuard == 0xa5a5a5a5)

static VOID KernPointers(PKERN_AREA Result)
{
	KERN_AREA Area = *Result;
	UNICODE_STRING Text = { 4, 4, L"12" };
	struct kern_guarded g;
	KSPIN_LOCK Lock;

	KernFill(&g);
	CHECK(RtlUnicodeStringToInteger(&Text, 10, &g.Value) == STATUS_SUCCESS);
	CHECK(g.Value == 12 && GUARDED(g));
	CHECK(RtlCharToInteger("-1", 10, &g.Value) == STATUS_SUCCESS);
	CHECK(g.Value == 0xffffffff && GUARDED(g));
	KeInitializeSpinLock(&Lock);
	g.Value = 0xfffffffe;
	CHECK(ExInterlockedAddUlong(&g.Value, 5, &Lock) == 0xfffffffe);
	CHECK(g.Value == 3 && GUARDED(g));
	g.Signed = LONG_MAX;
	CHECK(InterlockedIncrement(&g.Signed) == LONG_MIN);
	CHECK(g.Signed < 0 && GUARDED(g));
	*Result = Area;
}

static VOID KernArithmetic(PKERN_AREA Result)
{
	volatile unsigned long One = 1, All = ~0UL;
	volatile long Most = LONG_MAX;
	volatile __int64 Wide = 0x12345678;
	KERN_AREA Area = *Result;

	Wide = (Wide << 4) + 9;
	CHECK(One << 31 == 0x80000000 && All == 0xffffffff && All + One == 0);
	CHECK(All >> 31 == 1 && (unsigned long)Most + 1 == 0x80000000ul);
	CHECK((ULONGLONG)All + 1 == 0x100000000LL && (LONGLONG)Most * 4 == 0x1fffffffcLL);
	CHECK((long)All == -1 && (LONGLONG)(long)All == -1 && (long)Wide == 0x23456789);
	/* A decimal number of 32 bits has no sign, one of 33 has 64 bits. */
	CHECK(2147483648 + 2147483648 == 0 && -2147483648 > 0 && 4294967296 + 1 == 0x100000001LL);
	*Result = Area;
}

/* Those that a function takes by number have the size that the other side thinks. */
static long KernSum(unsigned long Count, ...)
{
	va_list Arguments;
	long Sum = 0;

	va_start(Arguments, Count);
	while (Count--)
		Sum += va_arg(Arguments, long);
	va_end(Arguments);
	return Sum;
}

VOID KernLong(void)
{
	KERN_AREA Area = { "long", FALSE };
	unsigned long Hex = 0xdeadbeefUL;
	CHAR Text[40];

	CHECK(sizeof(long) == 4 && sizeof(unsigned long) == sizeof(ULONG));
	CHECK(sizeof(long long) == 8 && sizeof(__int64) == 8 && sizeof(size_t) == 8);
	CHECK(sizeof(struct kern_registers) == 16);
	CHECK(FIELD_OFFSET(struct kern_registers, Address) == 8);
	CHECK(LONG_MAX == 0x7fffffff && ULONG_MAX == 0xffffffff && LONG_MIN + LONG_MAX == -1);
	KernPointers(&Area);
	KernArithmetic(&Area);
	CHECK(KernSum(3, 1L, -2L, 4) == 3);
	sprintf(Text, "%ld %lu %lx %I64d", -1L, 4294967295UL, Hex, -1i64);
	CHECK(strcmp(Text, "-1 4294967295 deadbeef -1") == 0);
	END();
}
