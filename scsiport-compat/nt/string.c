// SPDX-License-Identifier: GPL-2.0-only
/*
 * Strings: the Rtl routines for counted ones, and of the C library what the kernel has not, or has
 * with other meaning. Characters above 0x7f are those of Latin-1 on the way from narrow to wide;
 * on the way back what Latin-1 has not becomes a question mark. Letters without case are all but A
 * to Z.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/string.h>

#include "nt/owned.h"
#include "nt/pool.h"
#include "nt/rooms.h"

static u16 sp_upper(u16 c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

static u16 sp_fold(u16 c, bool fold)
{
	return fold ? sp_upper(c) : c;
}

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

static void sp_end_unicode(PUNICODE_STRING string)
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

/* ---- numbers */

/**
 * RtlInt64ToUnicodeString() - write a number
 * @Value: the number
 * @Base: 2, 8, 10, 16; 0 means 10
 * @String: to, with a NUL if that fits
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_BUFFER_OVERFLOW.
 */
NTSTATUS RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base, PUNICODE_STRING String)
{
	char digits[64];
	u32 count = 0, i;

	Base = Base ?: 10;
	if (Base != 2 && Base != 8 && Base != 10 && Base != 16)
		return STATUS_INVALID_PARAMETER;
	do {
		digits[count++] = "0123456789ABCDEF"[Value % Base];
		Value /= Base;
	} while (Value);
	if (count * sizeof(WCHAR) > String->MaximumLength)
		return STATUS_BUFFER_OVERFLOW;
	for (i = 0; i < count; i++)
		String->Buffer[i] = digits[count - 1 - i];
	String->Length = count * sizeof(WCHAR);
	sp_end_unicode(String);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(RtlInt64ToUnicodeString);

/**
 * RtlIntegerToUnicodeString() - write a number
 * @Value: the number
 * @Base: 2, 8, 10, 16; 0 means 10
 * @String: to, with a NUL if that fits
 *
 * Context: Any.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_BUFFER_OVERFLOW.
 */
NTSTATUS RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
	return RtlInt64ToUnicodeString(Value, Base, String);
}
EXPORT_SYMBOL_GPL(RtlIntegerToUnicodeString);

/* A text with a number in it, narrow or wide. */
struct sp_number {
	const void *text;
	bool wide;
	size_t length;
	size_t at;
};

static u16 sp_number_peek(const struct sp_number *n)
{
	if (n->at >= n->length)
		return 0;
	return n->wide ? ((const u16 *)n->text)[n->at] : ((const u8 *)n->text)[n->at];
}

static int sp_digit(u16 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = sp_upper(c);
	return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

/* Blanks and a sign. */
static bool sp_number_sign(struct sp_number *n)
{
	u16 c;

	while ((c = sp_number_peek(n)) == ' ' || (c >= '\t' && c <= '\r'))
		n->at++;
	if (c == '-' || c == '+')
		n->at++;
	return c == '-';
}

/* 0x, 0o, 0b as the Rtl routines know them. */
static ULONG sp_number_base(struct sp_number *n)
{
	size_t start = n->at;

	if (sp_number_peek(n) == '0') {
		n->at++;
		switch (sp_number_peek(n)) {
		case 'x':
			n->at++;
			return 16;
		case 'o':
			n->at++;
			return 8;
		case 'b':
			n->at++;
			return 2;
		}
	}
	n->at = start;
	return 10;
}

/* Stops at what is no digit. Wraps, as on Windows; @most tells. */
static u32 sp_number_value(struct sp_number *n, ULONG base, bool *overflow)
{
	u64 value = 0;

	*overflow = false;
	while (sp_digit(sp_number_peek(n)) < base) {
		value = (u32)value * (u64)base + sp_digit(sp_number_peek(n));
		*overflow |= value > U32_MAX;
		n->at++;
	}
	return value;
}

static NTSTATUS sp_number_read(struct sp_number *n, ULONG base, PULONG value)
{
	bool overflow, negative = sp_number_sign(n);

	if (!base)
		base = sp_number_base(n);
	if (base != 2 && base != 8 && base != 10 && base != 16)
		return STATUS_INVALID_PARAMETER;
	*value = sp_number_value(n, base, &overflow);
	if (negative)
		*value = -*value;
	return STATUS_SUCCESS;
}

/**
 * RtlCharToInteger() - read a number
 * @String: the text, up to NUL or what is no digit
 * @Base: 2, 8, 10, 16; 0: as the prefix 0b, 0o or 0x says, else 10
 * @Value: out
 *
 * Context: Any.
 * Return: STATUS_SUCCESS, also for a text without digits, which is 0; STATUS_INVALID_PARAMETER.
 */
NTSTATUS RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value)
{
	struct sp_number n = { .text = String, .length = strlen(String) };

	return sp_number_read(&n, Base, Value);
}
EXPORT_SYMBOL_GPL(RtlCharToInteger);

/**
 * RtlUnicodeStringToInteger() - read a number
 * @String: the text, up to its end or what is no digit
 * @Base: 2, 8, 10, 16; 0: as the prefix 0b, 0o or 0x says, else 10
 * @Value: out
 *
 * Context: Any.
 * Return: STATUS_SUCCESS, also for a text without digits, which is 0; STATUS_INVALID_PARAMETER.
 */
NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
	struct sp_number n = {
		.text = String->Buffer, .wide = true, .length = String->Length / sizeof(WCHAR),
	};

	return sp_number_read(&n, Base, Value);
}
EXPORT_SYMBOL_GPL(RtlUnicodeStringToInteger);

/* C's prefixes: 0x, and 0 for 8. */
static ULONG sp_c_base(struct sp_number *n, ULONG base)
{
	bool hex = sp_number_peek(n) == '0' && n->at + 1 < n->length &&
		   (((const u8 *)n->text)[n->at + 1] | 0x20) == 'x';

	if (hex && (!base || base == 16)) {
		n->at += 2;
		return 16;
	}
	if (base)
		return base;
	return sp_number_peek(n) == '0' ? 8 : 10;
}

static u32 sp_c_number(const char *text, char **end, int base, bool *negative, bool *overflow)
{
	struct sp_number n = { .text = text, .length = strlen(text) };
	size_t start;
	u32 value;

	*negative = sp_number_sign(&n);
	base = sp_c_base(&n, base);
	start = n.at;
	value = sp_number_value(&n, base, overflow);
	if (end)
		*end = (char *)text + (n.at > start ? n.at : base == 16 && start >= 1 &&
				       sp_digit(text[start - 1]) > 15 ? start - 1 : 0);
	return value;
}

/**
 * NtStrtoul() - strtoul of miniports, whose long has 32 bits
 * @String: the text
 * @End: out: where the number ends; may be NULL
 * @Base: 2 to 36; 0: 16 after 0x, 8 after 0, else 10
 *
 * Context: Any.
 * Return: the number; 0xffffffff if it is too large.
 */
ULONG NtStrtoul(const char *String, char **End, int Base)
{
	bool negative, overflow;
	u32 value = sp_c_number(String, End, Base, &negative, &overflow);

	if (overflow)
		return U32_MAX;
	return negative ? -value : value;
}
EXPORT_SYMBOL_GPL(NtStrtoul);

/**
 * NtStrtol() - strtol of miniports, whose long has 32 bits
 * @String: the text
 * @End: out: where the number ends; may be NULL
 * @Base: 2 to 36; 0: 16 after 0x, 8 after 0, else 10
 *
 * Context: Any.
 * Return: the number; the largest or smallest there is if it is too large.
 */
LONG NtStrtol(const char *String, char **End, int Base)
{
	bool negative, overflow;
	u32 value = sp_c_number(String, End, Base, &negative, &overflow);

	if (overflow || value > (u32)S32_MAX + negative)
		return negative ? S32_MIN : S32_MAX;
	return negative ? -value : value;
}
EXPORT_SYMBOL_GPL(NtStrtol);

/**
 * NtAtoi() - atoi and atol of miniports
 * @String: the text
 *
 * Context: Any.
 * Return: the number, 0 if there is none.
 */
int NtAtoi(const char *String)
{
	return NtStrtol(String, NULL, 10);
}
EXPORT_SYMBOL_GPL(NtAtoi);

/* ---- strings that end with NUL */

/**
 * _strnicmp() - compare two strings, small and capital letters being the same
 * @String1: one
 * @String2: the other
 * @Count: characters to compare at most
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
int _strnicmp(const char *String1, const char *String2, size_t Count)
{
	return strncasecmp(String1, String2, Count);
}
EXPORT_SYMBOL_GPL(_strnicmp);

/**
 * _stricmp() - compare two strings, small and capital letters being the same
 * @String1: one
 * @String2: the other
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
int _stricmp(const char *String1, const char *String2)
{
	return strcasecmp(String1, String2);
}
EXPORT_SYMBOL_GPL(_stricmp);

/**
 * _strupr() - change a string to capitals
 * @String: the string
 *
 * Context: Any.
 * Return: @String.
 */
char *_strupr(char *String)
{
	char *c;

	for (c = String; *c; c++)
		*c = sp_upper((UCHAR)c[0]);
	return String;
}
EXPORT_SYMBOL_GPL(_strupr);

/**
 * _strlwr() - change a string to small letters
 * @String: the string
 *
 * Context: Any.
 * Return: @String.
 */
char *_strlwr(char *String)
{
	char *c;

	for (c = String; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c;
	return String;
}
EXPORT_SYMBOL_GPL(_strlwr);

/**
 * NtWcslen() - wcslen of miniports, whose characters have 16 bits
 * @String: the string
 *
 * Context: Any.
 * Return: its characters.
 */
size_t NtWcslen(const WCHAR *String)
{
	size_t length = 0;

	while (String[length])
		length++;
	return length;
}
EXPORT_SYMBOL_GPL(NtWcslen);

/**
 * NtWcscpy() - wcscpy of miniports
 * @Destination: to
 * @Source: from
 *
 * Context: Any.
 * Return: @Destination.
 */
WCHAR *NtWcscpy(WCHAR *Destination, const WCHAR *Source)
{
	return memmove(Destination, Source, (NtWcslen(Source) + 1) * sizeof(WCHAR));
}
EXPORT_SYMBOL_GPL(NtWcscpy);

/**
 * NtWcsncpy() - wcsncpy of miniports
 * @Destination: to; filled up with NUL
 * @Source: from
 * @Count: characters to write
 *
 * Context: Any.
 * Return: @Destination.
 */
WCHAR *NtWcsncpy(WCHAR *Destination, const WCHAR *Source, size_t Count)
{
	size_t i;

	for (i = 0; i < Count && Source[i]; i++)
		Destination[i] = Source[i];
	for (; i < Count; i++)
		Destination[i] = 0;
	return Destination;
}
EXPORT_SYMBOL_GPL(NtWcsncpy);

/**
 * NtWcscat() - wcscat of miniports
 * @Destination: to
 * @Source: what to append
 *
 * Context: Any.
 * Return: @Destination.
 */
WCHAR *NtWcscat(WCHAR *Destination, const WCHAR *Source)
{
	NtWcscpy(Destination + NtWcslen(Destination), Source);
	return Destination;
}
EXPORT_SYMBOL_GPL(NtWcscat);

/**
 * NtWcsncmp() - wcsncmp of miniports
 * @String1: one
 * @String2: the other
 * @Count: characters to compare at most
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
int NtWcsncmp(const WCHAR *String1, const WCHAR *String2, size_t Count)
{
	for (; Count; Count--, String1++, String2++) {
		if (*String1 != *String2 || !*String1)
			return *String1 - *String2;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(NtWcsncmp);

/**
 * NtWcscmp() - wcscmp of miniports
 * @String1: one
 * @String2: the other
 *
 * Context: Any.
 * Return: less than, equal to or greater than 0, as @String1 is.
 */
int NtWcscmp(const WCHAR *String1, const WCHAR *String2)
{
	return NtWcsncmp(String1, String2, SIZE_MAX);
}
EXPORT_SYMBOL_GPL(NtWcscmp);

/**
 * NtWcschr() - wcschr of miniports
 * @String: where to look
 * @Character: what for; may be NUL
 *
 * Context: Any.
 * Return: its first place, or NULL.
 */
WCHAR *NtWcschr(const WCHAR *String, WCHAR Character)
{
	for (; *String != Character; String++) {
		if (!*String)
			return NULL;
	}
	return (WCHAR *)String;
}
EXPORT_SYMBOL_GPL(NtWcschr);
