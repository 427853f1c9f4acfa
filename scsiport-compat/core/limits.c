// SPDX-License-Identifier: GPL-2.0-only
/*
 * What PORT_CONFIGURATION_INFORMATION means for Linux. Users trip over limits that they cannot
 * see, so they are computed here and nowhere else, said once when the adapter comes, and
 * readable in sysfs.
 */
#include "core/limits.h"
#include "core/log.h"

#define PORT_DEFAULT_TRANSFER	SZ_1M	/* where the miniport sets no limit */
#define PORT_MAX_TRANSFER		SZ_32M
#define PORT_MAX_ELEMENTS		256
#define PORT_BOUNCE_BYTES		SZ_4M	/* all bounce buffers of an adapter */
#define PORT_BOUNCE_SHARE		4	/* one is at most that part of them */
#define PORT_MAX_SRB_EXTENSION	SZ_1M

/* Data goes through a buffer of ours, for one kernel address or for one that the HBA reaches. */
static bool port_bounces(const PORT_CONFIGURATION_INFORMATION *config)
{
	return config->MapBuffers || port_limits_dma_bits(config) == PORT_ISA_DMA_BITS;
}

/**
 * port_limits_requests() - how many requests an adapter can have active at once
 * @a: adapter
 *
 * Context: Process.
 * Return: 1 to PORT_MAX_REQUESTS.
 */
u32 port_limits_requests(const struct port_adapter *a)
{
	u32 wanted = a->miniport->number_of_requests ?: PORT_MAX_REQUESTS;

	return clamp_t(u32, wanted, 1, PORT_MAX_REQUESTS);
}

/**
 * port_limits_bounce_bytes() - how much memory the bounce buffers of an adapter may take
 * @a: adapter
 *
 * Context: Any.
 * Return: bytes.
 */
u32 port_limits_bounce_bytes(const struct port_adapter *a)
{
	return a->miniport->bounce_kb ? a->miniport->bounce_kb * SZ_1K : PORT_BOUNCE_BYTES;
}

/**
 * port_limits_dma_bits() - width of the HBA's bus addresses
 * @config: configuration as the miniport left it
 *
 * Context: Process.
 * Return: 64, 32 or 24; 0 if the HBA does no DMA of its own.
 */
u32 port_limits_dma_bits(const PORT_CONFIGURATION_INFORMATION *config)
{
	const u8 mask64 = SCSI_DMA64_MINIPORT_SUPPORTED | SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;

	if (!config->Master)
		return 0;
	/* Drivers set both; the larger wins (trap 15). */
	if (config->Dma64BitAddresses & mask64)
		return 64;
	return config->Dma32BitAddresses ? 32 : PORT_ISA_DMA_BITS;
}

static int port_check(struct port_adapter *a, bool ok, const char *field, u32 value,
		      const char *remedy)
{
	if (ok)
		return 0;
	port_err(a, "HwFindAdapter left %s = %u (%#x): %s\n", field, value, value, remedy);
	return -EINVAL;
}

/* The system's DMA controller moves no data for us: it is gone from machines of today. */
static int port_limits_slave(struct port_adapter *a, const PORT_CONFIGURATION_INFORMATION *c)
{
	const u32 none = SP_UNINITIALIZED_VALUE;

	if (c->Master || (c->DmaChannel == none && c->DmaPort == none))
		return 0;
	port_err(a, "HwFindAdapter left %s = %u without Master: slave DMA (ScsiPortIoMapTransfer) is not supported\n",
		 c->DmaChannel != none ? "DmaChannel" : "DmaPort",
		 c->DmaChannel != none ? c->DmaChannel : c->DmaPort);
	return -EOPNOTSUPP;
}

static int port_limits_check(struct port_adapter *a)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->config;
	u32 mask = c->AlignmentMask;
	int ret = port_limits_slave(a, c);

	ret = ret ?: port_check(a, c->NumberOfBuses >= 1 && c->NumberOfBuses <= SCSI_MAXIMUM_BUSES,
		       "NumberOfBuses", c->NumberOfBuses, "set it to 1 to 8");
	ret = ret ?: port_check(a, c->MaximumNumberOfTargets >= 1, "MaximumNumberOfTargets",
				c->MaximumNumberOfTargets, "set it to 1 to 128");
	ret = ret ?: port_check(a, c->MaximumNumberOfLogicalUnits >= 1,
				"MaximumNumberOfLogicalUnits", c->MaximumNumberOfLogicalUnits,
				"set it to 1 to 255");
	ret = ret ?: port_check(a, c->MaximumTransferLength >= SECTOR_SIZE,
				"MaximumTransferLength", c->MaximumTransferLength,
				"set it to at least 512 bytes");
	ret = ret ?: port_check(a, !(mask & (mask + 1)) && mask < PAGE_SIZE, "AlignmentMask", mask,
				"set it to a power of two less one, at most 4095");
	ret = ret ?: port_check(a, c->SrbExtensionSize <= PORT_MAX_SRB_EXTENSION,
				"SrbExtensionSize", c->SrbExtensionSize,
				"set it to at most 1048576 bytes");
	ret = ret ?: port_check(a, c->SpecificLuExtensionSize <= PORT_MAX_SRB_EXTENSION,
				"SpecificLuExtensionSize", c->SpecificLuExtensionSize,
				"set it to at most 1048576 bytes");
	return ret;
}

/* NumberOfPhysicalBreaks is the number of elements less one; 0 is no scatter-gather (trap 53). */
static void port_limits_elements(struct port_adapter *a)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->config;
	struct port_limits *l = &a->limits;

	l->sg_elements = 1;
	if (!c->Master) {
		l->sg_elements = PORT_MAX_ELEMENTS;
		l->elements_by = "no Master";
	} else if (!c->ScatterGather) {
		l->elements_by = "no ScatterGather";
	} else if (c->NumberOfPhysicalBreaks >= PORT_MAX_ELEMENTS) {
		l->sg_elements = PORT_MAX_ELEMENTS;
		l->elements_by = "most there can be";
	} else {
		l->sg_elements = c->NumberOfPhysicalBreaks + 1;
		l->elements_by = l->sg_elements == a->miniport->maximum_sg_list ?
				 "MaximumSGList" : "NumberOfPhysicalBreaks";
	}
}

static void port_limits_transfer(struct port_adapter *a)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->config;
	struct port_limits *l = &a->limits;
	u32 bytes = c->MaximumTransferLength, most = PORT_MAX_TRANSFER;

	l->transfer_by = "MaximumTransferLength";
	/* "No limit" is what a miniport says that never thought about it (trap 53). */
	if (bytes == SP_UNINITIALIZED_VALUE) {
		bytes = PORT_DEFAULT_TRANSFER;
		l->transfer_by = "no MaximumTransferLength";
	}
	if (bytes > most) {
		bytes = most;
		l->transfer_by = "most there can be";
	}
	most = a->miniport->max_transfer_kb * 1024;
	if (most && bytes > most) {
		bytes = most;
		l->transfer_by = "max_transfer_kb";
	}
	/* What goes through a bounce buffer must fit into one. */
	most = port_limits_bounce_bytes(a) / PORT_BOUNCE_SHARE;
	if (l->bounces && bytes > most) {
		bytes = most;
		l->transfer_by = "bounce_kb";
	}
	/* The block layer splits nothing below a page. */
	l->max_transfer = max_t(u32, round_down(bytes, SECTOR_SIZE), PAGE_SIZE);
	if (l->max_transfer > c->MaximumTransferLength)
		port_warn(a, "MaximumTransferLength = %u is less than a page: requests have up to %u bytes all the same\n",
			  c->MaximumTransferLength, l->max_transfer);
}

/**
 * port_limits_derive() - check what HwFindAdapter left in the configuration, and derive the limits
 * @a: adapter after HwFindAdapter
 *
 * Context: Process.
 * Return: 0; -EINVAL or, for slave DMA, -EOPNOTSUPP, with a line in the log that names the
 *	field.
 */
int port_limits_derive(struct port_adapter *a)
{
	const PORT_CONFIGURATION_INFORMATION *c = &a->config;
	struct port_limits *l = &a->limits;
	int ret = port_limits_check(a);

	if (ret)
		return ret;
	l->map_buffers = c->MapBuffers;
	l->tagged = c->TaggedQueuing || c->MultipleRequestPerLu;
	l->bounces = port_bounces(c);
	port_limits_transfer(a);
	port_limits_elements(a);
	l->alignment_mask = c->AlignmentMask;
	l->buses = c->NumberOfBuses;
	l->targets = min_t(u32, c->MaximumNumberOfTargets, SCSI_MAXIMUM_TARGETS_PER_BUS);
	if (l->targets < c->MaximumNumberOfTargets)
		port_warn(a, "MaximumNumberOfTargets = %u is more than a bus has: %u targets are scanned\n",
			  c->MaximumNumberOfTargets, l->targets);
	l->luns = c->MaximumNumberOfLogicalUnits;
	l->dma_bits = port_limits_dma_bits(c);
	l->plain_elements = l->dma_bits == PORT_ISA_DMA_BITS ? 0 : 1;
	return 0;
}

/**
 * port_limits_adopt_slots() - how many requests there are, now that there is memory for them
 * @a: adapter with its common buffer, and its other limits derived
 *
 * Context: Process.
 */
void port_limits_adopt_slots(struct port_adapter *a)
{
	struct port_limits *l = &a->limits;

	l->requests = a->common_slots - PORT_INTERNAL_REQUESTS;
	l->lu_requests = l->tagged ? l->requests : 1;
	if (a->common_short)
		l->requests_by = "memory for SrbExtensionSize";
	else
		l->requests_by = a->miniport->number_of_requests ? "NumberOfRequests" :
								   "SRB queue tags";
}
