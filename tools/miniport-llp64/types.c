// SPDX-License-Identifier: GPL-2.0-only
/* miniport-llp64: long becomes int, and long long becomes long. */
#include "tokens.h"
#include "types.h"

/* Words that may stand among those of a type. */
static bool is_specifier(size_t i)
{
	static const char *const words[] = {
		"long", "int", "unsigned", "signed", "__signed__", "__signed", "short", "char",
		"double", "float", "_Complex", "__complex__", "__int128",
		"const", "__const", "__const__", "volatile", "__volatile", "__volatile__",
		"_Atomic", "static", "extern", "register", "auto", "typedef", "inline",
		"__inline", "__inline__", "__extension__", "_Noreturn", "_Thread_local", "__thread",
		"constexpr", "friend", "mutable", "virtual", "explicit", "thread_local",
	};

	return word_is_one_of(i, words, ARRAY_SIZE(words));
}

/* The words of a type, which begin at @start. Return: what follows them. */
static size_t convert_type(size_t start, size_t limit)
{
	size_t longs[2], number = 0, i, end = start;
	bool has_int = false, other = false;

	for (i = start; i < limit; ) {
		size_t after = i + 1;

		if (is_attribute(i, &after)) {
			convert_longs(i + 1, after);
		} else if (is_specifier(i)) {
			if (token_is(i, "long") && number++ < ARRAY_SIZE(longs))
				longs[number - 1] = i;
			has_int |= token_is(i, "int");
			other |= token_is(i, "double") || token_is(i, "short") ||
				 token_is(i, "char");
		} else if (tokens[i].kind != SPACE && tokens[i].kind != MARK) {
			break;
		}
		i = after;
		end = i;
	}
	if (number == 1 && !other)
		tokens[longs[0]].instead = has_int ? "" : "int";
	else if (number == 2 && !other)
		tokens[longs[1]].instead = "";
	return end;
}

void convert_longs(size_t i, size_t end)
{
	while (i < end)
		i = is_specifier(i) ? convert_type(i, end) : i + 1;
}
