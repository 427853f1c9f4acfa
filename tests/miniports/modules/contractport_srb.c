// SPDX-License-Identifier: GPL-2.0-only
/* Tests of the SRB, of logical units, and what HwFindAdapter and HwInitialize saw. */
#include "contractport.h"

/* ---- the SRB */

static ULONG TestSrbFields(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	CHECK(Srb->Length == sizeof(SCSI_REQUEST_BLOCK));
	CHECK(Srb->Function == SRB_FUNCTION_EXECUTE_SCSI);
	CHECK(Srb->SrbStatus == SRB_STATUS_PENDING);
	CHECK(Srb->ScsiStatus == 0);
	CHECK(Srb->CdbLength == 12);
	for (i = 12; i < sizeof(Srb->Cdb); i++)
		CHECK(Srb->Cdb[i] == 0);
	CHECK(Srb->DataTransferLength == 32);
	CHECK(Srb->DataBuffer != NULL);
	CHECK((Srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) == SRB_FLAGS_DATA_IN);
	CHECK((Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE) == 0);
	CHECK((Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE) != 0);
	CHECK(Srb->SenseInfoBuffer != NULL && Srb->SenseInfoBufferLength >= 18);
	CHECK(Srb->TimeOutValue == 7);
	CHECK(Srb->NextSrb == NULL);
	CHECK(Srb->OriginalRequest != NULL);
	CHECK(Srb->SrbExtension != NULL && ((ULONG_PTR)Srb->SrbExtension & 7) == 0);
	CHECK(!Contract->Recursed);
	return 0;
}

/* The extension is the request's alone: all of it, and no other's. */
static ULONG TestSrbExtension(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Mine = Srb->SrbExtension;
	ULONG i;

	CHECK(Contract->HeldCount > 0);
	for (i = 0; i < Contract->HeldCount; i++) {
		PUCHAR Other = Contract->Held[i].Srb->SrbExtension;

		CHECK(Contract->Held[i].Srb->SrbStatus == SRB_STATUS_PENDING);
		CHECK(Other + CONTRACT_SRB_EXTENSION <= Mine ||
		      Mine + CONTRACT_SRB_EXTENSION <= Other);
		CHECK(Contract->Held[i].Srb->SenseInfoBuffer != Srb->SenseInfoBuffer);
	}
	RtlFillMemory(Mine, CONTRACT_SRB_EXTENSION, 0xa5);
	for (i = 0; i < Srb->SenseInfoBufferLength; i++)
		CHECK(((PUCHAR)Srb->SenseInfoBuffer)[i] != 0xa5);
	return 0;
}

static ULONG TestTags(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG i;

	UNREFERENCED_PARAMETER(Contract);
	if (Srb->Lun == 1) {
		CHECK(Srb->QueueTag == SP_UNTAGGED);
		CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) == 0);
		return 0;
	}
	CHECK(Srb->QueueTag >= 1 && Srb->QueueTag <= 254);
	CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) != 0);
	CHECK(Srb->QueueAction == SRB_SIMPLE_TAG_REQUEST);
	/* Unique on the adapter, not on the LU. */
	for (i = 0; i < Contract->HeldCount; i++)
		CHECK(Contract->Held[i].Tag != Srb->QueueTag);
	return 0;
}

static ULONG TestGetSrb(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Path = Srb->PathId, Target = Srb->TargetId, Lun = Srb->Lun, Tag = Srb->QueueTag;
	ULONG i;

	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, Tag) == Srb);
	if (Tag == SP_UNTAGGED)
		CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, -1) == Srb);
	else
		CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, SP_UNTAGGED) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, (UCHAR)(1 - Lun), Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, (UCHAR)(1 - Path), Target, Lun, Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, 77, Lun, Tag) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, 0) == NULL);
	CHECK(ScsiPortGetSrb(Contract, Path, Target, Lun, Tag == 254 ? 253 : 254) == NULL);
	for (i = 0; i < Contract->HeldCount; i++)
		CHECK(ScsiPortGetSrb(Contract, Contract->Held[i].PathId, Contract->Held[i].TargetId,
				     Contract->Held[i].Lun, Contract->Held[i].Tag) ==
		      Contract->Held[i].Srb);
	return 0;
}

/* ---- logical units */

static ULONG TestLuExtension(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	PCONTRACT_LU Other;
	ULONG i;

	CHECK(Lu != NULL);
	for (i = 0; i < sizeof(Lu->Zeros); i++)
		CHECK(Lu->Zeros[i] == 0);
	Other = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, (UCHAR)(1 - Srb->Lun));
	CHECK(Other != NULL && Other != Lu);
	CHECK(Lu->Mark == 0 || Lu->Mark == 1u + Srb->Lun);
	Lu->Mark = 1u + Srb->Lun;
	CHECK(ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, 77) == NULL);
	CHECK(ScsiPortGetLogicalUnit(Contract, 7, 7, 7) == NULL);
	CHECK(ScsiPortGetLogicalUnit(Contract, 255, 255, 255) == NULL);
	return 0;
}

/* What each INQUIRY found; see ContractProbe(). */
static ULONG TestProbe(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	CHECK(Contract->Absent > 0);
	CHECK(!Contract->NoExtension);
	CHECK(!Contract->Negotiated);
	CHECK((Srb->SrbFlags & SRB_FLAGS_DISABLE_SYNCH_TRANSFER) == 0);
	return 0;
}

static ULONG TestFunctions(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(!Contract->Unexpected);
	return 0;
}

/* MultipleRequestPerLu without TaggedQueuing: told apart by QueueTag, which the unit never sees. */
static ULONG TestTagAlone(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Contract);
	CHECK(Srb->QueueTag >= 1 && Srb->QueueTag <= 254);
	CHECK((Srb->SrbFlags & SRB_FLAGS_QUEUE_ACTION_ENABLE) == 0);
	return 0;
}

static ULONG TestInitiator(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(!Contract->InitiatorAsked);
	CHECK(ScsiPortGetLogicalUnit(Contract, CONTRACT_INITIATOR_PATH, CONTRACT_INITIATOR, 0) ==
	      NULL);
	return 0;
}

/* ---- HwFindAdapter and HwInitialize, as they saw it */

static ULONG TestFind(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	return Contract->FindLine;
}

static ULONG TestControl(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UNREFERENCED_PARAMETER(Srb);
	CHECK(Contract->Initialized);
	CHECK(Contract->ControlAsked);
	return 0;
}

const CONTRACT_TEST ContractSrbTests[] = {
	{ "srb-fields", TestSrbFields },
	{ "srb-extension", TestSrbExtension },
	{ "tags", TestTags },
	{ "get-srb", TestGetSrb },
	{ "lu-extension", TestLuExtension },
	{ "initiator", TestInitiator },
	{ "find", TestFind },
	{ "control", TestControl },
	{ "probe", TestProbe },
	{ "functions", TestFunctions },
	{ "tag-alone", TestTagAlone },
	{ NULL, NULL }
};
