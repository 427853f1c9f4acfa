// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport driver: its module calls DriverEntry, which calls ScsiPortInitialize once per kind
 * of adapter (contract §1.1). That only keeps a copy of what it was given. Devices are found
 * afterwards: by the Linux driver model, which is the plug-and-play case (core/bus/pci.c,
 * core/bus/platform.c), or by the miniport itself (core/bus/legacy.c).
 */
#include <linux/export.h>
#include <linux/slab.h>

#include "core/miniport.h"
#include "core/host.h"
#include "core/limits.h"
#include "core/bus/legacy.h"
#include "core/bus/pci.h"
#include "core/bus/platform.h"
#include "nt/module.h"
#include "nt/service.h"

/*
 * DriverEntry as old miniports fill it: HW_INITIALIZATION_DATA ends before HwAdapterControl
 * (§1.1.5).
 */
#define SP_HW_DATA_MIN	offsetof(HW_INITIALIZATION_DATA, HwAdapterControl)

struct sp_status {
	u32 status;
	int error;
	const char *name;
};

static const struct sp_status sp_statuses[] = {
	{ STATUS_SUCCESS, 0, "STATUS_SUCCESS" },
	{ STATUS_DEVICE_DOES_NOT_EXIST, -ENODEV, "STATUS_DEVICE_DOES_NOT_EXIST" },
	{ STATUS_NO_SUCH_DEVICE, -ENODEV, "STATUS_NO_SUCH_DEVICE" },
	{ STATUS_REVISION_MISMATCH, -EINVAL, "STATUS_REVISION_MISMATCH" },
	{ STATUS_INVALID_PARAMETER, -EINVAL, "STATUS_INVALID_PARAMETER" },
	{ STATUS_INSUFFICIENT_RESOURCES, -ENOMEM, "STATUS_INSUFFICIENT_RESOURCES" },
	{ STATUS_UNSUCCESSFUL, -EIO, "STATUS_UNSUCCESSFUL" },
};

static int sp_status_error(const struct sp_miniport *m, u32 status)
{
	const char *name = "an unknown status";
	int error = -EIO;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sp_statuses); i++) {
		if (sp_statuses[i].status == status) {
			error = sp_statuses[i].error;
			name = sp_statuses[i].name;
		}
	}
	if (error && list_empty(&m->legacy_adapters))
		pr_err("scsiport: %s: DriverEntry failed with %#x (%s)\n", m->name, status, name);
	else if (error)
		pr_err("scsiport: %s: DriverEntry failed with %#x (%s), although it had found adapters: they go again\n",
		       m->name, status, name);
	return error;
}

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
	struct sp_miniport *m = sp_service_miniport(Argument1);
	struct sp_registration *r;
	const char *missing;
	u32 size;

	if (!m) {
		pr_err("scsiport: %s from %pS: Argument1 is not what DriverEntry was given\n",
		       __func__, __builtin_return_address(0));
		return STATUS_INVALID_PARAMETER;
	}
	if (!HwInitializationData) {
		pr_err("scsiport: %s: %s without HW_INITIALIZATION_DATA\n", m->name, __func__);
		return STATUS_INVALID_PARAMETER;
	}
	size = HwInitializationData->HwInitializationDataSize;
	if (size < SP_HW_DATA_MIN) {
		pr_err("scsiport: %s: HwInitializationDataSize is %u: at least %zu bytes are needed\n",
		       m->name, size, SP_HW_DATA_MIN);
		return STATUS_REVISION_MISMATCH;
	}
	missing = sp_hw_missing(HwInitializationData);
	if (missing) {
		pr_err("scsiport: %s: HW_INITIALIZATION_DATA has no %s\n", m->name, missing);
		return STATUS_INVALID_PARAMETER;
	}
	if (m->registered == SP_MAX_REGISTRATIONS) {
		pr_err("scsiport: %s: more than %u calls of %s: the hardware of the others is not served\n",
		       m->name, SP_MAX_REGISTRATIONS, __func__);
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
	if (sp_legacy_applies(m, r->hw.AdapterInterfaceType))
		return sp_legacy_scan(m, r);
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(ScsiPortInitialize);

/**
 * sp_registration_for() - what DriverEntry registered first for an interface type
 * @m: miniport
 * @type: type
 *
 * Context: Any.
 * Return: it, or NULL.
 */
const struct sp_registration *sp_registration_for(struct sp_miniport *m, INTERFACE_TYPE type)
{
	u32 i;

	for (i = 0; i < m->registered; i++) {
		if (m->registrations[i]->hw.AdapterInterfaceType == type)
			return m->registrations[i];
	}
	return NULL;
}

static void sp_registrations_free(struct sp_miniport *m)
{
	while (m->registered)
		kfree(m->registrations[--m->registered]);
}

static int sp_check_parameter(const struct sp_miniport *m, const char *name, u32 value, u32 most)
{
	if (value <= most)
		return 0;
	pr_err("scsiport: %s: %s=%u is out of range: 0 to %u\n", m->name, name, value, most);
	return -EINVAL;
}

/**
 * sp_miniport_register() - run a miniport's DriverEntry and serve its devices
 * @m: the miniport
 *
 * Context: Process; entry of the miniport's module.
 * Return: 0; -EINVAL, -ENODEV, -ENOMEM or -EIO as DriverEntry's status says; what the
 *	driver core says.
 */
int sp_miniport_register(struct sp_miniport *m)
{
	int ret;

	ret = sp_check_parameter(m, "NumberOfRequests", m->number_of_requests, SP_MAX_REQUESTS);
	ret = ret ?: sp_check_parameter(m, "MaximumSGList", m->maximum_sg_list, 256);
	ret = ret ?: sp_check_parameter(m, "reset_hold", m->reset_hold, 3600);
	ret = ret ?: sp_check_parameter(m, "MaximumLogicalUnit", m->maximum_logical_unit, 255);
	ret = ret ?: sp_check_parameter(m, "InitiatorTargetId", m->initiator_target_id, 255);
	ret = ret ?: sp_check_parameter(m, "IoTimeoutValue", m->io_timeout_value, 3600);
	ret = ret ?: sp_check_parameter(m, "UncachedExtAlignment", m->uncached_ext_alignment, 16);
	if (!ret && m->bounce_kb && (m->bounce_kb < 64 || m->bounce_kb > 65536)) {
		pr_err("scsiport: %s: bounce_kb=%u is out of range: 64 to 65536, or 0\n", m->name,
		       m->bounce_kb);
		ret = -EINVAL;
	}
	if (ret)
		return ret;
	INIT_LIST_HEAD(&m->legacy_adapters);
	m->template = sp_host_template;
	m->template.module = m->owner;
	m->template.proc_name = m->name;
	ret = sp_service_begin(m);
	if (ret)
		return ret;
	ret = sp_status_error(m, m->driver_entry(sp_driver_object(m), sp_registry_path(m)));
	if (!ret && !m->registered) {
		pr_err("scsiport: %s: DriverEntry succeeded without ScsiPortInitialize\n", m->name);
		ret = -ENODEV;
	}
	ret = ret ?: sp_platform_register(m);
	if (!sp_legacy_applies(m, PCIBus))
		ret = ret ?: sp_pci_register(m);
	if (ret)
		sp_miniport_unregister(m);
	return ret;
}
EXPORT_SYMBOL_GPL(sp_miniport_register);

/**
 * sp_miniport_unregister() - remove all adapters of a miniport
 * @m: the miniport
 *
 * Context: Process; exit of the miniport's module.
 */
void sp_miniport_unregister(struct sp_miniport *m)
{
	sp_legacy_remove(m);
	sp_pci_unregister(m);
	sp_platform_unregister(m);
	sp_nt_forget_module(m);
	sp_service_end(m);
	sp_registrations_free(m);
}
EXPORT_SYMBOL_GPL(sp_miniport_unregister);
