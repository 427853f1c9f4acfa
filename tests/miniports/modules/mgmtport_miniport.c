// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport that answers management requests: IO_CONTROL with the signature "MGMTPORT" and, by the
 * WMI library, WMI. It uses no register of its board: its one unit, a processor device,
 * exists in this file only. It is polled and has no interrupt.
 *
 * ArgumentString may have these words:
 *
 * caches	CachesData, and the unit of bus 0 is a disk, without a medium: the port sends that
 *		one FLUSH and SHUTDOWN; each is printed
 * cachefails	that, and SHUTDOWN fails
 * lateflush	FLUSH takes its time
 * wmi		WmiDataProvider
 * nounit	there is no unit, until it is plugged in
 * preset	keeps what the port presets: NumberOfPhysicalBreaks and InitiatorBusId
 * uncached	has an uncached extension, of 100 bytes
 */
#include "testunit.h"

#include <ntddscsi.h>
#include <scsiwmi.h>

#define MGMT_TIMER_US	20000
#define MGMT_TARDY_US	5000000
#define MGMT_FLUSH_US	3500000

/* CDBs of units that are not answered: until a bus reset, and not even by that */
#define MGMT_CDB_DROP	0xc1
#define MGMT_CDB_KEEP	0xc2

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

/* SRB_IO_CONTROL.ControlCode */
#define MGMT_INVERT	1	/* every byte of the data is inverted */
#define MGMT_REPORT	2	/* the data becomes a MGMT_REPORT_DATA */
#define MGMT_DROP	3	/* answered by a bus reset only */
#define MGMT_BUSY	4	/* BUSY at first */
#define MGMT_STATUS	5	/* SrbStatus is the first byte of the data */
#define MGMT_EVENTS	6	/* as many events as the first byte says */
#define MGMT_KEEP	7	/* not even answered by a bus reset */
#define MGMT_REREGISTER	8
#define MGMT_FALSE	9	/* HwStartIo returns FALSE */
#define MGMT_LONG_EVENT	10	/* an event that is too long */
#define MGMT_TARDY	11	/* as MGMT_KEEP, and BUSY after 5 s */
#define MGMT_PLUG	12	/* there is a unit now */
#define MGMT_FLAGS	13	/* SrbFlags of the last SCSI command, then all that had a tag */
#define MGMT_UNCACHED	14	/* where the uncached extension is, 8 bytes */
#define MGMT_ANNOUNCE	15	/* there is a unit now, and the port is told so */

typedef struct _MGMT_REPORT_DATA {
	ULONG Function;
	ULONG PathId;
	ULONG TargetId;
	ULONG Lun;
	ULONG QueueTag;
	ULONG TimeOutValue;
	ULONG DataTransferLength;
	ULONG FoundByGetSrb;
	ULONG HasLuExtension;
	ULONG ContiguousBytes;
	ULONG ExtensionIsZero;
} MGMT_REPORT_DATA, *PMGMT_REPORT_DATA;

typedef struct _MGMT_SRB_EXTENSION {
	SCSIWMI_REQUEST_CONTEXT Wmi;
} MGMT_SRB_EXTENSION, *PMGMT_SRB_EXTENSION;

typedef struct _MGMT_EXTENSION {
	BOOLEAN NoUnit;
	BOOLEAN Caches;
	BOOLEAN CacheFails;
	BOOLEAN WasBusy;
	BOOLEAN EventsEnabled;
	BOOLEAN LateFlush;
	ULONG Events;
	ULONG Flags;
	ULONG Tagged;
	PVOID Uncached;
	PSCSI_REQUEST_BLOCK Kept;
	PSCSI_REQUEST_BLOCK Flushing;
	PSCSI_WMI_REQUEST_BLOCK Later;
	UCHAR Data[2][16];
} MGMT_EXTENSION, *PMGMT_EXTENSION;

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

/* ---- WMI */

static VOID MgmtFire(PMGMT_EXTENSION Extension, ULONG Count)
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
static BOOLEAN MgmtWmiRequest(PMGMT_EXTENSION Extension, PSCSI_WMI_REQUEST_BLOCK Srb)
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

/* ---- IO_CONTROL */

static VOID NTAPI MgmtTardy(PVOID DeviceExtension)
{
	PMGMT_EXTENSION Extension = DeviceExtension;
	PSCSI_REQUEST_BLOCK Srb = Extension->Kept;

	Extension->Kept = NULL;
	Srb->SrbStatus = SRB_STATUS_BUSY;
	ScsiPortNotification(RequestComplete, Extension, Srb);
}

static BOOLEAN MgmtIsZero(PUCHAR Bytes, ULONG Length)
{
	while (Length-- > 0)
		if (*Bytes++ != 0)
			return FALSE;
	return TRUE;
}

static VOID MgmtReport(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, PUCHAR Data)
{
	PMGMT_REPORT_DATA Report = (PMGMT_REPORT_DATA)Data;

	Report->Function = Srb->Function;
	Report->PathId = Srb->PathId;
	Report->TargetId = Srb->TargetId;
	Report->Lun = Srb->Lun;
	Report->QueueTag = Srb->QueueTag;
	Report->TimeOutValue = Srb->TimeOutValue;
	Report->DataTransferLength = Srb->DataTransferLength;
	Report->FoundByGetSrb = ScsiPortGetSrb(Extension, Srb->PathId, Srb->TargetId, Srb->Lun,
					       SP_UNTAGGED) == Srb;
	Report->HasLuExtension = ScsiPortGetLogicalUnit(Extension, Srb->PathId, Srb->TargetId,
							Srb->Lun) != NULL;
	ScsiPortGetPhysicalAddress(Extension, Srb, Srb->DataBuffer, &Report->ContiguousBytes);
	Report->ExtensionIsZero = MgmtIsZero(Srb->SrbExtension, sizeof(MGMT_SRB_EXTENSION));
	((PUCHAR)Srb->SrbExtension)[0] = 0xff;
}

static VOID MgmtLongEvent(PMGMT_EXTENSION Extension)
{
	UCHAR Event[0x40 + 65];

	ScsiPortWmiFireAdapterEvent(Extension, &MgmtEventGuid, 0, 65, Event);
}

/* TRUE if the answer is there. */
static BOOLEAN MgmtIoControl(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	static const CHAR Signature[] = "MGMTPORT";
	PSRB_IO_CONTROL Control = Srb->DataBuffer;
	PUCHAR Data = (PUCHAR)(Control + 1);
	ULONG i;

	Srb->SrbStatus = SRB_STATUS_SUCCESS;
	for (i = 0; i < 8; i++)
		if (Control->Signature[i] != Signature[i])
			Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
	if (Srb->SrbStatus != SRB_STATUS_SUCCESS)
		return TRUE;
	Control->ReturnCode = 0x55;
	switch (Control->ControlCode) {
	case MGMT_INVERT:
		for (i = 0; i < Control->Length; i++)
			Data[i] = ~Data[i];
		break;
	case MGMT_REPORT:
		MgmtReport(Extension, Srb, Data);
		break;
	case MGMT_DROP:
		return FALSE;
	case MGMT_KEEP:
		Extension->Kept = Srb;
		return FALSE;
	case MGMT_TARDY:
		Extension->Kept = Srb;
		ScsiPortNotification(RequestTimerCall, Extension, MgmtTardy, MGMT_TARDY_US);
		return FALSE;
	case MGMT_BUSY:
		Extension->WasBusy = !Extension->WasBusy;
		if (Extension->WasBusy)
			Srb->SrbStatus = SRB_STATUS_BUSY;
		break;
	case MGMT_STATUS:
		Srb->SrbStatus = Data[0];
		break;
	case MGMT_EVENTS:
		MgmtFire(Extension, Data[0]);
		break;
	case MGMT_REREGISTER:
		ScsiPortNotification(WMIReregister, Extension, 0xff);
		break;
	case MGMT_PLUG:
		Extension->NoUnit = FALSE;
		break;
	case MGMT_ANNOUNCE:
		Extension->NoUnit = FALSE;
		ScsiPortNotification(BusChangeDetected, Extension, 0);
		break;
	case MGMT_FLAGS:
		((PULONG)Data)[0] = Extension->Flags;
		((PULONG)Data)[1] = Extension->Tagged;
		break;
	case MGMT_UNCACHED:
		*(PSCSI_PHYSICAL_ADDRESS)Data = ScsiPortGetPhysicalAddress(Extension, NULL,
									   Extension->Uncached, &i);
		break;
	case MGMT_LONG_EVENT:
		MgmtLongEvent(Extension);
		break;
	default:
		Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	}
	return TRUE;
}

static UCHAR MgmtType(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	return Extension->Caches && Srb->PathId == 0 ? DIRECT_ACCESS_DEVICE : PROCESSOR_DEVICE;
}

static VOID NTAPI MgmtFlushed(PVOID DeviceExtension)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	ScsiDebugPrint(0, "mgmtport: flushed %u:%u:%u\n", Extension->Flushing->PathId,
		       Extension->Flushing->TargetId, Extension->Flushing->Lun);
	Extension->Flushing->SrbStatus = SRB_STATUS_SUCCESS;
	ScsiPortNotification(RequestComplete, Extension, Extension->Flushing);
}

/* TRUE if the answer is there. */
static BOOLEAN MgmtFlush(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ScsiDebugPrint(0, "mgmtport: %s %u:%u:%u tag %u\n",
		       Srb->Function == SRB_FUNCTION_FLUSH ? "FLUSH" : "SHUTDOWN",
		       Srb->PathId, Srb->TargetId, Srb->Lun, Srb->QueueTag);
	Srb->SrbStatus = Extension->CacheFails && Srb->Function == SRB_FUNCTION_SHUTDOWN ?
			 SRB_STATUS_ERROR : SRB_STATUS_SUCCESS;
	if (!Extension->LateFlush || Srb->Function != SRB_FUNCTION_FLUSH)
		return TRUE;
	Srb->SrbStatus = SRB_STATUS_PENDING;
	Extension->Flushing = Srb;
	ScsiPortNotification(RequestTimerCall, Extension, MgmtFlushed, MGMT_FLUSH_US);
	return FALSE;
}

/* TRUE if the answer is there. */
static BOOLEAN MgmtCommand(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	Extension->Flags = Srb->SrbFlags;
	Extension->Tagged += Srb->QueueTag != SP_UNTAGGED;
	if (Srb->Cdb[0] == MGMT_CDB_DROP)
		return FALSE;
	if (Srb->Cdb[0] == MGMT_CDB_KEEP) {
		Extension->Kept = Srb;
		return FALSE;
	}
	Srb->SrbStatus = Extension->NoUnit ? SRB_STATUS_SELECTION_TIMEOUT :
			 TestAnswer(Srb, MgmtType(Extension, Srb));
	return TRUE;
}

static BOOLEAN NTAPI MgmtStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PMGMT_EXTENSION Extension = DeviceExtension;
	PSRB_IO_CONTROL Control = Srb->DataBuffer;
	BOOLEAN Done = TRUE;

	ScsiPortNotification(NextRequest, Extension);
	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		Done = MgmtCommand(Extension, Srb);
		break;
	case SRB_FUNCTION_IO_CONTROL:
		if (Control->ControlCode == MGMT_FALSE)
			return FALSE;
		Done = MgmtIoControl(Extension, Srb);
		break;
	case SRB_FUNCTION_WMI:
		Done = MgmtWmiRequest(Extension, (PSCSI_WMI_REQUEST_BLOCK)Srb);
		break;
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		Done = MgmtFlush(Extension, Srb);
		break;
	default:
		Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	}
	if (Done)
		ScsiPortNotification(RequestComplete, Extension, Srb);
	return TRUE;
}

static BOOLEAN NTAPI MgmtInitialize(PVOID DeviceExtension)
{
	return TRUE;
}

static BOOLEAN NTAPI MgmtResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	if (Extension->Kept == NULL)
		ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
					SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static ULONG NTAPI MgmtFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PMGMT_EXTENSION Extension = DeviceExtension;

	Extension->NoUnit = TestHasWord(ArgumentString, "nounit");
	Extension->CacheFails = TestHasWord(ArgumentString, "cachefails");
	Extension->Caches = TestHasWord(ArgumentString, "caches") || Extension->CacheFails;
	ConfigInfo->CachesData = Extension->Caches;
	Extension->LateFlush = TestHasWord(ArgumentString, "lateflush");
	ConfigInfo->WmiDataProvider = TestHasWord(ArgumentString, "wmi");
	ConfigInfo->NumberOfBuses = 2;
	if (!TestHasWord(ArgumentString, "preset"))
		ConfigInfo->InitiatorBusId[0] = 7;
	ConfigInfo->Master = TestHasWord(ArgumentString, "preset");
	ConfigInfo->ScatterGather = ConfigInfo->Master;
	ConfigInfo->Dma32BitAddresses = ConfigInfo->Master;
	if (TestHasWord(ArgumentString, "uncached"))
		Extension->Uncached = ScsiPortGetUncachedExtension(Extension, ConfigInfo, 100);
	ConfigInfo->MaximumNumberOfTargets = 2;
	ConfigInfo->MaximumNumberOfLogicalUnits = 1;
	ConfigInfo->AlignmentMask = 3;
	*Again = FALSE;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;
	ULONG i;

	for (i = 0; i < sizeof(Data); i++)
		((PUCHAR)&Data)[i] = 0;
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = MgmtInitialize;
	Data.HwStartIo = MgmtStartIo;
	Data.HwFindAdapter = MgmtFindAdapter;
	Data.HwResetBus = MgmtResetBus;
	Data.DeviceExtensionSize = sizeof(MGMT_EXTENSION);
	Data.SpecificLuExtensionSize = 16;
	Data.SrbExtensionSize = sizeof(MGMT_SRB_EXTENSION);
	Data.NumberOfAccessRanges = 2;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
