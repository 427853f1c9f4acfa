// SPDX-License-Identifier: GPL-2.0-only
/* miniport-llp64: text becomes tokens, tokens are looked at, and become text again. */
#include <ctype.h>
#include <string.h>

#include "text.h"
#include "tokens.h"

struct token *tokens;
size_t token_count;
bool cplusplus;

static bool starts_word(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

static bool in_word(char c)
{
	return starts_word(c) || isdigit((unsigned char)c);
}

/* The end of a string or character that starts with the quote at @at. */
static const char *after_quoted(const char *at)
{
	char quote = *at++;

	while (*at && *at != quote && *at != '\n')
		at += at[0] == '\\' && at[1] ? 2 : 1;
	return *at == quote ? at + 1 : at;
}

/* C++'s R"x(...)x", whose R is before @at. */
static const char *after_raw_string(const char *at)
{
	const char *open = strchr(at, '(');
	const char *end;
	int length;

	if (!open || open - at > 17)
		return after_quoted(at);
	length = open - at - 1;
	for (end = strchr(open, ')'); end; end = strchr(end + 1, ')')) {
		if (!strncmp(end + 1, at + 1, length) && end[1 + length] == '"')
			return end + 2 + length;
	}
	return at + strlen(at);
}

static const char *after_number(const char *at)
{
	for (;;) {
		if (strchr("eEpP", *at) && *at && (at[1] == '+' || at[1] == '-'))
			at += 2;
		else if (*at == '.' || in_word(*at))
			at++;
		else if (*at == '\'' && in_word(at[1]))
			at += 2;
		else
			return at;
	}
}

/* A word, or a string or character that begins with letters: L"x", u8'c', LR"(x)". */
static const char *after_word(const char *at, enum kind *kind)
{
	const char *end = at;
	size_t length;

	while (in_word(*end))
		end++;
	length = end - at;
	if ((*end != '"' && *end != '\'') || length > 3 || strspn(at, "LuU8R") < length)
		return end;
	*kind = STRING;
	if (cplusplus && end[-1] == 'R' && *end == '"')
		return after_raw_string(end);
	return after_quoted(end);
}

/* What follows the token at @at. Ctrl-Z, by which old editors ended files, is blank. */
static const char *next_token(const char *at, bool line_start, enum kind *kind)
{
	if (line_start && *at == '#') {
		*kind = MARK;
		return at + strcspn(at, "\n");
	}
	if (isspace((unsigned char)*at) || *at == '\x1a') {
		*kind = SPACE;
		return at + 1 + strspn(at + 1, *at == '\n' ? "" : " \t");
	}
	if (*at == '"' || *at == '\'') {
		*kind = STRING;
		return after_quoted(at);
	}
	if (isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1]))) {
		*kind = NUMBER;
		return after_number(at);
	}
	if (starts_word(*at)) {
		*kind = WORD;
		return after_word(at, kind);
	}
	*kind = OTHER;
	return at + 1;
}

void read_tokens(const char *at)
{
	bool line_start = true;
	size_t room = 0;

	while (*at) {
		struct token token = { .text = at };

		at = next_token(at, line_start, &token.kind);
		token.length = at - token.text;
		if (*token.text == '\x1a')
			token.instead = " ";
		line_start = token.kind == SPACE && (line_start || *token.text == '\n');
		if (token_count == room) {
			room = room ? 2 * room : 4096;
			tokens = grown(tokens, room * sizeof(*tokens));
		}
		tokens[token_count++] = token;
	}
}

void write_tokens(FILE *to)
{
	size_t i;

	for (i = 0; i < token_count; i++) {
		const struct token *token = &tokens[i];

		if (token->instead)
			fprintf(to, "%-*s", (int)token->length, token->instead);
		else
			fwrite(token->text, 1, token->length, to);
	}
}

bool token_is(size_t i, const char *text)
{
	return i < token_count && tokens[i].length == strlen(text) &&
	       !memcmp(tokens[i].text, text, tokens[i].length);
}

bool word_is_one_of(size_t i, const char *const *words, size_t number)
{
	size_t w;

	if (i >= token_count || tokens[i].kind != WORD)
		return false;
	for (w = 0; w < number; w++) {
		if (token_is(i, words[w]))
			return true;
	}
	return false;
}

size_t after_blanks(size_t i)
{
	while (i < token_count && (tokens[i].kind == SPACE || tokens[i].kind == MARK))
		i++;
	return i;
}

/* What follows the group in parentheses that opens at @i, or the end. */
size_t after_group(size_t i)
{
	int depth = 0;

	for (; i < token_count; i++) {
		if (token_is(i, "("))
			depth++;
		else if (token_is(i, ")") && !--depth)
			return i + 1;
	}
	return token_count;
}

/* Whether @i is __attribute__ or the like; @end is what follows its parentheses. */
bool is_attribute(size_t i, size_t *end)
{
	static const char *const words[] = {
		"__attribute__", "__attribute", "_Alignas", "alignas", "__asm__", "__asm", "asm",
	};
	size_t open;

	if (!word_is_one_of(i, words, ARRAY_SIZE(words)))
		return false;
	open = after_blanks(i + 1);
	if (!token_is(open, "("))
		return false;
	*end = after_group(open);
	return true;
}
