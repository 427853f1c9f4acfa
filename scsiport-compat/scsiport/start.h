/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter's way into ScsiPort's hands and out of them. */
#ifndef SP_START_H
#define SP_START_H

#include <linux/types.h>

struct sp_adapter;

void sp_prepare(struct sp_adapter *a);
int sp_start(struct sp_adapter *a);
bool sp_stop(struct sp_adapter *a);
void sp_quiesce(struct sp_adapter *a);
void sp_free(struct sp_adapter *a);

#endif
