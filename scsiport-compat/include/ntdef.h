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

#if defined(__x86_64__) || defined(__aarch64__)
#ifndef _WIN64
#define _WIN64			1
#endif
#endif
#ifdef __x86_64__
#ifndef _AMD64_
#define _AMD64_			1
#endif
#ifndef _M_AMD64
#define _M_AMD64		100
#endif
#ifndef _M_X64
#define _M_X64			100
#endif
#elif defined(__aarch64__)
#ifndef _ARM64_
#define _ARM64_			1
#endif
#ifndef _M_ARM64
#define _M_ARM64		1
#endif
#endif
#ifndef _WIN32
#define _WIN32			1
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
#ifndef WINVER
#define WINVER			_WIN32_WINNT
#endif

/* Calling conventions and linkage: one convention is enough here. */
#define NTAPI
#define FASTCALL
#define WINAPI
#define APIENTRY
#define CALLBACK
#define STDAPICALLTYPE
#define STDCALL
#define CDECL
#define PASCAL
#define __cdecl
#define _cdecl
#define cdecl
#define __stdcall
#define _stdcall
#define __fastcall
#define _fastcall
#define __pascal
#define _pascal
#define __thiscall
#define __vectorcall
#define __export
#define _export
#define __far
#define _far
#define __near
#define _near
#define __huge
#define __based(x)
#define __w64
#define __ptr32
#define __ptr64
#define __unaligned
#define _unaligned
#define NTSYSAPI
#define NTSYSCALLAPI
#define NTKERNELAPI
#define NTHALAPI
#define NTSTRSAFEDDI		SCSIPORT_INLINE NTSTATUS

/* Microsoft's attributes; one that is not here names itself in the compiler's error. */
#define __declspec(x)		SCSIPORT_DECLSPEC_##x
#define _declspec(x)		SCSIPORT_DECLSPEC_##x
#define SCSIPORT_DECLSPEC_align(n)	__attribute__((aligned(n)))
#define SCSIPORT_DECLSPEC_allocate(x)
#define SCSIPORT_DECLSPEC_code_seg(x)
#define SCSIPORT_DECLSPEC_deprecated
#define SCSIPORT_DECLSPEC_dllexport
#define SCSIPORT_DECLSPEC_dllimport
#define SCSIPORT_DECLSPEC_noalias
#define SCSIPORT_DECLSPEC_noinline	__attribute__((__noinline__))
#define SCSIPORT_DECLSPEC_noreturn	__attribute__((__noreturn__))
#define SCSIPORT_DECLSPEC_nothrow
#define SCSIPORT_DECLSPEC_novtable
#define SCSIPORT_DECLSPEC_restrict
#define SCSIPORT_DECLSPEC_safebuffers
#define SCSIPORT_DECLSPEC_selectany	__attribute__((__weak__))
#define SCSIPORT_DECLSPEC_uuid(x)

#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
#define DECLSPEC_ADDRSAFE
#define DECLSPEC_DEPRECATED
#define DECLSPEC_NOTHROW
#define DECLSPEC_NOVTABLE
#define DECLSPEC_UUID(x)
#define DECLSPEC_SELECTANY	__attribute__((__weak__))
#define DECLSPEC_NOINLINE	__attribute__((__noinline__))
#define DECLSPEC_NORETURN	__attribute__((__noreturn__))
#define DECLSPEC_ALIGN(n)	__attribute__((aligned(n)))
#define DECLSPEC_CACHEALIGN	DECLSPEC_ALIGN(SYSTEM_CACHE_ALIGNMENT_SIZE)
#define SYSTEM_CACHE_ALIGNMENT_SIZE	64

/* For these headers. Drivers put "static" before FORCEINLINE or leave it out. */
#define SCSIPORT_INLINE		static inline __attribute__((always_inline, unused))

/*
 * An inline function in a header that several files of a miniport include has one body for all of
 * them on Windows. Here that needs C's own inline, which makes no body outside; the build of a
 * kernel redefines the keywords to make one in each file.
 */
#undef __inline__
#undef __inline
#undef _inline
#undef __forceinline
#undef FORCEINLINE
#define __inline		__inline__ __attribute__((always_inline, unused))
#define _inline			__inline
#define __forceinline		__inline
#define _forceinline		__inline
#define FORCEINLINE		__inline
#define CFORCEINLINE		__inline
#define INLINE			__inline

/* What a miniport assumes may be wrong; only a place that is never reached is believed. */
#define __assume(x) \
	(__builtin_constant_p(x) && !(x) ? __builtin_unreachable() : (void)0)
/* clang knows it by itself. */
#ifndef __clang__
#define SCSIPORT_PRAGMA(...)	_Pragma(#__VA_ARGS__)
#define __pragma(...)		SCSIPORT_PRAGMA(__VA_ARGS__)
#endif
#define __noop(...)		((void)0)
#define __debugbreak()		((void)0)

#define __int8			char
#define __int16			short
#define __int32			int
#define __int64			long long

#define CONST			const
#define UNALIGNED
#define UNALIGNED64
#define RESTRICTED_POINTER	__restrict
#define POINTER_32
#define POINTER_64
#define FIRMWARE_PTR
#define FAR
#define NEAR
#ifdef __cplusplus
#define EXTERN_C		extern "C"
#define EXTERN_C_START		extern "C" {
#define EXTERN_C_END		}
#else
#define EXTERN_C		extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#define NOTHING
#define CRITICAL
#define DUMMYSTRUCTNAME
#define DUMMYUNIONNAME
#define _ANONYMOUS_STRUCT
#define _ANONYMOUS_UNION

#define ANYSIZE_ARRAY		1
#define MINCHAR			0x80
#define MAXCHAR			0x7f
#define MINSHORT		0x8000
#define MAXSHORT		0x7fff
#define MINLONG			0x80000000
#define MAXLONG			0x7fffffff
#define MAXUCHAR		0xff
#define MAXUSHORT		0xffff
#define MAXULONG		0xffffffff
#define MAXLONGLONG		(0x7fffffffffffffffll)
#define MAXULONGLONG		((ULONGLONG)~((ULONGLONG)0))
#define MAXDWORD		0xffffffff
#define MAXINT8			((INT8)(MAXUINT8 >> 1))
#define MAXUINT8		((UINT8)~((UINT8)0))
#define MAXINT16		((INT16)(MAXUINT16 >> 1))
#define MAXUINT16		((UINT16)~((UINT16)0))
#define MAXINT32		((INT32)(MAXUINT32 >> 1))
#define MAXUINT32		((UINT32)~((UINT32)0))
#define MAXINT64		((INT64)(MAXUINT64 >> 1))
#define MAXUINT64		((UINT64)~((UINT64)0))
#define MAXLONG32		((LONG32)(MAXULONG32 >> 1))
#define MAXULONG32		((ULONG32)~((ULONG32)0))
#define MAXLONG64		((LONG64)(MAXULONG64 >> 1))
#define MAXULONG64		((ULONG64)~((ULONG64)0))
#define MAXDWORD32		((DWORD32)~((DWORD32)0))
#define MAXDWORD64		((DWORD64)~((DWORD64)0))
#define MAXINT			((INT)(MAXUINT >> 1))
#define MAXUINT			((UINT)~((UINT)0))
#define MAXLONG_PTR		((LONG_PTR)(MAXULONG_PTR >> 1))
#define MAXULONG_PTR		(~((ULONG_PTR)0))
#define MAXINT_PTR		((INT_PTR)(MAXUINT_PTR >> 1))
#define MAXUINT_PTR		(~((UINT_PTR)0))
#define MAXSIZE_T		((SIZE_T)~((SIZE_T)0))
#define MAXSSIZE_T		((SSIZE_T)(MAXSIZE_T >> 1))
#define UNICODE_NULL		((WCHAR)0)
#define ANSI_NULL		((CHAR)0)

#ifndef PAGE_SIZE
#define PAGE_SIZE		0x1000
#endif
#ifndef PAGE_SHIFT
#define PAGE_SHIFT		12L
#endif

#else /* SCSIPORT_PORT_SIDE */

#ifndef NTAPI
#define NTAPI
#endif

#endif /* SCSIPORT_PORT_SIDE */

#ifdef __cplusplus
extern "C" {
#endif

#ifndef NULL
#ifdef __cplusplus
#define NULL			__null
#else
#define NULL			((void *)0)
#endif
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
#define _SIZE_T_DEFINED

typedef char CHAR, *PCHAR, *PCH, *LPCH, *PSZ, *LPSTR, *NPSTR, *PSTR, CCHAR, *PCCHAR;
typedef const char *PCCH, *LPCCH;
typedef const char *PCSTR, *LPCSTR, *PCSZ;
typedef signed char SCHAR, *PSCHAR;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE;
typedef const unsigned char *PCUCHAR;
typedef short SHORT, *PSHORT, CSHORT, *PCSHORT;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD;
typedef int INT, *PINT;
typedef unsigned int UINT, *PUINT;
typedef int LONG, *PLONG;
typedef unsigned int ULONG, *PULONG, DWORD, *PDWORD, CLONG, *PCLONG, LOGICAL, *PLOGICAL;
typedef const unsigned short *PCUSHORT;
typedef const unsigned int *PCULONG;
typedef unsigned char FCHAR;
typedef unsigned short FSHORT, LANGID;
typedef unsigned int FLONG, LCID, *PLCID;
typedef int HRESULT;
typedef float FLOAT;
typedef double DOUBLE;
typedef long long LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG, DWORDLONG, *PDWORDLONG;

typedef signed char INT8, *PINT8;
typedef unsigned char UINT8, *PUINT8;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef int INT32, *PINT32, LONG32, *PLONG32;
typedef unsigned int UINT32, *PUINT32, ULONG32, *PULONG32, DWORD32, *PDWORD32;
typedef long long INT64, *PINT64, LONG64, *PLONG64;
typedef unsigned long long UINT64, *PUINT64, ULONG64, *PULONG64, DWORD64, *PDWORD64;
typedef long long USN;

#if __SIZEOF_POINTER__ == 8
typedef long long LONG_PTR, *PLONG_PTR, INT_PTR, *PINT_PTR;
typedef unsigned long long ULONG_PTR, *PULONG_PTR, UINT_PTR, *PUINT_PTR, DWORD_PTR, *PDWORD_PTR;
typedef int HALF_PTR, *PHALF_PTR;
typedef unsigned int UHALF_PTR, *PUHALF_PTR;
#else
typedef int LONG_PTR, *PLONG_PTR, INT_PTR, *PINT_PTR;
typedef unsigned int ULONG_PTR, *PULONG_PTR, UINT_PTR, *PUINT_PTR, DWORD_PTR, *PDWORD_PTR;
typedef short HALF_PTR, *PHALF_PTR;
typedef unsigned short UHALF_PTR, *PUHALF_PTR;
#endif
typedef ULONG_PTR SIZE_T, *PSIZE_T, KAFFINITY, *PKAFFINITY;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;
#ifndef SCSIPORT_PORT_SIDE
typedef LONG_PTR intptr_t;
typedef ULONG_PTR uintptr_t;
#define _INTPTR_T_DEFINED
#define _UINTPTR_T_DEFINED
#endif

typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef int BOOL, *PBOOL;
#ifdef __cplusplus
typedef wchar_t WCHAR;
#else
typedef unsigned short WCHAR;
#endif
typedef WCHAR *PWCHAR, *PWCH, *LPWCH, *PWSTR, *LPWSTR, *NWPSTR;
typedef const WCHAR *PCWSTR, *LPCWSTR, *PCWCH, *LPCWCH;
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
} GUID, *PGUID, *LPGUID, CLSID, IID;
typedef const GUID *LPCGUID;

typedef struct _LUID {
	ULONG LowPart;
	LONG HighPart;
} LUID, *PLUID;

typedef struct _QUAD {
	union {
		LONGLONG UseThisFieldToCopy;
		double DoNotUseThisField;
	};
} QUAD, *PQUAD, UQUAD, *PUQUAD;

typedef struct _STRING {
	USHORT Length;
	USHORT MaximumLength;
	PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING;
typedef const STRING *PCOEM_STRING, *PCANSI_STRING;

typedef struct _CSTRING {
	USHORT Length;
	USHORT MaximumLength;
	const char *Buffer;
} CSTRING, *PCSTRING;

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

/* For structures only: these are the kernel's, and a miniport hands them through. */
typedef struct _OBJECT_ATTRIBUTES {
	ULONG Length;
	HANDLE RootDirectory;
	PUNICODE_STRING ObjectName;
	ULONG Attributes;
	PVOID SecurityDescriptor;
	PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;

typedef struct _DRIVER_OBJECT *PDRIVER_OBJECT;
typedef struct _DEVICE_OBJECT *PDEVICE_OBJECT;
typedef struct _IRP *PIRP;
typedef struct _MDL *PMDL;

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
#ifndef RTL_CONTAINS_FIELD
#define RTL_CONTAINS_FIELD(structure, size, field) \
	((PCHAR)(&(structure)->field) + sizeof((structure)->field) <= (PCHAR)(structure) + (size))
#endif
#ifndef TYPE_ALIGNMENT
#define TYPE_ALIGNMENT(type)		__alignof__(type)
#endif
#ifndef RTL_NUMBER_OF
#define RTL_NUMBER_OF(array)		(sizeof(array) / sizeof((array)[0]))
#endif
#ifndef CONTAINING_RECORD
#define CONTAINING_RECORD(address, type, field) \
	((type *)((PCHAR)(address) - (ULONG_PTR)__builtin_offsetof(type, field)))
#endif
#ifndef C_ASSERT
#ifdef __cplusplus
#define C_ASSERT(e)			static_assert(e, #e)
#else
#define C_ASSERT(e)			_Static_assert(e, #e)
#endif
#endif

/* Statuses that reach a miniport or its port. */
#define STATUS_SUCCESS			((NTSTATUS)0x00000000)
#define STATUS_PENDING			((NTSTATUS)0x00000103)
#define STATUS_BUFFER_OVERFLOW		((NTSTATUS)0x80000005)
#define STATUS_DEVICE_BUSY		((NTSTATUS)0x80000011)
#define STATUS_UNSUCCESSFUL		((NTSTATUS)0xC0000001)
#define STATUS_NOT_IMPLEMENTED		((NTSTATUS)0xC0000002)
#define STATUS_INVALID_PARAMETER	((NTSTATUS)0xC000000D)
#define STATUS_NO_SUCH_DEVICE		((NTSTATUS)0xC000000E)
#define STATUS_INVALID_DEVICE_REQUEST	((NTSTATUS)0xC0000010)
#define STATUS_NO_MEMORY		((NTSTATUS)0xC0000017)
#define STATUS_CONFLICTING_ADDRESSES	((NTSTATUS)0xC0000018)
#define STATUS_BUFFER_TOO_SMALL		((NTSTATUS)0xC0000023)
#define STATUS_REVISION_MISMATCH	((NTSTATUS)0xC0000059)
#define STATUS_INSUFFICIENT_RESOURCES	((NTSTATUS)0xC000009A)
#define STATUS_DEVICE_NOT_CONNECTED	((NTSTATUS)0xC000009D)
#define STATUS_DEVICE_NOT_READY		((NTSTATUS)0xC00000A3)
#define STATUS_IO_TIMEOUT		((NTSTATUS)0xC00000B5)
#define STATUS_NOT_SUPPORTED		((NTSTATUS)0xC00000BB)
#define STATUS_DEVICE_DOES_NOT_EXIST	((NTSTATUS)0xC00000C0)
#define STATUS_ADAPTER_HARDWARE_ERROR	((NTSTATUS)0xC00000C2)
#define STATUS_INTERNAL_ERROR		((NTSTATUS)0xC00000E5)
#define STATUS_CANCELLED		((NTSTATUS)0xC0000120)
#define STATUS_IO_DEVICE_ERROR		((NTSTATUS)0xC0000185)

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
#define DBG_UNREFERENCED_LOCAL_VARIABLE(v)	((void)(v))
#ifndef ARRAYSIZE
#define ARRAYSIZE(array)		RTL_NUMBER_OF(array)
#endif
#define RTL_NUMBER_OF_FIELD(type, field)	RTL_NUMBER_OF(((type *)0)->field)
#define FIELD_SIZE(type, field)		(sizeof(((type *)0)->field))
#define ARGUMENT_PRESENT(p)		((CHAR *)((ULONG_PTR)(p)) != (CHAR *)(NULL))

/* Counted strings of text that is known now. */
#define RTL_CONSTANT_STRING(s)		{ sizeof(s) - sizeof((s)[0]), sizeof(s), s }
#define DECLARE_UNICODE_STRING_SIZE(name, size) \
	WCHAR name##_buffer[size]; \
	UNICODE_STRING name = { 0, (size) * sizeof(WCHAR), name##_buffer }
#define DECLARE_CONST_UNICODE_STRING(name, text) \
	const WCHAR name##_buffer[] = text; \
	const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), \
				      (PWCH)name##_buffer }

#define FIRSTBYTE(v)			((UCHAR)(v))
#define SECONDBYTE(v)			((UCHAR)((v) >> 8))
#define THIRDBYTE(v)			((UCHAR)((v) >> 16))
#define FOURTHBYTE(v)			((UCHAR)((v) >> 24))

#define HIBYTE(w)			((UCHAR)((ULONG_PTR)(w) >> 8))
#define LOBYTE(w)			((UCHAR)(ULONG_PTR)(w))
#define HIWORD(l)			((USHORT)((ULONG_PTR)(l) >> 16))
#define LOWORD(l)			((USHORT)(ULONG_PTR)(l))
#define MAKEWORD(low, high)		((USHORT)((UCHAR)(low) | ((USHORT)(UCHAR)(high) << 8)))
#define MAKELONG(low, high)		((LONG)((USHORT)(low) | ((ULONG)(USHORT)(high) << 16)))

/* Between pointers and numbers: what is lost is lost on purpose. */
#define PtrToUlong(p)			((ULONG)(ULONG_PTR)(p))
#define PtrToLong(p)			((LONG)(LONG_PTR)(p))
#define PtrToUint(p)			((UINT)(ULONG_PTR)(p))
#define PtrToInt(p)			((INT)(LONG_PTR)(p))
#define PtrToUshort(p)			((USHORT)(ULONG_PTR)(p))
#define HandleToUlong(h)		((ULONG)(ULONG_PTR)(h))
#define HandleToULong(h)		HandleToUlong(h)
#define HandleToLong(h)			((LONG)(LONG_PTR)(h))
#define LongToHandle(n)			((HANDLE)(LONG_PTR)(LONG)(n))
#define ULongToHandle(n)		UlongToHandle(n)
#define UlongToPtr(n)			((PVOID)(ULONG_PTR)(ULONG)(n))
#define ULongToPtr(n)			UlongToPtr(n)
#define LongToPtr(n)			((PVOID)(LONG_PTR)(LONG)(n))
#define UlongToHandle(n)		((HANDLE)(ULONG_PTR)(ULONG)(n))
#define IntToPtr(n)			((PVOID)(LONG_PTR)(INT)(n))
#define UIntToPtr(n)			((PVOID)(ULONG_PTR)(UINT)(n))

#define ALIGN_DOWN(n, type)		((ULONG)(n) & ~((ULONG)sizeof(type) - 1))
#define ALIGN_UP(n, type)		ALIGN_DOWN((ULONG)(n) + sizeof(type) - 1, type)
#define ALIGN_DOWN_POINTER(p, type)	((PVOID)((ULONG_PTR)(p) & ~((ULONG_PTR)sizeof(type) - 1)))
#define ALIGN_UP_POINTER(p, type) \
	ALIGN_DOWN_POINTER((ULONG_PTR)(p) + sizeof(type) - 1, type)

#define ALIGN_DOWN_BY(n, align)		((ULONG_PTR)(n) & ~((ULONG_PTR)(align) - 1))
#define ALIGN_UP_BY(n, align)		ALIGN_DOWN_BY((ULONG_PTR)(n) + (align) - 1, align)
#define ALIGN_DOWN_POINTER_BY(p, align)	((PVOID)ALIGN_DOWN_BY(p, align))
#define ALIGN_UP_POINTER_BY(p, align)	((PVOID)ALIGN_UP_BY(p, align))

#define BooleanFlagOn(flags, flag)	((BOOLEAN)(((flags) & (flag)) != 0))
#define FlagOn(flags, flag)		((flags) & (flag))
#define SetFlag(flags, flag)		((flags) |= (flag))
#define ClearFlag(flags, flag)		((flags) &= ~(flag))

#define Int64ShllMod32(v, n)		((ULONGLONG)(v) << (n))
#define Int64ShrlMod32(v, n)		((ULONGLONG)(v) >> (n))
#define Int64ShraMod32(v, n)		((LONGLONG)(v) >> (n))

#define NT_INFORMATION(status)		(((ULONG)(status) >> 30) == 1)
#define NT_WARNING(status)		(((ULONG)(status) >> 30) == 2)
#define NT_ERROR(status)		(((ULONG)(status) >> 30) == 3)

#define BYTE_OFFSET(va)			((ULONG)((ULONG_PTR)(va) & (PAGE_SIZE - 1)))
#define BYTES_TO_PAGES(size)		(((size) >> PAGE_SHIFT) + (((size) & (PAGE_SIZE - 1)) != 0))
#define PAGE_ALIGN(va)			((PVOID)((ULONG_PTR)(va) & ~(ULONG_PTR)(PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(size) \
	(((ULONG_PTR)(size) + PAGE_SIZE - 1) & ~(ULONG_PTR)(PAGE_SIZE - 1))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, size) \
	((ULONG)((BYTE_OFFSET(va) + (ULONG_PTR)(size) + PAGE_SIZE - 1) >> PAGE_SHIFT))
#define COMPUTE_PAGES_SPANNED(va, size)	ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, size)

/*
 * C's memory and string routines by the names that the compiler knows, as macros and not as
 * declarations: a miniport that has a memcpy of its own, static or of another type, defines it
 * under such a name and is right.
 */
#define memcpy			__builtin_memcpy
#define memmove			__builtin_memmove
#define memset			__builtin_memset
#define memcmp			__builtin_memcmp
#define memchr			__builtin_memchr
#define strlen			__builtin_strlen
#define strcmp			__builtin_strcmp
#define strncmp			__builtin_strncmp
#define strcpy			__builtin_strcpy
#define strncpy			__builtin_strncpy
#define strcat			__builtin_strcat
#define strncat			__builtin_strncat
#define strchr			__builtin_strchr
#define strrchr			__builtin_strrchr
#define strstr			__builtin_strstr
#define strspn			__builtin_strspn
#define strcspn			__builtin_strcspn
#define strpbrk			__builtin_strpbrk

#define RtlCopyMemory(to, from, n)	memcpy(to, from, n)
#define RtlMoveMemory(to, from, n)	memmove(to, from, n)
#define RtlFillMemory(to, n, value)	memset(to, value, n)
#define RtlZeroMemory(to, n)		memset(to, 0, n)
#define RtlSecureZeroMemory(to, n)	memset(to, 0, n)
#define RtlEqualMemory(a, b, n)		(!memcmp(a, b, n))
#define RtlCopyBytes			RtlCopyMemory
#define RtlZeroBytes			RtlZeroMemory
#define RtlFillBytes			RtlFillMemory
#define CopyMemory			RtlCopyMemory
#define MoveMemory			RtlMoveMemory
#define FillMemory			RtlFillMemory
#define ZeroMemory			RtlZeroMemory

SCSIPORT_INLINE VOID RtlFillMemoryUlong(PVOID To, SIZE_T Bytes, ULONG Value)
{
	PULONG Word = (PULONG)To;

	for (Bytes /= sizeof(*Word); Bytes; Bytes--)
		*Word++ = Value;
}

#define Int32x32To64(a, b)		((LONGLONG)(LONG)(a) * (LONG)(b))
#define UInt32x32To64(a, b)		((ULONGLONG)(ULONG)(a) * (ULONG)(b))

SCSIPORT_INLINE VOID InitializeListHead(PLIST_ENTRY Head)
{
	Head->Flink = Head;
	Head->Blink = Head;
}

SCSIPORT_INLINE BOOLEAN IsListEmpty(const LIST_ENTRY *Head)
{
	return Head->Flink == Head;
}

/* TRUE when the list is empty afterwards. */
SCSIPORT_INLINE BOOLEAN RemoveEntryList(PLIST_ENTRY Entry)
{
	PLIST_ENTRY After = Entry->Flink;
	PLIST_ENTRY Before = Entry->Blink;

	Before->Flink = After;
	After->Blink = Before;
	return After == Before;
}

SCSIPORT_INLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY Head)
{
	PLIST_ENTRY Entry = Head->Flink;

	RemoveEntryList(Entry);
	return Entry;
}

SCSIPORT_INLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY Head)
{
	PLIST_ENTRY Entry = Head->Blink;

	RemoveEntryList(Entry);
	return Entry;
}

SCSIPORT_INLINE VOID InsertTailList(PLIST_ENTRY Head, PLIST_ENTRY Entry)
{
	PLIST_ENTRY Last = Head->Blink;

	Entry->Flink = Head;
	Entry->Blink = Last;
	Last->Flink = Entry;
	Head->Blink = Entry;
}

SCSIPORT_INLINE VOID InsertHeadList(PLIST_ENTRY Head, PLIST_ENTRY Entry)
{
	PLIST_ENTRY First = Head->Flink;

	Entry->Flink = First;
	Entry->Blink = Head;
	First->Blink = Entry;
	Head->Flink = Entry;
}

SCSIPORT_INLINE VOID AppendTailList(PLIST_ENTRY Head, PLIST_ENTRY More)
{
	PLIST_ENTRY Last = Head->Blink;

	Head->Blink->Flink = More;
	Head->Blink = More->Blink;
	More->Blink->Flink = Head;
	More->Blink = Last;
}

SCSIPORT_INLINE VOID PushEntryList(PSINGLE_LIST_ENTRY Head, PSINGLE_LIST_ENTRY Entry)
{
	Entry->Next = Head->Next;
	Head->Next = Entry;
}

SCSIPORT_INLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY Head)
{
	PSINGLE_LIST_ENTRY Entry = Head->Next;

	if (Entry)
		Head->Next = Entry->Next;
	return Entry;
}

/* Full barriers all, as on Windows. */
SCSIPORT_INLINE LONG InterlockedIncrement(volatile LONG *Value)
{
	return __atomic_add_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedDecrement(volatile LONG *Value)
{
	return __atomic_sub_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedExchange(volatile LONG *Value, LONG New)
{
	return __atomic_exchange_n(Value, New, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedExchangeAdd(volatile LONG *Value, LONG Add)
{
	return __atomic_fetch_add(Value, Add, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedAdd(volatile LONG *Value, LONG Add)
{
	return __atomic_add_fetch(Value, Add, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedAnd(volatile LONG *Value, LONG Mask)
{
	return __atomic_fetch_and(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedOr(volatile LONG *Value, LONG Mask)
{
	return __atomic_fetch_or(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedXor(volatile LONG *Value, LONG Mask)
{
	return __atomic_fetch_xor(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONG InterlockedCompareExchange(volatile LONG *Value, LONG New, LONG Expected)
{
	__atomic_compare_exchange_n(Value, &Expected, New, 0, __ATOMIC_SEQ_CST,
				    __ATOMIC_SEQ_CST);
	return Expected;
}

SCSIPORT_INLINE LONGLONG InterlockedIncrement64(volatile LONGLONG *Value)
{
	return __atomic_add_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedDecrement64(volatile LONGLONG *Value)
{
	return __atomic_sub_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedExchange64(volatile LONGLONG *Value, LONGLONG New)
{
	return __atomic_exchange_n(Value, New, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedExchangeAdd64(volatile LONGLONG *Value, LONGLONG Add)
{
	return __atomic_fetch_add(Value, Add, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedAdd64(volatile LONGLONG *Value, LONGLONG Add)
{
	return __atomic_add_fetch(Value, Add, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedAnd64(volatile LONGLONG *Value, LONGLONG Mask)
{
	return __atomic_fetch_and(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedOr64(volatile LONGLONG *Value, LONGLONG Mask)
{
	return __atomic_fetch_or(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedXor64(volatile LONGLONG *Value, LONGLONG Mask)
{
	return __atomic_fetch_xor(Value, Mask, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE LONGLONG InterlockedCompareExchange64(volatile LONGLONG *Value, LONGLONG New,
						      LONGLONG Expected)
{
	__atomic_compare_exchange_n(Value, &Expected, New, 0, __ATOMIC_SEQ_CST,
				    __ATOMIC_SEQ_CST);
	return Expected;
}

SCSIPORT_INLINE SHORT InterlockedIncrement16(volatile SHORT *Value)
{
	return __atomic_add_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE SHORT InterlockedDecrement16(volatile SHORT *Value)
{
	return __atomic_sub_fetch(Value, 1, __ATOMIC_SEQ_CST);
}

/* Whatever the operands point to: drivers pass pointers of every type. */
SCSIPORT_INLINE PVOID InterlockedExchangePointer(volatile PVOID *Value, PVOID New)
{
	return __atomic_exchange_n(Value, New, __ATOMIC_SEQ_CST);
}

SCSIPORT_INLINE PVOID InterlockedCompareExchangePointer(volatile PVOID *Value, PVOID New,
							PVOID Expected)
{
	__atomic_compare_exchange_n(Value, &Expected, New, 0, __ATOMIC_SEQ_CST,
				    __ATOMIC_SEQ_CST);
	return Expected;
}

/* The bit's old value. */
SCSIPORT_INLINE BOOLEAN InterlockedBitTestAndSet(volatile LONG *Base, LONG Bit)
{
	LONG Mask = (LONG)(1u << (Bit & 31));

	return (InterlockedOr(Base + Bit / 32, Mask) & Mask) != 0;
}

SCSIPORT_INLINE BOOLEAN InterlockedBitTestAndReset(volatile LONG *Base, LONG Bit)
{
	LONG Mask = (LONG)(1u << (Bit & 31));

	return (InterlockedAnd(Base + Bit / 32, ~Mask) & Mask) != 0;
}

SCSIPORT_INLINE BOOLEAN InterlockedBitTestAndSet64(volatile LONGLONG *Base, LONGLONG Bit)
{
	LONGLONG Mask = (LONGLONG)(1ull << (Bit & 63));

	return (InterlockedOr64(Base + Bit / 64, Mask) & Mask) != 0;
}

SCSIPORT_INLINE BOOLEAN InterlockedBitTestAndReset64(volatile LONGLONG *Base, LONGLONG Bit)
{
	LONGLONG Mask = (LONGLONG)(1ull << (Bit & 63));

	return (InterlockedAnd64(Base + Bit / 64, ~Mask) & Mask) != 0;
}

/* The same where nobody else looks. */
SCSIPORT_INLINE BOOLEAN BitTest(const LONG *Base, LONG Bit)
{
	return (Base[Bit / 32] >> (Bit & 31)) & 1;
}

SCSIPORT_INLINE BOOLEAN BitTestAndSet(LONG *Base, LONG Bit)
{
	BOOLEAN Old = BitTest(Base, Bit);

	Base[Bit / 32] |= (LONG)(1u << (Bit & 31));
	return Old;
}

SCSIPORT_INLINE BOOLEAN BitTestAndReset(LONG *Base, LONG Bit)
{
	BOOLEAN Old = BitTest(Base, Bit);

	Base[Bit / 32] &= (LONG)~(1u << (Bit & 31));
	return Old;
}

#define InterlockedIncrementSizeT(p)	InterlockedIncrement64((volatile LONGLONG *)(p))
#define InterlockedDecrementSizeT(p)	InterlockedDecrement64((volatile LONGLONG *)(p))
#define InterlockedExchangeAddSizeT(p, n) \
	InterlockedExchangeAdd64((volatile LONGLONG *)(p), (LONGLONG)(n))

#define _InterlockedIncrement		InterlockedIncrement
#define _InterlockedDecrement		InterlockedDecrement
#define _InterlockedExchange		InterlockedExchange
#define _InterlockedExchangeAdd		InterlockedExchangeAdd
#define _InterlockedCompareExchange	InterlockedCompareExchange
#define _InterlockedAnd			InterlockedAnd
#define _InterlockedOr			InterlockedOr
#define _InterlockedXor			InterlockedXor
#define _InterlockedIncrement64		InterlockedIncrement64
#define _InterlockedDecrement64		InterlockedDecrement64
#define _InterlockedExchange64		InterlockedExchange64
#define _InterlockedExchangeAdd64	InterlockedExchangeAdd64
#define _InterlockedCompareExchange64	InterlockedCompareExchange64

/*
 * The compiler's fences are for processors. A device that looks into memory need not be in the
 * domain that these share on ARM, so there the barriers are for the whole system, and those of
 * one side for all that is coherent. x86 keeps all but the order of a write and a later read by
 * itself.
 */
#define KeMemoryBarrierWithoutFence()	__atomic_signal_fence(__ATOMIC_SEQ_CST)
#ifdef __aarch64__
#define KeMemoryBarrier()	__asm__ __volatile__("dmb sy" : : : "memory")
#define SCSIPORT_ACQUIRE()	__asm__ __volatile__("dmb oshld" : : : "memory")
#define SCSIPORT_RELEASE()	__asm__ __volatile__("dmb osh" : : : "memory")
#else
#define KeMemoryBarrier()	__atomic_thread_fence(__ATOMIC_SEQ_CST)
#define SCSIPORT_ACQUIRE()	KeMemoryBarrierWithoutFence()
#define SCSIPORT_RELEASE()	KeMemoryBarrierWithoutFence()
#endif
#define MemoryBarrier()		KeMemoryBarrier()
#define _ReadWriteBarrier()	__atomic_signal_fence(__ATOMIC_SEQ_CST)
#define _ReadBarrier()		__atomic_signal_fence(__ATOMIC_SEQ_CST)
#define _WriteBarrier()		__atomic_signal_fence(__ATOMIC_SEQ_CST)
#ifdef __aarch64__
#define YieldProcessor()	__asm__ __volatile__("yield" : : : "memory")
#else
#define YieldProcessor()	__builtin_ia32_pause()
#endif

/*
 * A read before all accesses that follow, a write after all that precede: for rings in memory
 * that a device or another processor looks into. Macros of the same names let a source ask
 * whether they are here.
 */
#define SCSIPORT_ORDERED(Name, Type) \
SCSIPORT_INLINE Type Read##Name##Acquire(const volatile Type *Source) \
{ \
	Type Value = *Source; \
\
	SCSIPORT_ACQUIRE(); \
	return Value; \
} \
SCSIPORT_INLINE Type Read##Name##NoFence(const volatile Type *Source) \
{ \
	return *Source; \
} \
SCSIPORT_INLINE VOID Write##Name##Release(volatile Type *Destination, Type Value) \
{ \
	SCSIPORT_RELEASE(); \
	*Destination = Value; \
} \
SCSIPORT_INLINE VOID Write##Name##NoFence(volatile Type *Destination, Type Value) \
{ \
	*Destination = Value; \
}

SCSIPORT_ORDERED(, LONG)
SCSIPORT_ORDERED(ULong, ULONG)
SCSIPORT_ORDERED(ULong64, ULONGLONG)
SCSIPORT_ORDERED(Pointer, PVOID)

#define ReadAcquire		ReadAcquire
#define ReadNoFence		ReadNoFence
#define ReadULongAcquire	ReadULongAcquire
#define ReadULongNoFence	ReadULongNoFence
#define ReadULong64Acquire	ReadULong64Acquire
#define ReadULong64NoFence	ReadULong64NoFence
#define ReadPointerAcquire	ReadPointerAcquire
#define ReadPointerNoFence	ReadPointerNoFence
#define WriteRelease		WriteRelease
#define WriteNoFence		WriteNoFence
#define WriteULongRelease	WriteULongRelease
#define WriteULongNoFence	WriteULongNoFence
#define WriteULong64Release	WriteULong64Release
#define WriteULong64NoFence	WriteULong64NoFence
#define WritePointerRelease	WritePointerRelease
#define WritePointerNoFence	WritePointerNoFence

/* Number of the lowest or highest bit that is set; FALSE if there is none. */
SCSIPORT_INLINE UCHAR BitScanForward64(ULONG *Index, ULONGLONG Mask)
{
	if (Mask)
		*Index = __builtin_ctzll(Mask);
	return Mask != 0;
}

SCSIPORT_INLINE UCHAR BitScanReverse64(ULONG *Index, ULONGLONG Mask)
{
	if (Mask)
		*Index = 63 - __builtin_clzll(Mask);
	return Mask != 0;
}

SCSIPORT_INLINE UCHAR BitScanForward(ULONG *Index, ULONG Mask)
{
	if (Mask)
		*Index = __builtin_ctz(Mask);
	return Mask != 0;
}

SCSIPORT_INLINE UCHAR BitScanReverse(ULONG *Index, ULONG Mask)
{
	if (Mask)
		*Index = 31 - __builtin_clz(Mask);
	return Mask != 0;
}

#define _BitScanForward		BitScanForward
#define _BitScanReverse		BitScanReverse
#define _BitScanForward64	BitScanForward64
#define _BitScanReverse64	BitScanReverse64
#define _byteswap_ushort	__builtin_bswap16
#define _byteswap_ulong		__builtin_bswap32
#define _byteswap_uint64	__builtin_bswap64

#endif /* !SCSIPORT_PORT_SIDE */

#ifdef __cplusplus
}
#endif

#endif /* SCSIPORT_NTDEF_H */
