/* SPDX-License-Identifier: GPL-2.0-only */
/* What a miniport leaves when it goes. */
#ifndef SP_NT_MODULE_H
#define SP_NT_MODULE_H

#include <linux/types.h>

struct port_miniport;

void sp_nt_init(void);
void sp_nt_exit(void);
void sp_nt_forget(const void *memory, size_t size);
void sp_nt_forget_module(struct port_miniport *m);

#endif
