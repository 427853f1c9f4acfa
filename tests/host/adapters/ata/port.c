// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: the port, as far as the ATA miniport needs one. */
#include "test.h"

struct ata_port Port;
HW_INITIALIZATION_DATA Hw;

/* The last of its two calls is the one for ISA. */
ULONG ScsiPortInitialize(PVOID DriverObject, PVOID RegistryPath, PHW_INITIALIZATION_DATA Init,
			 PVOID Context)
{
	Hw = *Init;
	return 0;
}

ULONG ScsiPortGetBusData(PVOID Extension, ULONG Type, ULONG Bus, ULONG Slot, PVOID Buffer,
			 ULONG Length)
{
	return 0;
}

BOOLEAN ScsiPortValidateRange(PVOID Extension, INTERFACE_TYPE Type, ULONG Bus,
			      SCSI_PHYSICAL_ADDRESS Address, ULONG Bytes, BOOLEAN InIoSpace)
{
	return Address.QuadPart == PORT_COMMAND || Address.QuadPart == PORT_CONTROL;
}

PVOID ScsiPortGetDeviceBase(PVOID Extension, INTERFACE_TYPE Type, ULONG Bus,
			    SCSI_PHYSICAL_ADDRESS Address, ULONG Bytes, BOOLEAN InIoSpace)
{
	return (PVOID)(ULONG_PTR)Address.QuadPart;
}

void ScsiPortFreeDeviceBase(PVOID Extension, PVOID Address)
{
}

SCSI_PHYSICAL_ADDRESS ScsiPortConvertUlongToPhysicalAddress(ULONG_PTR Address)
{
	SCSI_PHYSICAL_ADDRESS Physical;

	Physical.QuadPart = Address;
	return Physical;
}

void ScsiPortMoveMemory(PVOID To, const VOID *From, ULONG Length)
{
	memmove(To, From, Length);
}

void ScsiPortStallExecution(ULONG Microseconds)
{
	DrivePass(Microseconds);
}

static void Complete(PSCSI_REQUEST_BLOCK Request)
{
	Port.Completions++;
	if (!(Request->SrbFlags & SRB_FLAGS_IS_ACTIVE))
		Port.Twice++;
	Request->SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
}

void ScsiPortNotification(SCSI_NOTIFICATION_TYPE Type, PVOID Extension, ...)
{
	__builtin_va_list Args;

	__builtin_va_start(Args, Extension);
	switch (Type) {
	case RequestComplete:
		Complete(__builtin_va_arg(Args, PSCSI_REQUEST_BLOCK));
		break;
	case CallEnableInterrupts:
		Port.Enable = __builtin_va_arg(Args, PHW_INTERRUPT);
		break;
	case CallDisableInterrupts:
		Port.Disable = __builtin_va_arg(Args, PHW_INTERRUPT);
		break;
	case RequestTimerCall:
		Port.Timer = __builtin_va_arg(Args, PHW_TIMER);
		break;
	default:
		break;
	}
	__builtin_va_end(Args);
}

void ScsiPortCompleteRequest(PVOID Extension, UCHAR Path, UCHAR Target, UCHAR Lun, UCHAR SrbStatus)
{
	if (!(Srb.SrbFlags & SRB_FLAGS_IS_ACTIVE))
		return;
	Srb.SrbStatus = SrbStatus;
	Complete(&Srb);
}

void ScsiPortLogError(PVOID Extension, PSCSI_REQUEST_BLOCK Request, UCHAR Path, UCHAR Target,
		      UCHAR Lun, ULONG Code, ULONG Id)
{
	Port.Logged++;
}
