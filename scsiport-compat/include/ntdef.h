/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Base types of the Windows world, LLP64: ULONG has 32 bits, pointers 64.
 *
 * Two kinds of source include this file. A miniport includes it (through miniport.h, srb.h or
 * scsi.h) before anything else and gets everything. The port's own sources include it after
 * their own system's headers; for them only types are declared, and no macro with a short or
 * reserved name. They are recognised by SCSIPORT_PORT_SIDE, or by an offsetof that already exists.
 */
#ifndef SCSIPORT_NTDEF_H
#define SCSIPORT_NTDEF_H

#if defined(offsetof) && !defined(SCSIPORT_STDDEF_H) && !defined(SCSIPORT_PORT_SIDE)
#define SCSIPORT_PORT_SIDE
#endif

#ifndef SCSIPORT_PORT_SIDE

#include "sal.h"

#ifdef __x86_64__
#ifndef _WIN64
#define _WIN64			1
#endif
#ifndef _AMD64_
#define _AMD64_			1
#endif
#ifndef _M_AMD64
#define _M_AMD64		100
#endif
#ifndef _M_X64
#define _M_X64			100
#endif
#endif
#ifndef _WIN32
#define _WIN32			1
#endif

#ifndef DBG
#define DBG			0
#endif

/* The Windows version whose headers these are: Windows 7. */
#ifndef NTDDI_WIN2K
#define NTDDI_WIN2K		0x05000000
#define NTDDI_WINXP		0x05010000
#define NTDDI_WS03		0x05020000
#define NTDDI_WS03SP1		0x05020100
#define NTDDI_VISTA		0x06000000
#define NTDDI_LONGHORN		NTDDI_VISTA
#define NTDDI_WIN7		0x06010000
#define NTDDI_WIN8		0x06020000
#endif
#ifndef NTDDI_VERSION
#define NTDDI_VERSION		NTDDI_WIN7
#endif
#ifndef _WIN32_WINNT
#define _WIN32_WINNT		0x0601
#endif

/* Calling conventions and linkage: one convention is enough here. */
#define NTAPI
#define FASTCALL
#define __cdecl
#define _cdecl
#define __stdcall
#define _stdcall
#define __fastcall
#define __declspec(x)
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
#define DECLSPEC_NORETURN	__attribute__((noreturn))
#define DECLSPEC_ALIGN(n)	__attribute__((aligned(n)))
#define NTSYSAPI
#define NTKERNELAPI
#define NTHALAPI

#ifndef FORCEINLINE
#define FORCEINLINE		static inline __attribute__((always_inline, unused))
#endif
#ifndef __forceinline
#define __forceinline		inline __attribute__((always_inline, unused))
#endif
#ifndef __inline
#define __inline		inline
#endif
#ifndef _inline
#define _inline			inline
#endif

#define __int8			char
#define __int16			short
#define __int32			int
#define __int64			long long

#define CONST			const
#define UNALIGNED
#define RESTRICTED_POINTER	__restrict
#define FAR
#define NEAR
#define EXTERN_C		extern

#define ANYSIZE_ARRAY		1
#define MAXUCHAR		0xff
#define MAXUSHORT		0xffff
#define MAXULONG		0xffffffffu
#define MAXLONG			0x7fffffff

#ifndef PAGE_SIZE
#define PAGE_SIZE		0x1000
#endif
#ifndef PAGE_SHIFT
#define PAGE_SHIFT		12
#endif

#else /* SCSIPORT_PORT_SIDE */

#ifndef NTAPI
#define NTAPI
#endif

#endif /* SCSIPORT_PORT_SIDE */

#ifndef NULL
#define NULL			((void *)0)
#endif
#ifndef TRUE
#define TRUE			1
#endif
#ifndef FALSE
#define FALSE			0
#endif
#ifndef offsetof
#define offsetof(type, member)	__builtin_offsetof(type, member)
#endif
#ifndef min
#define min(a, b)		((a) < (b) ? (a) : (b))
#endif
#ifndef max
#define max(a, b)		((a) > (b) ? (a) : (b))
#endif

#ifndef VOID
#define VOID			void
#endif

typedef __SIZE_TYPE__ size_t;

typedef char CHAR, *PCHAR, *PSZ, *LPSTR, *PSTR, CCHAR, *PCCHAR;
typedef const char *PCSTR, *LPCSTR, *PCSZ;
typedef signed char SCHAR, *PSCHAR;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE;
typedef const unsigned char *PCUCHAR;
typedef short SHORT, *PSHORT, CSHORT;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD;
typedef int INT, *PINT;
typedef unsigned int UINT, *PUINT;
typedef int LONG, *PLONG;
typedef unsigned int ULONG, *PULONG, DWORD, *PDWORD, CLONG, *PCLONG;
typedef long long LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG, DWORDLONG, *PDWORDLONG;

typedef signed char INT8, *PINT8;
typedef unsigned char UINT8, *PUINT8;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef int INT32, *PINT32, LONG32, *PLONG32;
typedef unsigned int UINT32, *PUINT32, ULONG32, *PULONG32, DWORD32;
typedef long long INT64, *PINT64, LONG64, *PLONG64;
typedef unsigned long long UINT64, *PUINT64, ULONG64, *PULONG64, DWORD64;

#if __SIZEOF_POINTER__ == 8
typedef long long LONG_PTR, *PLONG_PTR, INT_PTR, *PINT_PTR;
typedef unsigned long long ULONG_PTR, *PULONG_PTR, UINT_PTR, *PUINT_PTR, DWORD_PTR;
#else
typedef int LONG_PTR, *PLONG_PTR, INT_PTR, *PINT_PTR;
typedef unsigned int ULONG_PTR, *PULONG_PTR, UINT_PTR, *PUINT_PTR, DWORD_PTR;
#endif
typedef ULONG_PTR SIZE_T, *PSIZE_T, KAFFINITY, *PKAFFINITY;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;

typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef int BOOL, *PBOOL;
typedef unsigned short WCHAR, *PWCHAR, *PWSTR, *LPWSTR;
typedef const unsigned short *PCWSTR, *LPCWSTR;
typedef void *PVOID, *HANDLE, *LPVOID;
typedef PVOID *PHANDLE;
typedef const void *PCVOID;
typedef UCHAR KIRQL, *PKIRQL;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef ULONG ACCESS_MASK;
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;

typedef union _LARGE_INTEGER {
	struct {
		ULONG LowPart;
		LONG HighPart;
	};
	struct {
		ULONG LowPart;
		LONG HighPart;
	} u;
	LONGLONG QuadPart;
} __attribute__((aligned(8))) LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
	struct {
		ULONG LowPart;
		ULONG HighPart;
	};
	struct {
		ULONG LowPart;
		ULONG HighPart;
	} u;
	ULONGLONG QuadPart;
} __attribute__((aligned(8))) ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _GUID {
	ULONG Data1;
	USHORT Data2;
	USHORT Data3;
	UCHAR Data4[8];
} GUID, *PGUID, *LPGUID;

typedef struct _STRING {
	USHORT Length;
	USHORT MaximumLength;
	PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING;

typedef struct _UNICODE_STRING {
	USHORT Length;
	USHORT MaximumLength;
	PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _LIST_ENTRY {
	struct _LIST_ENTRY *Flink;
	struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
	struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

#ifndef FIELD_OFFSET
#define FIELD_OFFSET(type, field)	((LONG)__builtin_offsetof(type, field))
#endif
#ifndef RTL_FIELD_SIZE
#define RTL_FIELD_SIZE(type, field)	(sizeof(((type *)0)->field))
#endif
#ifndef RTL_SIZEOF_THROUGH_FIELD
#define RTL_SIZEOF_THROUGH_FIELD(type, field) \
	(FIELD_OFFSET(type, field) + RTL_FIELD_SIZE(type, field))
#endif
#ifndef RTL_NUMBER_OF
#define RTL_NUMBER_OF(array)		(sizeof(array) / sizeof((array)[0]))
#endif
#ifndef CONTAINING_RECORD
#define CONTAINING_RECORD(address, type, field) \
	((type *)((PCHAR)(address) - (ULONG_PTR)__builtin_offsetof(type, field)))
#endif
#ifndef C_ASSERT
#define C_ASSERT(e)			_Static_assert(e, #e)
#endif

/* Statuses that reach a miniport or its port. */
#define STATUS_SUCCESS			((NTSTATUS)0x00000000)
#define STATUS_PENDING			((NTSTATUS)0x00000103)
#define STATUS_BUFFER_OVERFLOW		((NTSTATUS)0x80000005)
#define STATUS_DEVICE_BUSY		((NTSTATUS)0x80000011)
#define STATUS_UNSUCCESSFUL		((NTSTATUS)0xc0000001)
#define STATUS_NOT_IMPLEMENTED		((NTSTATUS)0xc0000002)
#define STATUS_INVALID_PARAMETER	((NTSTATUS)0xc000000d)
#define STATUS_NO_SUCH_DEVICE		((NTSTATUS)0xc000000e)
#define STATUS_INVALID_DEVICE_REQUEST	((NTSTATUS)0xc0000010)
#define STATUS_NO_MEMORY		((NTSTATUS)0xc0000017)
#define STATUS_CONFLICTING_ADDRESSES	((NTSTATUS)0xc0000018)
#define STATUS_BUFFER_TOO_SMALL		((NTSTATUS)0xc0000023)
#define STATUS_REVISION_MISMATCH	((NTSTATUS)0xc0000059)
#define STATUS_INSUFFICIENT_RESOURCES	((NTSTATUS)0xc000009a)
#define STATUS_DEVICE_NOT_CONNECTED	((NTSTATUS)0xc000009d)
#define STATUS_DEVICE_NOT_READY		((NTSTATUS)0xc00000a3)
#define STATUS_IO_TIMEOUT		((NTSTATUS)0xc00000b5)
#define STATUS_NOT_SUPPORTED		((NTSTATUS)0xc00000bb)
#define STATUS_DEVICE_DOES_NOT_EXIST	((NTSTATUS)0xc00000c0)
#define STATUS_ADAPTER_HARDWARE_ERROR	((NTSTATUS)0xc00000c2)
#define STATUS_INTERNAL_ERROR		((NTSTATUS)0xc00000e5)
#define STATUS_CANCELLED		((NTSTATUS)0xc0000120)
#define STATUS_IO_DEVICE_ERROR		((NTSTATUS)0xc0000185)

#ifndef NT_SUCCESS
#define NT_SUCCESS(status)		((NTSTATUS)(status) >= 0)
#endif

#ifndef SCSIPORT_PORT_SIDE

#ifndef ASSERT
#define ASSERT(e)			((void)0)
#endif
#ifndef PAGED_CODE
#define PAGED_CODE()
#endif
#ifndef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(p)	((void)(p))
#define UNREFERENCED_LOCAL_VARIABLE(v)	((void)(v))
#define DBG_UNREFERENCED_PARAMETER(p)	((void)(p))
#endif
#ifndef ARRAYSIZE
#define ARRAYSIZE(array)		RTL_NUMBER_OF(array)
#endif

#define HIBYTE(w)			((UCHAR)((w) >> 8))
#define LOBYTE(w)			((UCHAR)(w))

#define BYTE_OFFSET(va)			((ULONG)((ULONG_PTR)(va) & (PAGE_SIZE - 1)))
#define BYTES_TO_PAGES(size)		(((size) >> PAGE_SHIFT) + (((size) & (PAGE_SIZE - 1)) != 0))
#define PAGE_ALIGN(va)			((PVOID)((ULONG_PTR)(va) & ~(ULONG_PTR)(PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(size) \
	(((ULONG_PTR)(size) + PAGE_SIZE - 1) & ~(ULONG_PTR)(PAGE_SIZE - 1))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, size) \
	((ULONG)((BYTE_OFFSET(va) + (ULONG_PTR)(size) + PAGE_SIZE - 1) >> PAGE_SHIFT))

#define RtlCopyMemory(to, from, n)	__builtin_memcpy(to, from, n)
#define RtlMoveMemory(to, from, n)	__builtin_memmove(to, from, n)
#define RtlFillMemory(to, n, value)	__builtin_memset(to, value, n)
#define RtlZeroMemory(to, n)		__builtin_memset(to, 0, n)
#define RtlEqualMemory(a, b, n)		(!__builtin_memcmp(a, b, n))

#define Int32x32To64(a, b)		((LONGLONG)(LONG)(a) * (LONG)(b))
#define UInt32x32To64(a, b)		((ULONGLONG)(ULONG)(a) * (ULONG)(b))

FORCEINLINE VOID InitializeListHead(PLIST_ENTRY Head)
{
	Head->Flink = Head;
	Head->Blink = Head;
}

FORCEINLINE BOOLEAN IsListEmpty(const LIST_ENTRY *Head)
{
	return Head->Flink == Head;
}

/* TRUE when the list is empty afterwards. */
FORCEINLINE BOOLEAN RemoveEntryList(PLIST_ENTRY Entry)
{
	PLIST_ENTRY After = Entry->Flink;
	PLIST_ENTRY Before = Entry->Blink;

	Before->Flink = After;
	After->Blink = Before;
	return After == Before;
}

FORCEINLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY Head)
{
	PLIST_ENTRY Entry = Head->Flink;

	RemoveEntryList(Entry);
	return Entry;
}

FORCEINLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY Head)
{
	PLIST_ENTRY Entry = Head->Blink;

	RemoveEntryList(Entry);
	return Entry;
}

FORCEINLINE VOID InsertTailList(PLIST_ENTRY Head, PLIST_ENTRY Entry)
{
	PLIST_ENTRY Last = Head->Blink;

	Entry->Flink = Head;
	Entry->Blink = Last;
	Last->Flink = Entry;
	Head->Blink = Entry;
}

FORCEINLINE VOID InsertHeadList(PLIST_ENTRY Head, PLIST_ENTRY Entry)
{
	PLIST_ENTRY First = Head->Flink;

	Entry->Flink = First;
	Entry->Blink = Head;
	First->Blink = Entry;
	Head->Flink = Entry;
}

FORCEINLINE VOID PushEntryList(PSINGLE_LIST_ENTRY Head, PSINGLE_LIST_ENTRY Entry)
{
	Entry->Next = Head->Next;
	Head->Next = Entry;
}

FORCEINLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY Head)
{
	PSINGLE_LIST_ENTRY Entry = Head->Next;

	if (Entry)
		Head->Next = Entry->Next;
	return Entry;
}

/* Full barriers all, as on Windows. */
FORCEINLINE LONG InterlockedIncrement(volatile LONG *Value)
{
	return __atomic_add_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG InterlockedDecrement(volatile LONG *Value)
{
	return __atomic_sub_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG InterlockedExchange(volatile LONG *Value, LONG New)
{
	return __atomic_exchange_n(Value, New, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG InterlockedExchangeAdd(volatile LONG *Value, LONG Add)
{
	return __atomic_fetch_add(Value, Add, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG InterlockedCompareExchange(volatile LONG *Value, LONG New, LONG Expected)
{
	__atomic_compare_exchange_n(Value, &Expected, New, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	return Expected;
}

#define KeMemoryBarrier()	__atomic_thread_fence(__ATOMIC_SEQ_CST)
#define MemoryBarrier()		__atomic_thread_fence(__ATOMIC_SEQ_CST)

#endif /* !SCSIPORT_PORT_SIDE */

#endif /* SCSIPORT_NTDEF_H */
