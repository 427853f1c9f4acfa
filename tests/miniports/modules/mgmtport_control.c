// SPDX-License-Identifier: GPL-2.0-only
/* What each control code of an SRB_IO_CONTROL does. */
#include "mgmtport.h"

#define MGMT_TARDY_US	5000000

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

/* TRUE if the answer is there. */
BOOLEAN MgmtIoControl(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
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
