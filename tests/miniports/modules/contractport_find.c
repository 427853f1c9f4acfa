// SPDX-License-Identifier: GPL-2.0-only
/* What HwFindAdapter finds, and the routines that only it may call. */
#include "contractport.h"

#define BOARD_ID		0x00
#define BOARD_ID_VALUE		0x41424856
#define BOARD_CONTROL		0x14
#define BOARD_PIO_CDB		0x100
#define BOARD_PIO_ADDRESS	0x110
#define BOARD_PIO_LENGTH	0x114
#define BOARD_PIO_FLAGS		0x118
#define BOARD_PIO_GO		0x11c
#define BOARD_PIO_PHASE		0x120
#define BOARD_PIO_RESULT	0x12c
#define BOARD_PIO_ACK		0x130

#define PHASE_IN		1
#define PHASE_OUT		2
#define PHASE_STATUS		3

#define BLOCK			512
#define BAD_ADDRESS		0xfee1dead0000ULL

/* State handed to HwFindAdapter. */
ULONG ContractCheckPreset(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			  PVOID BusInformation, PCHAR ArgumentString, BOOLEAN Again)
{
	PUCHAR Byte = (PUCHAR)Contract;
	PACCESS_RANGE Range = *ConfigInfo->AccessRanges;
	ULONG i;

	for (i = 0; i < sizeof(*Contract); i++)
		CHECK(Byte[i] == 0);
	CHECK(!Again);
	CHECK(BusInformation == NULL);
	CHECK(ArgumentString != NULL && TestHasWord(ArgumentString, "key=value;other=7"));
	CHECK(ConfigInfo->Length == sizeof(*ConfigInfo));
	CHECK(ConfigInfo->AdapterInterfaceType == Internal);
	CHECK(ConfigInfo->BusInterruptLevel != 0 && ConfigInfo->BusInterruptVector != 0);
	CHECK(ConfigInfo->BusInterruptLevel2 == 0 && ConfigInfo->BusInterruptVector2 == 0);
	CHECK(ConfigInfo->InterruptMode == LevelSensitive);
	CHECK(ConfigInfo->MaximumTransferLength == SP_UNINITIALIZED_VALUE);
	CHECK(ConfigInfo->NumberOfPhysicalBreaks == SP_UNINITIALIZED_VALUE);
	CHECK(ConfigInfo->DmaChannel == SP_UNINITIALIZED_VALUE);
	CHECK(ConfigInfo->DmaPort == SP_UNINITIALIZED_VALUE);
	CHECK(ConfigInfo->AlignmentMask == 0);
	CHECK(ConfigInfo->NumberOfBuses == 0);
	for (i = 0; i < 8; i++)
		CHECK((UCHAR)ConfigInfo->InitiatorBusId[i] == 0xff);
	CHECK(!ConfigInfo->ScatterGather && !ConfigInfo->Master && !ConfigInfo->CachesData);
	CHECK(!ConfigInfo->AdapterScansDown && !ConfigInfo->RealModeInitialized);
	CHECK(!ConfigInfo->Dma32BitAddresses && !ConfigInfo->BufferAccessScsiPortControlled);
	CHECK((ConfigInfo->Dma64BitAddresses & ~SCSI_DMA64_SYSTEM_SUPPORTED) == 0);
	CHECK(!ConfigInfo->MapBuffers && ConfigInfo->NeedPhysicalAddresses);
	CHECK(ConfigInfo->TaggedQueuing && ConfigInfo->MultipleRequestPerLu);
	CHECK(ConfigInfo->AutoRequestSense && !ConfigInfo->ReceiveEvent);
	CHECK(ConfigInfo->MaximumNumberOfTargets == SCSI_MAXIMUM_TARGETS);
	CHECK(ConfigInfo->MaximumNumberOfLogicalUnits == SCSI_MAXIMUM_LOGICAL_UNITS);
	CHECK(ConfigInfo->SpecificLuExtensionSize >= sizeof(CONTRACT_LU));
	CHECK(ConfigInfo->SrbExtensionSize == 0);
	CHECK(!ConfigInfo->WmiDataProvider);
	CHECK(ConfigInfo->NumberOfAccessRanges == 2);
	CHECK(Range[0].RangeLength == 4096 && Range[0].RangeInMemory);
	CHECK(Range[1].RangeLength == 16 && !Range[1].RangeInMemory);
	return 0;
}

static ULONG BoardRead(PCONTRACT Contract, ULONG Register)
{
	return ScsiPortReadRegisterUlong((PULONG)(Contract->Registers + Register));
}

static VOID BoardWrite(PCONTRACT Contract, ULONG Register, ULONG Value)
{
	ScsiPortWriteRegisterUlong((PULONG)(Contract->Registers + Register), Value);
}

static ULONG CheckRanges(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	PACCESS_RANGE Range = *ConfigInfo->AccessRanges;
	SCSI_PHYSICAL_ADDRESS Wrong, Inner, Start = Range[0].RangeStart;
	PUCHAR Again;

	Wrong.QuadPart = BAD_ADDRESS;
	Inner.QuadPart = Range[0].RangeStart.QuadPart + BOARD_PIO_CDB;
	CHECK(ScsiPortValidateRange(Contract, Internal, 0, Start, 4096, FALSE));
	CHECK(!ScsiPortValidateRange(Contract, Internal, 0, Wrong, 4096, FALSE));
	CHECK(ScsiPortGetDeviceBase(Contract, Internal, 0, Wrong, 4096, FALSE) == NULL);
	CHECK(ScsiPortGetDeviceBase(Contract, Internal, 0, Start, 8192, FALSE) == NULL);

	Contract->Registers = ScsiPortGetDeviceBase(Contract, Internal, 0, Start,
						    Range[0].RangeLength, FALSE);
	Contract->Port = ScsiPortGetDeviceBase(Contract, Internal, 0, Range[1].RangeStart,
					       Range[1].RangeLength, TRUE);
	CHECK(Contract->Registers != NULL && Contract->Port != NULL);
	CHECK(BoardRead(Contract, BOARD_ID) == BOARD_ID_VALUE);
	/* A part of a range, and the same range twice. */
	Again = ScsiPortGetDeviceBase(Contract, Internal, 0, Inner, 16, FALSE);
	CHECK(Again != NULL);
	ScsiPortFreeDeviceBase(Contract, Again);
	ScsiPortFreeDeviceBase(Contract, Contract);
	CHECK(BoardRead(Contract, BOARD_ID) == BOARD_ID_VALUE);
	return 0;
}

static ULONG CheckUncached(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	ULONG i;

	/* Too large: a smaller one may be tried. */
	CHECK(ScsiPortGetUncachedExtension(Contract, ConfigInfo, 0x40000000) == NULL);
	CHECK(ScsiPortGetUncachedExtension(Contract, ConfigInfo, 0xfffffffe) == NULL);
	Contract->Uncached = ScsiPortGetUncachedExtension(Contract, ConfigInfo, CONTRACT_UNCACHED);
	CHECK(Contract->Uncached != NULL);
	for (i = 0; i < CONTRACT_UNCACHED; i++)
		CHECK(Contract->Uncached[i] == 0);
	/* Once only. */
	CHECK(ScsiPortGetUncachedExtension(Contract, ConfigInfo, 64) == NULL);
	return 0;
}

/* Register accessors, on memory, where every width works. */
static ULONG CheckRegisterAccess(PUCHAR Memory)
{
	UCHAR Bytes[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	USHORT Words[4];
	ULONG Longs[2];
	ULONG i;

	ScsiPortWriteRegisterUchar(Memory, 0x11);
	ScsiPortWriteRegisterUshort((PUSHORT)(Memory + 2), 0x3322);
	ScsiPortWriteRegisterUlong((PULONG)(Memory + 4), 0x77665544);
	CHECK(Memory[0] == 0x11 && Memory[1] == 0 && Memory[2] == 0x22 && Memory[7] == 0x77);
	CHECK(ScsiPortReadRegisterUchar(Memory + 3) == 0x33);
	CHECK(ScsiPortReadRegisterUshort((PUSHORT)(Memory + 4)) == 0x5544);
	CHECK(ScsiPortReadRegisterUlong((PULONG)(Memory + 4)) == 0x77665544);

	/* A buffer goes to addresses that increase; the count is one of elements. */
	ScsiPortWriteRegisterBufferUchar(Memory, Bytes, 8);
	ScsiPortReadRegisterBufferUshort((PUSHORT)Memory, Words, 4);
	CHECK(Words[0] == 0x0201 && Words[3] == 0x0807);
	ScsiPortWriteRegisterBufferUshort((PUSHORT)(Memory + 8), Words, 4);
	ScsiPortReadRegisterBufferUlong((PULONG)(Memory + 8), Longs, 2);
	CHECK(Longs[0] == 0x04030201 && Longs[1] == 0x08070605);
	ScsiPortWriteRegisterBufferUlong((PULONG)(Memory + 16), Longs, 2);
	ScsiPortReadRegisterBufferUchar(Memory + 16, Bytes, 8);
	for (i = 0; i < 8; i++)
		CHECK(Bytes[i] == i + 1);
	for (i = 0; i < 24; i++)
		Memory[i] = 0;
	return 0;
}

static ULONG WaitPhase(PCONTRACT Contract)
{
	ULONG Phase = 0, i;

	for (i = 0; i < 20000 && Phase == 0; i++) {
		ScsiPortStallExecution(50);
		Phase = BoardRead(Contract, BOARD_PIO_PHASE);
	}
	return Phase;
}

/* Starts a command of one block, and says which phase comes. */
static ULONG StartBlock(PCONTRACT Contract, UCHAR Opcode, ULONG Flags)
{
	UCHAR Cdb[12] = { 0, 0, 0, 0, 0, 3, 0, 0, 1 };

	Cdb[0] = Opcode;
	ScsiPortWriteRegisterBufferUlong((PULONG)(Contract->Registers + BOARD_PIO_CDB), (PULONG)Cdb,
					 3);
	BoardWrite(Contract, BOARD_PIO_ADDRESS, 0);
	BoardWrite(Contract, BOARD_PIO_LENGTH, BLOCK);
	BoardWrite(Contract, BOARD_PIO_FLAGS, 10 << 8 | 0x30 | Flags);
	BoardWrite(Contract, BOARD_PIO_GO, 0x1234);
	return WaitPhase(Contract);
}

/* The result of the command: SCSI and host status. */
static ULONG EndBlock(PCONTRACT Contract)
{
	ULONG Result;

	BoardWrite(Contract, BOARD_PIO_ACK, 1);
	if (WaitPhase(Contract) != PHASE_STATUS)
		return 0xffff;
	Result = BoardRead(Contract, BOARD_PIO_RESULT) & 0xffff;
	BoardWrite(Contract, BOARD_PIO_ACK, 1);
	return Result;
}

/* Port accessors, on the data port: a block out and in again, in pieces of every width. */
static ULONG CheckPortAccess(PCONTRACT Contract)
{
	PUCHAR Out = Contract->Uncached, In = Contract->Uncached + BLOCK;
	ULONG i;

	for (i = 0; i < BLOCK; i++)
		Out[i] = (UCHAR)(i * 7 + i / 256);
	BoardWrite(Contract, BOARD_CONTROL, 1);
	/* The unit attention of power-on. */
	if (StartBlock(Contract, SCSIOP_READ, 1) == PHASE_STATUS)
		BoardWrite(Contract, BOARD_PIO_ACK, 1);
	CHECK(StartBlock(Contract, SCSIOP_WRITE, 2) == PHASE_OUT);
	ScsiPortWritePortUlong((PULONG)Contract->Port, *(PULONG)Out);
	ScsiPortWritePortUshort((PUSHORT)Contract->Port, *(PUSHORT)(Out + 4));
	ScsiPortWritePortUchar(Contract->Port, Out[6]);
	ScsiPortWritePortBufferUchar(Contract->Port, Out + 7, 1);
	ScsiPortWritePortBufferUshort((PUSHORT)Contract->Port, (PUSHORT)(Out + 8), 2);
	ScsiPortWritePortBufferUlong((PULONG)Contract->Port, (PULONG)(Out + 12), (BLOCK - 12) / 4);
	CHECK(EndBlock(Contract) == 0);
	CHECK(StartBlock(Contract, SCSIOP_READ, 1) == PHASE_IN);
	In[0] = ScsiPortReadPortUchar(Contract->Port);
	ScsiPortReadPortBufferUchar(Contract->Port, In + 1, 3);
	*(PUSHORT)(In + 4) = ScsiPortReadPortUshort((PUSHORT)Contract->Port);
	ScsiPortReadPortBufferUshort((PUSHORT)Contract->Port, (PUSHORT)(In + 6), 1);
	*(PULONG)(In + 8) = ScsiPortReadPortUlong((PULONG)Contract->Port);
	ScsiPortReadPortBufferUlong((PULONG)Contract->Port, (PULONG)(In + 12), (BLOCK - 12) / 4);
	CHECK(EndBlock(Contract) == 0);
	for (i = 0; i < BLOCK; i++)
		CHECK(In[i] == Out[i]);
	BoardWrite(Contract, BOARD_CONTROL, 2);
	for (i = 0; i < 2 * BLOCK; i++)
		Out[i] = 0;
	return 0;
}

/* The routines of HwFindAdapter, with MaximumTransferLength and the like set before. */
ULONG ContractCheckFind(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo)
{
	ULONG Line = CheckRanges(Contract, ConfigInfo);

	if (Line == 0)
		Line = CheckUncached(Contract, ConfigInfo);
	if (Line == 0)
		Line = CheckRegisterAccess(Contract->Uncached);
	if (Line == 0)
		Line = CheckPortAccess(Contract);
	return Line;
}
