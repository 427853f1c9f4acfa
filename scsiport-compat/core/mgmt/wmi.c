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

#include "core/mgmt/wmi.h"
#include "core/common.h"
#include "core/log.h"
#include "core/model.h"
#include "core/mgmt/control.h"
#include "uapi/scsiport_ioctl.h"
#include "include/scsiwmi.h"

#define SP_DATA_ALIGN	8

/* Size of a WNODE up to its variable part; not all sizeof()s say that. */
#define SP_ALL_DATA_SIZE	offsetof(WNODE_ALL_DATA, OffsetInstanceDataAndLength)
#define SP_SINGLE_SIZE		offsetof(WNODE_SINGLE_INSTANCE, VariableData)
#define SP_ITEM_SIZE		offsetof(WNODE_SINGLE_ITEM, VariableData)
#define SP_EVENT_SIZE		0x40	/* what a miniport leaves free in front of its event data */

static_assert(sizeof(WNODE_SINGLE_INSTANCE) == SP_EVENT_SIZE);
static_assert(offsetof(WNODE_METHOD_ITEM, VariableData) == SP_ITEM_SIZE);
static_assert(offsetof(WNODE_SINGLE_ITEM, DataBlockOffset) ==
	      offsetof(WNODE_METHOD_ITEM, DataBlockOffset));
static_assert(offsetof(WNODE_SINGLE_ITEM, SizeDataItem) ==
	      offsetof(WNODE_METHOD_ITEM, SizeDataBlock));

static bool sp_wmi_find(const SCSI_WMILIB_CONTEXT *lib, const GUID *guid, u32 *index)
{
	for (*index = 0; *index < lib->GuidCount; (*index)++) {
		if (!memcmp(lib->GuidList[*index].Guid, guid, sizeof(*guid)))
			return true;
	}
	return false;
}

/* Where the data of all instances begins; @names: with a table of names too. */
static u64 sp_wmi_all_offset(u32 count, bool names)
{
	u64 entry = sizeof(OFFSETINSTANCEDATAANDLENGTH) + (names ? sizeof(ULONG) : 0);

	return ALIGN(SP_ALL_DATA_SIZE + count * entry, SP_DATA_ALIGN);
}

/* No room: the WNODE says how much is needed, and that is an answer. */
static void sp_wmi_too_small(PSCSIWMI_REQUEST_CONTEXT r, u64 needed)
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

static void sp_wmi_done(PSCSIWMI_REQUEST_CONTEXT r, u64 used)
{
	WNODE_HEADER *w = (void *)r->Buffer;

	if (used > r->BufferSize) {
		sp_wmi_too_small(r, used);
		return;
	}
	w->BufferSize = used;
	r->ReturnSize = used;
}

/* The miniport left one length after the other; they become offsets and lengths, from the end. */
static u64 sp_wmi_spread(WNODE_ALL_DATA *w)
{
	OFFSETINSTANCEDATAANDLENGTH *instance = w->OffsetInstanceDataAndLength;
	const ULONG *lengths = (const ULONG *)instance;
	u64 end = w->DataBlockOffset;
	u32 i;

	for (i = w->InstanceCount; i-- > 0; )
		instance[i].LengthInstanceData = lengths[i];
	for (i = 0; i < w->InstanceCount; i++) {
		instance[i].OffsetInstanceData = ALIGN(end, SP_DATA_ALIGN);
		end = (u64)instance[i].OffsetInstanceData + instance[i].LengthInstanceData;
	}
	return end;
}

/* While ScsiPortWmiSetInstanceCount() and the others fill the WNODE, Linkage is its end. */
static void sp_wmi_finish_all(PSCSIWMI_REQUEST_CONTEXT r, u32 used)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u64 end;

	/* There may be no buffer at all. */
	if (r->BufferSize < SP_ALL_DATA_SIZE) {
		sp_wmi_too_small(r, SP_ALL_DATA_SIZE + (u64)used);
		return;
	}
	end = w->WnodeHeader.Linkage;
	w->WnodeHeader.Linkage = 0;
	w->WnodeHeader.Flags |= WNODE_FLAG_ALL_DATA;
	if (!end && sp_wmi_all_offset(w->InstanceCount, false) > r->BufferSize) {
		sp_wmi_too_small(r, sp_wmi_all_offset(w->InstanceCount, false) + used);
		return;
	}
	if (!end)
		end = sp_wmi_spread(w);
	sp_wmi_done(r, end);
}

static void sp_wmi_finish(PSCSIWMI_REQUEST_CONTEXT r, u32 used)
{
	WNODE_SINGLE_INSTANCE *single = (void *)r->Buffer;
	WNODE_METHOD_ITEM *method = (void *)r->Buffer;

	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		sp_wmi_finish_all(r, used);
		break;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		single->SizeDataBlock = used;
		sp_wmi_done(r, (u64)single->DataBlockOffset + used);
		break;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		method->SizeDataBlock = used;
		sp_wmi_done(r, (u64)method->DataBlockOffset + used);
		break;
	default:
		r->ReturnSize = used;
		break;
	}
}

/* How much a buffer needs whose data did not fit. */
static void sp_wmi_overrun(PSCSIWMI_REQUEST_CONTEXT r, u32 needed)
{
	const WNODE_ALL_DATA *w = (void *)r->Buffer;
	const WNODE_SINGLE_INSTANCE *single = (void *)r->Buffer;
	const WNODE_METHOD_ITEM *method = (void *)r->Buffer;

	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		sp_wmi_too_small(r, (r->BufferSize < SP_ALL_DATA_SIZE ? SP_ALL_DATA_SIZE :
				     sp_wmi_all_offset(w->InstanceCount, false)) + (u64)needed);
		break;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		sp_wmi_too_small(r, (u64)single->DataBlockOffset + needed);
		break;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		sp_wmi_too_small(r, (u64)method->DataBlockOffset + needed);
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
		sp_wmi_finish(RequestContext, BufferUsed);
	else if (SrbStatus == SRB_STATUS_DATA_OVERRUN)
		sp_wmi_overrun(RequestContext, BufferUsed);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiPostProcess);

/* Classes that the miniport has: WMIREGINFO, with the name of its MOF resource behind. */
static void sp_wmi_reginfo(const SCSI_WMILIB_CONTEXT *lib, void *device,
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

static BOOLEAN sp_wmi_query_all(const SCSI_WMILIB_CONTEXT *lib, void *device,
				PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u32 count = lib->GuidList[guid].InstanceCount;
	u64 offset = sp_wmi_all_offset(count, false);
	u32 room = 0;
	u32 i;

	if (r->BufferSize >= SP_ALL_DATA_SIZE) {
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

/* The request calls its instance by a name, which only the miniport knows, and not by a number. */
static bool sp_wmi_is_named(const WNODE_SINGLE_INSTANCE *w)
{
	return w->OffsetInstanceName && !(w->WnodeHeader.Flags &
	       (WNODE_FLAG_STATIC_INSTANCE_NAMES | WNODE_FLAG_PDO_INSTANCE_NAMES));
}

/*
 * The number of a request's instance, checked by sp_wmi_instance(). Where there is a name, whatever
 * the sender left in its place never reaches the miniport, whose arrays it would index.
 */
static u32 sp_wmi_index(PSCSIWMI_REQUEST_CONTEXT r)
{
	const WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	return sp_wmi_is_named(w) ? 0 : w->InstanceIndex;
}

/* Data of a WNODE: where the sender put it, or right behind the fixed part. */
static bool sp_wmi_block(PSCSIWMI_REQUEST_CONTEXT r, ULONG *offset, u32 fixed)
{
	if (!*offset)
		*offset = ALIGN(fixed, SP_DATA_ALIGN);
	return *offset >= fixed && *offset <= r->BufferSize;
}

static BOOLEAN sp_wmi_query_single(const SCSI_WMILIB_CONTEXT *lib, void *device,
				   PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;
	u32 room;

	if (!sp_wmi_block(r, &w->DataBlockOffset, SP_SINGLE_SIZE))
		return SRB_STATUS_ERROR;
	room = r->BufferSize - w->DataBlockOffset;
	w->SizeDataBlock = 0;
	return lib->QueryWmiDataBlock(device, r, guid, sp_wmi_index(r), 1,
				      room ? &w->SizeDataBlock : NULL, room,
				      room ? r->Buffer + w->DataBlockOffset : NULL);
}

static BOOLEAN sp_wmi_set_block(const SCSI_WMILIB_CONTEXT *lib, void *device,
				PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	if (!lib->SetWmiDataBlock || !sp_wmi_block(r, &w->DataBlockOffset, SP_SINGLE_SIZE) ||
	    w->SizeDataBlock > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->SetWmiDataBlock(device, r, guid, sp_wmi_index(r), w->SizeDataBlock,
				    r->Buffer + w->DataBlockOffset);
}

static BOOLEAN sp_wmi_set_item(const SCSI_WMILIB_CONTEXT *lib, void *device,
			       PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_SINGLE_ITEM *w = (void *)r->Buffer;

	if (!lib->SetWmiDataItem || !sp_wmi_block(r, &w->DataBlockOffset, SP_ITEM_SIZE) ||
	    w->SizeDataItem > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->SetWmiDataItem(device, r, guid, sp_wmi_index(r), w->ItemId, w->SizeDataItem,
				   r->Buffer + w->DataBlockOffset);
}

static BOOLEAN sp_wmi_execute(const SCSI_WMILIB_CONTEXT *lib, void *device,
			      PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	WNODE_METHOD_ITEM *w = (void *)r->Buffer;

	if (!lib->ExecuteWmiMethod || !sp_wmi_block(r, &w->DataBlockOffset, SP_ITEM_SIZE) ||
	    w->SizeDataBlock > r->BufferSize - w->DataBlockOffset)
		return SRB_STATUS_ERROR;
	return lib->ExecuteWmiMethod(device, r, guid, sp_wmi_index(r), w->MethodId,
				     w->SizeDataBlock, r->BufferSize - w->DataBlockOffset,
				     r->Buffer + w->DataBlockOffset);
}

static BOOLEAN sp_wmi_control(const SCSI_WMILIB_CONTEXT *lib, void *device,
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
static bool sp_wmi_instance(const SCSI_WMILIB_CONTEXT *lib, PSCSIWMI_REQUEST_CONTEXT r, u32 guid,
			    u32 fixed)
{
	const WNODE_SINGLE_INSTANCE *w = (void *)r->Buffer;

	if (r->BufferSize < fixed)
		return false;
	return sp_wmi_is_named(w) || w->InstanceIndex < lib->GuidList[guid].InstanceCount;
}

static BOOLEAN sp_wmi_call(const SCSI_WMILIB_CONTEXT *lib, void *device,
			   PSCSIWMI_REQUEST_CONTEXT r, u32 guid)
{
	switch (r->MinorFunction) {
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		return lib->QueryWmiDataBlock ? sp_wmi_query_all(lib, device, r, guid) :
		       SRB_STATUS_ERROR;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		return lib->QueryWmiDataBlock && sp_wmi_instance(lib, r, guid, SP_SINGLE_SIZE) ?
		       sp_wmi_query_single(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_CHANGE_SINGLE_INSTANCE:
		return sp_wmi_instance(lib, r, guid, SP_SINGLE_SIZE) ?
		       sp_wmi_set_block(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_CHANGE_SINGLE_ITEM:
		return sp_wmi_instance(lib, r, guid, SP_ITEM_SIZE) ?
		       sp_wmi_set_item(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		return sp_wmi_instance(lib, r, guid, SP_ITEM_SIZE) ?
		       sp_wmi_execute(lib, device, r, guid) : SRB_STATUS_ERROR;
	case SCSIPORT_WMI_ENABLE_EVENTS:
	case SCSIPORT_WMI_DISABLE_EVENTS:
	case SCSIPORT_WMI_ENABLE_COLLECTION:
	case SCSIPORT_WMI_DISABLE_COLLECTION:
		return sp_wmi_control(lib, device, r, guid);
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
		sp_wmi_reginfo(WmiLibInfo, DeviceContext, r);
		return FALSE;
	}
	if (!DataPath || !sp_wmi_find(WmiLibInfo, DataPath, &guid))
		return FALSE;
	r->ReturnStatus = SRB_STATUS_PENDING;
	result = sp_wmi_call(WmiLibInfo, DeviceContext, r, guid);
	if (r->ReturnStatus == SRB_STATUS_PENDING && result > SRB_STATUS_SUCCESS)
		r->ReturnStatus = result;
	return r->ReturnStatus == SRB_STATUS_PENDING;
}
EXPORT_SYMBOL_GPL(ScsiPortWmiDispatchFunction);

/* Takes @bytes at the end of the WNODE, aligned; says what is left. NULL if they do not fit. */
static void *sp_wmi_take(PSCSIWMI_REQUEST_CONTEXT r, u64 bytes, ULONG *avail, ULONG *needed)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;
	u64 start;

	if (needed)
		*needed += ALIGN(bytes, SP_DATA_ALIGN);
	if (r->BufferSize < SP_ALL_DATA_SIZE || !w->WnodeHeader.Linkage)
		return NULL;
	start = ALIGN((u64)w->WnodeHeader.Linkage, SP_DATA_ALIGN);
	if (start > r->BufferSize || bytes > r->BufferSize - start)
		return NULL;
	w->WnodeHeader.Linkage = start + bytes;
	if (avail)
		*avail = r->BufferSize - w->WnodeHeader.Linkage;
	return r->Buffer + start;
}

/* The WNODE of a request for all data has room for the table of @index. */
static WNODE_ALL_DATA *sp_wmi_all(PSCSIWMI_REQUEST_CONTEXT r, u32 index)
{
	WNODE_ALL_DATA *w = (void *)r->Buffer;

	if (r->MinorFunction != SCSIPORT_WMI_QUERY_ALL_DATA || r->BufferSize < SP_ALL_DATA_SIZE ||
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
	u64 offset = sp_wmi_all_offset(InstanceCount, true);

	if (SizeNeeded)
		*SizeNeeded = min_t(u64, offset - sp_wmi_all_offset(InstanceCount, false), U32_MAX);
	if (BufferAvail)
		*BufferAvail = 0;
	if (r->MinorFunction != SCSIPORT_WMI_QUERY_ALL_DATA) {
		if (SizeNeeded)
			*SizeNeeded = 0;
		return TRUE;
	}
	if (r->BufferSize >= SP_ALL_DATA_SIZE) {
		w->InstanceCount = InstanceCount;
		w->WnodeHeader.Linkage = 0;
	}
	if (offset > r->BufferSize)
		return FALSE;
	memset(w->OffsetInstanceDataAndLength, 0, offset - SP_ALL_DATA_SIZE);
	w->DataBlockOffset = offset;
	w->OffsetInstanceNameOffsets = SP_ALL_DATA_SIZE +
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
	w = sp_wmi_all(r, InstanceIndex);
	data = sp_wmi_take(r, DataLength, BufferAvail, SizeNeeded);
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
	WNODE_ALL_DATA *w = sp_wmi_all(r, InstanceIndex);
	USHORT *name;

	if (InstanceNameLength > U16_MAX)
		return NULL;
	name = sp_wmi_take(r, sizeof(*name) + InstanceNameLength, BufferAvail, SizeNeeded);
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

	if (r->MinorFunction == SCSIPORT_WMI_QUERY_ALL_DATA || r->BufferSize < SP_SINGLE_SIZE)
		return NULL;
	offset = w->OffsetInstanceName;
	if (!sp_wmi_is_named(w) || offset & 1)
		return NULL;
	if (offset > r->BufferSize - sizeof(USHORT) ||
	    *(USHORT *)(r->Buffer + offset) > r->BufferSize - sizeof(USHORT) - offset)
		return NULL;
	return (PWCHAR)(r->Buffer + offset);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiGetInstanceName);

/**
 * ScsiPortWmiFireLogicalUnitEvent() - report a WMI event
 * @HwDeviceExtension: the adapter's device extension
 * @PathId: bus; 0xff for an event of the adapter
 * @TargetId: target
 * @Lun: logical unit
 * @Guid: class of the event
 * @InstanceIndex: instance that it comes from
 * @EventDataSize: bytes of data
 * @EventData: a buffer with 0x40 bytes for the WNODE in front of the data; or NULL without data
 *
 * Context: Any.
 * Contract: §3.7.
 */
VOID ScsiPortWmiFireLogicalUnitEvent(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId,
				     UCHAR Lun, LPGUID Guid, ULONG InstanceIndex,
				     ULONG EventDataSize, PVOID EventData)
{
	struct sp_adapter *a = sp_adapter_of(HwDeviceExtension, __func__);
	u64 time = ktime_get_real_ns() / 100 + 116444736000000000ULL;
	WNODE_SINGLE_INSTANCE bare;
	WNODE_SINGLE_INSTANCE *w = EventData ?: &bare;

	if (!a)
		return;
	if (!EventData)
		EventDataSize = 0;
	memset(w, 0, SP_EVENT_SIZE);
	w->WnodeHeader.BufferSize = SP_EVENT_SIZE + min_t(u32, EventDataSize, SZ_64K);
	w->WnodeHeader.Version = 1;
	w->WnodeHeader.TimeStamp.QuadPart = time;
	w->WnodeHeader.Guid = *Guid;
	w->WnodeHeader.Flags = WNODE_FLAG_EVENT_ITEM | WNODE_FLAG_SINGLE_INSTANCE |
			       WNODE_FLAG_STATIC_INSTANCE_NAMES;
	w->InstanceIndex = InstanceIndex;
	w->DataBlockOffset = SP_EVENT_SIZE;
	w->SizeDataBlock = EventDataSize;
	a->model->post_wmi(HwDeviceExtension, w, PathId, TargetId, Lun);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiFireLogicalUnitEvent);

/**
 * sp_wmi_event() - WMIEvent and WMIReregister
 * @a: adapter
 * @event: what came, its data not looked at yet
 *
 * Context: interrupt lock held. Contract §4, WMIEvent.
 */
void sp_wmi_event(struct sp_adapter *a, struct sp_event *event)
{
	const WNODE_HEADER *w = event->data;

	if (event->type == SCSIPORT_EVENT_WMI) {
		/* Once: it is the miniport's memory, which may change. */
		event->length = w ? READ_ONCE(w->BufferSize) : 0;
		if (event->length < sizeof(*w) || event->length > SCSIPORT_EVENT_DATA) {
			sp_mistake(a, "WMIEvent with an item of %u bytes: %zu to %u are allowed",
				   event->length, sizeof(*w), SCSIPORT_EVENT_DATA);
			return;
		}
	}
	sp_control_event(a, event);
}
