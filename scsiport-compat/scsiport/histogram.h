/* SPDX-License-Identifier: GPL-2.0-only */
/* How the times of an adapter's routines are spread. */
#ifndef SP_HISTOGRAM_H
#define SP_HISTOGRAM_H

struct sp_adapter;

void sp_histogram_add(struct sp_adapter *a);
void sp_histogram_remove(struct sp_adapter *a);

#endif
