/* SPDX-License-Identifier: GPL-2.0-only */
/* The WMI library of SCSI miniports. */
#ifndef SCSIPORT_SCSIWMI_H
#define SCSIPORT_SCSIWMI_H

#include "srb.h"
#include "wmistr.h"

#ifdef __cplusplus
extern "C" {
#endif

#pragma pack(push, 4)

typedef struct _SCSIWMI_REQUEST_CONTEXT {
	PVOID UserContext;
	ULONG BufferSize;
	PUCHAR Buffer;
	UCHAR MinorFunction;
	UCHAR ReturnStatus;
	ULONG ReturnSize;
} SCSIWMI_REQUEST_CONTEXT, *PSCSIWMI_REQUEST_CONTEXT;

typedef struct _SCSIWMIGUIDREGINFO {
	LPCGUID Guid;
	ULONG InstanceCount;
	ULONG Flags;
} SCSIWMIGUIDREGINFO, *PSCSIWMIGUIDREGINFO;

typedef enum _SCSIWMI_ENABLE_DISABLE_CONTROL {
	ScsiWmiEventControl,
	ScsiWmiDataBlockControl
} SCSIWMI_ENABLE_DISABLE_CONTROL;

/* What a miniport gives to the library. */
typedef UCHAR SCSIWMI_QUERY_REGINFO(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				    PWCHAR *MofResourceName);
typedef BOOLEAN SCSIWMI_QUERY_DATABLOCK(PVOID Context, PSCSIWMI_REQUEST_CONTEXT DispatchContext,
					ULONG GuidIndex, ULONG InstanceIndex, ULONG InstanceCount,
					PULONG InstanceLengthArray, ULONG BufferAvail,
					PUCHAR Buffer);
typedef BOOLEAN SCSIWMI_SET_DATABLOCK(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				      ULONG GuidIndex, ULONG InstanceIndex, ULONG BufferSize,
				      PUCHAR Buffer);
typedef BOOLEAN SCSIWMI_SET_DATAITEM(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				     ULONG GuidIndex, ULONG InstanceIndex, ULONG DataItemId,
				     ULONG BufferSize, PUCHAR Buffer);
typedef BOOLEAN SCSIWMI_EXECUTE_METHOD(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				       ULONG GuidIndex, ULONG InstanceIndex, ULONG MethodId,
				       ULONG InBufferSize, ULONG OutBufferSize, PUCHAR Buffer);
typedef BOOLEAN SCSIWMI_FUNCTION_CONTROL(PVOID DeviceContext,
					 PSCSIWMI_REQUEST_CONTEXT RequestContext,
					 ULONG GuidIndex, SCSIWMI_ENABLE_DISABLE_CONTROL Function,
					 BOOLEAN Enable);

typedef SCSIWMI_QUERY_REGINFO *PSCSIWMI_QUERY_REGINFO;
typedef SCSIWMI_QUERY_DATABLOCK *PSCSIWMI_QUERY_DATABLOCK;
typedef SCSIWMI_SET_DATABLOCK *PSCSIWMI_SET_DATABLOCK;
typedef SCSIWMI_SET_DATAITEM *PSCSIWMI_SET_DATAITEM;
typedef SCSIWMI_EXECUTE_METHOD *PSCSIWMI_EXECUTE_METHOD;
typedef SCSIWMI_FUNCTION_CONTROL *PSCSIWMI_FUNCTION_CONTROL;

typedef struct _SCSIWMILIB_CONTEXT {
	ULONG GuidCount;
	PSCSIWMIGUIDREGINFO GuidList;
	PSCSIWMI_QUERY_REGINFO QueryWmiRegInfo;
	PSCSIWMI_QUERY_DATABLOCK QueryWmiDataBlock;
	PSCSIWMI_SET_DATABLOCK SetWmiDataBlock;
	PSCSIWMI_SET_DATAITEM SetWmiDataItem;
	PSCSIWMI_EXECUTE_METHOD ExecuteWmiMethod;
	PSCSIWMI_FUNCTION_CONTROL WmiFunctionControl;
} SCSI_WMILIB_CONTEXT, *PSCSI_WMILIB_CONTEXT;

#pragma pack(pop)

/* What the library gives to a miniport. */
BOOLEAN ScsiPortWmiDispatchFunction(PSCSI_WMILIB_CONTEXT WmiLibInfo, UCHAR MinorFunction,
				    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				    PVOID DataPath, ULONG BufferSize, PVOID Buffer);
VOID ScsiPortWmiPostProcess(PSCSIWMI_REQUEST_CONTEXT RequestContext, UCHAR SrbStatus,
			    ULONG BufferUsed);
VOID ScsiPortWmiFireLogicalUnitEvent(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId,
				     UCHAR Lun, LPGUID Guid, ULONG InstanceIndex,
				     ULONG EventDataSize, PVOID EventData);
BOOLEAN ScsiPortWmiSetInstanceCount(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceCount,
				    PULONG BufferAvail, PULONG SizeNeeded);
PVOID ScsiPortWmiSetData(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
			 ULONG DataLength, PULONG BufferAvail, PULONG SizeNeeded);
PWCHAR ScsiPortWmiSetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
				  ULONG InstanceNameLength, PULONG BufferAvail,
				  PULONG SizeNeeded);
PWCHAR ScsiPortWmiGetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext);

#define ScsiPortWmiFireAdapterEvent(HwDeviceExtension, Guid, InstanceIndex, EventDataSize, \
				    EventData) \
	ScsiPortWmiFireLogicalUnitEvent(HwDeviceExtension, 0xff, 0, 0, Guid, InstanceIndex, \
					EventDataSize, EventData)
#define ScsiPortWmiGetReturnSize(RequestContext)	((RequestContext)->ReturnSize)
#define ScsiPortWmiGetReturnStatus(RequestContext)	((RequestContext)->ReturnStatus)

#ifdef __cplusplus
}
#endif

#endif /* SCSIPORT_SCSIWMI_H */
