// SPDX-License-Identifier: GPL-2.0-only
/* What a miniport finds by an address: ScsiPortGetLogicalUnit, ScsiPortGetSrb (contract §3.1). */
#include <linux/export.h>

#include "core/common.h"
#include "scsiport/unit.h"

/**
 * ScsiPortGetLogicalUnit() - the LU extension of an address
 * @HwDeviceExtension: the adapter's device extension
 * @PathId: bus
 * @TargetId: target
 * @Lun: logical unit
 *
 * Context: Any.
 * Return: the extension; NULL if the LU is unknown or SpecificLuExtensionSize is 0.
 * Contract: §3.1.
 */
PVOID ScsiPortGetLogicalUnit(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId, UCHAR Lun)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	void *extension;
	struct sp_lu *lu;

	if (unlikely(!a))
		return NULL;
	if (sp_holds_lock(a)) {
		lu = sp_unit_find(a, PathId, TargetId, Lun);
		return lu ? lu->port.extension : NULL;
	}
	/* The Enable callback and DPCs do not hold the lock, which @last_unit needs. */
	rcu_read_lock();
	lu = sp_unit_at(a, PORT_UNIT_KEY(PathId, TargetId, Lun));
	extension = lu ? lu->port.extension : NULL;
	rcu_read_unlock();
	return extension;
}
EXPORT_SYMBOL_GPL(ScsiPortGetLogicalUnit);

/* The lock is held, or not: then what is found may be complete a moment later. */
static struct sp_srb *sp_srb_at(struct sp_adapter *a, u8 path, u8 target, u8 lun, u8 tag)
{
	struct sp_srb **active = READ_ONCE(a->active);
	struct sp_srb *s;

	if (tag == SP_UNTAGGED) {
		struct sp_lu *lu = sp_unit_at(a, PORT_UNIT_KEY(path, target, lun));

		return lu ? READ_ONCE(lu->untagged) : NULL;
	}
	/* Before the adapter starts, a DPC may ask already. */
	if (!active || !tag || tag > a->port.limits.requests)
		return NULL;
	s = READ_ONCE(active[tag - 1]);
	if (!s || READ_ONCE(s->lu->untagged) == s ||
	    s->lu->port.key != PORT_UNIT_KEY(path, target, lun))
		return NULL;
	return s;
}

/**
 * ScsiPortGetSrb() - the active request with a tag, or the untagged one of an LU
 * @HwDeviceExtension: the adapter's device extension
 * @PathId: bus
 * @TargetId: target
 * @Lun: logical unit
 * @QueueTag: 1 to 254, or SP_UNTAGGED, sign-extended or not
 *
 * Context: Any.
 * Return: the SRB; NULL if no such request is active.
 * Contract: §3.1, traps 37 and 38.
 */
PSCSI_REQUEST_BLOCK ScsiPortGetSrb(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId, UCHAR Lun,
				   LONG QueueTag)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	struct sp_srb *s;

	if (unlikely(!a))
		return NULL;
	rcu_read_lock();
	s = sp_srb_at(a, PathId, TargetId, Lun, QueueTag);
	rcu_read_unlock();
	return s ? &s->srb : NULL;
}
EXPORT_SYMBOL_GPL(ScsiPortGetSrb);
