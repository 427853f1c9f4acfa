// SPDX-License-Identifier: GPL-2.0-only
/* Numbers, from text and to it: the Rtl routines, and those of the C library. */
#include <linux/export.h>
#include <linux/string.h>

#include "nt/string.h"

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
