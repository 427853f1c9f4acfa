/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: the tokens of a file, in one array. */
#ifndef LLP64_TOKENS_H
#define LLP64_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

enum kind { SPACE, MARK, STRING, NUMBER, WORD, OTHER };

struct token {
	enum kind kind;
	const char *text;
	size_t length;
	const char *instead;	/* NULL: as it is */
};

extern struct token *tokens;
extern size_t token_count;
extern bool cplusplus;

void read_tokens(const char *at);
void write_tokens(FILE *to);

bool token_is(size_t i, const char *text);
bool word_is_one_of(size_t i, const char *const *words, size_t number);
size_t after_blanks(size_t i);
size_t after_group(size_t i);
bool is_attribute(size_t i, size_t *end);

#endif /* LLP64_TOKENS_H */
