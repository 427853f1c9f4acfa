// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport whose routines take as long as they are told to, on QEMU's "edu" device, which raises
 * its line when a register is written. Its one unit, a processor device, exists in this file only.
 *
 * ArgumentString is a list of words:
 *
 * start=N, interrupt=N, enable=N, disable=N, timer=N, reset=N, control=N, initialize=N
 *		microseconds that the routine stalls
 * way=enable	a request is completed by an Enable callback
 * way=timer	... by HwTimer; else HwInterrupt does it
 */
#include "testunit.h"

/* Registers of the device, from QEMU's docs/specs/edu. */
#define TIME_INTERRUPT_STATUS	0x24
#define TIME_INTERRUPT_RAISE	0x60
#define TIME_INTERRUPT_ACK	0x64	/* the line falls when no bit is left */
#define TIME_WINDOW_BYTES	0x100000

#define TIME_REQUEST		0x1
#define TIME_TIMER_US		100
#define TIME_STALL_US		1000	/* ScsiPortStallExecution() is for less than that */

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _TIME_EXTENSION {
	PUCHAR Registers;
	PSCSI_REQUEST_BLOCK Srb;
	BOOLEAN ByEnable, ByTimer;
	ULONG Start, Interrupt, Enable, Disable, Timer, Reset, Control, Initialize;
} TIME_EXTENSION, *PTIME_EXTENSION;

static ULONG TimeNumber(PCHAR Text, PCSTR Word)
{
	ULONG i, Number = 0;

	for (; Text != NULL && *Text != 0; Text++) {
		for (i = 0; Word[i] != 0 && Text[i] == Word[i]; i++)
			;
		if (Word[i] != 0)
			continue;
		for (; Text[i] >= '0' && Text[i] <= '9'; i++)
			Number = Number * 10 + Text[i] - '0';
		return Number;
	}
	return 0;
}

static VOID TimeStall(ULONG Microseconds)
{
	for (; Microseconds > TIME_STALL_US; Microseconds -= TIME_STALL_US)
		ScsiPortStallExecution(TIME_STALL_US);
	ScsiPortStallExecution(Microseconds);
}

static VOID TimeComplete(PTIME_EXTENSION Extension)
{
	PSCSI_REQUEST_BLOCK Srb = Extension->Srb;

	if (Srb == NULL)
		return;
	Extension->Srb = NULL;
	Srb->SrbStatus = TestAnswer(Srb, PROCESSOR_DEVICE);
	ScsiPortNotification(RequestComplete, Extension, Srb);
	ScsiPortNotification(NextRequest, Extension);
}

static BOOLEAN NTAPI TimeDisable(PVOID DeviceExtension)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	TimeStall(Extension->Disable);
	return TRUE;
}

static BOOLEAN NTAPI TimeEnable(PVOID DeviceExtension)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	TimeStall(Extension->Enable);
	TimeComplete(Extension);
	ScsiPortNotification(CallDisableInterrupts, Extension, TimeDisable);
	return TRUE;
}

static VOID NTAPI TimeTimer(PVOID DeviceExtension)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	TimeStall(Extension->Timer);
	TimeComplete(Extension);
}

static BOOLEAN NTAPI TimeInterrupt(PVOID DeviceExtension)
{
	PTIME_EXTENSION Extension = DeviceExtension;
	ULONG Status;

	Status = ScsiPortReadRegisterUlong((PULONG)(Extension->Registers + TIME_INTERRUPT_STATUS));
	if (Status == 0)
		return FALSE;
	ScsiPortWriteRegisterUlong((PULONG)(Extension->Registers + TIME_INTERRUPT_ACK), Status);
	TimeStall(Extension->Interrupt);
	if (Extension->ByEnable)
		ScsiPortNotification(CallEnableInterrupts, Extension, TimeEnable);
	else if (Extension->ByTimer)
		ScsiPortNotification(RequestTimerCall, Extension, TimeTimer, TIME_TIMER_US);
	else
		TimeComplete(Extension);
	return TRUE;
}

static BOOLEAN NTAPI TimeStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	Extension->Srb = Srb;
	TimeStall(Extension->Start);
	ScsiPortWriteRegisterUlong((PULONG)(Extension->Registers + TIME_INTERRUPT_RAISE),
				   TIME_REQUEST);
	return TRUE;
}

static BOOLEAN NTAPI TimeInitialize(PVOID DeviceExtension)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	TimeStall(Extension->Initialize);
	return TRUE;
}

static BOOLEAN NTAPI TimeResetBus(PVOID DeviceExtension, ULONG PathId)
{
	PTIME_EXTENSION Extension = DeviceExtension;

	TimeStall(Extension->Reset);
	Extension->Srb = NULL;
	ScsiPortCompleteRequest(Extension, (UCHAR)PathId, SP_UNTAGGED, SP_UNTAGGED,
				SRB_STATUS_BUS_RESET);
	ScsiPortNotification(NextRequest, Extension);
	return TRUE;
}

static SCSI_ADAPTER_CONTROL_STATUS NTAPI
TimeControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters)
{
	PTIME_EXTENSION Extension = DeviceExtension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;

	if (ControlType == ScsiQuerySupportedControlTypes)
		List->SupportedTypeList[ScsiStopAdapter] = TRUE;
	else
		TimeStall(Extension->Control);
	return ScsiAdapterControlSuccess;
}

static ULONG NTAPI TimeFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PTIME_EXTENSION Extension = DeviceExtension;
	PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	*Again = FALSE;
	Extension->Registers = ScsiPortGetDeviceBase(Extension, ConfigInfo->AdapterInterfaceType,
						     ConfigInfo->SystemIoBusNumber,
						     Range->RangeStart, TIME_WINDOW_BYTES, FALSE);
	if (Extension->Registers == NULL)
		return SP_RETURN_ERROR;
	Extension->Start = TimeNumber(ArgumentString, "start=");
	Extension->Interrupt = TimeNumber(ArgumentString, "interrupt=");
	Extension->Enable = TimeNumber(ArgumentString, "enable=");
	Extension->Disable = TimeNumber(ArgumentString, "disable=");
	Extension->Timer = TimeNumber(ArgumentString, "timer=");
	Extension->Reset = TimeNumber(ArgumentString, "reset=");
	Extension->Control = TimeNumber(ArgumentString, "control=");
	Extension->Initialize = TimeNumber(ArgumentString, "initialize=");
	Extension->ByEnable = TestHasWord(ArgumentString, "way=enable");
	Extension->ByTimer = TestHasWord(ArgumentString, "way=timer");
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.HwInitialize = TimeInitialize;
	Data.HwStartIo = TimeStartIo;
	Data.HwInterrupt = TimeInterrupt;
	Data.HwFindAdapter = TimeFindAdapter;
	Data.HwResetBus = TimeResetBus;
	Data.HwAdapterControl = TimeControl;
	Data.DeviceExtensionSize = sizeof(TIME_EXTENSION);
	Data.NumberOfAccessRanges = 1;
	Data.MapBuffers = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
