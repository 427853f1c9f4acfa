// SPDX-License-Identifier: GPL-2.0-only
/* HwFindAdapter, and the configuration that it decides (contract §1.3 to §1.5). */
#include "scsiport/config.h"
#include "core/log.h"
#include "core/miniport.h"
#include "core/bus/atdisk.h"
#include "core/bus/bus.h"
#include "core/bus/pci_config.h"
#include "scsiport/trace.h"

/* PORT_CONFIGURATION_INFORMATION as §1.3 tabulates it. */
static int sp_preset_config(struct port_adapter *p)
{
	const HW_INITIALIZATION_DATA *hw = p->hw;
	PORT_CONFIGURATION_INFORMATION *c = &p->config;

	if (hw->NumberOfAccessRanges > PORT_MAX_RANGES) {
		port_err(p, "NumberOfAccessRanges %u is too large: at most %u\n",
			 hw->NumberOfAccessRanges, PORT_MAX_RANGES);
		return -EINVAL;
	}
	memset(c, 0, sizeof(*c));
	memset(p->ranges, 0, sizeof(p->ranges));
	c->Length = sizeof(*c);
	c->AdapterInterfaceType = hw->AdapterInterfaceType;
	c->InterruptMode = LevelSensitive;
	c->MaximumTransferLength = SP_UNINITIALIZED_VALUE;
	c->NumberOfPhysicalBreaks = p->miniport->maximum_sg_list ?
		p->miniport->maximum_sg_list - 1 : SP_UNINITIALIZED_VALUE;
	c->DmaChannel = SP_UNINITIALIZED_VALUE;
	c->DmaPort = SP_UNINITIALIZED_VALUE;
	c->DmaChannel2 = SP_UNINITIALIZED_VALUE;
	c->DmaPort2 = SP_UNINITIALIZED_VALUE;
	c->NumberOfAccessRanges = hw->NumberOfAccessRanges;
	c->AccessRanges = (void *)p->ranges;
	memset(c->InitiatorBusId, 0xff, sizeof(c->InitiatorBusId));
	c->InitiatorBusId[0] = p->miniport->initiator_target_id;
	c->MapBuffers = hw->MapBuffers;
	c->NeedPhysicalAddresses = hw->NeedPhysicalAddresses;
	c->TaggedQueuing = hw->TaggedQueuing;
	c->AutoRequestSense = hw->AutoRequestSense;
	c->MultipleRequestPerLu = hw->MultipleRequestPerLu;
	c->ReceiveEvent = hw->ReceiveEvent;
	c->MaximumNumberOfTargets = SCSI_MAXIMUM_TARGETS;
	c->MaximumNumberOfLogicalUnits = SCSI_MAXIMUM_LOGICAL_UNITS;
	c->SpecificLuExtensionSize = hw->SpecificLuExtensionSize;
	/* A wild size must stay one, for port_limits_derive() to refuse. */
	c->SrbExtensionSize = max(ALIGN(hw->SrbExtensionSize, 8), hw->SrbExtensionSize);
	c->Dma64BitAddresses = SCSI_DMA64_SYSTEM_SUPPORTED;
	port_atdisk_preset(p);
	return p->bus->describe(p);
}

/* Registry values that win over the miniport (§1.5.1). */
static void sp_override(struct sp_adapter *a)
{
	const struct port_miniport *m = a->port.miniport;
	PORT_CONFIGURATION_INFORMATION *c = &a->port.config;

	if (m->disable_tagged_queuing)
		c->TaggedQueuing = FALSE;
	if (m->disable_multiple_requests)
		c->MultipleRequestPerLu = FALSE;
	if (m->maximum_logical_unit && c->MaximumNumberOfLogicalUnits)
		c->MaximumNumberOfLogicalUnits = min_t(u32, m->maximum_logical_unit,
						       c->MaximumNumberOfLogicalUnits);
	if (m->disable_synchronous_transfers)
		a->srb_flags |= SRB_FLAGS_DISABLE_SYNCH_TRANSFER;
	if (m->disable_disconnects) {
		/* Requests go one at a time on the whole adapter then, without tags (§6.4). */
		a->srb_flags |= SRB_FLAGS_DISABLE_DISCONNECT;
		c->TaggedQueuing = FALSE;
		c->MultipleRequestPerLu = FALSE;
	}
}

static int sp_find_result(struct port_adapter *p, u32 result)
{
	switch (result) {
	case SP_RETURN_FOUND:
		return 0;
	case SP_RETURN_NOT_FOUND:
		/* A legacy scan asks on every bus. */
		if (p->site->legacy)
			return -ENODEV;
		port_err(p, "HwFindAdapter returned SP_RETURN_NOT_FOUND: not an adapter that it knows\n");
		return -ENODEV;
	case SP_RETURN_ERROR:
		port_err(p, "HwFindAdapter returned SP_RETURN_ERROR: the adapter answers wrongly\n");
		return -EIO;
	case SP_RETURN_BAD_CONFIG:
		port_err(p, "HwFindAdapter returned SP_RETURN_BAD_CONFIG: it cannot use the resources it was given\n");
		return -EINVAL;
	default:
		port_err(p, "HwFindAdapter returned %u, which is no SP_RETURN_ code\n", result);
		return -EPROTO;
	}
}

/**
 * sp_find() - HwFindAdapter: what the adapter is, and how it is to be used
 * @p: adapter with its device extension
 *
 * Context: Process.
 * Return: 0; -ENODEV, -EIO, -EINVAL, -EPROTO as HwFindAdapter's code says, -EINVAL for too many
 *	ranges, or what the bus says.
 * Contract: §1.3, §1.4.
 */
int sp_find(struct port_adapter *p)
{
	BOOLEAN again = FALSE;
	u32 result;
	int ret = sp_preset_config(p);

	if (ret)
		return ret;
	/* A miniport may keep the pointer: what it writes there later decides nothing. */
	p->its_config = p->config;
	p->finding = true;
	WRITE_ONCE(p->caller.finding, current);
	trace_scsiport_callback_enter(to_sp_adapter(p), SP_CB_FIND_ADAPTER);
	/* Where devices are found for it, a miniport gets no context (§1.1.8). */
	result = p->hw->HwFindAdapter(p->extension,
				      p->site->legacy ? p->site->registration->context : NULL, NULL,
				      (PCHAR)p->miniport->driver_parameter, &p->its_config, &again);
	trace_scsiport_callback_exit(to_sp_adapter(p), SP_CB_FIND_ADAPTER, 0);
	WRITE_ONCE(p->caller.finding, NULL);
	p->finding = false;
	p->config = p->its_config;
	port_config_restore(p);
	p->site->again = again && result == SP_RETURN_FOUND;
	if (result == SP_RETURN_FOUND)
		port_atdisk_adopt(p);
	ret = sp_find_result(p, result);
	if (!ret)
		sp_override(to_sp_adapter(p));
	return ret;
}
