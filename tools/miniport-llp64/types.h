/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: the types that have the word long. */
#ifndef LLP64_TYPES_H
#define LLP64_TYPES_H

#include <stddef.h>

void convert_longs(size_t i, size_t end);

#endif /* LLP64_TYPES_H */
