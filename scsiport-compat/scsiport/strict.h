/* SPDX-License-Identifier: GPL-2.0-only */
/* What the verifier looks for at the level strict only, since it costs. */
#ifndef SP_STRICT_H
#define SP_STRICT_H

#include "scsiport/adapter.h"

int sp_strict_begin(struct port_adapter *p);
void sp_strict_free(struct sp_adapter *a);
void sp_strict_start(struct sp_srb *s);
void sp_strict_deliver(struct sp_srb *s);
void sp_strict_tick(struct sp_adapter *a);
void sp_strict_stall(struct sp_adapter *a, u32 us);
void sp_strict_over(struct sp_adapter *a, const char *routine, u64 ns, const struct sp_srb *s);
void sp_strict_outside(struct sp_adapter *a, u32 type);

/* For the request path, which meets it twice: one instruction while no adapter is strict. */
static __always_inline bool sp_is_strict(const struct sp_srb *s)
{
	return static_branch_unlikely(&port_strict_key) &&
	       port_is_strict(&s->port.adapter->verifier);
}

#endif
