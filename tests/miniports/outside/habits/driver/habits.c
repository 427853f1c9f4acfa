// SPDX-License-Identifier: GPL-2.0-only
/* Entry, and the model's callbacks. Storport's are not finished: ScsiPort is what was shipped. */
#include "own.h"

/* Of the configuration space. */
#define CONFIG_LENGTH		64
#define CONFIG_COMMAND		4
#define INTERRUPT_DISABLE	0x400

BOOLEAN HabitsDumpMode;

#ifndef USE_STORPORT
/* The interrupt line is shut off until HwInitialize, so that nobody gets a storm. */
static BOOLEAN HabitsLine(PHABITS_ADAPTER Adapter, BOOLEAN On)
{
	USHORT Config[CONFIG_LENGTH / sizeof(USHORT)];
	PUSHORT Command = &Config[CONFIG_COMMAND / sizeof(USHORT)];

	if (ScsiPortGetBusData(Adapter, PCIConfiguration, Adapter->Bus, Adapter->Slot, Config,
			       CONFIG_LENGTH) != CONFIG_LENGTH)
		return FALSE;
	if (On)
		*Command &= ~INTERRUPT_DISABLE;
	else
		*Command |= INTERRUPT_DISABLE;
	return ScsiPortSetBusDataByOffset(Adapter, PCIConfiguration, Adapter->Bus, Adapter->Slot,
					  Command, CONFIG_COMMAND, sizeof(USHORT)) != 0;
}

static ULONG HabitsFindAdapter(PVOID Extension, PVOID Context, PVOID BusInformation, PCHAR Argument,
			       PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again)
{
	PHABITS_ADAPTER Adapter = Extension;
	PACCESS_RANGE Range = &(*Config->AccessRanges)[0];
	unsigned long Length;
	PUCHAR Memory;

	*Again = FALSE;
	if (!Range->RangeInMemory || Range->RangeLength < RING_REGISTERS)
		return SP_RETURN_NOT_FOUND;
	Adapter->Bus = Config->SystemIoBusNumber;
	Adapter->Slot = Config->SlotNumber;
	if (!HabitsLine(Adapter, FALSE))
		return SP_RETURN_ERROR;
	Adapter->Ring.Registers = ScsiPortGetDeviceBase(Adapter, Config->AdapterInterfaceType,
							Config->SystemIoBusNumber,
							Range->RangeStart, RING_REGISTERS, FALSE);
	if (Adapter->Ring.Registers == NULL)
		return SP_RETURN_ERROR;
	RingCommand(&Adapter->Ring, RING_CMD_RESET, NULL, 0);
	RingWrite(&Adapter->Ring, RING_INTR_MASK, 0UL);

	Config->Master = TRUE;
	Config->ScatterGather = TRUE;
	Config->NumberOfPhysicalBreaks = HabitsDumpMode ? HABITS_DUMP_BREAKS : HABITS_ELEMENTS - 1;
	Config->MaximumTransferLength = Config->NumberOfPhysicalBreaks * RING_PAGE;
	Config->NumberOfBuses = 1;
	Config->MaximumNumberOfTargets = HABITS_TARGETS;
	Config->InitiatorBusId[0] = 7;
	Config->Dma32BitAddresses = TRUE;
	Config->Dma64BitAddresses = SCSI_DMA64_MINIPORT_SUPPORTED;
	Memory = ScsiPortGetUncachedExtension(Adapter, Config, 3 * RING_PAGE);
	if (Memory == NULL)
		return SP_RETURN_ERROR;
	RingLayOut(&Adapter->Ring, Memory);
	Adapter->Ring.Address = ScsiPortGetPhysicalAddress(Adapter, NULL, Memory, &Length).QuadPart;
	return SP_RETURN_FOUND;
}

static BOOLEAN HabitsInitialize(PVOID Extension)
{
	PHABITS_ADAPTER Adapter = Extension;

	RingSetup(&Adapter->Ring);
	RingWrite(&Adapter->Ring, RING_INTR_STATUS, RING_INTR_COMPLETION);
	RingWrite(&Adapter->Ring, RING_INTR_MASK, RING_INTR_COMPLETION);
	return HabitsLine(Adapter, TRUE);
}

/* The commands that are under way end by themselves. */
static BOOLEAN HabitsResetBus(PVOID Extension, ULONG PathId)
{
	return TRUE;
}

static BOOLEAN HabitsStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb)
{
	PHABITS_ADAPTER Adapter = Extension;

	switch (Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		if (!HabitsAnswer(Adapter, Srb))
			return HabitsStart(Adapter, Srb);
		break;
	case SRB_FUNCTION_RESET_BUS:
	case SRB_FUNCTION_FLUSH:
	case SRB_FUNCTION_SHUTDOWN:
		Srb->SrbStatus = SRB_STATUS_SUCCESS;
		break;
	default:
		Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
		break;
	}
	ScsiPortNotification(RequestComplete, Adapter, Srb);
	ScsiPortNotification(NextRequest, Adapter);
	return TRUE;
}

static BOOLEAN HabitsInterrupt(PVOID Extension)
{
	PHABITS_ADAPTER Adapter = Extension;
	unsigned long Status = RingRead(&Adapter->Ring, RING_INTR_STATUS) & RING_INTR_COMPLETION;

	if (!Status)
		return FALSE;
	RingWrite(&Adapter->Ring, RING_INTR_STATUS, Status);
	HabitsDrain(Adapter);
	return TRUE;
}

static SCSI_ADAPTER_CONTROL_STATUS HabitsControl(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type,
						 PVOID Parameters)
{
	PHABITS_ADAPTER Adapter = Extension;
	PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;

	switch (Type) {
	case ScsiQuerySupportedControlTypes:
		List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
		List->SupportedTypeList[ScsiStopAdapter] = TRUE;
		return ScsiAdapterControlSuccess;
	case ScsiStopAdapter:
		RingWrite(&Adapter->Ring, RING_INTR_MASK, 0UL);
		RingCommand(&Adapter->Ring, RING_CMD_RESET, NULL, 0);
		return ScsiAdapterControlSuccess;
	default:
		return ScsiAdapterControlUnsuccessful;
	}
}
#endif

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath)
{
	HW_INITIALIZATION_DATA Data;

	/* Only the loader for crash dumps gives none. */
	if (RegistryPath == NULL)
		HabitsDumpMode = TRUE;
	else if (((PUNICODE_STRING)RegistryPath)->Length == 0)
		return SP_RETURN_BAD_CONFIG;

	memset(&Data, 0, sizeof(Data));
	Data.HwInitializationDataSize = sizeof(Data);
	Data.AdapterInterfaceType = PCIBus;
	Data.DeviceExtensionSize = sizeof(HABITS_ADAPTER);
	Data.SrbExtensionSize = sizeof(HABITS_EXTENSION);
	Data.NumberOfAccessRanges = 1;
	Data.NeedPhysicalAddresses = TRUE;
	Data.TaggedQueuing = TRUE;
	Data.MultipleRequestPerLu = TRUE;
#ifdef USE_STORPORT
	return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
#else
	Data.HwFindAdapter = HabitsFindAdapter;
	Data.HwInitialize = HabitsInitialize;
	Data.HwStartIo = HabitsStartIo;
	Data.HwInterrupt = HabitsInterrupt;
	Data.HwResetBus = HabitsResetBus;
	Data.HwAdapterControl = HabitsControl;
	return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
#endif
}
