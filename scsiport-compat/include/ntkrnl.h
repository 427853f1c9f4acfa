/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What storage miniports call beside ScsiPort: the kernel's Dbg, Rtl, Ke, Ex and Mm routines, and
 * those of the C library. docs/kernel-routines.md has a line on each.
 */
#ifndef SCSIPORT_NTKRNL_H
#define SCSIPORT_NTKRNL_H

#include "ntdef.h"
#include "stdarg.h"

/* ---- interrupt request levels */

#ifndef PASSIVE_LEVEL
#define PASSIVE_LEVEL		0
#define LOW_LEVEL		0
#define APC_LEVEL		1
#define DISPATCH_LEVEL		2
#define CMCI_LEVEL		5
#define CLOCK_LEVEL		13
#define IPI_LEVEL		14
#define DRS_LEVEL		14
#define POWER_LEVEL		14
#define PROFILE_LEVEL		15
#define HIGH_LEVEL		15
#endif

KIRQL KeGetCurrentIrql(void);
KIRQL KfRaiseIrql(KIRQL NewIrql);
KIRQL KeRaiseIrqlToDpcLevel(void);
VOID KeLowerIrql(KIRQL NewIrql);
#define KeRaiseIrql(NewIrql, OldIrql)	(*(OldIrql) = KfRaiseIrql(NewIrql))
#define KfLowerIrql(NewIrql)		KeLowerIrql(NewIrql)

/* ---- spin locks */

typedef struct _KSPIN_LOCK_QUEUE {
	struct _KSPIN_LOCK_QUEUE *volatile Next;
	PKSPIN_LOCK volatile Lock;
} KSPIN_LOCK_QUEUE, *PKSPIN_LOCK_QUEUE;

typedef struct _KLOCK_QUEUE_HANDLE {
	KSPIN_LOCK_QUEUE LockQueue;
	KIRQL OldIrql;
} KLOCK_QUEUE_HANDLE, *PKLOCK_QUEUE_HANDLE;

VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock);
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
BOOLEAN KeTestSpinLock(PKSPIN_LOCK SpinLock);
VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle);
#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))
#define KfAcquireSpinLock(SpinLock)		KeAcquireSpinLockRaiseToDpc(SpinLock)
#define KfReleaseSpinLock(SpinLock, NewIrql)	KeReleaseSpinLock(SpinLock, NewIrql)

/* ---- deferred procedure calls, timers, events */

struct _KDPC;
typedef VOID KDEFERRED_ROUTINE(struct _KDPC *Dpc, PVOID DeferredContext, PVOID SystemArgument1,
			       PVOID SystemArgument2);
typedef KDEFERRED_ROUTINE *PKDEFERRED_ROUTINE;

typedef enum _KDPC_IMPORTANCE {
	LowImportance,
	MediumImportance,
	HighImportance,
	MediumHighImportance
} KDPC_IMPORTANCE;

typedef struct _KDPC {
	UCHAR Type;
	UCHAR Importance;
	volatile USHORT Number;
	LIST_ENTRY DpcListEntry;
	PKDEFERRED_ROUTINE DeferredRoutine;
	PVOID DeferredContext;
	PVOID SystemArgument1;
	PVOID SystemArgument2;
	volatile PVOID DpcData;
} KDPC, *PKDPC, *PRKDPC;

typedef struct _DISPATCHER_HEADER {
	union {
		struct {
			UCHAR Type;
			union {
				UCHAR TimerControlFlags;
				UCHAR Abandoned;
				BOOLEAN Signalling;
			};
			union {
				UCHAR ThreadControlFlags;
				UCHAR Size;
				UCHAR Hand;
			};
			union {
				UCHAR TimerMiscFlags;
				BOOLEAN DebugActive;
				BOOLEAN DpcActive;
			};
		};
		volatile LONG Lock;
	};
	LONG SignalState;
	LIST_ENTRY WaitListHead;
} DISPATCHER_HEADER, *PDISPATCHER_HEADER;

typedef struct _KEVENT {
	DISPATCHER_HEADER Header;
} KEVENT, *PKEVENT, *PRKEVENT;

typedef struct _KTIMER {
	DISPATCHER_HEADER Header;
	ULARGE_INTEGER DueTime;
	LIST_ENTRY TimerListEntry;
	struct _KDPC *Dpc;
	ULONG Processor;
	ULONG Period;
} KTIMER, *PKTIMER, *PRKTIMER;

typedef enum _EVENT_TYPE {
	NotificationEvent,
	SynchronizationEvent
} EVENT_TYPE;

typedef enum _TIMER_TYPE {
	NotificationTimer,
	SynchronizationTimer
} TIMER_TYPE;

typedef enum _KWAIT_REASON {
	Executive,
	FreePage,
	PageIn,
	PoolAllocation,
	DelayExecution,
	Suspended,
	UserRequest
} KWAIT_REASON;

typedef enum _MODE {
	KernelMode,
	UserMode,
	MaximumMode
} MODE;
typedef CCHAR KPROCESSOR_MODE;

typedef LONG KPRIORITY;
#ifndef IO_NO_INCREMENT
#define IO_NO_INCREMENT		0
#endif
#ifndef STATUS_TIMEOUT
#define STATUS_TIMEOUT		((NTSTATUS)0x00000102)
#endif

VOID KeInitializeDpc(PKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext);
BOOLEAN KeInsertQueueDpc(PKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);
BOOLEAN KeRemoveQueueDpc(PKDPC Dpc);
VOID KeSetImportanceDpc(PKDPC Dpc, KDPC_IMPORTANCE Importance);
VOID KeSetTargetProcessorDpc(PKDPC Dpc, CCHAR Number);
VOID KeFlushQueuedDpcs(void);

VOID KeInitializeTimer(PKTIMER Timer);
VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type);
BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc);
BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc);
BOOLEAN KeCancelTimer(PKTIMER Timer);
BOOLEAN KeReadStateTimer(PKTIMER Timer);

VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State);
LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
VOID KeClearEvent(PRKEVENT Event);
LONG KeResetEvent(PRKEVENT Event);
LONG KeReadStateEvent(PRKEVENT Event);
NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
			       BOOLEAN Alertable, PLARGE_INTEGER Timeout);
NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
				PLARGE_INTEGER Interval);

/* ---- time and processors */

VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime);
VOID KeQueryTickCount(PLARGE_INTEGER TickCount);
ULONG KeQueryTimeIncrement(void);
ULONGLONG KeQueryInterruptTime(void);
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency);
VOID KeStallExecutionProcessor(ULONG MicroSeconds);
extern CCHAR KeNumberProcessors;
ULONG KeGetCurrentProcessorNumber(void);
KAFFINITY KeQueryActiveProcessors(void);
#define KeFlushIoBuffers(Mdl, ReadOperation, DmaOperation)	((void)0)

/* ---- debugging; DbgPrint prints where the parameter debug_level is at least 3 */

#ifndef DPFLTR_ERROR_LEVEL
#define DPFLTR_ERROR_LEVEL	0
#define DPFLTR_WARNING_LEVEL	1
#define DPFLTR_TRACE_LEVEL	2
#define DPFLTR_INFO_LEVEL	3
#define DPFLTR_MASK		0x80000000
#endif
#ifndef DPFLTR_SCSIMINIPORT_ID
#define DPFLTR_SCSIPORT_ID	12
#define DPFLTR_SCSIMINIPORT_ID	13
#define DPFLTR_IHVDRIVER_ID	77
#define DPFLTR_DEFAULT_ID	101
#endif

ULONG DbgPrint(const CHAR *Format, ...);
ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, const CHAR *Format, ...);
ULONG vDbgPrintEx(ULONG ComponentId, ULONG Level, const CHAR *Format, va_list ArgList);
VOID DbgBreakPoint(void);
VOID DbgBreakPointWithStatus(ULONG Status);
VOID RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber, PCHAR Message);
/* These return here, so they are not declared as functions that do not. */
VOID KeBugCheck(ULONG BugCheckCode);
VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
		  ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4);

#ifndef SCSIPORT_PORT_SIDE
#if DBG
#define KdPrint(arguments)	DbgPrint arguments
#define KdPrintEx(arguments)	DbgPrintEx arguments
#define KdBreakPoint()		DbgBreakPoint()
#undef ASSERT
#define ASSERT(e) \
	((void)((e) || (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, NULL), 0)))
#define ASSERTMSG(message, e) \
	((void)((e) || (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, (PCHAR)(message)), 0)))
#else
#define KdPrint(arguments)
#define KdPrintEx(arguments)
#define KdBreakPoint()
#define ASSERTMSG(message, e)	((void)0)
#endif
#endif

/*
 * ---- formatted text, with Microsoft's letters: %I64d, %Ix, %wZ, %Z, %S, %ws, %hs, %C ... A name
 * of the C library is a macro here, as the system below has symbols of that name or may get them.
 */

#ifndef SCSIPORT_PORT_SIDE
#define sprintf			NtSprintf
#define vsprintf		NtVsprintf
#define snprintf		NtSnprintf
#define vsnprintf		NtVsnprintf
#define swprintf		NtSwprintf
#endif

int _snprintf(char *Buffer, size_t Count, const char *Format, ...);
int _vsnprintf(char *Buffer, size_t Count, const char *Format, va_list ArgList);
int _snwprintf(WCHAR *Buffer, size_t Count, const WCHAR *Format, ...);
int _vsnwprintf(WCHAR *Buffer, size_t Count, const WCHAR *Format, va_list ArgList);
int NtSprintf(char *Buffer, const char *Format, ...);
int NtVsprintf(char *Buffer, const char *Format, va_list ArgList);
int NtSnprintf(char *Buffer, size_t Count, const char *Format, ...);
int NtVsnprintf(char *Buffer, size_t Count, const char *Format, va_list ArgList);
int NtSwprintf(WCHAR *Buffer, const WCHAR *Format, ...);

/* ---- strings */

VOID RtlInitString(PSTRING DestinationString, PCSZ SourceString);
VOID RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString);
VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString);
LONG RtlCompareString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive);
BOOLEAN RtlEqualString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive);
VOID RtlCopyString(PSTRING DestinationString, const STRING *SourceString);
CHAR RtlUpperChar(CHAR Character);
VOID RtlUpperString(PSTRING DestinationString, const STRING *SourceString);
WCHAR RtlUpcaseUnicodeChar(WCHAR SourceCharacter);
LONG RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
			     BOOLEAN CaseInSensitive);
BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
			      BOOLEAN CaseInSensitive);
VOID RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString);
NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING Destination, PCWSTR Source);
NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING Destination, PCUNICODE_STRING Source);
NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING DestinationString,
				      const ANSI_STRING *SourceString,
				      BOOLEAN AllocateDestinationString);
NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING DestinationString,
				      PCUNICODE_STRING SourceString,
				      BOOLEAN AllocateDestinationString);
VOID RtlFreeAnsiString(PANSI_STRING AnsiString);
VOID RtlFreeUnicodeString(PUNICODE_STRING UnicodeString);
NTSTATUS RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String);
NTSTATUS RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base, PUNICODE_STRING String);
NTSTATUS RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value);
NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value);

#ifndef SCSIPORT_PORT_SIDE
#define stricmp			_stricmp
#define strnicmp		_strnicmp
#define wcslen			NtWcslen
#define wcscpy			NtWcscpy
#define wcsncpy			NtWcsncpy
#define wcscat			NtWcscat
#define wcscmp			NtWcscmp
#define wcsncmp			NtWcsncmp
#define wcschr			NtWcschr
#define atoi			NtAtoi
#define atol			NtAtoi
#define strtoul			NtStrtoul
#define strtol			NtStrtol
#endif

int _stricmp(const char *String1, const char *String2);
int _strnicmp(const char *String1, const char *String2, size_t Count);
char *_strupr(char *String);
char *_strlwr(char *String);
size_t NtWcslen(const WCHAR *String);
WCHAR *NtWcscpy(WCHAR *Destination, const WCHAR *Source);
WCHAR *NtWcsncpy(WCHAR *Destination, const WCHAR *Source, size_t Count);
WCHAR *NtWcscat(WCHAR *Destination, const WCHAR *Source);
int NtWcscmp(const WCHAR *String1, const WCHAR *String2);
int NtWcsncmp(const WCHAR *String1, const WCHAR *String2, size_t Count);
WCHAR *NtWcschr(const WCHAR *String, WCHAR Character);
int NtAtoi(const char *String);
ULONG NtStrtoul(const char *String, char **End, int Base);
LONG NtStrtol(const char *String, char **End, int Base);

#ifndef SCSIPORT_PORT_SIDE

FORCEINLINE int NtIsdigit(int c)
{
	return c >= '0' && c <= '9';
}

FORCEINLINE int NtIsupper(int c)
{
	return c >= 'A' && c <= 'Z';
}

FORCEINLINE int NtIslower(int c)
{
	return c >= 'a' && c <= 'z';
}

FORCEINLINE int NtIsalpha(int c)
{
	return NtIsupper(c) || NtIslower(c);
}

FORCEINLINE int NtIsalnum(int c)
{
	return NtIsalpha(c) || NtIsdigit(c);
}

FORCEINLINE int NtIsxdigit(int c)
{
	return NtIsdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

FORCEINLINE int NtIsspace(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

FORCEINLINE int NtIsprint(int c)
{
	return c >= ' ' && c <= '~';
}

FORCEINLINE int NtToupper(int c)
{
	return NtIslower(c) ? c - 'a' + 'A' : c;
}

FORCEINLINE int NtTolower(int c)
{
	return NtIsupper(c) ? c - 'A' + 'a' : c;
}

#define isdigit			NtIsdigit
#define isupper			NtIsupper
#define islower			NtIslower
#define isalpha			NtIsalpha
#define isalnum			NtIsalnum
#define isxdigit		NtIsxdigit
#define isspace			NtIsspace
#define isprint			NtIsprint
#define toupper			NtToupper
#define tolower			NtTolower

#endif

/* ---- memory and bits */

SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length);

#ifndef SCSIPORT_PORT_SIDE
#ifndef RtlUshortByteSwap
#define RtlUshortByteSwap(Source)	((USHORT)__builtin_bswap16((USHORT)(Source)))
#define RtlUlongByteSwap(Source)	((ULONG)__builtin_bswap32((ULONG)(Source)))
#define RtlUlonglongByteSwap(Source)	((ULONGLONG)__builtin_bswap64((ULONGLONG)(Source)))
#endif
#endif

typedef struct _RTL_BITMAP {
	ULONG SizeOfBitMap;
	PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;

VOID RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap);
VOID RtlClearAllBits(PRTL_BITMAP BitMapHeader);
VOID RtlSetAllBits(PRTL_BITMAP BitMapHeader);
VOID RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
VOID RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
BOOLEAN RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
VOID RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear);
VOID RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet);
BOOLEAN RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length);
BOOLEAN RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length);
ULONG RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex);
ULONG RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex);
ULONG RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex);
ULONG RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex);
ULONG RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader);
ULONG RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader);
ULONG RtlRandom(PULONG Seed);
ULONG RtlRandomEx(PULONG Seed);
#ifndef SCSIPORT_PORT_SIDE
#define RtlCheckBit(BitMapHeader, BitNumber)	RtlTestBit(BitMapHeader, BitNumber)
#endif

/* ---- pool */

typedef enum _POOL_TYPE {
	NonPagedPool = 0,
	PagedPool = 1,
	NonPagedPoolMustSucceed = 2,
	DontUseThisType = 3,
	NonPagedPoolCacheAligned = 4,
	PagedPoolCacheAligned = 5,
	NonPagedPoolCacheAlignedMustS = 6,
	MaxPoolType = 7,
	NonPagedPoolNx = 512,
	NonPagedPoolNxCacheAligned = 516
} POOL_TYPE;

typedef ULONGLONG POOL_FLAGS;
#ifndef POOL_FLAG_NON_PAGED
#define POOL_FLAG_UNINITIALIZED		0x0000000000000002ULL
#define POOL_FLAG_CACHE_ALIGNED		0x0000000000000008ULL
#define POOL_FLAG_NON_PAGED		0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE	0x0000000000000080ULL
#define POOL_FLAG_PAGED			0x0000000000000100ULL
#endif

PVOID ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes);
PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
VOID ExFreePool(PVOID P);
VOID ExFreePoolWithTag(PVOID P, ULONG Tag);

/* ---- interlocked lists */

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					PKSPIN_LOCK Lock);
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					PKSPIN_LOCK Lock);
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
					      PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock);
LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
					   PKSPIN_LOCK Lock);
ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock);

typedef struct _SLIST_ENTRY {
	struct _SLIST_ENTRY *Next;
} __attribute__((aligned(16))) SLIST_ENTRY, *PSLIST_ENTRY;

typedef union _SLIST_HEADER {
	struct {
		ULONGLONG Alignment;
		ULONGLONG Region;
	};
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 9;
		ULONGLONG NextEntry : 39;
		ULONGLONG HeaderType : 1;
		ULONGLONG Init : 1;
		ULONGLONG Reserved : 59;
		ULONGLONG Region : 3;
	} Header8;
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 48;
		ULONGLONG HeaderType : 1;
		ULONGLONG Reserved : 3;
		ULONGLONG NextEntry : 60;
	} HeaderX64;
} __attribute__((aligned(16))) SLIST_HEADER, *PSLIST_HEADER;

VOID InitializeSListHead(PSLIST_HEADER SListHead);
PSLIST_ENTRY ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry);
PSLIST_ENTRY ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead);
PSLIST_ENTRY ExpInterlockedFlushSList(PSLIST_HEADER ListHead);
USHORT ExQueryDepthSList(PSLIST_HEADER SListHead);
#ifndef SCSIPORT_PORT_SIDE
#define ExInitializeSListHead(SListHead)	InitializeSListHead(SListHead)
#define ExInterlockedPushEntrySList(ListHead, ListEntry, Lock) \
	ExpInterlockedPushEntrySList(ListHead, ListEntry)
#define ExInterlockedPopEntrySList(ListHead, Lock)	ExpInterlockedPopEntrySList(ListHead)
#define ExInterlockedFlushSList(ListHead)		ExpInterlockedFlushSList(ListHead)
#define InterlockedPushEntrySList(ListHead, ListEntry) \
	ExpInterlockedPushEntrySList(ListHead, ListEntry)
#define InterlockedPopEntrySList(ListHead)		ExpInterlockedPopEntrySList(ListHead)
#endif

/* ---- lookaside lists: memory of the pool, counted */

typedef PVOID ALLOCATE_FUNCTION(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
typedef ALLOCATE_FUNCTION *PALLOCATE_FUNCTION;
typedef VOID FREE_FUNCTION(PVOID Buffer);
typedef FREE_FUNCTION *PFREE_FUNCTION;

typedef struct _GENERAL_LOOKASIDE {
	union {
		SLIST_HEADER ListHead;
		SINGLE_LIST_ENTRY SingleListHead;
	};
	USHORT Depth;
	USHORT MaximumDepth;
	ULONG TotalAllocates;
	union {
		ULONG AllocateMisses;
		ULONG AllocateHits;
	};
	ULONG TotalFrees;
	union {
		ULONG FreeMisses;
		ULONG FreeHits;
	};
	POOL_TYPE Type;
	ULONG Tag;
	ULONG Size;
	PALLOCATE_FUNCTION Allocate;
	PFREE_FUNCTION Free;
	LIST_ENTRY ListEntry;
	ULONG LastTotalAllocates;
	union {
		ULONG LastAllocateMisses;
		ULONG LastAllocateHits;
	};
	ULONG Future[2];
} __attribute__((aligned(64))) GENERAL_LOOKASIDE, *PGENERAL_LOOKASIDE;

typedef struct _NPAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;

VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
				     PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free, ULONG Flags,
				     SIZE_T Size, ULONG Tag, USHORT Depth);
VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside);
PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside);
VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry);

/* ---- memory manager */

typedef enum _MEMORY_CACHING_TYPE {
	MmNonCached = 0,
	MmCached = 1,
	MmWriteCombined = 2,
	MmHardwareCoherentCached = 3,
	MmNonCachedUnordered = 4,
	MmUSWCCached = 5,
	MmMaximumCacheType = 6,
	MmNotMapped = -1
} MEMORY_CACHING_TYPE;

PVOID MmAllocateContiguousMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS HighestAcceptableAddress);
PVOID MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
					     PHYSICAL_ADDRESS LowestAcceptableAddress,
					     PHYSICAL_ADDRESS HighestAcceptableAddress,
					     PHYSICAL_ADDRESS BoundaryAddressMultiple,
					     MEMORY_CACHING_TYPE CacheType);
VOID MmFreeContiguousMemory(PVOID BaseAddress);
VOID MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
					MEMORY_CACHING_TYPE CacheType);
PVOID MmAllocateNonCachedMemory(SIZE_T NumberOfBytes);
VOID MmFreeNonCachedMemory(PVOID BaseAddress, SIZE_T NumberOfBytes);
PHYSICAL_ADDRESS MmGetPhysicalAddress(PVOID BaseAddress);
PVOID MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
		   MEMORY_CACHING_TYPE CacheType);
VOID MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes);
BOOLEAN MmIsAddressValid(PVOID VirtualAddress);

#endif /* SCSIPORT_NTKRNL_H */
