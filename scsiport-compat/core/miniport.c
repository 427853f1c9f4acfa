// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport driver: its module has DriverEntry called, which registers each kind of adapter with
 * its port model. Devices are found afterwards: by the Linux driver model, which is the
 * plug-and-play case (core/bus/pci.c, core/bus/platform.c), or by the miniport itself
 * (core/bus/legacy.c).
 */
#include <linux/export.h>
#include <linux/slab.h>

#include "core/miniport.h"
#include "core/limits.h"
#include "core/rules.h"
#include "core/model.h"
#include "core/bus/legacy.h"
#include "core/bus/pci.h"
#include "core/bus/platform.h"
#include "nt/module.h"
#include "nt/service.h"

struct port_status {
	u32 status;
	int error;
	const char *name;
};

static const struct port_status port_statuses[] = {
	{ STATUS_SUCCESS, 0, "STATUS_SUCCESS" },
	{ STATUS_DEVICE_DOES_NOT_EXIST, -ENODEV, "STATUS_DEVICE_DOES_NOT_EXIST" },
	{ STATUS_NO_SUCH_DEVICE, -ENODEV, "STATUS_NO_SUCH_DEVICE" },
	{ STATUS_REVISION_MISMATCH, -EINVAL, "STATUS_REVISION_MISMATCH" },
	{ STATUS_INVALID_PARAMETER, -EINVAL, "STATUS_INVALID_PARAMETER" },
	{ STATUS_INSUFFICIENT_RESOURCES, -ENOMEM, "STATUS_INSUFFICIENT_RESOURCES" },
	{ STATUS_UNSUCCESSFUL, -EIO, "STATUS_UNSUCCESSFUL" },
};

static int port_status_error(const struct port_miniport *m, u32 status)
{
	const char *name = "an unknown status";
	int error = -EIO;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(port_statuses); i++) {
		if (port_statuses[i].status == status) {
			error = port_statuses[i].error;
			name = port_statuses[i].name;
		}
	}
	if (error && list_empty(&m->legacy_adapters))
		pr_err("scsiport: %s: DriverEntry failed with %#x (%s)\n", m->name, status, name);
	else if (error)
		pr_err("scsiport: %s: DriverEntry failed with %#x (%s), although it had found adapters: they go again\n",
		       m->name, status, name);
	return error;
}

/**
 * port_registration_for() - what DriverEntry registered first for an interface type
 * @m: miniport
 * @type: type
 *
 * Context: Any.
 * Return: it, or NULL.
 */
const struct port_registration *port_registration_for(struct port_miniport *m, INTERFACE_TYPE type)
{
	u32 i;

	for (i = 0; i < m->registered; i++) {
		if (m->registrations[i]->hw.AdapterInterfaceType == type)
			return m->registrations[i];
	}
	return NULL;
}

static void port_registrations_free(struct port_miniport *m)
{
	while (m->registered)
		kfree(m->registrations[--m->registered]);
}

static int port_check_parameter(const struct port_miniport *m, const char *name, u32 value,
				u32 most)
{
	if (value <= most)
		return 0;
	pr_err("scsiport: %s: %s=%u is out of range: 0 to %u\n", m->name, name, value, most);
	return -EINVAL;
}

static int port_check_kb(const struct port_miniport *m, const char *name, u32 value, u32 least)
{
	const u32 most = 65536;

	if (!value || (value >= least && value <= most))
		return 0;
	pr_err("scsiport: %s: %s=%u is out of range: %u to %u, or 0\n", m->name, name, value,
	       least, most);
	return -EINVAL;
}

static int port_check_level(const struct port_miniport *m)
{
	if (!m->verifier || port_level_parse(m->verifier) >= 0)
		return 0;
	pr_err("scsiport: %s: verifier=%s is none of off, warn, strict\n", m->name, m->verifier);
	return -EINVAL;
}

/**
 * port_miniport_register() - run a miniport's DriverEntry and serve its devices
 * @m: the miniport
 * @model: whose rules it follows
 *
 * Context: Process; entry of the miniport's module.
 * Return: 0; -EINVAL, -ENODEV, -ENOMEM or -EIO as DriverEntry's status says; what the
 *	driver core says.
 */
int port_miniport_register(struct port_miniport *m, const struct port_model *model)
{
	int ret;

	ret = port_check_parameter(m, "NumberOfRequests", m->number_of_requests, PORT_MAX_REQUESTS);
	ret = ret ?: port_check_parameter(m, "MaximumSGList", m->maximum_sg_list, 256);
	ret = ret ?: port_check_parameter(m, "reset_hold", m->reset_hold, 3600);
	ret = ret ?: port_check_parameter(m, "MaximumLogicalUnit", m->maximum_logical_unit, 255);
	ret = ret ?: port_check_parameter(m, "InitiatorTargetId", m->initiator_target_id, 255);
	ret = ret ?: port_check_parameter(m, "IoTimeoutValue", m->io_timeout_value, 3600);
	ret = ret ?: port_check_parameter(m, "UncachedExtAlignment", m->uncached_ext_alignment, 16);
	ret = ret ?: port_check_kb(m, "bounce_kb", m->bounce_kb, 64);
	ret = ret ?: port_check_kb(m, "max_transfer_kb", m->max_transfer_kb, 4);
	ret = ret ?: port_check_level(m);
	if (ret)
		return ret;
	INIT_LIST_HEAD(&m->legacy_adapters);
	m->model = model;
	m->template = *model->template;
	m->template.module = m->owner;
	m->template.proc_name = m->name;
	ret = sp_service_begin(m);
	if (ret)
		return ret;
	ret = port_status_error(m, m->driver_entry(sp_driver_object(m), sp_registry_path(m)));
	if (!ret && !m->registered) {
		pr_err("scsiport: %s: DriverEntry succeeded without ScsiPortInitialize\n", m->name);
		ret = -ENODEV;
	}
	ret = ret ?: port_platform_register(m);
	if (!port_legacy_applies(m, PCIBus))
		ret = ret ?: port_pci_register(m);
	if (ret)
		port_miniport_unregister(m);
	return ret;
}

/**
 * port_miniport_unregister() - remove all adapters of a miniport
 * @m: the miniport
 *
 * The buses remove its adapters, which look at their registration as long as they are there. Then
 * what the miniport has allocated for itself and forgotten goes, and its registrations.
 *
 * Context: Process; exit of the miniport's module.
 */
void port_miniport_unregister(struct port_miniport *m)
{
	port_legacy_remove(m);
	port_pci_unregister(m);
	port_platform_unregister(m);
	sp_nt_forget_module(m);
	sp_service_end(m);
	port_registrations_free(m);
}
EXPORT_SYMBOL_GPL(port_miniport_unregister);
