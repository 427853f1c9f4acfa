// SPDX-License-Identifier: GPL-2.0-only
/* The printf family of Microsoft's C library, by the formatter of nt/format.c. */
#include <linux/export.h>
#include <linux/limits.h>
#include <linux/stdarg.h>

#include "nt/format.h"
#include "nt/rooms.h"

/* Microsoft's ending: a NUL where there is room for one, and -1 where the text did not fit. */
static int sp_format_limited(struct sp_text *out, const void *format, va_list args)
{
	sp_format_text(out, format, args);
	if (!out->buffer && !out->room)
		return out->length;
	if (out->length > out->room)
		return -1;
	if (out->length < out->room) {
		if (out->wide)
			((u16 *)out->buffer)[out->length] = 0;
		else
			((u8 *)out->buffer)[out->length] = 0;
	}
	return out->length;
}

/* @call with the variable arguments of the function that this is used in, as args. */
#define sp_with_arguments(last, call) \
({ \
	va_list args; \
	int length; \
	\
	va_start(args, last); \
	length = call; \
	va_end(args); \
	length; \
})

/**
 * _vsnprintf() - format into a buffer
 * @Buffer: for the text
 * @Count: room in @Buffer, characters
 * @Format: format with Microsoft's letters
 * @ArgList: arguments
 *
 * Context: Any.
 * Return: characters written, without the NUL, which is missing if they are @Count; -1 if the
 *	text did not fit, with @Count characters of it and no NUL in @Buffer; the length that
 *	would be needed if @Buffer is NULL and @Count 0.
 */
int _vsnprintf(char *Buffer, size_t Count, const char *Format, va_list ArgList)
{
	struct sp_text out = { .buffer = Buffer, .room = Count };

	return sp_format_limited(&out, Format, ArgList);
}
EXPORT_SYMBOL_GPL(_vsnprintf);

/**
 * _snprintf() - format into a buffer
 * @Buffer: for the text
 * @Count: room in @Buffer, characters
 * @Format: format with Microsoft's letters
 *
 * Context: Any.
 * Return: as _vsnprintf().
 */
int _snprintf(char *Buffer, size_t Count, const char *Format, ...)
{
	return sp_with_arguments(Format, _vsnprintf(Buffer, Count, Format, args));
}
EXPORT_SYMBOL_GPL(_snprintf);

/**
 * _vsnwprintf() - format into a buffer of 16-bit characters
 * @Buffer: for the text
 * @Count: room in @Buffer, characters
 * @Format: format; %s and %c take wide arguments, %S and %C narrow ones
 * @ArgList: arguments
 *
 * Context: Any.
 * Return: as _vsnprintf().
 */
int _vsnwprintf(WCHAR *Buffer, size_t Count, const WCHAR *Format, va_list ArgList)
{
	struct sp_text out = { .buffer = Buffer, .wide = true, .room = Count };

	return sp_format_limited(&out, Format, ArgList);
}
EXPORT_SYMBOL_GPL(_vsnwprintf);

/**
 * _snwprintf() - format into a buffer of 16-bit characters
 * @Buffer: for the text
 * @Count: room in @Buffer, characters
 * @Format: format; %s and %c take wide arguments, %S and %C narrow ones
 *
 * Context: Any.
 * Return: as _vsnprintf().
 */
int _snwprintf(WCHAR *Buffer, size_t Count, const WCHAR *Format, ...)
{
	return sp_with_arguments(Format, _vsnwprintf(Buffer, Count, Format, args));
}
EXPORT_SYMBOL_GPL(_snwprintf);

/**
 * NtVsprintf() - vsprintf of miniports: format into a buffer that is large enough
 * @Buffer: for the text and a NUL
 * @Format: format with Microsoft's letters
 * @ArgList: arguments
 *
 * Context: Any.
 * Return: characters written, without the NUL.
 */
int NtVsprintf(char *Buffer, const char *Format, va_list ArgList)
{
	return _vsnprintf(Buffer, INT_MAX, Format, ArgList);
}
EXPORT_SYMBOL_GPL(NtVsprintf);

/**
 * NtSprintf() - sprintf of miniports: format into a buffer that is large enough
 * @Buffer: for the text and a NUL
 * @Format: format with Microsoft's letters
 *
 * Context: Any.
 * Return: characters written, without the NUL.
 */
int NtSprintf(char *Buffer, const char *Format, ...)
{
	return sp_with_arguments(Format, NtVsprintf(Buffer, Format, args));
}
EXPORT_SYMBOL_GPL(NtSprintf);

/**
 * NtVsnprintf() - vsnprintf of miniports, as C has it: always ended with NUL
 * @Buffer: for the text
 * @Count: size of @Buffer, characters
 * @Format: format with Microsoft's letters
 * @ArgList: arguments
 *
 * Context: Any.
 * Return: characters that the whole text has, without the NUL.
 */
int NtVsnprintf(char *Buffer, size_t Count, const char *Format, va_list ArgList)
{
	struct sp_text out = { .buffer = Buffer, .room = Count ? Count - 1 : 0 };

	sp_format_text(&out, Format, ArgList);
	if (Count)
		Buffer[min(out.length, out.room)] = '\0';
	return out.length;
}
EXPORT_SYMBOL_GPL(NtVsnprintf);

/**
 * NtSnprintf() - snprintf of miniports, as C has it: always ended with NUL
 * @Buffer: for the text
 * @Count: size of @Buffer, characters
 * @Format: format with Microsoft's letters
 *
 * Context: Any.
 * Return: characters that the whole text has, without the NUL.
 */
int NtSnprintf(char *Buffer, size_t Count, const char *Format, ...)
{
	return sp_with_arguments(Format, NtVsnprintf(Buffer, Count, Format, args));
}
EXPORT_SYMBOL_GPL(NtSnprintf);

/**
 * NtSwprintf() - swprintf of miniports, as Windows had it: without a size
 * @Buffer: for the text and a NUL, 16-bit characters
 * @Format: format; %s and %c take wide arguments, %S and %C narrow ones
 *
 * Context: Any.
 * Return: characters written, without the NUL.
 */
int NtSwprintf(WCHAR *Buffer, const WCHAR *Format, ...)
{
	return sp_with_arguments(Format, _vsnwprintf(Buffer, INT_MAX, Format, args));
}
EXPORT_SYMBOL_GPL(NtSwprintf);
