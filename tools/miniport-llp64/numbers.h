/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: numbers, and builtins whose name says the size of one. */
#ifndef LLP64_NUMBERS_H
#define LLP64_NUMBERS_H

#include "tokens.h"

void convert_number(struct token *token);
void convert_builtin(struct token *token);

#endif /* LLP64_NUMBERS_H */
