/* SPDX-License-Identifier: GPL-2.0-only */
/* Units that come and go, and how they are found. */
#ifndef PORT_UNITS_H
#define PORT_UNITS_H

#include "core/adapter.h"

int port_unit_add(struct scsi_device *sdev);
void port_unit_remove(struct scsi_device *sdev);
void port_unit_configure(struct sp_adapter *a, struct sp_lu *lu, bool tagged);
struct sp_lu *sp_unit_at(struct sp_adapter *a, u32 key);
int port_no_unit_add(struct sp_adapter *a);
void port_units_forget(struct sp_adapter *a);
void port_units_free(struct sp_adapter *a);

/**
 * sp_unit_find() - the LU at an address
 * @a: adapter
 * @path: bus
 * @target: target
 * @lun: logical unit
 *
 * A miniport nearly always means the unit whose request it has just got or completed.
 *
 * Context: interrupt lock held.
 * Return: the LU, or NULL if there is none.
 */
static inline struct sp_lu *sp_unit_find(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	u32 key = PORT_UNIT_KEY(path, target, lun);

	lockdep_assert_held(&a->lock);
	if (likely(a->last_unit && a->last_unit->key == key))
		return a->last_unit;
	return sp_unit_at(a, key);
}

#endif
