// SPDX-License-Identifier: GPL-2.0-only
/* miniport-llp64: a function that is inline becomes static, or weak. */
#include <string.h>

#include "inlines.h"
#include "tokens.h"

/* Whether the parameters in the parentheses that open at @open end with "...". */
static bool takes_variable_arguments(size_t open)
{
	size_t close = after_group(open) - 1;
	size_t i = close;

	do
		i--;
	while (i > open && (tokens[i].kind == SPACE || tokens[i].kind == MARK));
	return i > open + 2 && token_is(i, ".") && token_is(i - 1, ".") && token_is(i - 2, ".");
}

/* The token before the declaration that @i is in. */
static size_t before_declaration(size_t i)
{
	while (i && !token_is(i, ";") && !token_is(i, "{") && !token_is(i, "}"))
		i--;
	return i;
}

/* Where the name of the function whose parameters open at @open is first, or @declaration. */
static size_t first_mention(size_t open, size_t declaration)
{
	size_t name = open, i;

	do {
		if (name-- == declaration)
			return declaration;
	} while (tokens[name].kind != WORD);
	for (i = 0; i < declaration; i++) {
		if (tokens[i].kind == WORD && tokens[i].length == tokens[name].length &&
		    !memcmp(tokens[i].text, tokens[name].text, tokens[i].length))
			return i;
	}
	return declaration;
}

static bool has_word(size_t i, size_t end, const char *word)
{
	for (; i < end; i++) {
		if (token_is(i, word))
			return true;
	}
	return false;
}

/*
 * In C an inline function that is neither static nor extern has no body of its own, and one that is
 * extern, or was declared without the word inline, has a body in each file. Windows makes one for
 * all files if anybody needs it. So it is made static or, if it may have been declared before,
 * weak.
 */
void convert_inline(size_t keyword)
{
	size_t declaration = before_declaration(keyword);
	size_t extern_word = 0, always = 0, first, i, after;

	for (i = declaration; i < token_count && !token_is(i, "("); i++) {
		if (i > keyword && (token_is(i, ";") || token_is(i, "{") || token_is(i, "=")))
			return;
		if (is_attribute(i, &after)) {
			for (; i < after - 1; i++) {
				if (token_is(i, "always_inline") ||
				    token_is(i, "__always_inline__"))
					always = i;
			}
		} else if (token_is(i, "extern") && tokens[after_blanks(i + 1)].kind != STRING) {
			extern_word = i;
		}
	}
	if (i >= token_count)
		return;
	if (always && takes_variable_arguments(i))
		tokens[always].instead = "__unused__";
	if (cplusplus || has_word(declaration, i, "static"))
		return;
	first = first_mention(i, declaration);
	if (has_word(before_declaration(first), first, "static"))
		return;
	if (extern_word)
		tokens[extern_word].instead = "";
	if (first == declaration) {
		tokens[keyword].instead = "static __inline__";
		return;
	}
	/* What is weak may be another's, so it is never expanded where it is called. */
	tokens[keyword].instead = "extern __attribute((__weak__))";
	if (always)
		tokens[always].instead = "__unused__";
}
