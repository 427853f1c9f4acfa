/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter's way into ScsiPort's hands and out of them. */
#ifndef SP_START_H
#define SP_START_H

#include <linux/types.h>

struct port_adapter;

void sp_prepare(struct port_adapter *p);
int sp_start(struct port_adapter *p);
bool sp_stop(struct port_adapter *p);
void sp_quiesce(struct port_adapter *p);
void sp_free(struct port_adapter *p);

#endif
