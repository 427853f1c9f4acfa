// SPDX-License-Identifier: GPL-2.0-only
/* HwFindAdapter, and the configuration that it decides (contract §1.3 to §1.5). */
#include "scsiport/config.h"
#include "core/log.h"
#include "core/trace.h"
#include "core/miniport.h"
#include "core/bus/atdisk.h"
#include "core/bus/bus.h"
#include "core/bus/pci_config.h"

/* PORT_CONFIGURATION_INFORMATION as §1.3 tabulates it. */
static int sp_preset_config(struct sp_adapter *a)
{
	const HW_INITIALIZATION_DATA *hw = a->hw;
	PORT_CONFIGURATION_INFORMATION *c = &a->config;

	if (hw->NumberOfAccessRanges > PORT_MAX_RANGES) {
		port_err(a, "NumberOfAccessRanges %u is too large: at most %u\n",
			 hw->NumberOfAccessRanges, PORT_MAX_RANGES);
		return -EINVAL;
	}
	memset(c, 0, sizeof(*c));
	memset(a->ranges, 0, sizeof(a->ranges));
	c->Length = sizeof(*c);
	c->AdapterInterfaceType = hw->AdapterInterfaceType;
	c->InterruptMode = LevelSensitive;
	c->MaximumTransferLength = SP_UNINITIALIZED_VALUE;
	c->NumberOfPhysicalBreaks = a->miniport->maximum_sg_list ?
		a->miniport->maximum_sg_list - 1 : SP_UNINITIALIZED_VALUE;
	c->DmaChannel = SP_UNINITIALIZED_VALUE;
	c->DmaPort = SP_UNINITIALIZED_VALUE;
	c->DmaChannel2 = SP_UNINITIALIZED_VALUE;
	c->DmaPort2 = SP_UNINITIALIZED_VALUE;
	c->NumberOfAccessRanges = hw->NumberOfAccessRanges;
	c->AccessRanges = (void *)a->ranges;
	memset(c->InitiatorBusId, 0xff, sizeof(c->InitiatorBusId));
	c->InitiatorBusId[0] = a->miniport->initiator_target_id;
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
	port_atdisk_preset(a);
	return a->bus->describe(a);
}

/* Registry values that win over the miniport (§1.5.1). */
static void sp_override(struct sp_adapter *a)
{
	const struct port_miniport *m = a->miniport;
	PORT_CONFIGURATION_INFORMATION *c = &a->config;

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

static int sp_find_result(struct sp_adapter *a, u32 result)
{
	switch (result) {
	case SP_RETURN_FOUND:
		return 0;
	case SP_RETURN_NOT_FOUND:
		/* A legacy scan asks on every bus. */
		if (a->site->legacy)
			return -ENODEV;
		port_err(a, "HwFindAdapter returned SP_RETURN_NOT_FOUND: not an adapter that it knows\n");
		return -ENODEV;
	case SP_RETURN_ERROR:
		port_err(a, "HwFindAdapter returned SP_RETURN_ERROR: the adapter answers wrongly\n");
		return -EIO;
	case SP_RETURN_BAD_CONFIG:
		port_err(a, "HwFindAdapter returned SP_RETURN_BAD_CONFIG: it cannot use the resources it was given\n");
		return -EINVAL;
	default:
		port_err(a, "HwFindAdapter returned %u, which is no SP_RETURN_ code\n", result);
		return -EPROTO;
	}
}

/**
 * sp_find() - HwFindAdapter: what the adapter is, and how it is to be used
 * @a: adapter with its device extension
 *
 * Context: Process.
 * Return: 0; -ENODEV, -EIO, -EINVAL, -EPROTO as HwFindAdapter's code says, -EINVAL for too many
 *	ranges, or what the bus says.
 * Contract: §1.3, §1.4.
 */
int sp_find(struct sp_adapter *a)
{
	BOOLEAN again = FALSE;
	u32 result;
	int ret = sp_preset_config(a);

	if (ret)
		return ret;
	/* A miniport may keep the pointer: what it writes there later decides nothing. */
	a->its_config = a->config;
	a->finding = true;
	trace_scsiport_callback_enter(a, SP_CB_FIND_ADAPTER);
	/* Where devices are found for it, a miniport gets no context (§1.1.8). */
	result = a->hw->HwFindAdapter(a->extension,
				      a->site->legacy ? a->site->registration->context : NULL, NULL,
				      (PCHAR)a->miniport->driver_parameter, &a->its_config, &again);
	trace_scsiport_callback_exit(a, SP_CB_FIND_ADAPTER);
	a->finding = false;
	a->config = a->its_config;
	port_config_restore(a);
	a->site->again = again && result == SP_RETURN_FOUND;
	if (result == SP_RETURN_FOUND)
		port_atdisk_adopt(a);
	ret = sp_find_result(a, result);
	if (!ret)
		sp_override(a);
	return ret;
}
