// SPDX-License-Identifier: GPL-2.0-only
/* The classes of WMI, their data and methods, and the events. */
#include "mgmtport.h"

#define MGMT_TIMER_US	20000

static const GUID MgmtDataGuid = {
	0x00112233, 0x4455, 0x6677, { 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff }
};

static GUID MgmtEventGuid = {
	0x0badcafe, 0x4455, 0x6677, { 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff }
};

static const GUID MgmtNamedGuid = {
	0x00abcdef, 0x4455, 0x6677, { 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff }
};

static const GUID MgmtEmptyGuid = {
	0x00e0e0e0, 0x4455, 0x6677, { 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff }
};

VOID MgmtFire(PMGMT_EXTENSION Extension, ULONG Count)
{
	UCHAR Event[0x40 + 4];
	ULONG i, j;

	for (i = 0; i < Count; i++) {
		for (j = 0; j < sizeof(Event); j++)
			Event[j] = 0xee;
		Event[0x40] = (UCHAR)Extension->Events++;
		if (i & 1)
			ScsiPortWmiFireLogicalUnitEvent(Extension, 0, 0, 0, &MgmtEventGuid, 0, 4,
							Event);
		else
			ScsiPortWmiFireAdapterEvent(Extension, &MgmtEventGuid, 0, 4, Event);
	}
}

VOID MgmtLongEvent(PMGMT_EXTENSION Extension)
{
	UCHAR Event[0x40 + 65];

	ScsiPortWmiFireAdapterEvent(Extension, &MgmtEventGuid, 0, 65, Event);
}

static UCHAR NTAPI MgmtQueryRegInfo(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
				    PWCHAR MofResourceName[])
{
	static WCHAR Name[] = { 'M', 'O', 'F', 0 };

	*MofResourceName = Name;
	return SRB_STATUS_SUCCESS;
}

/* The class whose instances have names: instance 0 is "one", instance 1 is "two". */
static BOOLEAN MgmtQueryNamed(PSCSIWMI_REQUEST_CONTEXT Context)
{
	static const WCHAR Names[2][3] = { { 'o', 'n', 'e' }, { 't', 'w', 'o' } };
	ULONG Avail, Needed, i, j;
	BOOLEAN Fits;
	PUCHAR Data;
	PWCHAR Name;

	Fits = ScsiPortWmiSetInstanceCount(Context, 2, &Avail, &Needed);
	for (i = 0; i < 2; i++) {
		Name = ScsiPortWmiSetInstanceName(Context, i, sizeof(Names[i]), &Avail, &Needed);
		for (j = 0; Name != NULL && j < 3; j++)
			Name[j] = Names[i][j];
		Data = ScsiPortWmiSetData(Context, i, 5 + i, &Avail, &Needed);
		for (j = 0; Data != NULL && j < 5 + i; j++)
			Data[j] = (UCHAR)(0x10 * (i + 1) + j);
		Fits = Fits && Name != NULL && Data != NULL;
		if (Fits && Avail > Context->BufferSize)
			ScsiDebugPrint(0, "mgmtport: room behind the end of the buffer\n");
	}
	ScsiPortWmiPostProcess(Context, Fits ? SRB_STATUS_SUCCESS : SRB_STATUS_DATA_OVERRUN,
			       Needed);
	return FALSE;
}

/* Instance N of the data class is 4 * (N + 1) bytes long. */
static BOOLEAN NTAPI MgmtQueryDataBlock(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT Context,
					ULONG GuidIndex, ULONG InstanceIndex, ULONG InstanceCount,
					PULONG InstanceLengthArray, ULONG BufferAvail,
					PUCHAR Buffer)
{
	PMGMT_EXTENSION Extension = DeviceContext;
	ULONG i, j, Length, Used = 0;

	if (GuidIndex == 2)
		return MgmtQueryNamed(Context);
	/* A class without instances has no data, which is an answer. */
	if (GuidIndex == 3) {
		ScsiPortWmiPostProcess(Context, SRB_STATUS_SUCCESS, 0);
		return FALSE;
	}
	if (GuidIndex != 0) {
		ScsiPortWmiPostProcess(Context, SRB_STATUS_ERROR, 0);
		return FALSE;
	}
	for (i = 0; i < InstanceCount; i++) {
		Length = 4 * (InstanceIndex + i + 1);
		Used = (Used + 7) & ~7u;
		if (Used + Length <= BufferAvail) {
			for (j = 0; j < Length; j++)
				Buffer[Used + j] = Extension->Data[InstanceIndex + i][j];
			InstanceLengthArray[i] = Length;
		}
		Used += Length;
	}
	ScsiPortWmiPostProcess(Context, Used <= BufferAvail ? SRB_STATUS_SUCCESS :
			       SRB_STATUS_DATA_OVERRUN, Used);
	return FALSE;
}

static BOOLEAN NTAPI MgmtSetDataBlock(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT Context,
				      ULONG GuidIndex, ULONG InstanceIndex, ULONG BufferSize,
				      PUCHAR Buffer)
{
	PMGMT_EXTENSION Extension = DeviceContext;
	ULONG j;

	if (GuidIndex != 0 || BufferSize != 4 * (InstanceIndex + 1))
		return SRB_STATUS_INVALID_REQUEST;
	for (j = 0; j < BufferSize; j++)
		Extension->Data[InstanceIndex][j] = Buffer[j];
	ScsiPortWmiPostProcess(Context, SRB_STATUS_SUCCESS, 0);
	return SRB_STATUS_SUCCESS;
}

/* Item N is byte N. */
static BOOLEAN NTAPI MgmtSetDataItem(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT Context,
				     ULONG GuidIndex, ULONG InstanceIndex, ULONG DataItemId,
				     ULONG BufferSize, PUCHAR Buffer)
{
	PMGMT_EXTENSION Extension = DeviceContext;

	if (GuidIndex != 0 || BufferSize != 1 || DataItemId >= 4 * (InstanceIndex + 1))
		return SRB_STATUS_INVALID_REQUEST;
	Extension->Data[InstanceIndex][DataItemId] = Buffer[0];
	ScsiPortWmiPostProcess(Context, SRB_STATUS_SUCCESS, 0);
	return SRB_STATUS_SUCCESS;
}

/* Method 1 adds one to every byte; method 2 does so too, later. */
static BOOLEAN NTAPI MgmtExecuteMethod(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT Context,
				       ULONG GuidIndex, ULONG InstanceIndex, ULONG MethodId,
				       ULONG InBufferSize, ULONG OutBufferSize, PUCHAR Buffer)
{
	ULONG j;

	if (MethodId != 1 && MethodId != 2)
		return SRB_STATUS_INVALID_REQUEST;
	if (OutBufferSize < InBufferSize + 1) {
		ScsiPortWmiPostProcess(Context, SRB_STATUS_DATA_OVERRUN, InBufferSize + 1);
		return FALSE;
	}
	for (j = 0; j < InBufferSize; j++)
		Buffer[j]++;
	Buffer[InBufferSize] = (UCHAR)MethodId;
	Context->UserContext = (PVOID)(ULONG_PTR)(InBufferSize + 1);
	if (MethodId == 2)
		return TRUE;
	ScsiPortWmiPostProcess(Context, SRB_STATUS_SUCCESS, InBufferSize + 1);
	return FALSE;
}

static BOOLEAN NTAPI MgmtFunctionControl(PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT Context,
					 ULONG GuidIndex, SCSIWMI_ENABLE_DISABLE_CONTROL Function,
					 BOOLEAN Enable)
{
	PMGMT_EXTENSION Extension = DeviceContext;

	Extension->EventsEnabled = Enable && Function == ScsiWmiEventControl;
	ScsiPortWmiPostProcess(Context, SRB_STATUS_SUCCESS, 0);
	if (Extension->EventsEnabled)
		MgmtFire(Extension, 1);
	return FALSE;
}

static SCSIWMIGUIDREGINFO MgmtGuids[] = {
	{ &MgmtDataGuid, 2, 0 },
	{ &MgmtEventGuid, 1, WMIREG_FLAG_EVENT_ONLY_GUID },
	{ &MgmtNamedGuid, 2, 0 },
	{ &MgmtEmptyGuid, 0, 0 },
};

static SCSI_WMILIB_CONTEXT MgmtWmi = {
	.GuidCount = 4,
	.GuidList = MgmtGuids,
	.QueryWmiRegInfo = MgmtQueryRegInfo,
	.QueryWmiDataBlock = MgmtQueryDataBlock,
	.SetWmiDataBlock = MgmtSetDataBlock,
	.SetWmiDataItem = MgmtSetDataItem,
	.ExecuteWmiMethod = MgmtExecuteMethod,
	.WmiFunctionControl = MgmtFunctionControl,
};

static VOID NTAPI MgmtTimer(PVOID DeviceExtension)
{
	PMGMT_EXTENSION Extension = DeviceExtension;
	PSCSI_WMI_REQUEST_BLOCK Srb = Extension->Later;
	PMGMT_SRB_EXTENSION Own = Srb->SrbExtension;

	ScsiPortWmiPostProcess(&Own->Wmi, SRB_STATUS_SUCCESS,
			       (ULONG)(ULONG_PTR)Own->Wmi.UserContext);
	Srb->DataTransferLength = ScsiPortWmiGetReturnSize(&Own->Wmi);
	Srb->SrbStatus = ScsiPortWmiGetReturnStatus(&Own->Wmi);
	ScsiPortNotification(RequestComplete, Extension, Srb);
}

/* TRUE if the answer is there. */
BOOLEAN MgmtWmiRequest(PMGMT_EXTENSION Extension, PSCSI_WMI_REQUEST_BLOCK Srb)
{
	PMGMT_SRB_EXTENSION Own = Srb->SrbExtension;

	if (ScsiPortWmiDispatchFunction(&MgmtWmi, Srb->WMISubFunction, Extension, &Own->Wmi,
					Srb->DataPath, Srb->DataTransferLength, Srb->DataBuffer)) {
		Extension->Later = Srb;
		ScsiPortNotification(RequestTimerCall, Extension, MgmtTimer, MGMT_TIMER_US);
		return FALSE;
	}
	Srb->DataTransferLength = ScsiPortWmiGetReturnSize(&Own->Wmi);
	Srb->SrbStatus = ScsiPortWmiGetReturnStatus(&Own->Wmi);
	return TRUE;
}
