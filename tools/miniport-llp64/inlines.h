/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: inline functions, one for all files. */
#ifndef LLP64_INLINES_H
#define LLP64_INLINES_H

#include <stddef.h>

void convert_inline(size_t keyword);

#endif /* LLP64_INLINES_H */
