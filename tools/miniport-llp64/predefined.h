/* SPDX-License-Identifier: GPL-2.0-only */
/* miniport-llp64: the macros that a compiler defines by itself. */
#ifndef LLP64_PREDEFINED_H
#define LLP64_PREDEFINED_H

void correct_predefined(void);

#endif /* LLP64_PREDEFINED_H */
