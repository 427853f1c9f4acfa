// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WMI library of scsiwmi.h (contract §3.7). On Windows it is linked to the miniport; here
 * scsiport has it. It finds the class that a request names, calls the miniport's routine for
 * it, and lays out the WNODE.
 *
 * The WNODE comes from user space: offsets and sizes in it are believed only after a check. Nothing
 * of a request is kept here, as a miniport may answer it much later: what ScsiPortWmiPostProcess()
 * needs is in the WNODE and the miniport's SCSIWMI_REQUEST_CONTEXT.
 */
#include <linux/export.h>

#include "core/mgmt/wmi_node.h"
#include "uapi/scsiport_ioctl.h"

static_assert(offsetof(WNODE_METHOD_ITEM, VariableData) == PORT_ITEM_SIZE);
static_assert(offsetof(WNODE_SINGLE_ITEM, DataBlockOffset) ==
	      offsetof(WNODE_METHOD_ITEM, DataBlockOffset));
static_assert(offsetof(WNODE_SINGLE_ITEM, SizeDataItem) ==
	      offsetof(WNODE_METHOD_ITEM, SizeDataBlock));

static bool port_wmi_find(const SCSI_WMILIB_CONTEXT *lib, const GUID *guid, u32 *index)
{
	for (*index = 0; *index < lib->GuidCount; (*index)++) {
		if (!memcmp(lib->GuidList[*index].Guid, guid, sizeof(*guid)))
			return true;
	}
	return false;
}

/* No room: the WNODE says how much is needed, and that is an answer. */
static void port_wmi_too_small(PSCSIWMI_REQUEST_CONTEXT r, u64 needed)
{
	WNODE_TOO_SMALL *w = (void *)r->Buffer;

	r->ReturnStatus = SRB_STATUS_DATA_OVERRUN;
	r->ReturnSize = min_t(u64, needed, U32_MAX);
	if (r->BufferSize < sizeof(*w))
		return;
	w->WnodeHeader.BufferSize = sizeof(*w);
	w->WnodeHeader.Flags |= WNODE_FLAG_TOO_SMALL;
	w->SizeNeeded = r->ReturnSize;
	r->ReturnStatus = SRB_STATUS_SUCCESS;
	r->ReturnSize = sizeof(*w);
}

static void port_wmi_done(PSCSIWMI_REQUEST_CONTEXT r, u64 used)
{
	WNODE_HEADER *w = (void *)r->Buffer;

	if (used > r->BufferSize) {
		port_wmi_too_small(r, used);
		return;
	}
	w->BufferSize = used;
	r->ReturnSize = used;
}

/* The miniport left one length after the other; they become offsets and lengths, from the end. */
static u64 port_wmi_spread(WNODE_ALL_DATA *w)
{
	OFFSETINSTANCEDATAANDLENGTH *instance = w->OffsetInstanceDataAndLength;
	const ULONG *lengths = (const ULONG *)instance;
	u64 end = w->DataBlockOffset;
	u32 i;

	for (i = w->InstanceCount; i-- > 0; )
		instance[i].LengthInstanceData = lengths[i];
	for (i = 0; i < w->InstanceCount; i++) {
		instance[i].OffsetInstanceData = ALIGN(end, PORT_DATA_ALIGN);
		end = (u64)instance[i].OffsetInstanceData + instance[i].LengthInstanceData;
	}
	return end;
}

/* While ScsiPortWmiSetInstanceCount() and the others fill the WNODE, Linkage is its end. */
static void port_wmi_finish_all(PSCSIWMI_REQUEST_CONTEXT r, u32 used)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u64 end;

	/* There may be no buffer at all. */
	if (r->BufferSize < PORT_ALL_DATA_SIZE) {
		port_wmi_too_small(r, PORT_ALL_DATA_SIZE + (u64)used);
		return;
	}
	end = w->WnodeHeader.Linkage;
	w->WnodeHeader.Linkage = 0;
	w->WnodeHeader.Flags |= WNODE_FLAG_ALL_DATA;
	if (!end && port_wmi_all_offset(w->InstanceCount, false) > r->BufferSize) {
		port_wmi_too_small(r, port_wmi_all_offset(w->InstanceCount, false) + used);
		return;
	}
	if (!end)
		end = port_wmi_spread(w);
	port_wmi_done(r, end);
}

static void port_wmi_finish(PSCSIWMI_REQUEST_CONTEXT r, u32 used)
{
	WNODE_SINGLE_INSTANCE *single = (void *)r->Buffer;
	WNODE_METHOD_ITEM *method = (void *)r->Buffer;

	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		port_wmi_finish_all(r, used);
		break;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		single->SizeDataBlock = used;
		port_wmi_done(r, (u64)single->DataBlockOffset + used);
		break;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		method->SizeDataBlock = used;
		port_wmi_done(r, (u64)method->DataBlockOffset + used);
		break;
	default:
		r->ReturnSize = used;
		break;
	}
}

/* How much a buffer needs whose data did not fit. */
static void port_wmi_overrun(PSCSIWMI_REQUEST_CONTEXT r, u32 needed)
{
	const WNODE_ALL_DATA *w = (void *)r->Buffer;
	const WNODE_SINGLE_INSTANCE *single = (void *)r->Buffer;
	const WNODE_METHOD_ITEM *method = (void *)r->Buffer;

	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		port_wmi_too_small(r, (r->BufferSize < PORT_ALL_DATA_SIZE ? PORT_ALL_DATA_SIZE :
				       port_wmi_all_offset(w->InstanceCount, false)) + (u64)needed);
		break;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		port_wmi_too_small(r, (u64)single->DataBlockOffset + needed);
		break;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		port_wmi_too_small(r, (u64)method->DataBlockOffset + needed);
		break;
	default:
		r->ReturnSize = needed;
		break;
	}
}

/**
 * ScsiPortWmiPostProcess() - the miniport has the answer of a WMI request
 * @RequestContext: the request
 * @SrbStatus: SRB_STATUS_SUCCESS; SRB_STATUS_DATA_OVERRUN if the buffer was too small; an error
 * @BufferUsed: bytes of data; with SRB_STATUS_DATA_OVERRUN, bytes that are needed
 *
 * ScsiPortWmiGetReturnStatus() and ScsiPortWmiGetReturnSize() say afterwards what the SRB takes.
 *
 * Context: Any.
 * Contract: §3.7.
 */
VOID ScsiPortWmiPostProcess(PSCSIWMI_REQUEST_CONTEXT RequestContext, UCHAR SrbStatus,
			    ULONG BufferUsed)
{
	RequestContext->ReturnStatus = SrbStatus;
	RequestContext->ReturnSize = 0;
	if (SrbStatus == SRB_STATUS_SUCCESS)
		port_wmi_finish(RequestContext, BufferUsed);
	else if (SrbStatus == SRB_STATUS_DATA_OVERRUN)
		port_wmi_overrun(RequestContext, BufferUsed);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiPostProcess);

/* Classes that the miniport has: WMIREGINFO, with the name of its MOF resource behind. */
static void port_wmi_reginfo(const SCSI_WMILIB_CONTEXT *lib, void *device,
			     PSCSIWMI_REQUEST_CONTEXT r)
{
	WMIREGINFOW *w = (void *)r->Buffer;
	u64 needed = sizeof(*w) + (u64)lib->GuidCount * sizeof(w->WmiRegGuid[0]);
	PWCHAR mof = NULL;
	u32 i, length = 0;

	if (!lib->QueryWmiRegInfo)
		return;
	r->ReturnStatus = lib->QueryWmiRegInfo(device, r, &mof);
	if (r->ReturnStatus != SRB_STATUS_SUCCESS)
		return;
	while (mof && mof[length] && length < 256)
		length++;
	if (mof)
		needed += sizeof(USHORT) + length * sizeof(WCHAR);
	if (needed > r->BufferSize) {
		r->ReturnStatus = SRB_STATUS_DATA_OVERRUN;
		r->ReturnSize = min_t(u64, needed, U32_MAX);
		if (r->BufferSize >= sizeof(ULONG))
			*(ULONG *)r->Buffer = r->ReturnSize;
		return;
	}
	memset(w, 0, needed);
	w->BufferSize = needed;
	w->GuidCount = lib->GuidCount;
	for (i = 0; i < lib->GuidCount; i++) {
		memcpy(&w->WmiRegGuid[i].Guid, lib->GuidList[i].Guid, sizeof(GUID));
		w->WmiRegGuid[i].Flags = lib->GuidList[i].Flags;
		w->WmiRegGuid[i].InstanceCount = lib->GuidList[i].InstanceCount;
	}
	if (mof) {
		USHORT *name = (USHORT *)&w->WmiRegGuid[lib->GuidCount];

		w->MofResourceName = (u8 *)name - r->Buffer;
		*name = length * sizeof(WCHAR);
		memcpy(name + 1, mof, length * sizeof(WCHAR));
	}
	r->ReturnSize = needed;
}

static BOOLEAN port_wmi_query_all(const SCSI_WMILIB_CONTEXT *lib, void *device,
				  PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u32 count = lib->GuidList[guid].InstanceCount;
	u64 offset = port_wmi_all_offset(count, false);
	u32 room = 0;
	u32 i;

	if (r->BufferSize >= PORT_ALL_DATA_SIZE) {
		memcpy(&w->WnodeHeader.Guid, lib->GuidList[guid].Guid, sizeof(GUID));
		w->WnodeHeader.Linkage = 0;
		w->InstanceCount = count;
		w->OffsetInstanceNameOffsets = 0;
	}
	if (offset <= r->BufferSize) {
		w->DataBlockOffset = offset;
		room = r->BufferSize - offset;
		for (i = 0; i < count; i++)
			((ULONG *)w->OffsetInstanceDataAndLength)[i] = 0;
	}
	return lib->QueryWmiDataBlock(device, r, guid, 0, count, room ?
				      (ULONG *)w->OffsetInstanceDataAndLength : NULL, room,
				      room ? r->Buffer + offset : NULL);
}

/*
 * The number of a request's instance, checked by port_wmi_instance(). Where there is a name,
 * whatever the sender left in its place never reaches the miniport, whose arrays it would index.
 */
static u32 port_wmi_index(PSCSIWMI_REQUEST_CONTEXT r)
{
	const WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	return port_wmi_is_named(w) ? 0 : w->InstanceIndex;
}

/* Data of a WNODE: where the sender put it, or right behind the fixed part. */
static bool port_wmi_block(PSCSIWMI_REQUEST_CONTEXT r, ULONG *offset, u32 fixed)
{
	if (!*offset)
		*offset = ALIGN(fixed, PORT_DATA_ALIGN);
	return *offset >= fixed && *offset <= r->BufferSize;
}

static BOOLEAN port_wmi_query_single(const SCSI_WMILIB_CONTEXT *lib, void *device,
				     PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;
	u32 room;

	if (!port_wmi_block(r, &w->DataBlockOffset, PORT_SINGLE_SIZE))
		return SRB_STATUS_ERROR;
	room = r->BufferSize - w->DataBlockOffset;
	w->SizeDataBlock = 0;
	return lib->QueryWmiDataBlock(device, r, guid, port_wmi_index(r), 1,
				      room ? &w->SizeDataBlock : NULL, room,
				      room ? r->Buffer + w->DataBlockOffset : NULL);
}

static BOOLEAN port_wmi_set_block(const SCSI_WMILIB_CONTEXT *lib, void *device,
				  PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	if (!lib->SetWmiDataBlock || !port_wmi_block(r, &w->DataBlockOffset, PORT_SINGLE_SIZE) ||
	    w->SizeDataBlock > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->SetWmiDataBlock(device, r, guid, port_wmi_index(r), w->SizeDataBlock,
				    r->Buffer + w->DataBlockOffset);
}

static BOOLEAN port_wmi_set_item(const SCSI_WMILIB_CONTEXT *lib, void *device,
				 PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_ITEM *w = (void *)r->Buffer;

	if (!lib->SetWmiDataItem || !port_wmi_block(r, &w->DataBlockOffset, PORT_ITEM_SIZE) ||
	    w->SizeDataItem > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->SetWmiDataItem(device, r, guid, port_wmi_index(r), w->ItemId, w->SizeDataItem,
				   r->Buffer + w->DataBlockOffset);
}

static BOOLEAN port_wmi_execute(const SCSI_WMILIB_CONTEXT *lib, void *device,
				PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_METHOD_ITEM *w = (void *)r->Buffer;

	if (!lib->ExecuteWmiMethod || !port_wmi_block(r, &w->DataBlockOffset, PORT_ITEM_SIZE) ||
	    w->SizeDataBlock > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->ExecuteWmiMethod(device, r, guid, port_wmi_index(r), w->MethodId,
				     w->SizeDataBlock, r->BufferSize - w->DataBlockOffset,
				     r->Buffer + w->DataBlockOffset);
}

static BOOLEAN port_wmi_control(const SCSI_WMILIB_CONTEXT *lib, void *device,
				PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	bool event = r->MinorFunction == SCSIPORT_WMI_ENABLE_EVENTS ||
		     r->MinorFunction == SCSIPORT_WMI_DISABLE_EVENTS;
	bool enable = r->MinorFunction == SCSIPORT_WMI_ENABLE_EVENTS ||
		      r->MinorFunction == SCSIPORT_WMI_ENABLE_COLLECTION;

	if (!lib->WmiFunctionControl) {
		r->ReturnStatus = SRB_STATUS_SUCCESS;
		return FALSE;
	}
	return lib->WmiFunctionControl(device, r, guid, event ? ScsiWmiEventControl :
				       ScsiWmiDataBlockControl, enable);
}

/* The request names an instance by number that the class has, and brought its fixed part. */
static bool port_wmi_instance(const SCSI_WMILIB_CONTEXT *lib, PSCSIWMI_REQUEST_CONTEXT r, u32 guid,
			      u32 fixed)
{
	const WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	if (r->BufferSize < fixed)
		return false;
	return port_wmi_is_named(w) || w->InstanceIndex < lib->GuidList[guid].InstanceCount;
}

static BOOLEAN port_wmi_call(const SCSI_WMILIB_CONTEXT *lib, void *device,
			     PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		return lib->QueryWmiDataBlock ? port_wmi_query_all(lib, device, r, guid) :
		       SRB_STATUS_ERROR;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		return lib->QueryWmiDataBlock && port_wmi_instance(lib, r, guid, PORT_SINGLE_SIZE) ?
		       port_wmi_query_single(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_CHANGE_SINGLE_INSTANCE:
		return port_wmi_instance(lib, r, guid, PORT_SINGLE_SIZE) ?
		       port_wmi_set_block(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_CHANGE_SINGLE_ITEM:
		return port_wmi_instance(lib, r, guid, PORT_ITEM_SIZE) ?
		       port_wmi_set_item(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		return port_wmi_instance(lib, r, guid, PORT_ITEM_SIZE) ?
		       port_wmi_execute(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_ENABLE_EVENTS:
	case SCSIPORT_WMI_DISABLE_EVENTS:
	case SCSIPORT_WMI_ENABLE_COLLECTION:
	case SCSIPORT_WMI_DISABLE_COLLECTION:
		return port_wmi_control(lib, device, r, guid);
	default:
		return SRB_STATUS_INVALID_REQUEST;
	}
}

/**
 * ScsiPortWmiDispatchFunction() - have a WMI request answered by the miniport's routine for it
 * @WmiLibInfo: the miniport's classes and routines
 * @MinorFunction: WMISubFunction of the SRB
 * @DeviceContext: first argument of the routines
 * @RequestContext: keeps the request until it is answered; lies in the SRB extension
 * @DataPath: DataPath of the SRB: the GUID of the class
 * @BufferSize: DataTransferLength of the SRB
 * @Buffer: DataBuffer of the SRB
 *
 * Miniports disagree about what their routines return: whether the answer is there, or an
 * SrbStatus. So what counts is whether ScsiPortWmiPostProcess() was called; without it, an
 * SrbStatus of an error is the answer.
 *
 * Context: Any.
 * Return: TRUE if the answer comes later; FALSE if it is in @RequestContext: SRB_STATUS_ERROR
 *	for a class or routine that does not exist.
 * Contract: §3.7.
 */
BOOLEAN ScsiPortWmiDispatchFunction(PSCSI_WMILIB_CONTEXT WmiLibInfo, UCHAR MinorFunction,
				    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				    PVOID DataPath, ULONG BufferSize, PVOID Buffer)
{
	PSCSIWMI_REQUEST_CONTEXT r = RequestContext;
	UCHAR result;
	u32 guid;

	r->BufferSize = Buffer ? BufferSize : 0;
	r->Buffer = Buffer;
	r->MinorFunction = MinorFunction;
	r->ReturnSize = 0;
	r->ReturnStatus = SRB_STATUS_ERROR;
	if (MinorFunction == SCSIPORT_WMI_REGINFO) {
		port_wmi_reginfo(WmiLibInfo, DeviceContext, r);
		return FALSE;
	}
	if (!DataPath || !port_wmi_find(WmiLibInfo, DataPath, &guid))
		return FALSE;
	r->ReturnStatus = SRB_STATUS_PENDING;
	result = port_wmi_call(WmiLibInfo, DeviceContext, r, guid);
	if (r->ReturnStatus == SRB_STATUS_PENDING && result > SRB_STATUS_SUCCESS)
		r->ReturnStatus = result;
	return r->ReturnStatus == SRB_STATUS_PENDING;
}
EXPORT_SYMBOL_GPL(ScsiPortWmiDispatchFunction);
