// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: the port, as far as this miniport needs one. */
#include "test.h"

struct pv_port Port;
HW_INITIALIZATION_DATA Hw;
static PV_ADAPTER Adapter;
PV_ADAPTER *Ext = &Adapter;
static UCHAR Memory[COMMON_BYTES + 4096];
PUCHAR Common;
ULONG Pieces = 1 << 20;
void (*Meanwhile)(void);
SCSI_REQUEST_BLOCK Srbs[MAX_REQUESTS];

/* Pages of it are pages. */
void PortBegin(void)
{
	Common = Memory + (-(ULONG_PTR)Memory & 4095);
}

ULONG ScsiPortInitialize(PVOID DriverObject, PVOID RegistryPath, PHW_INITIALIZATION_DATA Init,
			 PVOID Context)
{
	Hw = *Init;
	return 0;
}

PVOID ScsiPortGetDeviceBase(PVOID Extension, INTERFACE_TYPE Bus, ULONG Number_,
			    SCSI_PHYSICAL_ADDRESS Address,
			    ULONG Bytes, BOOLEAN InIoSpace)
{
	return (PVOID)(ULONG_PTR)0x10000;
}

void ScsiPortFreeDeviceBase(PVOID Extension, PVOID Address)
{
}

/* Not at a page's begin: nothing promises that. */
PVOID ScsiPortGetUncachedExtension(PVOID Extension, PPORT_CONFIGURATION_INFORMATION Config,
				   ULONG Bytes)
{
	return Bytes + 512 <= EXTENSION_AT ? Common + 512 : NULL;
}

SCSI_PHYSICAL_ADDRESS ScsiPortGetPhysicalAddress(PVOID Extension, PSCSI_REQUEST_BLOCK Srb, PVOID Va,
						 ULONG *Length)
{
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Offset;

	if ((PUCHAR)Va >= Common && (PUCHAR)Va < Common + COMMON_BYTES) {
		*Length = Common + COMMON_BYTES - (PUCHAR)Va;
	} else {
		Offset = (PUCHAR)Va - (PUCHAR)Srb->DataBuffer;
		*Length = Pieces - Offset % Pieces;
		if (*Length > Srb->DataTransferLength - Offset)
			*Length = Srb->DataTransferLength - Offset;
	}
	Address.QuadPart = (ULONG_PTR)Va + BUS_DELTA;
	return Address;
}

void ScsiPortNotification(SCSI_NOTIFICATION_TYPE Type, PVOID Extension, ...)
{
	__builtin_va_list Args;

	__builtin_va_start(Args, Extension);
	switch (Type) {
	case RequestComplete:
		Port.Last = __builtin_va_arg(Args, PSCSI_REQUEST_BLOCK);
		Port.Completions++;
		if (!(Port.Last->SrbFlags & SRB_FLAGS_IS_ACTIVE))
			Port.Twice++;
		Port.Last->SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
		break;
	case NextRequest:
		Port.NextRequests++;
		break;
	case NextLuRequest:
		Port.NextLuRequests++;
		break;
	case BusChangeDetected:
		Port.BusChanges++;
		break;
	default:
		break;
	}
	__builtin_va_end(Args);
}

void ScsiPortCompleteRequest(PVOID Extension, UCHAR Path, UCHAR Target, UCHAR Lun, UCHAR SrbStatus)
{
	ULONG i;

	Port.Wildcards++;
	for (i = 0; i < MAX_REQUESTS; i++) {
		if (!(Srbs[i].SrbFlags & SRB_FLAGS_IS_ACTIVE))
			continue;
		Srbs[i].SrbFlags &= ~SRB_FLAGS_IS_ACTIVE;
		Srbs[i].SrbStatus = SrbStatus;
		Port.Completions++;
	}
}

void ScsiPortLogError(PVOID Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR Path, UCHAR Target, UCHAR Lun,
		      ULONG Code,
		      ULONG Id)
{
	Port.Logged++;
}

void ScsiPortStallExecution(ULONG Microseconds)
{
	Port.Stalled += Microseconds;
	if (Meanwhile && Port.Stalled >= 1000) {
		Meanwhile();
		Meanwhile = NULL;
	}
}

void ScsiDebugPrint(ULONG Level, const char *Format, ...)
{
}
