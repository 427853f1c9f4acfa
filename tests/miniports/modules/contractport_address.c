// SPDX-License-Identifier: GPL-2.0-only
/* Tests of addresses, of all that an HBA is told, and of utilities. */
#include "contractport.h"

/* ---- addresses */

static ULONGLONG PhysicalOf(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, PVOID Va, PULONG Length)
{
	/* Output only: what it was before neither limits the answer nor stands for one. */
	*Length = 1;
	return ScsiPortGetPhysicalAddress(Contract, Srb, Va, Length).QuadPart;
}

/* All that an HBA with 24 address lines is told lies below 16 MiB. */
static BOOLEAN IsLow(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, PVOID Memory)
{
	ULONG Length;
	ULONGLONG Address = ScsiPortGetPhysicalAddress(Contract, Srb, Memory, &Length).QuadPart;

	return Address != 0 && Length != 0 && Address + Length <= 0x1000000;
}

static ULONG TestLow(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	CHECK(IsLow(Contract, Srb, Srb->DataBuffer));
	CHECK(IsLow(Contract, Srb, (PUCHAR)Srb->DataBuffer + Srb->DataTransferLength - 1));
	CHECK(IsLow(Contract, NULL, Srb->SrbExtension));
	CHECK(IsLow(Contract, Srb, Srb->SenseInfoBuffer));
	CHECK(IsLow(Contract, NULL, Contract->Uncached));
	return 0;
}

static ULONG TestCommonBuffer(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONGLONG Base, Inner, Extension, Sense;
	SCSI_PHYSICAL_ADDRESS Address;
	ULONG Length, InnerLength;

	Base = PhysicalOf(Contract, NULL, Contract->Uncached, &Length);
	CHECK(Base != 0 && Base < 0x100000000ULL && Length >= CONTRACT_UNCACHED);
	Inner = PhysicalOf(Contract, NULL, Contract->Uncached + 4321, &InnerLength);
	CHECK(Inner == Base + 4321 && InnerLength == Length - 4321);
	/* With an SRB too: the common buffer comes first. */
	CHECK(PhysicalOf(Contract, Srb, Contract->Uncached, &Length) == Base);

	/* Both addresses are in the same buffer: the distance is the same in both worlds. */
	Extension = PhysicalOf(Contract, NULL, Srb->SrbExtension, &Length);
	CHECK(Base - Extension == (ULONGLONG)(Contract->Uncached - (PUCHAR)Srb->SrbExtension));
	CHECK(Length == InnerLength + 4321 + (Base - Extension));
	CHECK(PhysicalOf(Contract, Srb, Srb->SrbExtension, &Length) == Extension);
	Sense = PhysicalOf(Contract, Srb, Srb->SenseInfoBuffer, &Length);
	CHECK(Sense != 0 && Length >= Srb->SenseInfoBufferLength);
	CHECK(Sense - Extension ==
	      (ULONGLONG)((PUCHAR)Srb->SenseInfoBuffer - (PUCHAR)Srb->SrbExtension));

	Address.QuadPart = Base + 99;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == Contract->Uncached + 99);
	Address.QuadPart = Extension;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == Srb->SrbExtension);
	Address.QuadPart = 0x123456789abcULL;
	CHECK(ScsiPortGetVirtualAddress(Contract, Address) == NULL);
	return 0;
}

static ULONG TestDataAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONGLONG Address;
	ULONG Length;

	Address = PhysicalOf(Contract, Srb, Srb->DataBuffer, &Length);
	CHECK(Address != 0 && Length == Srb->DataTransferLength);
	CHECK(PhysicalOf(Contract, Srb, (PUCHAR)Srb->DataBuffer + 5, &Length) == Address + 5);
	CHECK(Length == Srb->DataTransferLength - 5);
	return 0;
}

static ULONG TestExtensionAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PCONTRACT_LU Lu = ScsiPortGetLogicalUnit(Contract, Srb->PathId, Srb->TargetId, Srb->Lun);
	ULONG Length;

	CHECK(PhysicalOf(Contract, NULL, Contract, &Length) != 0);
	CHECK(Length >= sizeof(*Contract));
	CHECK(PhysicalOf(Contract, NULL, Lu, &Length) != 0 && Length >= sizeof(*Lu));
	return 0;
}

static ULONG TestWildAddress(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	PUCHAR Data = Srb->DataBuffer;
	ULONG Length;

	CHECK(PhysicalOf(Contract, Srb, NULL, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, NULL, (PVOID)0x1234, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, Srb, Data - 1, &Length) == 0 && Length == 0);
	CHECK(PhysicalOf(Contract, Srb, Data + Srb->DataTransferLength, &Length) == 0);
	CHECK(Length == 0);
	CHECK(PhysicalOf(Contract, NULL, Data, &Length) == 0 && Length == 0);
	/* Nobody asks for the length: no crash. */
	CHECK(ScsiPortGetPhysicalAddress(Contract, NULL, Contract->Uncached, NULL).QuadPart != 0);
	return 0;
}

static ULONG TestConvert(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	SCSI_PHYSICAL_ADDRESS Address;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	CHECK(ScsiPortConvertUlongToPhysicalAddress(0xfedcba98).QuadPart == 0xfedcba98LL);
	Address.QuadPart = 0x123456789LL;
	CHECK(ScsiPortConvertPhysicalAddressToUlong(Address) == 0x23456789);
	CHECK(ScsiPortConvertPhysicalAddressToULongPtr(Address) == 0x123456789ULL);
	return 0;
}

/* ---- utilities */

static ULONG TestMoveMemory(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	UCHAR Bytes[16];
	ULONG i;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	for (i = 0; i < 16; i++)
		Bytes[i] = (UCHAR)i;
	ScsiPortMoveMemory(Bytes + 3, Bytes, 10);
	CHECK(Bytes[2] == 2 && Bytes[3] == 0 && Bytes[12] == 9 && Bytes[13] == 13);
	ScsiPortMoveMemory(Bytes, Bytes + 3, 10);
	CHECK(Bytes[0] == 0 && Bytes[9] == 9);
	return 0;
}

static ULONG TestTime(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	LARGE_INTEGER Before, After;

	UNREFERENCED_PARAMETER(Contract);
	UNREFERENCED_PARAMETER(Srb);
	ScsiPortQuerySystemTime(&Before);
	/* Units of 100 ns since 1601: the 21st century. */
	CHECK(Before.QuadPart > 126226944000000000LL && Before.QuadPart < 157784544000000000LL);
	ScsiPortStallExecution(3000);
	ScsiPortQuerySystemTime(&After);
	/* On a busy emulated machine the clock of the stall and that of the time differ a lot. */
	CHECK(After.QuadPart - Before.QuadPart >= 1500 * 10);
	return 0;
}

static ULONG TestLogError(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb)
{
	ULONG Code;

	for (Code = 0; Code <= SP_BAD_FW_ERROR + 5; Code++)
		ScsiPortLogError(Contract, Code & 1 ? Srb : NULL, 0, 0, 0, Code, 0x1000 + Code);
	return 0;
}

const CONTRACT_TEST ContractAddressTests[] = {
	{ "common-buffer", TestCommonBuffer },
	{ "data-address", TestDataAddress },
	{ "extension-address", TestExtensionAddress },
	{ "wild-address", TestWildAddress },
	{ "convert", TestConvert },
	{ "move-memory", TestMoveMemory },
	{ "time", TestTime },
	{ "log-error", TestLogError },
	{ "low", TestLow },
	{ NULL, NULL }
};
