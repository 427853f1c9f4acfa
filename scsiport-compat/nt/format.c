// SPDX-License-Identifier: GPL-2.0-only
/*
 * Formatted text with Microsoft's letters. One formatter serves ScsiDebugPrint, DbgPrint and the
 * printf family, narrow and wide. It allocates nothing, takes no lock and touches nothing but its
 * arguments, so it may be called anywhere.
 *
 * What differs from the kernel's own: l is 32 bits, I64, I32 and I choose a size, S, C, hs, ls and
 * ws choose a width of characters, Z takes a counted string, p is 16 bare digits.
 */
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/stdarg.h>
#include <linux/string.h>

#include "nt/format.h"
#include "nt/rooms.h"

/*
 * So that functions can share the list: where va_list is an array, a pointer to it is no
 * parameter.
 */
struct sp_args {
	va_list list;
};

struct sp_spec {
	bool left, plus, space, zero, alternate;
	int width;
	int precision;	/* -1: none */
	u8 bytes;	/* of an integer */
	char size;	/* 'h', 'l', 'w' or 0: of characters */
};

static void sp_put(struct sp_text *out, u16 c)
{
	if (out->length < out->room) {
		if (out->wide)
			((u16 *)out->buffer)[out->length] = c;
		else
			((u8 *)out->buffer)[out->length] = c > 0xff ? '?' : c;
	}
	out->length++;
}

static void sp_put_many(struct sp_text *out, u16 c, int count)
{
	while (count-- > 0)
		sp_put(out, c);
}

/* Character @i of a narrow or wide string. */
static u16 sp_char_at(const void *text, bool wide, size_t i)
{
	return wide ? ((const u16 *)text)[i] : ((const u8 *)text)[i];
}

/* A length in characters, or -1 for a string that ends with NUL. */
static void sp_put_string(struct sp_text *out, const struct sp_spec *spec, const void *text,
			  bool wide, int length)
{
	int count = 0, i;

	/* Nothing lies in the first page; Windows prints the same for NULL. */
	if ((unsigned long)text < PAGE_SIZE) {
		text = "(null)";
		wide = false;
		length = -1;
	}
	while ((length < 0 || count < length) && (spec->precision < 0 || count < spec->precision) &&
	       (length >= 0 || sp_char_at(text, wide, count)))
		count++;
	if (!spec->left)
		sp_put_many(out, spec->zero ? '0' : ' ', spec->width - count);
	for (i = 0; i < count; i++)
		sp_put(out, sp_char_at(text, wide, i));
	if (spec->left)
		sp_put_many(out, ' ', spec->width - count);
}

static void sp_put_counted(struct sp_text *out, const struct sp_spec *spec, const void *string,
			   bool wide)
{
	const UNICODE_STRING *unicode = string;
	const STRING *ansi = string;

	if ((unsigned long)string < PAGE_SIZE)
		sp_put_string(out, spec, NULL, false, -1);
	else if (wide)
		sp_put_string(out, spec, unicode->Buffer, true, unicode->Length / sizeof(WCHAR));
	else
		sp_put_string(out, spec, ansi->Buffer, false, ansi->Length);
}

static int sp_digits(char *digits, u64 value, unsigned int base, bool capital)
{
	const char *figures = capital ? "0123456789ABCDEF" : "0123456789abcdef";
	int count = 0;

	for (; value; value /= base)
		digits[count++] = figures[value % base];
	return count;
}

/* Sign or prefix, zeros, digits, and blanks on the one side or the other. */
static void sp_put_number(struct sp_text *out, const struct sp_spec *spec, u64 value,
			  const char *prefix, unsigned int base, bool capital)
{
	char digits[24];
	int count = sp_digits(digits, value, base, capital);
	int zeros = max((spec->precision < 0 ? 1 : spec->precision) - count, 0);
	int before = strlen(prefix);
	int blanks;

	if (base == 8 && spec->alternate && !zeros)
		zeros = 1;
	blanks = spec->width - before - zeros - count;
	if (spec->zero && !spec->left && spec->precision < 0 && blanks > 0) {
		zeros += blanks;
		blanks = 0;
	}
	if (!spec->left)
		sp_put_many(out, ' ', blanks);
	while (*prefix)
		sp_put(out, *prefix++);
	sp_put_many(out, '0', zeros);
	while (count)
		sp_put(out, digits[--count]);
	if (spec->left)
		sp_put_many(out, ' ', blanks);
}

static void sp_put_signed(struct sp_text *out, const struct sp_spec *spec, struct sp_args *args)
{
	s64 value = spec->bytes == 8 ? va_arg(args->list, s64) : va_arg(args->list, s32);
	const char *prefix = spec->plus ? "+" : spec->space ? " " : "";

	if (spec->bytes == 2)
		value = (s16)value;
	else if (spec->bytes == 1)
		value = (s8)value;
	if (value < 0)
		prefix = "-";
	sp_put_number(out, spec, value < 0 ? -(u64)value : value, prefix, 10, false);
}

static void sp_put_unsigned(struct sp_text *out, const struct sp_spec *spec, struct sp_args *args,
			    u16 letter)
{
	u64 value = spec->bytes == 8 ? va_arg(args->list, u64) : va_arg(args->list, u32);
	unsigned int base = letter == 'o' ? 8 : letter == 'u' ? 10 : 16;
	const char *prefix = "";

	if (spec->bytes == 2)
		value = (u16)value;
	else if (spec->bytes == 1)
		value = (u8)value;
	if (base == 16 && spec->alternate && value)
		prefix = letter == 'X' ? "0X" : "0x";
	sp_put_number(out, spec, value, prefix, base, letter == 'X');
}

static void sp_put_pointer(struct sp_text *out, const struct sp_spec *spec, struct sp_args *args)
{
	struct sp_spec pointer = *spec;

	pointer.precision = 2 * sizeof(void *);
	sp_put_number(out, &pointer, (unsigned long)va_arg(args->list, void *), "", 16, true);
}

static void sp_put_char(struct sp_text *out, const struct sp_spec *spec, u16 c)
{
	sp_put_string(out, spec, &c, true, 1);
}

/*
 * Microsoft's order: width of the letter, that of the function for s and c, the other one for S
 * and C.
 */
static bool sp_is_wide(const struct sp_spec *spec, u16 letter, bool wide_function)
{
	if (spec->size)
		return spec->size != 'h';
	return (letter == 'S' || letter == 'C') ? !wide_function : wide_function;
}

static void sp_put_spec(struct sp_text *out, const struct sp_spec *spec, u16 letter,
			struct sp_args *args)
{
	bool wide = sp_is_wide(spec, letter, out->wide);

	switch (letter) {
	case 'd':
	case 'i':
		sp_put_signed(out, spec, args);
		break;
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		sp_put_unsigned(out, spec, args, letter);
		break;
	case 'p':
		sp_put_pointer(out, spec, args);
		break;
	case 's':
	case 'S':
		sp_put_string(out, spec, va_arg(args->list, void *), wide, -1);
		break;
	case 'c':
	case 'C': {
		u32 c = va_arg(args->list, u32);

		sp_put_char(out, spec, wide ? (u16)c : (u8)c);
		break;
	}
	case 'Z':
		sp_put_counted(out, spec, va_arg(args->list, void *),
			       spec->size && spec->size != 'h');
		break;
	case 'n':
		/* Nobody gets to write through a format. */
		(void)va_arg(args->list, void *);
		break;
	default:
		/* %% and what is no letter (floating point neither). */
		sp_put(out, letter);
		break;
	}
}

struct sp_pattern {
	const void *format;
	bool wide;
	size_t at;
};

static u16 sp_peek(const struct sp_pattern *in)
{
	return sp_char_at(in->format, in->wide, in->at);
}

static bool sp_accept(struct sp_pattern *in, u16 c)
{
	if (sp_peek(in) != c)
		return false;
	in->at++;
	return true;
}

static bool sp_accept_number(struct sp_pattern *in, u16 tens, u16 ones)
{
	if (sp_peek(in) != tens || sp_char_at(in->format, in->wide, in->at + 1) != ones)
		return false;
	in->at += 2;
	return true;
}

static void sp_read_flags(struct sp_pattern *in, struct sp_spec *spec)
{
	for (;; in->at++) {
		switch (sp_peek(in)) {
		case '-':
			spec->left = true;
			break;
		case '+':
			spec->plus = true;
			break;
		case ' ':
			spec->space = true;
			break;
		case '0':
			spec->zero = true;
			break;
		case '#':
			spec->alternate = true;
			break;
		default:
			return;
		}
	}
}

#define SP_MOST_WIDTH	512	/* nobody's line is longer, and a wild width must not take long */

static int sp_read_number(struct sp_pattern *in, struct sp_args *args)
{
	int value = 0;

	if (sp_accept(in, '*'))
		return clamp(va_arg(args->list, int), -SP_MOST_WIDTH, SP_MOST_WIDTH);
	for (; sp_peek(in) >= '0' && sp_peek(in) <= '9'; in->at++)
		value = min(value * 10 + sp_peek(in) - '0', SP_MOST_WIDTH);
	return value;
}

static void sp_read_size(struct sp_pattern *in, struct sp_spec *spec)
{
	spec->bytes = 4;
	if (sp_accept(in, 'h')) {
		spec->size = 'h';
		spec->bytes = sp_accept(in, 'h') ? 1 : 2;
	} else if (sp_accept(in, 'l')) {
		spec->size = 'l';
		if (sp_accept(in, 'l'))
			spec->bytes = 8;
	} else if (sp_accept(in, 'w')) {
		spec->size = 'w';
	} else if (sp_accept(in, 'I')) {
		if (sp_accept_number(in, '6', '4'))
			spec->bytes = 8;
		else if (!sp_accept_number(in, '3', '2'))
			spec->bytes = sizeof(void *);
	} else if (sp_accept(in, 'z') || sp_accept(in, 't') || sp_accept(in, 'j')) {
		spec->bytes = 8;
	}
}

static void sp_read_spec(struct sp_pattern *in, struct sp_spec *spec, struct sp_args *args)
{
	*spec = (struct sp_spec){ .precision = -1 };
	sp_read_flags(in, spec);
	spec->width = sp_read_number(in, args);
	if (spec->width < 0) {
		spec->left = true;
		spec->width = -spec->width;
	}
	/* A negative precision is none. */
	if (sp_accept(in, '.'))
		spec->precision = max(sp_read_number(in, args), -1);
	sp_read_size(in, spec);
}

/* The format has the width of the text. */
void sp_format_text(struct sp_text *out, const void *format, va_list args)
{
	struct sp_pattern in = { .format = format, .wide = out->wide };
	struct sp_args copy;
	struct sp_spec spec;
	u16 c;

	va_copy(copy.list, args);
	while ((c = sp_peek(&in)) != 0) {
		in.at++;
		if (c != '%') {
			sp_put(out, c);
			continue;
		}
		sp_read_spec(&in, &spec, &copy);
		if (!sp_peek(&in))
			break;
		sp_put_spec(out, &spec, sp_peek(&in), &copy);
		in.at++;
	}
	va_end(copy.list);
}

/**
 * sp_format() - format as miniports mean it, truncated and ended with NUL
 * @buffer: for the text
 * @size: of @buffer, in bytes; at least 1
 * @format: the miniport's format
 * @args: its arguments
 *
 * Context: Any.
 * Return: characters in @buffer, without the NUL.
 */
int sp_format(char *buffer, size_t size, const char *format, va_list args)
{
	struct sp_text out = { .buffer = buffer, .room = size - 1 };
	int length;

	sp_format_text(&out, format, args);
	length = min(out.length, out.room);
	buffer[length] = '\0';
	return length;
}
