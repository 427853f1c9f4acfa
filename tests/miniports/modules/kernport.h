/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of kernport share. */
#ifndef KERNPORT_H
#define KERNPORT_H

#include "testunit.h"
#include <ntddk.h>
#include <ntstrsafe.h>

#define KERN_TAG	0x6e72654b	/* "Kern" */
#define KERN_LEFT_TAG	0x7466654c	/* "Left" */
#define KERN_LOCKED_BYTES	777	/* allocated with a lock held: kernel.sh looks for them */
#define KERN_TICKS		500	/* of HwTimer, each with the lock */
#define KERN_MARK(c)	((PVOID)(ULONG_PTR)(c))

typedef struct _KERN_EXTENSION {
	KSPIN_LOCK Lock;
	KDPC Dpc;
	KDPC TimerDpc;
	KTIMER Timer;
	PSCSI_REQUEST_BLOCK Srb;
	LONG Running;
	BOOLEAN Inside;
	ULONG DpcRuns;
	ULONG Ticks;
	ULONG Commands;
	BOOLEAN Leave;
	PVOID Freed;
} KERN_EXTENSION, *PKERN_EXTENSION;

/* What an area came to. */
typedef struct _KERN_AREA {
	const CHAR *Name;
	BOOLEAN Failed;
} KERN_AREA, *PKERN_AREA;

#define CHECK(e)	KernCheck(&Area, !!(e), #e, __LINE__)
#define END()		KernEnd(&Area)

VOID KernCheck(PKERN_AREA Area, BOOLEAN Holds, const CHAR *Text, ULONG Line);
VOID KernEnd(PKERN_AREA Area);
KDEFERRED_ROUTINE KernOrderDpc;

/* kernport_text.c */
VOID KernNumbers(void);
VOID KernTexts(void);
VOID KernReturns(void);
VOID KernSafe(void);
VOID KernStrings(void);
VOID KernWide(void);
VOID KernConversions(void);

/* kernport_long.c */
VOID KernLong(void);

/* kernport_memory.c */
VOID KernBits(void);
VOID KernInterlocked(void);
VOID KernPool(const CHAR *Name);
VOID KernLists(const CHAR *Name);
VOID KernMemory(PKERN_EXTENSION Extension);

/* kernport_registry.c */
VOID KernArguments(PDRIVER_OBJECT Driver, PUNICODE_STRING Path);
VOID KernRegistryValues(PUNICODE_STRING Path);
VOID KernRegistryKeys(PUNICODE_STRING Path);
VOID KernRegistryDirect(PUNICODE_STRING Path);
VOID KernRegistryHandles(PUNICODE_STRING Path);
VOID KernRegistryLeave(PUNICODE_STRING Path);

/* kernport_system.c */
VOID KernLarge(void);
VOID KernCalendar(void);
VOID KernSystem(void);
VOID KernMutex(void);
VOID KernBus(void);

/* kernport_run.c */
VOID KernLevel(const CHAR *Name, BOOLEAN Holds);
VOID KernRaise(void);
VOID KernLocks(const CHAR *Name);
VOID KernTime(void);
VOID KernDpcs(void);
VOID KernEvents(void);
VOID KernTimers(void);

#endif
