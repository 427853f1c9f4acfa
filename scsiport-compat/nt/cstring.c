// SPDX-License-Identifier: GPL-2.0-only
/*
 * Strings that end with NUL: what the kernel's own C library has not, or has with other meaning.
 * wchar_t has 16 bits here.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/string.h>

#include "nt/string.h"

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
