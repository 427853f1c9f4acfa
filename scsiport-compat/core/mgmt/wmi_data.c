// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WMI library: what a miniport puts into its answers, and asks of its requests (contract
 * §3.7).
 */
#include <linux/export.h>

#include "core/mgmt/wmi_node.h"
#include "uapi/scsiport_ioctl.h"

/* Takes @bytes at the end of the WNODE, aligned; says what is left. NULL if they do not fit. */
static void *port_wmi_take(PSCSIWMI_REQUEST_CONTEXT r, u64 bytes, ULONG *avail, ULONG *needed)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u64 start;

	if (needed)
		*needed += ALIGN(bytes, PORT_DATA_ALIGN);
	if (r->BufferSize < PORT_ALL_DATA_SIZE || !w->WnodeHeader.Linkage)
		return NULL;
	start = ALIGN((u64)w->WnodeHeader.Linkage, PORT_DATA_ALIGN);
	if (start > r->BufferSize || bytes > r->BufferSize - start)
		return NULL;
	w->WnodeHeader.Linkage = start + bytes;
	if (avail)
		*avail = r->BufferSize - w->WnodeHeader.Linkage;
	return r->Buffer + start;
}

/* The WNODE of a request for all data has room for the table of @index. */
static WNODE_ALL_DATA *port_wmi_all(PSCSIWMI_REQUEST_CONTEXT r, u32 index)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;

	if (r->MinorFunction != SCSIPORT_WMI_QUERY_ALL_DATA || r->BufferSize < PORT_ALL_DATA_SIZE ||
	    !w->WnodeHeader.Linkage || index >= w->InstanceCount)
		return NULL;
	return w;
}

/**
 * ScsiPortWmiSetInstanceCount() - begin an answer whose number of instances the miniport decides
 * @RequestContext: request for all data, or for a single instance, where it does nothing
 * @InstanceCount: instances
 * @BufferAvail: out: bytes that are left
 * @SizeNeeded: out: bytes that the tables need more than without names
 *
 * Context: Any, before ScsiPortWmiSetInstanceName() and ScsiPortWmiSetData().
 * Return: TRUE; FALSE if the buffer is too small for the tables.
 * Contract: §3.7.
 */
BOOLEAN ScsiPortWmiSetInstanceCount(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceCount,
				    PULONG BufferAvail, PULONG SizeNeeded)
{
	PSCSIWMI_REQUEST_CONTEXT r = RequestContext;
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u64 offset = port_wmi_all_offset(InstanceCount, true);

	if (SizeNeeded)
		*SizeNeeded = min_t(u64, U32_MAX,
				    offset - port_wmi_all_offset(InstanceCount, false));
	if (BufferAvail)
		*BufferAvail = 0;
	if (r->MinorFunction != SCSIPORT_WMI_QUERY_ALL_DATA) {
		if (SizeNeeded)
			*SizeNeeded = 0;
		return TRUE;
	}
	if (r->BufferSize >= PORT_ALL_DATA_SIZE) {
		w->InstanceCount = InstanceCount;
		w->WnodeHeader.Linkage = 0;
	}
	if (offset > r->BufferSize)
		return FALSE;
	memset(w->OffsetInstanceDataAndLength, 0, offset - PORT_ALL_DATA_SIZE);
	w->DataBlockOffset = offset;
	w->OffsetInstanceNameOffsets = PORT_ALL_DATA_SIZE +
				       InstanceCount * sizeof(OFFSETINSTANCEDATAANDLENGTH);
	w->WnodeHeader.Linkage = offset;
	if (BufferAvail)
		*BufferAvail = r->BufferSize - offset;
	return TRUE;
}
EXPORT_SYMBOL_GPL(ScsiPortWmiSetInstanceCount);

/**
 * ScsiPortWmiSetData() - room for the data of an instance
 * @RequestContext: request for all data or for a single instance
 * @InstanceIndex: number of the instance
 * @DataLength: bytes
 * @BufferAvail: out: bytes that are left
 * @SizeNeeded: in, out: grows by what this instance needs
 *
 * Context: Any.
 * Return: where the data goes; NULL if it does not fit.
 * Contract: §3.7.
 */
PVOID ScsiPortWmiSetData(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
			 ULONG DataLength, PULONG BufferAvail, PULONG SizeNeeded)
{
	PSCSIWMI_REQUEST_CONTEXT r = RequestContext;
	WNODE_SINGLE_INSTANCE *single = (void *)r->Buffer;
	OFFSETINSTANCEDATAANDLENGTH *instance;
	WNODE_ALL_DATA *w;
	void *data;

	if (r->MinorFunction == SCSIPORT_WMI_QUERY_SINGLE_INSTANCE) {
		u32 room = r->BufferSize - single->DataBlockOffset;

		if (SizeNeeded)
			*SizeNeeded = DataLength;
		if (DataLength > room)
			return NULL;
		if (BufferAvail)
			*BufferAvail = room - DataLength;
		return r->Buffer + single->DataBlockOffset;
	}
	w = port_wmi_all(r, InstanceIndex);
	data = port_wmi_take(r, DataLength, BufferAvail, SizeNeeded);
	if (!data || !w)
		return NULL;
	/* Declared with one element, which it is not: hence the pointer. */
	instance = w->OffsetInstanceDataAndLength;
	instance[InstanceIndex].OffsetInstanceData = data - (void *)r->Buffer;
	instance[InstanceIndex].LengthInstanceData = DataLength;
	return data;
}
EXPORT_SYMBOL_GPL(ScsiPortWmiSetData);

/**
 * ScsiPortWmiSetInstanceName() - room for the name of an instance
 * @RequestContext: request for all data
 * @InstanceIndex: number of the instance
 * @InstanceNameLength: bytes of the name
 * @BufferAvail: out: bytes that are left
 * @SizeNeeded: in, out: grows by what this name needs
 *
 * Context: Any.
 * Return: where the name goes; its length is in front of it already. NULL if it does not fit.
 * Contract: §3.7.
 */
PWCHAR ScsiPortWmiSetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
				  ULONG InstanceNameLength, PULONG BufferAvail, PULONG SizeNeeded)
{
	PSCSIWMI_REQUEST_CONTEXT r = RequestContext;
	WNODE_ALL_DATA *w = port_wmi_all(r, InstanceIndex);
	USHORT *name;

	if (InstanceNameLength > U16_MAX)
		return NULL;
	name = port_wmi_take(r, sizeof(*name) + InstanceNameLength, BufferAvail, SizeNeeded);
	if (!name || !w)
		return NULL;
	*name = InstanceNameLength;
	((ULONG *)(r->Buffer + w->OffsetInstanceNameOffsets))[InstanceIndex] =
		(u8 *)name - r->Buffer;
	return name + 1;
}
EXPORT_SYMBOL_GPL(ScsiPortWmiSetInstanceName);

/**
 * ScsiPortWmiGetInstanceName() - the name by which a request calls its instance
 * @RequestContext: request for a single instance, item or method
 *
 * Context: Any.
 * Return: the name, a USHORT with its length in bytes first; NULL if the request has a number.
 * Contract: §3.7.
 */
PWCHAR ScsiPortWmiGetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext)
{
	PSCSIWMI_REQUEST_CONTEXT r = RequestContext;
	const WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;
	u32 offset;

	if (r->MinorFunction == SCSIPORT_WMI_QUERY_ALL_DATA || r->BufferSize < PORT_SINGLE_SIZE)
		return NULL;
	offset = w->OffsetInstanceName;
	if (!port_wmi_is_named(w) || offset & 1)
		return NULL;
	if (offset > r->BufferSize - sizeof(USHORT) ||
	    *(USHORT *)(r->Buffer + offset) > r->BufferSize - sizeof(USHORT) - offset)
		return NULL;
	return (PWCHAR)(r->Buffer + offset);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiGetInstanceName);
