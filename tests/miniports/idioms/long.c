/* SPDX-License-Identifier: GPL-2.0-only */
/* long as Windows has it, in every way to say it, before any header is there and after. */
typedef unsigned __int64 BEFORE_ANY_HEADER;
#if defined(__linux__) || defined(linux) || defined(__unix__) || defined(__KERNEL__) || defined(MODULE)
#error "This is no Linux code"
#endif
#if !defined(_WIN32) || !defined(_WIN64) || !defined(_M_AMD64) || !defined(_M_X64) || defined(__LP64__)
#error "This is Windows for x64"
#endif
#if NOT_DEFINED_ANYWHERE
#error "what is not defined is 0, and nobody says anything"
#endif
#include <miniport.h>
#include <srb.h>
#include <limits.h>
#include <stddef.h>

#if LONG_MAX != 2147483647 || ULONG_MAX != 0xffffffffUL || LONG_MIN != -2147483647L - 1
#error "limits.h"
#endif
#if __LONG_MAX__ != 2147483647 || __SIZEOF_LONG__ != 4 || __SIZEOF_POINTER__ != 8
#error "what the compiler defines"
#endif
#if (0xffffffff + 1) == 0 || (1L << 40) == 0
#error "the preprocessor counts to 64 bits"
#endif

#define SIZE(type, size) C_ASSERT(sizeof(type) == size)
SIZE(long, 4);
SIZE(long int, 4);
SIZE(int long, 4);
SIZE(signed long, 4);
SIZE(unsigned long, 4);
SIZE(long unsigned, 4);
SIZE(int long unsigned, 4);
SIZE(unsigned
	long
	int, 4);
SIZE(const long volatile unsigned, 4);
SIZE(long long, 8);
SIZE(long unsigned long int, 8);
SIZE(long long unsigned, 8);
SIZE(unsigned __int64, 8);
SIZE(__int32, 4);
SIZE(__int16, 2);
SIZE(unsigned __int8, 1);
SIZE(BEFORE_ANY_HEADER, 8);
SIZE(long double, sizeof(double long));
SIZE(long *, 8);
SIZE(long[3], 12);
SIZE(long (*)(long), 8);
SIZE(size_t, 8);
SIZE(ptrdiff_t, 8);
SIZE(__SIZE_TYPE__, 8);
SIZE(__PTRDIFF_TYPE__, 8);
SIZE(__INTPTR_TYPE__, 8);
SIZE(__UINTPTR_TYPE__, 8);
SIZE(__INT64_TYPE__, 8);
SIZE(__UINT64_TYPE__, 8);
SIZE(__INTMAX_TYPE__, 8);
SIZE(__INT32_TYPE__, 4);

#define NUMBER(number, size) C_ASSERT(sizeof(number) == size)
NUMBER(1L, 4);
NUMBER(1UL, 4);
NUMBER(1lu, 4);
NUMBER(1LL, 8);
NUMBER(1ull, 8);
NUMBER(2147483647, 4);
NUMBER(2147483648, 4);
NUMBER(4294967295, 4);
NUMBER(4294967295L, 4);
NUMBER(4294967296, 8);
NUMBER(0x7fffffffL, 4);
NUMBER(0xffffffff, 4);
NUMBER(0xffffffffUL, 4);
NUMBER(0x100000000, 8);
NUMBER(037777777777L, 4);
NUMBER(5i8, 4);
NUMBER(5i32, 4);
NUMBER(5ui32, 4);
NUMBER(5i64, 8);
NUMBER(0xffffffffffffffffui64, 8);
NUMBER(sizeof(long), 8);
NUMBER((char *)0 - (char *)0, 8);
C_ASSERT(0xffffffffui64 + 1 == 4294967296);
C_ASSERT(2147483648 > 0 && -2147483648 > 0);
C_ASSERT(-1L < 0 && ~0UL == 0xffffffff && (1UL << 31) == 2147483648);
C_ASSERT((long)0xffffffffffffffff == -1 && (unsigned long)-1i64 == ULONG_MAX);
C_ASSERT(sizeof(1.5L) == sizeof(long double) && sizeof(1e3L) == sizeof(1.5L) && sizeof(1e3) == 8);

/* Words in words, text and characters stay. */
NUMBER("long L'\"x' 5UL /* long */ \" long", 33);
NUMBER(L"long\\", 12);
C_ASSERT('"' == 34 && L'"' == 34 && '\'' == 39 && '\\' == 92);
#define TEXT_OF(x) #x
NUMBER(TEXT_OF(unsigned long 5UL), 18);
static int longer, along, long_, _long, L, UL;
struct tagged { unsigned long long_; long L : 5; unsigned long : 3; unsigned long UL : 24; };
SIZE(struct tagged, 8);

/* Types with words between them. */
static long static_long; extern unsigned long extern_long;
long static long_static; unsigned const long unsigned_const = 1;
typedef long TYPEDEF_LONG; long typedef LONG_TYPEDEF;
long __attribute__((aligned(sizeof(long)))) aligned_long;
DECLSPEC_ALIGN(16) unsigned long aligned_unsigned;
long KernighanAndRitchie(a, b) unsigned long a; register long b; { return a + b; }
SIZE(TYPEDEF_LONG, 4);
SIZE(LONG_TYPEDEF, 4);

/* ULONG and unsigned long are one type, and so are their pointers, of all kinds. */
static unsigned long Value;
static PULONG Pointer = &Value;
static long *Signed = (PLONG)0;
static unsigned long *Get(ULONG *Words) { return Words; }
static VOID (*Function)(unsigned long, long *) = (VOID (*)(ULONG, PLONG))0;
static VOID Prototype(ULONG, PLONG); static VOID Prototype(unsigned long Number, long *Numbers) { }
extern unsigned long ScsiPortGetBusData(void *, unsigned long, unsigned long, unsigned long, void *, unsigned long);
static size_t *Size = (ULONG_PTR *)0;
static size_t *Size2 = (SIZE_T *)0;
static ptrdiff_t *Difference = (LONG_PTR *)0;
static unsigned __int64 *Wide = (PULONGLONG)0;

/* What the compiler knows by names with sizes. */
long Builtins(unsigned long x, long *result, __int64 *wide)
{
	C_ASSERT(__builtin_clzl(1) == 31 && __builtin_clzll(1) == 63);
	C_ASSERT(__builtin_popcountl(-1) == 32 && __builtin_ctzll(1i64 << 40) == 40);
	return __builtin_labs(x) + __builtin_llabs(*wide) + __builtin_saddl_overflow(LONG_MAX, 1, result) + __builtin_smulll_overflow(1, 2, wide);
}

long Assembler(long *p)
{
	long value;

	__asm__ __volatile__("movl %1, %0	# a long, of 32 bits" : "=r"(value) : "m"(*p));
	asm("" : : "r"((unsigned long)value), "i"(sizeof(long)));
	return value;
}

#pragma pack(push, 1)
struct packed { UCHAR c; unsigned long l; };
#pragma pack(pop)
SIZE(struct packed, 5);
#define PACK(n) _Pragma(#n)
PACK(pack(2))
struct packed2 { UCHAR c; unsigned long l; };
PACK(pack())
SIZE(struct packed2, 6);

/* Inline functions of every kind, in a header that second.c includes too. */
#include "inlines.h"
unsigned long CallInlines(void)
{
	return Traced("x", 1) + Traced2("x", 1, 2) + Traced3("x") + ExternInline(1) + PlainInline(2) +
		Declared(3) + (Factorial)(4) + (ULONG)(ULONG_PTR)&PlainInline;
}
short before_ctrl_z;
