/* SPDX-License-Identifier: GPL-2.0-only */
/* tests/host/adapter: what programs need of the C library, whose headers do not go with ours. */
#ifndef HOST_H
#define HOST_H

int fflush(void *stream);

/* At once, as what comes next may be the end. */
#define printf(...) (__builtin_printf(__VA_ARGS__), fflush(NULL))

#endif
