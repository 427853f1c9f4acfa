// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: SRB_FUNCTION_IO_CONTROL with the signature "SCSIDISK": IDENTIFY and SMART. */
#include "finish.h"
#include "registers.h"
#include "sense.h"
#include "smart.h"
#include "transfer.h"
#include <guiddef.h>
#include <devioctl.h>
#include <ntdddisk.h>

/* What SMART commands need in the LBA registers. */
#define ATA_SMART_LBA_MID	0x4f
#define ATA_SMART_LBA_HIGH	0xc2

typedef struct _ATA_SMART {
	ULONG Code;
	UCHAR Feature;
	UCHAR Protocol;
} ATA_SMART;

/* The last byte of the control codes, in their order. */
static const ATA_SMART AtaSmart[] = {
	{ IOCTL_SCSI_MINIPORT_READ_SMART_ATTRIBS, READ_ATTRIBUTES, AtaPioIn },
	{ IOCTL_SCSI_MINIPORT_READ_SMART_THRESHOLDS, READ_THRESHOLDS, AtaPioIn },
	{ IOCTL_SCSI_MINIPORT_ENABLE_SMART, ENABLE_SMART, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_DISABLE_SMART, DISABLE_SMART, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_RETURN_STATUS, RETURN_SMART_STATUS, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_ENABLE_DISABLE_AUTOSAVE, ENABLE_DISABLE_AUTOSAVE, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_SAVE_ATTRIBUTE_VALUES, SAVE_ATTRIBUTE_VALUES, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_EXECUTE_OFFLINE_DIAGS, EXECUTE_OFFLINE_DIAGS, AtaNonData },
	{ IOCTL_SCSI_MINIPORT_ENABLE_DISABLE_AUTO_OFFLINE, ENABLE_DISABLE_AUTO_OFFLINE,
	  AtaNonData },
	{ IOCTL_SCSI_MINIPORT_READ_SMART_LOG, SMART_READ_LOG, AtaPioIn },
	{ IOCTL_SCSI_MINIPORT_WRITE_SMART_LOG, SMART_WRITE_LOG, AtaPioOut },
};

static const UCHAR AtaSignature[8] = { 'S', 'C', 'S', 'I', 'D', 'I', 'S', 'K' };

#define ATA_OUT_HEAD	FIELD_OFFSET(SENDCMDOUTPARAMS, bBuffer)
#define ATA_IN_HEAD	FIELD_OFFSET(SENDCMDINPARAMS, bBuffer)

static PSRB_IO_CONTROL AtaControlOf(PATA_REQUEST Request)
{
	return Request->Srb->DataBuffer;
}

/* The request is answered; why it failed, if so, is in the data. */
static VOID AtaAnswer(PATA_EXTENSION Extension, PATA_REQUEST Request, UCHAR DriverError,
		      UCHAR IdeError, ULONG Bytes)
{
	PSRB_IO_CONTROL Control = AtaControlOf(Request);
	PSENDCMDOUTPARAMS Out = (PSENDCMDOUTPARAMS)(Control + 1);
	ULONG Length = sizeof(*Control) + ATA_OUT_HEAD + Bytes;

	Out->cBufferSize = Bytes;
	memset(&Out->DriverStatus, 0, sizeof(Out->DriverStatus));
	Out->DriverStatus.bDriverError = DriverError;
	Out->DriverStatus.bIDEError = IdeError;
	Control->ReturnCode = DriverError;
	if (Length < Request->Srb->DataTransferLength)
		Request->Srb->DataTransferLength = Length;
	AtaFinish(Extension, Request->Srb, SRB_STATUS_SUCCESS);
}

static VOID AtaVersion(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSRB_IO_CONTROL Control = AtaControlOf(Request);
	PGETVERSIONINPARAMS Version = (PGETVERSIONINPARAMS)(Control + 1);
	PATA_DRIVE Drive;
	ULONG i;

	if (Request->Srb->DataTransferLength < sizeof(*Control) + sizeof(*Version)) {
		AtaFinish(Extension, Request->Srb, SRB_STATUS_INVALID_REQUEST);
		return;
	}
	memset(Version, 0, sizeof(*Version));
	Version->bVersion = 1;
	Version->bRevision = 1;
	Version->fCapabilities = CAP_ATA_ID_CMD | CAP_ATAPI_ID_CMD | CAP_SMART_CMD;
	for (i = 0; i < ATA_CHANNELS * ATA_DRIVES; i++) {
		Drive = &Extension->Channels[i / ATA_DRIVES].Drives[i % ATA_DRIVES];
		if (Drive->Present)
			Version->bIDEDeviceMap |= 1 << (Drive->Packet ? i + 4 : i);
	}
	Control->ReturnCode = SMART_NO_ERROR;
	Request->Srb->DataTransferLength = sizeof(*Control) + sizeof(*Version);
	AtaFinish(Extension, Request->Srb, SRB_STATUS_SUCCESS);
}

static VOID AtaDoneSmart(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSRB_IO_CONTROL Control = AtaControlOf(Request);
	PSENDCMDOUTPARAMS Out = (PSENDCMDOUTPARAMS)(Control + 1);
	PIDEREGS Registers = (PIDEREGS)Out->bBuffer;
	BOOLEAN Status = Control->ControlCode == IOCTL_SCSI_MINIPORT_RETURN_STATUS;
	ULONG Bytes = Request->Protocol == AtaPioIn ? Request->Moved : 0;

	if (AtaHasFailed(Request)) {
		AtaReadTask(AtaChannelOf(Extension, Request->Drive), &Request->Result);
		AtaAnswer(Extension, Request, SMART_IDE_ERROR, Request->Result.Features, 0);
		return;
	}
	/* A disk that expects to fail says so in the registers. */
	if (Status) {
		AtaReadTask(AtaChannelOf(Extension, Request->Drive), &Request->Result);
		memset(Registers, 0, sizeof(*Registers));
		Registers->bFeaturesReg = RETURN_SMART_STATUS;
		Registers->bSectorCountReg = Request->Result.Count;
		Registers->bSectorNumberReg = Request->Result.LbaLow;
		Registers->bCylLowReg = Request->Result.LbaMid;
		Registers->bCylHighReg = Request->Result.LbaHigh;
		Registers->bDriveHeadReg = Request->Result.Device;
		Registers->bCommandReg = ATA_CMD_SMART;
		Bytes = sizeof(*Registers);
	}
	AtaAnswer(Extension, Request, SMART_NO_ERROR, 0, Bytes);
}

/* Registers and data of one of the commands above. FALSE: no such command. */
static BOOLEAN AtaSetSmart(PATA_REQUEST Request, ULONG Code, PSENDCMDINPARAMS In)
{
	PATA_TASKFILE Task = &Request->Task;
	ULONG i;

	for (i = 0; i < sizeof(AtaSmart) / sizeof(ATA_SMART); i++) {
		if (AtaSmart[i].Code != Code)
			continue;
		Request->Protocol = AtaSmart[i].Protocol;
		Task->Command = ATA_CMD_SMART;
		Task->Features = AtaSmart[i].Feature;
		Task->Count = In->irDriveRegs.bSectorCountReg;
		Task->LbaLow = In->irDriveRegs.bSectorNumberReg;
		Task->LbaMid = ATA_SMART_LBA_MID;
		Task->LbaHigh = ATA_SMART_LBA_HIGH;
		return TRUE;
	}
	if (Code != IOCTL_SCSI_MINIPORT_IDENTIFY)
		return FALSE;
	Request->Protocol = AtaPioIn;
	Task->Command = Request->Drive->Packet ? ATA_CMD_IDENTIFY_PACKET : ATA_CMD_IDENTIFY;
	return TRUE;
}

static PATA_DRIVE AtaDriveNumber(PATA_EXTENSION Extension, UCHAR Number)
{
	PATA_DRIVE Drive;

	if (Number >= ATA_CHANNELS * ATA_DRIVES)
		return NULL;
	Drive = &Extension->Channels[Number / ATA_DRIVES].Drives[Number % ATA_DRIVES];
	return Drive->Present ? Drive : NULL;
}

/* Sectors that the command moves: one, but for logs. */
static ULONG AtaSmartLength(PATA_REQUEST Request)
{
	if (Request->Protocol == AtaNonData)
		return 0;
	if (Request->Task.Features == SMART_READ_LOG || Request->Task.Features == SMART_WRITE_LOG)
		return Request->Task.Count * ATA_SECTOR;
	return ATA_SECTOR;
}

static VOID AtaSmartCommand(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSRB_IO_CONTROL Control = AtaControlOf(Request);
	PSENDCMDINPARAMS In = (PSENDCMDINPARAMS)(Control + 1);
	PSENDCMDOUTPARAMS Out = (PSENDCMDOUTPARAMS)(Control + 1);
	ULONG Room = Request->Srb->DataTransferLength - sizeof(*Control);

	Request->Drive = AtaDriveNumber(Extension, In->bDriveNumber);
	if (!Request->Drive) {
		AtaAnswer(Extension, Request, SMART_INVALID_DRIVE, 0, 0);
		return;
	}
	Request->Task.Device = ATA_DEVICE_ALWAYS;
	if (Request->Drive->Number)
		Request->Task.Device |= ATA_DEVICE_SECOND;
	if (!AtaSetSmart(Request, Control->ControlCode, In)) {
		AtaAnswer(Extension, Request, SMART_INVALID_IOCTL, 0, 0);
		return;
	}
	if (Request->Drive->Packet && Request->Task.Command == ATA_CMD_SMART) {
		AtaAnswer(Extension, Request, SMART_NOT_SUPPORTED, 0, 0);
		return;
	}
	Request->Length = AtaSmartLength(Request);
	Request->Block = ATA_SECTOR;
	Request->Data = Request->Protocol == AtaPioOut ? In->bBuffer : Out->bBuffer;
	if (Request->Length + (Request->Data - (PUCHAR)(Control + 1)) > Room ||
	    (Request->Protocol != AtaNonData && Request->Length == 0) ||
	    (Control->ControlCode == IOCTL_SCSI_MINIPORT_RETURN_STATUS &&
	     ATA_OUT_HEAD + sizeof(IDEREGS) > Room)) {
		AtaAnswer(Extension, Request, SMART_INVALID_BUFFER, 0, 0);
		return;
	}
	Request->Done = AtaDoneSmart;
	AtaSubmit(Extension, Request);
}

/* Context: HwScsiStartIo. */
VOID AtaIoControl(PATA_EXTENSION Extension, PATA_REQUEST Request)
{
	PSRB_IO_CONTROL Control = AtaControlOf(Request);
	ULONG Length = Request->Srb->DataTransferLength;
	ULONG i;

	for (i = 0; i < sizeof(AtaSignature); i++) {
		if (Length < sizeof(*Control) || Control->Signature[i] != AtaSignature[i]) {
			AtaFinish(Extension, Request->Srb, SRB_STATUS_INVALID_REQUEST);
			return;
		}
	}
	if (Control->ControlCode == IOCTL_SCSI_MINIPORT_SMART_VERSION)
		AtaVersion(Extension, Request);
	else if (Length < sizeof(*Control) + ATA_IN_HEAD)
		AtaFinish(Extension, Request->Srb, SRB_STATUS_INVALID_REQUEST);
	else
		AtaSmartCommand(Extension, Request);
}
