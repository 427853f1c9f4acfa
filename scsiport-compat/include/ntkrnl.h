/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What storage miniports call beside ScsiPort: the kernel's Dbg, Rtl, Ke, Ex and Mm routines, and
 * those of the C library. docs/kernel-routines.md has a line on each.
 */
#ifndef SCSIPORT_NTKRNL_H
#define SCSIPORT_NTKRNL_H

#include "ntdef.h"
#include "miniport.h"
#include "stdarg.h"

#ifdef __cplusplus
extern "C" {
#endif

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

struct _KTHREAD;

typedef struct _FAST_MUTEX {
	volatile LONG Count;
	struct _KTHREAD *Owner;
	ULONG Contention;
	KEVENT Event;
	ULONG OldIrql;
} FAST_MUTEX, *PFAST_MUTEX;

VOID ExInitializeFastMutex(PFAST_MUTEX FastMutex);
VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex);
BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex);
VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex);
#ifndef SCSIPORT_PORT_SIDE
#define ExAcquireFastMutexUnsafe(FastMutex)	ExAcquireFastMutex(FastMutex)
#define ExReleaseFastMutexUnsafe(FastMutex)	ExReleaseFastMutex(FastMutex)
#endif

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
ULONGLONG KeQueryUnbiasedInterruptTime(void);
VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
extern CCHAR KeNumberProcessors;
ULONG KeGetCurrentProcessorNumber(void);
KAFFINITY KeQueryActiveProcessors(void);

typedef struct _PROCESSOR_NUMBER {
	USHORT Group;
	UCHAR Number;
	UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

#ifndef ALL_PROCESSOR_GROUPS
#define ALL_PROCESSOR_GROUPS	0xffff
#endif
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber);
ULONG KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors);
ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber);
ULONG KeQueryMaximumProcessorCount(void);
ULONG KeQueryMaximumProcessorCountEx(USHORT GroupNumber);
USHORT KeQueryActiveGroupCount(void);
USHORT KeQueryMaximumGroupCount(void);

typedef struct _TIME_FIELDS {
	CSHORT Year;
	CSHORT Month;
	CSHORT Day;
	CSHORT Hour;
	CSHORT Minute;
	CSHORT Second;
	CSHORT Milliseconds;
	CSHORT Weekday;
} TIME_FIELDS, *PTIME_FIELDS;

VOID RtlTimeToTimeFields(PLARGE_INTEGER Time, PTIME_FIELDS TimeFields);
BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time);
VOID ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime);
VOID ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime);
#define KeFlushWriteBuffer()	KeMemoryBarrier()
#define KeEnterCriticalRegion()	((void)0)
#define KeLeaveCriticalRegion()	((void)0)
#define KeGetDcacheFillSize()	64
#define KeRaiseIrqlToSynchLevel()	KeRaiseIrqlToDpcLevel()
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
#define DPFLTR_STORPORT_ID	89
#define DPFLTR_STORMINIPORT_ID	90
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
#if defined(DBG) && DBG
#define KdPrint(arguments)	DbgPrint arguments
#define KdPrintEx(arguments)	DbgPrintEx arguments
#define KdBreakPoint()		DbgBreakPoint()
#undef ASSERT
#define ASSERT(e) \
	((void)((e) || (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, NULL), 0)))
#define ASSERTMSG(message, e) \
	((void)((e) || (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, (PCHAR)(message)), 0)))
#define NT_VERIFY(e) \
	((e) ? TRUE : (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, NULL), FALSE))
#define KdBreakPointWithStatus(Status)	DbgBreakPointWithStatus(Status)
#else
#define NT_VERIFY(e)		((e) ? TRUE : FALSE)
#define KdBreakPointWithStatus(Status)
#define KdPrint(arguments)
#define KdPrintEx(arguments)
#define KdBreakPoint()
#define ASSERTMSG(message, e)	((void)0)
#endif
#define NT_ASSERT(e)		ASSERT(e)
#define NT_ASSERTMSG(message, e)	ASSERTMSG(message, e)
#define KD_DEBUGGER_ENABLED	FALSE
#define KD_DEBUGGER_NOT_PRESENT	TRUE
#define KdRefreshDebuggerNotPresent()	TRUE
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

FORCEINLINE VOID RtlInitEmptyUnicodeString(PUNICODE_STRING String, PWCHAR Buffer, USHORT Size)
{
	String->Length = 0;
	String->MaximumLength = Size;
	String->Buffer = Buffer;
}

FORCEINLINE VOID RtlInitEmptyAnsiString(PANSI_STRING String, PCHAR Buffer, USHORT Size)
{
	String->Length = 0;
	String->MaximumLength = Size;
	String->Buffer = Buffer;
}

#define RtlAnsiStringToUnicodeSize(String)	(((ULONG)(String)->Length + 1) * 2)
#define RtlUnicodeStringToAnsiSize(String)	((ULONG)(String)->Length / 2 + 1)

/* Large integers, from when compilers had none of 64 bits. */

FORCEINLINE LARGE_INTEGER RtlConvertLongToLargeInteger(LONG SignedInteger)
{
	LARGE_INTEGER Result;

	Result.QuadPart = SignedInteger;
	return Result;
}

FORCEINLINE LARGE_INTEGER RtlConvertUlongToLargeInteger(ULONG UnsignedInteger)
{
	LARGE_INTEGER Result;

	Result.QuadPart = UnsignedInteger;
	return Result;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerAdd(LARGE_INTEGER Addend1, LARGE_INTEGER Addend2)
{
	Addend1.QuadPart += Addend2.QuadPart;
	return Addend1;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerSubtract(LARGE_INTEGER Number, LARGE_INTEGER Subtrahend)
{
	Number.QuadPart -= Subtrahend.QuadPart;
	return Number;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerNegate(LARGE_INTEGER Number)
{
	Number.QuadPart = -Number.QuadPart;
	return Number;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerShiftLeft(LARGE_INTEGER Number, CCHAR Count)
{
	Number.QuadPart = (LONGLONG)((ULONGLONG)Number.QuadPart << (Count & 63));
	return Number;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerShiftRight(LARGE_INTEGER Number, CCHAR Count)
{
	Number.QuadPart = (LONGLONG)((ULONGLONG)Number.QuadPart >> (Count & 63));
	return Number;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerArithmeticShift(LARGE_INTEGER Number, CCHAR Count)
{
	Number.QuadPart >>= Count & 63;
	return Number;
}

FORCEINLINE LARGE_INTEGER RtlEnlargedIntegerMultiply(LONG Multiplicand, LONG Multiplier)
{
	LARGE_INTEGER Result;

	Result.QuadPart = (LONGLONG)Multiplicand * Multiplier;
	return Result;
}

FORCEINLINE LARGE_INTEGER RtlEnlargedUnsignedMultiply(ULONG Multiplicand, ULONG Multiplier)
{
	LARGE_INTEGER Result;

	Result.QuadPart = (LONGLONG)((ULONGLONG)Multiplicand * Multiplier);
	return Result;
}

FORCEINLINE LARGE_INTEGER RtlExtendedIntegerMultiply(LARGE_INTEGER Multiplicand, LONG Multiplier)
{
	Multiplicand.QuadPart *= Multiplier;
	return Multiplicand;
}

/* A division by zero ends the system on Windows; here it gives zero. */
FORCEINLINE ULONG RtlEnlargedUnsignedDivide(ULARGE_INTEGER Dividend, ULONG Divisor,
					    PULONG Remainder)
{
	if (Remainder)
		*Remainder = Divisor ? (ULONG)(Dividend.QuadPart % Divisor) : 0;
	return Divisor ? (ULONG)(Dividend.QuadPart / Divisor) : 0;
}

FORCEINLINE LARGE_INTEGER RtlExtendedLargeIntegerDivide(LARGE_INTEGER Dividend, ULONG Divisor,
							PULONG Remainder)
{
	ULONGLONG Number = (ULONGLONG)Dividend.QuadPart;

	if (Remainder)
		*Remainder = Divisor ? (ULONG)(Number % Divisor) : 0;
	Dividend.QuadPart = Divisor ? (LONGLONG)(Number / Divisor) : 0;
	return Dividend;
}

FORCEINLINE LARGE_INTEGER RtlLargeIntegerDivide(LARGE_INTEGER Dividend, LARGE_INTEGER Divisor,
						PLARGE_INTEGER Remainder)
{
	ULONGLONG Number = (ULONGLONG)Dividend.QuadPart, By = (ULONGLONG)Divisor.QuadPart;

	if (Remainder)
		Remainder->QuadPart = By ? (LONGLONG)(Number % By) : 0;
	Dividend.QuadPart = By ? (LONGLONG)(Number / By) : 0;
	return Dividend;
}

#define RtlLargeIntegerGreaterThan(a, b)		((a).QuadPart > (b).QuadPart)
#define RtlLargeIntegerGreaterThanOrEqualTo(a, b)	((a).QuadPart >= (b).QuadPart)
#define RtlLargeIntegerEqualTo(a, b)			((a).QuadPart == (b).QuadPart)
#define RtlLargeIntegerNotEqualTo(a, b)			((a).QuadPart != (b).QuadPart)
#define RtlLargeIntegerLessThan(a, b)			((a).QuadPart < (b).QuadPart)
#define RtlLargeIntegerLessThanOrEqualTo(a, b)		((a).QuadPart <= (b).QuadPart)
#define RtlLargeIntegerGreaterThanZero(a)		((a).QuadPart > 0)
#define RtlLargeIntegerEqualToZero(a)			((a).QuadPart == 0)
#define RtlLargeIntegerNotEqualToZero(a)		((a).QuadPart != 0)
#define RtlLargeIntegerLessThanZero(a)			((a).QuadPart < 0)

/* Characters until a NUL, but no more than that. */
FORCEINLINE size_t NtStrnlen(const char *String, size_t Count)
{
	size_t Length = 0;

	while (Length < Count && String[Length])
		Length++;
	return Length;
}

#define strnlen			NtStrnlen

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

#ifndef SCSIPORT_PORT_SIDE

/* -1 where no bit is set. */
FORCEINLINE CCHAR RtlFindLeastSignificantBit(ULONGLONG Set)
{
	return (CCHAR)(Set ? __builtin_ctzll(Set) : -1);
}

FORCEINLINE CCHAR RtlFindMostSignificantBit(ULONGLONG Set)
{
	return (CCHAR)(Set ? 63 - __builtin_clzll(Set) : -1);
}

#endif

/* ---- the version of Windows that a miniport meets: 7, with its service pack */

typedef struct _OSVERSIONINFOW {
	ULONG dwOSVersionInfoSize;
	ULONG dwMajorVersion;
	ULONG dwMinorVersion;
	ULONG dwBuildNumber;
	ULONG dwPlatformId;
	WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW, RTL_OSVERSIONINFOW, *PRTL_OSVERSIONINFOW;

NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW lpVersionInformation);
BOOLEAN PsGetVersion(PULONG MajorVersion, PULONG MinorVersion, PULONG BuildNumber,
		     PUNICODE_STRING CSDVersion);
#ifndef SCSIPORT_PORT_SIDE
#define RtlIsNtDdiVersionAvailable(Version)	((Version) <= NTDDI_WIN7)
#define IoIsWdmVersionAvailable(Major, Minor) \
	((Major) < 6 || ((Major) == 6 && (Minor) == 0))
#endif

/* ---- buses, of PCI the first domain */

ULONG HalGetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer,
		    ULONG Length);
ULONG HalGetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			    PVOID Buffer, ULONG Offset, ULONG Length);
ULONG HalSetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer,
		    ULONG Length);
ULONG HalSetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			    PVOID Buffer, ULONG Offset, ULONG Length);
ULONG HalGetInterruptVector(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
			    ULONG BusInterruptLevel, ULONG BusInterruptVector, PKIRQL Irql,
			    PKAFFINITY Affinity);
BOOLEAN HalTranslateBusAddress(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
			       PHYSICAL_ADDRESS BusAddress, PULONG AddressSpace,
			       PPHYSICAL_ADDRESS TranslatedAddress);

/* How many devices of a kind there are, and whether somebody has the old disk controllers. */
typedef struct _CONFIGURATION_INFORMATION {
	ULONG DiskCount;
	ULONG FloppyCount;
	ULONG CdRomCount;
	ULONG TapeCount;
	ULONG ScsiPortCount;
	ULONG SerialCount;
	ULONG ParallelCount;
	BOOLEAN AtDiskPrimaryAddressClaimed;
	BOOLEAN AtDiskSecondaryAddressClaimed;
	ULONG Version;
	ULONG MediumChangerCount;
} CONFIGURATION_INFORMATION, *PCONFIGURATION_INFORMATION;

PCONFIGURATION_INFORMATION IoGetConfigurationInformation(void);

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

typedef enum _EX_POOL_PRIORITY {
	LowPoolPriority,
	LowPoolPrioritySpecialPoolOverrun = 8,
	LowPoolPrioritySpecialPoolUnderrun = 9,
	NormalPoolPriority = 16,
	NormalPoolPrioritySpecialPoolOverrun = 24,
	NormalPoolPrioritySpecialPoolUnderrun = 25,
	HighPoolPriority = 32,
	HighPoolPrioritySpecialPoolOverrun = 40,
	HighPoolPrioritySpecialPoolUnderrun = 41
} EX_POOL_PRIORITY;

PVOID ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
				    EX_POOL_PRIORITY Priority);
PVOID ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
				 EX_POOL_PRIORITY Priority);
#ifndef SCSIPORT_PORT_SIDE
#define ExAllocatePoolUninitialized(PoolType, NumberOfBytes, Tag) \
	ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag)
#define ExAllocatePoolPriorityUninitialized(PoolType, NumberOfBytes, Tag, Priority) \
	ExAllocatePoolWithTagPriority(PoolType, NumberOfBytes, Tag, Priority)
#define ExInitializeDriverRuntime(RuntimeFlags)	((void)(RuntimeFlags))
#endif
#ifndef DrvRtPoolNxOptIn
#define DrvRtPoolNxOptIn	0x00000001
#endif
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
#ifndef SCSIPORT_PORT_SIDE
#define ExInterlockedIncrementLong(Addend, Lock)	InterlockedIncrement(Addend)
#define ExInterlockedDecrementLong(Addend, Lock)	InterlockedDecrement(Addend)
#define ExInterlockedExchangeUlong(Target, Value, Lock) \
	((ULONG)InterlockedExchange((volatile LONG *)(Target), (LONG)(Value)))
#define ExInterlockedCompareExchange64(Destination, Exchange, Comperand, Lock) \
	InterlockedCompareExchange64(Destination, *(Exchange), *(Comperand))
#define ExInterlockedAddLargeStatistic(Addend, Increment) \
	((void)InterlockedExchangeAdd64(&(Addend)->QuadPart, Increment))
#endif

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
#define InterlockedFlushSList(ListHead)			ExpInterlockedFlushSList(ListHead)
#define QueryDepthSList(SListHead)			ExQueryDepthSList(SListHead)
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

/* ---- the driver's object, the first argument of DriverEntry */

struct _DRIVER_OBJECT;
struct _DEVICE_OBJECT;
struct _IRP;

typedef NTSTATUS DRIVER_INITIALIZE(struct _DRIVER_OBJECT *DriverObject,
				   PUNICODE_STRING RegistryPath);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;
typedef NTSTATUS DRIVER_ADD_DEVICE(struct _DRIVER_OBJECT *DriverObject,
				   struct _DEVICE_OBJECT *PhysicalDeviceObject);
typedef DRIVER_ADD_DEVICE *PDRIVER_ADD_DEVICE;
typedef VOID DRIVER_STARTIO(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp);
typedef DRIVER_STARTIO *PDRIVER_STARTIO;
typedef VOID DRIVER_UNLOAD(struct _DRIVER_OBJECT *DriverObject);
typedef DRIVER_UNLOAD *PDRIVER_UNLOAD;
typedef NTSTATUS DRIVER_DISPATCH(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp);
typedef DRIVER_DISPATCH *PDRIVER_DISPATCH;

#ifndef IRP_MJ_MAXIMUM_FUNCTION
#define IRP_MJ_MAXIMUM_FUNCTION		0x1b
#endif
#ifndef IO_TYPE_DRIVER
#define IO_TYPE_DRIVER			4
#endif

typedef struct _DRIVER_EXTENSION {
	struct _DRIVER_OBJECT *DriverObject;
	PDRIVER_ADD_DEVICE AddDevice;
	ULONG Count;
	UNICODE_STRING ServiceKeyName;
} DRIVER_EXTENSION, *PDRIVER_EXTENSION;

/* Here all of it is zero but Type, Size, DriverName and HardwareDatabase. */
typedef struct _DRIVER_OBJECT {
	CSHORT Type;
	CSHORT Size;
	PDEVICE_OBJECT DeviceObject;
	ULONG Flags;
	PVOID DriverStart;
	ULONG DriverSize;
	PVOID DriverSection;
	PDRIVER_EXTENSION DriverExtension;
	UNICODE_STRING DriverName;
	PUNICODE_STRING HardwareDatabase;
	struct _FAST_IO_DISPATCH *FastIoDispatch;
	PDRIVER_INITIALIZE DriverInit;
	PDRIVER_STARTIO DriverStartIo;
	PDRIVER_UNLOAD DriverUnload;
	PDRIVER_DISPATCH MajorFunction[IRP_MJ_MAXIMUM_FUNCTION + 1];
} DRIVER_OBJECT;

/* ---- the registry: the service key of a miniport, the second argument of DriverEntry */

#ifndef REG_NONE
#define REG_NONE			0
#define REG_SZ				1
#define REG_EXPAND_SZ			2
#define REG_BINARY			3
#define REG_DWORD			4
#define REG_DWORD_LITTLE_ENDIAN		4
#define REG_DWORD_BIG_ENDIAN		5
#define REG_LINK			6
#define REG_MULTI_SZ			7
#define REG_RESOURCE_LIST		8
#define REG_FULL_RESOURCE_DESCRIPTOR	9
#define REG_RESOURCE_REQUIREMENTS_LIST	10
#define REG_QWORD			11
#define REG_QWORD_LITTLE_ENDIAN		11
#endif
#ifndef REG_OPENED_EXISTING_KEY
#define REG_OPTION_NON_VOLATILE		(0x00000000L)
#define REG_OPTION_VOLATILE		(0x00000001L)
#define REG_CREATED_NEW_KEY		(0x00000001L)
#define REG_OPENED_EXISTING_KEY		(0x00000002L)
#endif

#ifndef SCSIPORT_PORT_SIDE
#define DELETE				0x00010000L
#define READ_CONTROL			0x00020000L
#define WRITE_DAC			0x00040000L
#define WRITE_OWNER			0x00080000L
#define SYNCHRONIZE			0x00100000L
#define STANDARD_RIGHTS_REQUIRED	0x000F0000L
#define STANDARD_RIGHTS_READ		READ_CONTROL
#define STANDARD_RIGHTS_WRITE		READ_CONTROL
#define STANDARD_RIGHTS_EXECUTE		READ_CONTROL
#define STANDARD_RIGHTS_ALL		0x001F0000L
#define GENERIC_READ			0x80000000L
#define GENERIC_WRITE			0x40000000L
#define GENERIC_EXECUTE			0x20000000L
#define GENERIC_ALL			0x10000000L
#define KEY_QUERY_VALUE			(0x0001)
#define KEY_SET_VALUE			(0x0002)
#define KEY_CREATE_SUB_KEY		(0x0004)
#define KEY_ENUMERATE_SUB_KEYS		(0x0008)
#define KEY_NOTIFY			(0x0010)
#define KEY_CREATE_LINK			(0x0020)
#define KEY_READ \
	((STANDARD_RIGHTS_READ | KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY) & \
	 (~SYNCHRONIZE))
#define KEY_WRITE \
	((STANDARD_RIGHTS_WRITE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY) & (~SYNCHRONIZE))
#define KEY_EXECUTE			((KEY_READ) & (~SYNCHRONIZE))
#define KEY_ALL_ACCESS \
	((STANDARD_RIGHTS_ALL | KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY | \
	  KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY | KEY_CREATE_LINK) & (~SYNCHRONIZE))
#endif

#ifndef RTL_REGISTRY_ABSOLUTE
#define RTL_REGISTRY_ABSOLUTE		0
#define RTL_REGISTRY_SERVICES		1
#define RTL_REGISTRY_CONTROL		2
#define RTL_REGISTRY_WINDOWS_NT		3
#define RTL_REGISTRY_DEVICEMAP		4
#define RTL_REGISTRY_USER		5
#define RTL_REGISTRY_MAXIMUM		6
#define RTL_REGISTRY_HANDLE		0x40000000
#define RTL_REGISTRY_OPTIONAL		0x80000000
#define RTL_QUERY_REGISTRY_SUBKEY	0x00000001
#define RTL_QUERY_REGISTRY_TOPKEY	0x00000002
#define RTL_QUERY_REGISTRY_REQUIRED	0x00000004
#define RTL_QUERY_REGISTRY_NOVALUE	0x00000008
#define RTL_QUERY_REGISTRY_NOEXPAND	0x00000010
#define RTL_QUERY_REGISTRY_DIRECT	0x00000020
#define RTL_QUERY_REGISTRY_DELETE	0x00000040
#define RTL_QUERY_REGISTRY_NOSTRING	0x00000080
#define RTL_QUERY_REGISTRY_TYPECHECK	0x00000100
#define RTL_QUERY_REGISTRY_TYPECHECK_SHIFT	24
#endif

typedef NTSTATUS RTL_QUERY_REGISTRY_FUNCTION(PWSTR ValueName, ULONG ValueType, PVOID ValueData,
					     ULONG ValueLength, PVOID Context,
					     PVOID EntryContext);
typedef RTL_QUERY_REGISTRY_FUNCTION *PRTL_QUERY_REGISTRY_ROUTINE;

typedef struct _RTL_QUERY_REGISTRY_TABLE {
	PRTL_QUERY_REGISTRY_ROUTINE QueryRoutine;
	ULONG Flags;
	PCWSTR Name;
	PVOID EntryContext;
	ULONG DefaultType;
	PVOID DefaultData;
	ULONG DefaultLength;
} RTL_QUERY_REGISTRY_TABLE, *PRTL_QUERY_REGISTRY_TABLE;

typedef enum _KEY_VALUE_INFORMATION_CLASS {
	KeyValueBasicInformation,
	KeyValueFullInformation,
	KeyValuePartialInformation,
	KeyValueFullInformationAlign64,
	KeyValuePartialInformationAlign64,
	KeyValueLayerInformation,
	MaxKeyValueInfoClass
} KEY_VALUE_INFORMATION_CLASS;

typedef struct _KEY_VALUE_BASIC_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_VALUE_BASIC_INFORMATION, *PKEY_VALUE_BASIC_INFORMATION;

typedef struct _KEY_VALUE_FULL_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG DataOffset;
	ULONG DataLength;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_VALUE_FULL_INFORMATION, *PKEY_VALUE_FULL_INFORMATION;

typedef struct _KEY_VALUE_PARTIAL_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG DataLength;
	UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION, *PKEY_VALUE_PARTIAL_INFORMATION;

NTSTATUS RtlQueryRegistryValues(ULONG RelativeTo, PCWSTR Path, PRTL_QUERY_REGISTRY_TABLE QueryTable,
				PVOID Context, PVOID Environment);
NTSTATUS RtlCheckRegistryKey(ULONG RelativeTo, PWSTR Path);
NTSTATUS RtlWriteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName, ULONG ValueType,
			       PVOID ValueData, ULONG ValueLength);
NTSTATUS RtlDeleteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName);
NTSTATUS ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
		   POBJECT_ATTRIBUTES ObjectAttributes);
NTSTATUS ZwCreateKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
		     POBJECT_ATTRIBUTES ObjectAttributes, ULONG TitleIndex, PUNICODE_STRING Class,
		     ULONG CreateOptions, PULONG Disposition);
NTSTATUS ZwQueryValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName,
			 KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			 PVOID KeyValueInformation, ULONG Length, PULONG ResultLength);
NTSTATUS ZwEnumerateValueKey(HANDLE KeyHandle, ULONG Index,
			     KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			     PVOID KeyValueInformation, ULONG Length, PULONG ResultLength);
NTSTATUS ZwSetValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName, ULONG TitleIndex, ULONG Type,
		       PVOID Data, ULONG DataSize);
NTSTATUS ZwClose(HANDLE Handle);

#ifndef SCSIPORT_PORT_SIDE
#define OBJ_INHERIT			0x00000002
#define OBJ_PERMANENT			0x00000010
#define OBJ_EXCLUSIVE			0x00000020
#define OBJ_CASE_INSENSITIVE		0x00000040
#define OBJ_OPENIF			0x00000080
#define OBJ_OPENLINK			0x00000100
#define OBJ_KERNEL_HANDLE		0x00000200
#define OBJ_FORCE_ACCESS_CHECK		0x00000400
#define InitializeObjectAttributes(p, n, a, r, s) { \
	(p)->Length = sizeof(OBJECT_ATTRIBUTES); \
	(p)->RootDirectory = (r); \
	(p)->Attributes = (a); \
	(p)->ObjectName = (n); \
	(p)->SecurityDescriptor = (s); \
	(p)->SecurityQualityOfService = NULL; \
}
#endif

#ifdef __cplusplus
}
#endif

#endif /* SCSIPORT_NTKRNL_H */
