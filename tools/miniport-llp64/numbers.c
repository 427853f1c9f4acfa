// SPDX-License-Identifier: GPL-2.0-only
/* miniport-llp64: the suffixes of numbers and of the names of builtins. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "numbers.h"
#include "text.h"

/* How many l or 64 a suffix has, and whether it has a u; false: it is no integer's. */
static bool read_suffix(const char *suffix, bool *is_unsigned, bool *wide)
{
	static const struct {
		const char *text;
		bool is_unsigned, wide;
	} known[] = {
		{ "" }, { "l" }, { "i8" }, { "i16" }, { "i32" },
		{ "u", true }, { "ul", true }, { "lu", true },
		{ "ui8", true }, { "ui16", true }, { "ui32", true },
		{ "ll", false, true }, { "i64", false, true },
		{ "ull", true, true }, { "llu", true, true }, { "ui64", true, true },
	};
	size_t k;

	for (k = 0; k < ARRAY_SIZE(known); k++) {
		if (!strcasecmp(suffix, known[k].text)) {
			*is_unsigned = known[k].is_unsigned;
			*wide = known[k].wide;
			return true;
		}
	}
	return false;
}

/* The digits of a number, without separators, of which @suffix is the rest. */
static int read_digits(const char *text, char *digits, const char **suffix)
{
	const char *figures = "0123456789";
	int base = 10;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		figures = "0123456789abcdefABCDEF";
	} else if (text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) {
		base = 2;
	} else if (text[0] == '0') {
		base = 8;
	}
	if (base == 16 || base == 2)
		text += 2;
	while (*text && (strchr(figures, *text) || *text == '\'')) {
		if (*text != '\'')
			*digits++ = *text;
		text++;
	}
	*digits = '\0';
	*suffix = text;
	return base;
}

void convert_number(struct token *token)
{
	char text[80], digits[80];
	bool is_unsigned, wide;
	unsigned long long value;
	const char *suffix;
	int base;

	if (token->length >= sizeof(text))
		return;
	memcpy(text, token->text, token->length);
	text[token->length] = '\0';
	base = read_digits(text, digits, &suffix);
	if (!read_suffix(suffix, &is_unsigned, &wide))
		return;
	errno = 0;
	value = strtoull(digits, NULL, base);
	if (errno)
		return;
	/* Microsoft's decimals are int, long, and then unsigned long. */
	if (!wide && base == 10 && value > 0x7fffffff && value <= 0xffffffff)
		is_unsigned = true;
	token->instead = text_of("%.*s%s%s", (int)(suffix - text), text, is_unsigned ? "U" : "",
				 wide ? "L" : "");
}

/* Builtins whose name says the size of a number: one l less, as for the types. */
void convert_builtin(struct token *token)
{
	static const char *const before_l[] = {
		"ffs", "clz", "ctz", "clrsb", "popcount", "parity", "addc", "subc",
		"sadd", "ssub", "smul", "uadd", "usub", "umul", "",
	};
	static const char *const after_l[] = { "", "_overflow", "abs" };
	const char *name = token->text + strlen("__builtin_");
	const char *end = token->text + token->length;
	size_t b, a;

	for (b = 0; b < ARRAY_SIZE(before_l); b++) {
		size_t before = strlen(before_l[b]);

		if ((size_t)(end - name) <= before || strncmp(name, before_l[b], before) ||
		    name[before] != 'l')
			continue;
		for (a = 0; a < ARRAY_SIZE(after_l); a++) {
			const char *rest = name + before + 1;
			size_t length = end - rest;

			if (length && *rest == 'l') {
				rest++;
				length--;
			}
			if (length != strlen(after_l[a]) || strncmp(rest, after_l[a], length) ||
			    !*before_l[b] != !strcmp(after_l[a], "abs"))
				continue;
			/* The first l goes, a second one stays. */
			rest = name + before + 1;
			token->instead = text_of("__builtin_%s%.*s", before_l[b],
						 (int)(end - rest), rest);
			return;
		}
	}
}
