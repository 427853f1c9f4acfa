// SPDX-License-Identifier: GPL-2.0-only
/*
 * A miniport of an HBA that does DMA, which checks what it is told about its data and moves none.
 * Its disk reads as whatever was in the buffer. What is wrong goes to ScsiPortLogError, with the
 * line of the check as UniqueId, and the request fails.
 */
#include "testunit.h"

#define DATA_UNCACHED_BYTES	(32 * 1024 * 1024)
#define DATA_BLOCKS		(2 * 1024 * 1024)
#define DATA_BLOCK_BYTES	512
#define DATA_PAGE		4096
#define DATA_FAR		0x10000000000ULL

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2);

typedef struct _DATA_EXTENSION {
	PUCHAR Uncached;
	ULONG UncachedBytes;
	ULONGLONG UncachedAddress;
} DATA_EXTENSION, *PDATA_EXTENSION;

/*
 * The addresses of a scattered buffer go on behind its first page, so they must be nobody's: not of
 * memory, which is never this far from other memory.
 */
static BOOLEAN DataIsNearMemory(PDATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ULONGLONG Distance = (ULONG_PTR)Srb->DataBuffer - (ULONG_PTR)Extension->Uncached;

	return Distance < DATA_FAR || 0 - Distance < DATA_FAR;
}

/* The line of the first check that fails, or 0. */
static ULONG DataCheckPiece(PDATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, ULONG Offset,
			    PULONG Bytes)
{
	ULONG Left = Srb->DataTransferLength - Offset;
	ULONGLONG Address, Again;
	ULONG Length = 0x12345678;

	Address = ScsiPortGetPhysicalAddress(Extension, Srb, (PUCHAR)Srb->DataBuffer + Offset,
					     &Length).QuadPart;
	*Bytes = Length;
	if (Address == 0 || Length == 0)
		return __LINE__;
	if (Length > Left)
		return __LINE__;
	if (Address + Length > Extension->UncachedAddress &&
	    Address < Extension->UncachedAddress + Extension->UncachedBytes)
		return __LINE__;
	if (Length < Srb->DataTransferLength && DataIsNearMemory(Extension, Srb))
		return __LINE__;
	/* Pages stay whole: miniports take one address for each. */
	if (Length < Left && (Address + Length) % DATA_PAGE != 0)
		return __LINE__;
	if (Offset != 0 && Address % DATA_PAGE != 0)
		return __LINE__;
	/* From the middle of the piece, and back. */
	Again = ScsiPortGetPhysicalAddress(Extension, Srb,
					   (PUCHAR)Srb->DataBuffer + Offset + *Bytes / 2,
					   &Length).QuadPart;
	if (Again != Address + *Bytes / 2 || Length != *Bytes - *Bytes / 2)
		return __LINE__;
	return 0;
}

static ULONG DataCheck(PDATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Offset, Bytes, Line;

	for (Offset = 0; Offset < Srb->DataTransferLength; Offset += Bytes) {
		Line = DataCheckPiece(Extension, Srb, Offset, &Bytes);
		if (Line != 0)
			return Line;
	}
	/* A walk that has come to the end starts anew. */
	return DataCheckPiece(Extension, Srb, 0, &Bytes);
}

static UCHAR DataTransfer(PDATA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Line = DataCheck(Extension, Srb);

	if (Line == 0)
		return SRB_STATUS_SUCCESS;
	ScsiPortLogError(Extension, Srb, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, Line);
	return SRB_STATUS_INTERNAL_ERROR;
}

static UCHAR DataCapacity(PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;
	const ULONG Last = DATA_BLOCKS - 1;
	ULONG i;

	for (i = 0; i < 4; i++) {
		Data[i] = (UCHAR)(Last >> (24 - 8 * i));
		Data[4 + i] = (UCHAR)(DATA_BLOCK_BYTES >> (24 - 8 * i));
	}
	return SRB_STATUS_SUCCESS;
}

static BOOLEAN NTAPI DataStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	if (Srb->TargetId == 0 && Srb->Lun == 0 &&
	    (Srb->Cdb[0] == SCSIOP_READ || Srb->Cdb[0] == SCSIOP_WRITE))
		Srb->SrbStatus = DataTransfer(DeviceExtension, Srb);
	else if (Srb->TargetId == 0 && Srb->Lun == 0 && Srb->Cdb[0] == SCSIOP_READ_CAPACITY)
		Srb->SrbStatus = DataCapacity(Srb);
	else
		Srb->SrbStatus = TestAnswer(Srb, DIRECT_ACCESS_DEVICE);
	ScsiPortNotification(RequestComplete, DeviceExtension, Srb);
	ScsiPortNotification(NextRequest, DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI DataInitialize(PVOID DeviceExtension)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	return TRUE;
}

static BOOLEAN NTAPI DataResetBus(PVOID DeviceExtension, ULONG PathId)
{
	UNREFERENCED_PARAMETER(DeviceExtension);
	UNREFERENCED_PARAMETER(PathId);
	return TRUE;
}

static ULONG NTAPI DataFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
				   PCHAR ArgumentString,
				   PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	PDATA_EXTENSION Extension = DeviceExtension;
	ULONG Length;

	UNREFERENCED_PARAMETER(HwContext);
	UNREFERENCED_PARAMETER(BusInformation);
	UNREFERENCED_PARAMETER(ArgumentString);
	*Again = FALSE;
	ConfigInfo->NumberOfBuses = 1;
	ConfigInfo->MaximumNumberOfTargets = 1;
	ConfigInfo->BusInterruptLevel = 0;
	ConfigInfo->BusInterruptVector = 0;
	ConfigInfo->Master = TRUE;
	ConfigInfo->ScatterGather = TRUE;
	ConfigInfo->Dma32BitAddresses = TRUE;

	/* After a failure a smaller size may be tried. */
	Extension->UncachedBytes = DATA_UNCACHED_BYTES;
	do {
		Extension->Uncached = ScsiPortGetUncachedExtension(Extension, ConfigInfo,
								   Extension->UncachedBytes);
		if (!Extension->Uncached)
			Extension->UncachedBytes /= 2;
	} while (!Extension->Uncached && Extension->UncachedBytes >= DATA_PAGE);
	if (!Extension->Uncached)
		return SP_RETURN_ERROR;
	Extension->UncachedAddress = ScsiPortGetPhysicalAddress(Extension, NULL,
								Extension->Uncached,
								&Length).QuadPart;
	return SP_RETURN_FOUND;
}

ULONG NTAPI DriverEntry(PVOID Argument1, PVOID Argument2)
{
	HW_INITIALIZATION_DATA Data;

	RtlZeroMemory(&Data, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = Internal;
	Data.HwInitialize = DataInitialize;
	Data.HwStartIo = DataStartIo;
	Data.HwFindAdapter = DataFindAdapter;
	Data.HwResetBus = DataResetBus;
	Data.DeviceExtensionSize = sizeof(DATA_EXTENSION);
	Data.SrbExtensionSize = 64;
	Data.NumberOfAccessRanges = 2;
	Data.NeedPhysicalAddresses = TRUE;
	Data.AutoRequestSense = TRUE;
	return ScsiPortInitialize(Argument1, Argument2, &Data, NULL);
}
