// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interlocked lists and sums. Those with a lock may be called at any level on Windows, so
 * interrupts are off while it is held. Sequenced lists (SLIST) have no lock of their own: one of
 * ours serves them all.
 */
#include <linux/export.h>
#include <linux/irqflags.h>

#include "nt/dispatcher.h"

static unsigned long sp_list_lock(PKSPIN_LOCK lock)
{
	unsigned long flags;

	local_irq_save(flags);
	KeAcquireSpinLockAtDpcLevel(lock);
	return flags;
}

static void sp_list_unlock(PKSPIN_LOCK lock, unsigned long flags)
{
	KeReleaseSpinLockFromDpcLevel(lock);
	local_irq_restore(flags);
}

static PLIST_ENTRY sp_unless_head(PLIST_ENTRY entry, PLIST_ENTRY head)
{
	return entry == head ? NULL : entry;
}

/**
 * ExInterlockedInsertHeadList() - insert at the head of a list
 * @ListHead: the list
 * @ListEntry: what to insert
 * @Lock: the list's lock
 *
 * Context: Any.
 * Return: the first entry before, NULL if the list was empty.
 */
PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	PLIST_ENTRY first = sp_unless_head(ListHead->Flink, ListHead);

	list_add(sp_links(ListEntry), sp_links(ListHead));
	sp_list_unlock(Lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExInterlockedInsertHeadList);

/**
 * ExInterlockedInsertTailList() - insert at the tail of a list
 * @ListHead: the list
 * @ListEntry: what to insert
 * @Lock: the list's lock
 *
 * Context: Any.
 * Return: the last entry before, NULL if the list was empty.
 */
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	PLIST_ENTRY last = sp_unless_head(ListHead->Blink, ListHead);

	list_add_tail(sp_links(ListEntry), sp_links(ListHead));
	sp_list_unlock(Lock, flags);
	return last;
}
EXPORT_SYMBOL_GPL(ExInterlockedInsertTailList);

/**
 * ExInterlockedRemoveHeadList() - take the first entry of a list
 * @ListHead: the list
 * @Lock: the list's lock
 *
 * Context: Any.
 * Return: the entry, NULL if the list was empty.
 */
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	PLIST_ENTRY first = sp_unless_head(ListHead->Flink, ListHead);

	/* Without the poison of list_del(): the entry is the miniport's. */
	if (first)
		__list_del_entry(sp_links(first));
	sp_list_unlock(Lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExInterlockedRemoveHeadList);

/**
 * ExInterlockedPushEntryList() - insert at the head of a singly linked list
 * @ListHead: the list
 * @ListEntry: what to insert
 * @Lock: the list's lock
 *
 * Context: Any.
 * Return: the first entry before, or NULL.
 */
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
					      PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	PSINGLE_LIST_ENTRY first = ListHead->Next;

	ListEntry->Next = first;
	ListHead->Next = ListEntry;
	sp_list_unlock(Lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExInterlockedPushEntryList);

/**
 * ExInterlockedPopEntryList() - take the first entry of a singly linked list
 * @ListHead: the list
 * @Lock: the list's lock
 *
 * Context: Any.
 * Return: the entry, or NULL.
 */
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	PSINGLE_LIST_ENTRY first = ListHead->Next;

	if (first)
		ListHead->Next = first->Next;
	sp_list_unlock(Lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExInterlockedPopEntryList);

/**
 * ExInterlockedAddLargeInteger() - add to a 64-bit number
 * @Addend: the number
 * @Increment: what to add
 * @Lock: the number's lock
 *
 * Context: Any.
 * Return: the number before.
 */
LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
					   PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	LARGE_INTEGER before = *Addend;

	Addend->QuadPart += Increment.QuadPart;
	sp_list_unlock(Lock, flags);
	return before;
}
EXPORT_SYMBOL_GPL(ExInterlockedAddLargeInteger);

/**
 * ExInterlockedAddUlong() - add to a 32-bit number
 * @Addend: the number
 * @Increment: what to add
 * @Lock: the number's lock
 *
 * Context: Any.
 * Return: the number before.
 */
ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock)
{
	unsigned long flags = sp_list_lock(Lock);
	ULONG before = *Addend;

	*Addend += Increment;
	sp_list_unlock(Lock, flags);
	return before;
}
EXPORT_SYMBOL_GPL(ExInterlockedAddUlong);

/* Of the header, Alignment counts the entries and Region is the address of the first. */
static DEFINE_RAW_SPINLOCK(sp_slist_lock);

static PSLIST_ENTRY sp_slist_first(const SLIST_HEADER *head)
{
	return (PSLIST_ENTRY)(unsigned long)head->Region;
}

/**
 * InitializeSListHead() - make an empty sequenced list
 * @SListHead: the list
 *
 * Context: Any.
 */
VOID InitializeSListHead(PSLIST_HEADER SListHead)
{
	SListHead->Alignment = 0;
	SListHead->Region = 0;
}
EXPORT_SYMBOL_GPL(InitializeSListHead);

/**
 * ExpInterlockedPushEntrySList() - insert at the head of a sequenced list
 * @ListHead: the list
 * @ListEntry: what to insert
 *
 * Context: Any.
 * Return: the first entry before, or NULL.
 */
PSLIST_ENTRY ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
	PSLIST_ENTRY first;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_slist_lock, flags);
	first = sp_slist_first(ListHead);
	ListEntry->Next = first;
	ListHead->Region = (unsigned long)ListEntry;
	ListHead->Alignment++;
	raw_spin_unlock_irqrestore(&sp_slist_lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExpInterlockedPushEntrySList);

/**
 * ExpInterlockedPopEntrySList() - take the first entry of a sequenced list
 * @ListHead: the list
 *
 * Context: Any.
 * Return: the entry, or NULL.
 */
PSLIST_ENTRY ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
	PSLIST_ENTRY first;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_slist_lock, flags);
	first = sp_slist_first(ListHead);
	if (first) {
		ListHead->Region = (unsigned long)first->Next;
		ListHead->Alignment--;
	}
	raw_spin_unlock_irqrestore(&sp_slist_lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExpInterlockedPopEntrySList);

/**
 * ExpInterlockedFlushSList() - take all entries of a sequenced list
 * @ListHead: the list
 *
 * Context: Any.
 * Return: the first of them, or NULL.
 */
PSLIST_ENTRY ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
	PSLIST_ENTRY first;
	unsigned long flags;

	raw_spin_lock_irqsave(&sp_slist_lock, flags);
	first = sp_slist_first(ListHead);
	InitializeSListHead(ListHead);
	raw_spin_unlock_irqrestore(&sp_slist_lock, flags);
	return first;
}
EXPORT_SYMBOL_GPL(ExpInterlockedFlushSList);

/**
 * ExQueryDepthSList() - entries of a sequenced list
 * @SListHead: the list
 *
 * Context: Any.
 * Return: how many, modulo 65536.
 */
USHORT ExQueryDepthSList(PSLIST_HEADER SListHead)
{
	return SListHead->Alignment;
}
EXPORT_SYMBOL_GPL(ExQueryDepthSList);
