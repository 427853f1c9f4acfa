/* SPDX-License-Identifier: GPL-2.0-only */
/* Inline functions, in the ways that Windows allows. */
static __inline ULONG Traced(PCHAR Format, ...) { return *Format; }
__inline ULONG Traced2(PCHAR Format, ...) { return *Format; }
static __forceinline ULONG
Traced3(PCHAR Format, ...)
{
	return *Format;
}
ULONG DeclaredTraced(PCHAR Format, ...);
__inline ULONG DeclaredTraced(PCHAR Format, ...) { return *Format; }
extern __inline ULONG ExternInline(ULONG x) { return x; }
inline ULONG PlainInline(ULONG x) { return x + 1; }
ULONG Declared(ULONG x);
__inline ULONG Declared(ULONG x) { return x + 2; }
static inline ULONG Factorial(ULONG x) { return x ? x * Factorial(x - 1) : 1; }
static ULONG StaticDeclared(ULONG x);
__inline ULONG StaticDeclared(ULONG x) { return x + 3; }
