// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counted strings. Characters above 0x7f are those of Latin-1 on the way from narrow to wide;
 * on the way back what Latin-1 has not becomes a question mark. Letters without case are all but A
 * to Z.
 */
#include <linux/export.h>
#include <linux/string.h>

#include "nt/string.h"
#include "nt/owned.h"
#include "nt/pool.h"
#include "nt/rooms.h"

/* ---- counted strings, narrow */

/**
 * RtlInitString() - make a counted string of one that ends with NUL; nothing is copied
 * @DestinationString: the counted string
 * @SourceString: its text, or NULL for an empty one
 *
 * Context: Any.
 */
VOID RtlInitString(PSTRING DestinationString, PCSZ SourceString)
{
	size_t length = SourceString ? min(strlen(SourceString), 0xfffeuL) : 0;

	DestinationString->Length = length;
	DestinationString->MaximumLength = SourceString ? length + 1 : 0;
	DestinationString->Buffer = (PCHAR)SourceString;
}
EXPORT_SYMBOL_GPL(RtlInitString);

/**
 * RtlInitAnsiString() - as RtlInitString()
 * @DestinationString: the counted string
 * @SourceString: its text, or NULL for an empty one
 *
 * Context: Any.
 */
VOID RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
	RtlInitString(DestinationString, SourceString);
}
EXPORT_SYMBOL_GPL(RtlInitAnsiString);

/**
 * RtlCompareString() - compare two strings
 * @String1: one
 * @String2: the other
 * @CaseInSensitive: TRUE if small and capital letters are the same
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
LONG RtlCompareString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	unsigned int i, common = min(String1->Length, String2->Length);

	for (i = 0; i < common; i++) {
		int difference = sp_fold((UCHAR)String1->Buffer[i], CaseInSensitive) -
				 sp_fold((UCHAR)String2->Buffer[i], CaseInSensitive);

		if (difference)
			return difference;
	}
	return String1->Length - String2->Length;
}
EXPORT_SYMBOL_GPL(RtlCompareString);

/**
 * RtlEqualString() - compare two strings
 * @String1: one
 * @String2: the other
 * @CaseInSensitive: TRUE if small and capital letters are the same
 *
 * Context: Any.
 * Return: TRUE if they are equal.
 */
BOOLEAN RtlEqualString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	return String1->Length == String2->Length &&
	       !RtlCompareString(String1, String2, CaseInSensitive);
}
EXPORT_SYMBOL_GPL(RtlEqualString);

/**
 * RtlCopyString() - copy as much of a string as there is room for
 * @DestinationString: to
 * @SourceString: from, or NULL for an empty one
 *
 * Context: Any.
 */
VOID RtlCopyString(PSTRING DestinationString, const STRING *SourceString)
{
	unsigned int length = SourceString ? SourceString->Length : 0;

	length = min_t(unsigned int, length, DestinationString->MaximumLength);
	if (length)
		memmove(DestinationString->Buffer, SourceString->Buffer, length);
	DestinationString->Length = length;
}
EXPORT_SYMBOL_GPL(RtlCopyString);

/**
 * RtlUpperChar() - the capital of a letter
 * @Character: any character
 *
 * Context: Any.
 * Return: the capital, or @Character.
 */
CHAR RtlUpperChar(CHAR Character)
{
	return sp_upper((UCHAR)Character);
}
EXPORT_SYMBOL_GPL(RtlUpperChar);

/**
 * RtlUpperString() - copy as much of a string as there is room for, in capitals
 * @DestinationString: to
 * @SourceString: from
 *
 * Context: Any.
 */
VOID RtlUpperString(PSTRING DestinationString, const STRING *SourceString)
{
	unsigned int i;

	RtlCopyString(DestinationString, SourceString);
	for (i = 0; i < DestinationString->Length; i++)
		DestinationString->Buffer[i] = RtlUpperChar(DestinationString->Buffer[i]);
}
EXPORT_SYMBOL_GPL(RtlUpperString);

/* ---- counted strings, wide */

/**
 * RtlInitUnicodeString() - make a counted string of one that ends with NUL; nothing is copied
 * @DestinationString: the counted string
 * @SourceString: its text, or NULL for an empty one
 *
 * Context: Any.
 */
VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	size_t bytes = SourceString ? NtWcslen(SourceString) * sizeof(WCHAR) : 0;

	bytes = min(bytes, 0xfffcuL);
	DestinationString->Length = bytes;
	DestinationString->MaximumLength = SourceString ? bytes + sizeof(WCHAR) : 0;
	DestinationString->Buffer = (PWSTR)SourceString;
}
EXPORT_SYMBOL_GPL(RtlInitUnicodeString);

/**
 * RtlUpcaseUnicodeChar() - the capital of a letter
 * @SourceCharacter: any character
 *
 * Context: Any.
 * Return: the capital, or @SourceCharacter.
 */
WCHAR RtlUpcaseUnicodeChar(WCHAR SourceCharacter)
{
	return sp_upper(SourceCharacter);
}
EXPORT_SYMBOL_GPL(RtlUpcaseUnicodeChar);

/**
 * RtlCompareUnicodeString() - compare two strings
 * @String1: one
 * @String2: the other
 * @CaseInSensitive: TRUE if small and capital letters are the same
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
LONG RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
			     BOOLEAN CaseInSensitive)
{
	unsigned int i, common = min(String1->Length, String2->Length) / sizeof(WCHAR);

	for (i = 0; i < common; i++) {
		int difference = sp_fold(String1->Buffer[i], CaseInSensitive) -
				 sp_fold(String2->Buffer[i], CaseInSensitive);

		if (difference)
			return difference;
	}
	return String1->Length - String2->Length;
}
EXPORT_SYMBOL_GPL(RtlCompareUnicodeString);

/**
 * RtlEqualUnicodeString() - compare two strings
 * @String1: one
 * @String2: the other
 * @CaseInSensitive: TRUE if small and capital letters are the same
 *
 * Context: Any.
 * Return: TRUE if they are equal.
 */
BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
			      BOOLEAN CaseInSensitive)
{
	return String1->Length == String2->Length &&
	       !RtlCompareUnicodeString(String1, String2, CaseInSensitive);
}
EXPORT_SYMBOL_GPL(RtlEqualUnicodeString);

void sp_end_unicode(PUNICODE_STRING string)
{
	if (string->Length + sizeof(WCHAR) <= string->MaximumLength)
		string->Buffer[string->Length / sizeof(WCHAR)] = 0;
}

/**
 * RtlCopyUnicodeString() - copy as much of a string as there is room for, with a NUL if that fits
 * @DestinationString: to
 * @SourceString: from, or NULL for an empty one
 *
 * Context: Any.
 */
VOID RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
	unsigned int bytes = SourceString ? SourceString->Length : 0;

	bytes = min_t(unsigned int, bytes, DestinationString->MaximumLength) & ~1u;
	if (bytes)
		memmove(DestinationString->Buffer, SourceString->Buffer, bytes);
	DestinationString->Length = bytes;
	sp_end_unicode(DestinationString);
}
EXPORT_SYMBOL_GPL(RtlCopyUnicodeString);

/**
 * RtlAppendUnicodeStringToString() - append a string
 * @Destination: to; with a NUL if that fits
 * @Source: from
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL with nothing appended.
 */
NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING Destination, PCUNICODE_STRING Source)
{
	if (Destination->Length + Source->Length > Destination->MaximumLength)
		return STATUS_BUFFER_TOO_SMALL;
	memmove((PUCHAR)Destination->Buffer + Destination->Length, Source->Buffer, Source->Length);
	Destination->Length += Source->Length;
	sp_end_unicode(Destination);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(RtlAppendUnicodeStringToString);

/**
 * RtlAppendUnicodeToString() - append a string that ends with NUL
 * @Destination: to; with a NUL if that fits
 * @Source: from, or NULL for nothing
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL with nothing appended.
 */
NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING Destination, PCWSTR Source)
{
	UNICODE_STRING source;

	RtlInitUnicodeString(&source, Source);
	return RtlAppendUnicodeStringToString(Destination, &source);
}
EXPORT_SYMBOL_GPL(RtlAppendUnicodeToString);

/* ---- from narrow to wide and back */

/**
 * RtlAnsiStringToUnicodeString() - make a wide string of a narrow one
 * @DestinationString: to, with a NUL
 * @SourceString: from, Latin-1
 * @AllocateDestinationString: TRUE: its buffer is allocated, for RtlFreeUnicodeString()
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW; STATUS_NO_MEMORY; STATUS_INVALID_PARAMETER for a
 *	string that is too long for a wide one.
 */
NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING DestinationString,
				      const ANSI_STRING *SourceString,
				      BOOLEAN AllocateDestinationString)
{
	u32 bytes = SourceString->Length * sizeof(WCHAR), i;

	if (bytes + sizeof(WCHAR) > 0xfffe)
		return STATUS_INVALID_PARAMETER;
	if (AllocateDestinationString) {
		DestinationString->MaximumLength = bytes + sizeof(WCHAR);
		DestinationString->Buffer = sp_pool_alloc(bytes + sizeof(WCHAR), SP_STRING_TAG, 0,
							  __builtin_return_address(0));
		if (!DestinationString->Buffer)
			return STATUS_NO_MEMORY;
	} else if (bytes + sizeof(WCHAR) > DestinationString->MaximumLength) {
		return STATUS_BUFFER_OVERFLOW;
	}
	for (i = 0; i < SourceString->Length; i++)
		DestinationString->Buffer[i] = (UCHAR)SourceString->Buffer[i];
	DestinationString->Length = bytes;
	sp_end_unicode(DestinationString);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(RtlAnsiStringToUnicodeString);

/**
 * RtlUnicodeStringToAnsiString() - make a narrow string of a wide one
 * @DestinationString: to, Latin-1, with a NUL
 * @SourceString: from
 * @AllocateDestinationString: TRUE: its buffer is allocated, for RtlFreeAnsiString()
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW, with as much as fits; STATUS_NO_MEMORY.
 */
NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING DestinationString,
				      PCUNICODE_STRING SourceString,
				      BOOLEAN AllocateDestinationString)
{
	u32 length = SourceString->Length / sizeof(WCHAR), i;
	NTSTATUS status = STATUS_SUCCESS;

	if (AllocateDestinationString) {
		DestinationString->MaximumLength = length + 1;
		DestinationString->Buffer = sp_pool_alloc(length + 1, SP_STRING_TAG, 0,
							  __builtin_return_address(0));
		if (!DestinationString->Buffer)
			return STATUS_NO_MEMORY;
	} else if (length >= DestinationString->MaximumLength) {
		status = STATUS_BUFFER_OVERFLOW;
		if (!DestinationString->MaximumLength)
			return status;
		length = DestinationString->MaximumLength - 1;
	}
	for (i = 0; i < length; i++)
		DestinationString->Buffer[i] = SourceString->Buffer[i] > 0xff ?
					       '?' : SourceString->Buffer[i];
	DestinationString->Buffer[length] = '\0';
	DestinationString->Length = length;
	return status;
}
EXPORT_SYMBOL_GPL(RtlUnicodeStringToAnsiString);

/**
 * RtlFreeAnsiString() - free the buffer that RtlUnicodeStringToAnsiString() allocated
 * @AnsiString: the string, empty afterwards
 *
 * Context: Any.
 */
VOID RtlFreeAnsiString(PANSI_STRING AnsiString)
{
	if (AnsiString->Buffer)
		sp_owned_free(AnsiString->Buffer, SP_OWNED_POOL, __builtin_return_address(0));
	memset(AnsiString, 0, sizeof(*AnsiString));
}
EXPORT_SYMBOL_GPL(RtlFreeAnsiString);

/**
 * RtlFreeUnicodeString() - free the buffer that RtlAnsiStringToUnicodeString() allocated
 * @UnicodeString: the string, empty afterwards
 *
 * Context: Any.
 */
VOID RtlFreeUnicodeString(PUNICODE_STRING UnicodeString)
{
	if (UnicodeString->Buffer)
		sp_owned_free(UnicodeString->Buffer, SP_OWNED_POOL, __builtin_return_address(0));
	memset(UnicodeString, 0, sizeof(*UnicodeString));
}
EXPORT_SYMBOL_GPL(RtlFreeUnicodeString);
