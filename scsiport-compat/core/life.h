/* SPDX-License-Identifier: GPL-2.0-only */
/* An adapter's life. */
#ifndef SP_LIFE_H
#define SP_LIFE_H

struct sp_adapter;
struct sp_site;

struct sp_adapter *sp_adapter_add(struct sp_site *site);
void sp_adapter_remove(struct sp_adapter *a);
void sp_adapter_shutdown(struct sp_adapter *a);

#endif
