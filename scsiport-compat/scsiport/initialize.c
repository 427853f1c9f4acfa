// SPDX-License-Identifier: GPL-2.0-only
/*
 * ScsiPortInitialize, which DriverEntry calls once per kind of adapter (contract §1.1): it only
 * keeps a copy of what it was given.
 */
#include <linux/export.h>
#include <linux/slab.h>

#include "core/miniport.h"
#include "core/rules.h"
#include "core/bus/legacy.h"
#include "nt/service.h"
#include "scsiport/model.h"

/*
 * DriverEntry as old miniports fill it: HW_INITIALIZATION_DATA ends before HwAdapterControl
 * (§1.1.5).
 */
#define SP_HW_DATA_MIN	offsetof(HW_INITIALIZATION_DATA, HwAdapterControl)

static const char *sp_hw_missing(const HW_INITIALIZATION_DATA *hw)
{
	if (!hw->HwFindAdapter)
		return "HwFindAdapter";
	if (!hw->HwInitialize)
		return "HwInitialize";
	if (!hw->HwStartIo)
		return "HwStartIo";
	if (!hw->HwResetBus)
		return "HwResetBus";
	return NULL;
}

/* A device has four digits to compare with. */
static void sp_copy_id(char *to, const void *from, u16 length)
{
	if (from && length)
		memcpy(to, from, min_t(u16, length, 4));
}

/**
 * ScsiPortInitialize() - a miniport registers one kind of adapter
 * @Argument1: first argument of DriverEntry; what is not is reported and refused
 * @Argument2: second argument of DriverEntry; not looked at, as a copy of it will do
 * @HwInitializationData: entry points and sizes; copied
 * @HwContext: for HwFindAdapter in a legacy scan; elsewhere it gets NULL, as for every
 *	plug-and-play interface
 *
 * Context: DriverEntry only.
 * Return: STATUS_SUCCESS; STATUS_DEVICE_DOES_NOT_EXIST if a legacy scan found nothing;
 *	STATUS_REVISION_MISMATCH for a structure that is too short;
 *	STATUS_INVALID_PARAMETER for a missing entry point; STATUS_INSUFFICIENT_RESOURCES.
 * Contract: §1.1, §3.1.
 */
ULONG ScsiPortInitialize(PVOID Argument1, PVOID Argument2,
			 PHW_INITIALIZATION_DATA HwInitializationData, PVOID HwContext)
{
	struct port_miniport *m = sp_service_miniport(Argument1);
	struct port_registration *r;
	const char *missing;
	u32 size;

	if (!m) {
		pr_err("scsiport: %s from %pS: Argument1 is not what DriverEntry was given\n",
		       __func__, __builtin_return_address(0));
		return STATUS_INVALID_PARAMETER;
	}
	if (!HwInitializationData) {
		port_breach_early(m->name, PORT_RULE_INITIALIZE_ARGUMENTS,
				  "%s without HW_INITIALIZATION_DATA", __func__);
		return STATUS_INVALID_PARAMETER;
	}
	size = HwInitializationData->HwInitializationDataSize;
	if (size < SP_HW_DATA_MIN) {
		port_breach_early(m->name, PORT_RULE_INITIALIZE_ARGUMENTS,
				  "HwInitializationDataSize is %u: at least %zu bytes are needed",
				  size, SP_HW_DATA_MIN);
		return STATUS_REVISION_MISMATCH;
	}
	missing = sp_hw_missing(HwInitializationData);
	if (missing) {
		port_breach_early(m->name, PORT_RULE_INITIALIZE_ARGUMENTS,
				  "HW_INITIALIZATION_DATA has no %s", missing);
		return STATUS_INVALID_PARAMETER;
	}
	if (m->registered == PORT_MAX_REGISTRATIONS) {
		pr_err("scsiport: %s: more than %u calls of %s: the hardware of the others is not served\n",
		       m->name, PORT_MAX_REGISTRATIONS, __func__);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	r = kzalloc(sizeof(*r), GFP_KERNEL);
	if (!r)
		return STATUS_INSUFFICIENT_RESOURCES;
	memcpy(&r->hw, HwInitializationData, size < sizeof(r->hw) ? SP_HW_DATA_MIN : sizeof(r->hw));
	r->context = HwContext;
	sp_copy_id(r->vendor_id, r->hw.VendorId, r->hw.VendorIdLength);
	sp_copy_id(r->device_id, r->hw.DeviceId, r->hw.DeviceIdLength);
	m->registrations[m->registered++] = r;
	if (port_legacy_applies(m, r->hw.AdapterInterfaceType))
		return port_legacy_scan(m, r);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(ScsiPortInitialize);

/**
 * sp_miniport_register() - run the DriverEntry of a miniport of ScsiPort and serve its devices
 * @m: the miniport
 *
 * Context: Process; entry of the miniport's module.
 * Return: as port_miniport_register().
 */
int sp_miniport_register(struct port_miniport *m)
{
	return port_miniport_register(m, &sp_model);
}
EXPORT_SYMBOL_GPL(sp_miniport_register);
