/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: memory and text, or the end of the program. */
#ifndef LLP64_TEXT_H
#define LLP64_TEXT_H

#include <stddef.h>

void die(const char *format, ...);
void *grown(void *memory, size_t size);
const char *text_of(const char *format, ...);

#endif /* LLP64_TEXT_H */
