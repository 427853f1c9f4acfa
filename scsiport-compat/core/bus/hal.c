// SPDX-License-Identifier: GPL-2.0-only
/*
 * Buses and the version of the system, for miniports that ask the kernel and not ScsiPort. There
 * is no adapter to ask on behalf of, so a device is found by its bus and slot, in the first PCI
 * domain, and may be written by the miniport whose device it is, or if it has no driver.
 */
#include <linux/export.h>
#include <linux/pci.h>
#include <linux/string.h>

#include "miniport_module.h"
#include "core/bus/pci_config.h"
#include "nt/irql.h"
#include "nt/print.h"
#include "nt/service.h"

#define PORT_VERSION_MAJOR	6
#define PORT_VERSION_MINOR	1
#define PORT_VERSION_BUILD	7601
#define PORT_PLATFORM_NT		2

static bool port_bus_may(const char *routine, const void *caller)
{
	if (sp_may_sleep())
		return true;
	sp_nt_mistake(caller, "%s above PASSIVE_LEVEL", routine);
	return false;
}

static u32 port_bus_clip(u32 offset, u32 length)
{
	return offset < PORT_CONFIG_SIZE ? min_t(u32, length, PORT_CONFIG_SIZE - offset) : 0;
}

static u32 port_bus_read(u32 type, u32 bus, u32 slot, u8 *buffer, u32 offset, u32 length)
{
	if (type != PCIConfiguration || !buffer)
		return 0;
	return port_config_read_slot(0, bus, slot, buffer, offset, port_bus_clip(offset, length));
}

/* Never a bridge: others live behind it. */
static bool port_bus_ours(struct pci_dev *pdev, const void *caller)
{
	struct port_miniport *m = sp_service_of(caller);
	struct pci_driver *driver = pdev->dev.driver ? to_pci_driver(pdev->dev.driver) : NULL;

	if (pdev->class >> 16 == PCI_BASE_CLASS_BRIDGE)
		return false;
	return !driver || (m && driver == &m->pci) || driver->driver.owner == THIS_MODULE;
}

static u32 port_bus_write(u32 type, u32 bus, u32 slot, const u8 *data, u32 offset, u32 length,
			  const void *caller)
{
	struct pci_dev *pdev;

	if (type != PCIConfiguration || !data)
		return 0;
	pdev = port_config_device(0, bus, slot);
	if (!pdev)
		return 0;
	length = port_bus_clip(offset, length);
	if (!port_bus_ours(pdev, caller)) {
		sp_nt_mistake(caller, "HalSetBusData of %s, which is not its own",
			      pci_name(pdev));
		length = 0;
	}
	port_config_store(pdev, offset, data, length);
	pci_dev_put(pdev);
	return length;
}

/**
 * HalGetBusData() - read the PCI configuration space of a slot
 * @BusDataType: PCIConfiguration
 * @BusNumber: bus
 * @SlotNumber: PCI_SLOT_NUMBER
 * @Buffer: out
 * @Length: its size
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives 0.
 * Return: bytes read; 2, which are 0xff, for an empty slot; 0 for a bus that is not there.
 */
ULONG HalGetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer,
		    ULONG Length)
{
	if (!port_bus_may(__func__, __builtin_return_address(0)))
		return 0;
	return port_bus_read(BusDataType, BusNumber, SlotNumber, Buffer, 0, Length);
}
EXPORT_SYMBOL_GPL(HalGetBusData);

/**
 * HalGetBusDataByOffset() - read a part of the PCI configuration space of a slot
 * @BusDataType: PCIConfiguration
 * @BusNumber: bus
 * @SlotNumber: PCI_SLOT_NUMBER
 * @Buffer: out
 * @Offset: where from
 * @Length: bytes
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives 0.
 * Return: as HalGetBusData().
 */
ULONG HalGetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			    PVOID Buffer, ULONG Offset, ULONG Length)
{
	if (!port_bus_may(__func__, __builtin_return_address(0)))
		return 0;
	return port_bus_read(BusDataType, BusNumber, SlotNumber, Buffer, Offset, Length);
}
EXPORT_SYMBOL_GPL(HalGetBusDataByOffset);

/**
 * HalSetBusData() - write the PCI configuration space of a slot
 * @BusDataType: PCIConfiguration
 * @BusNumber: bus
 * @SlotNumber: PCI_SLOT_NUMBER
 * @Buffer: data
 * @Length: bytes
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives 0.
 * Return: bytes written; 0, with a report, for a bridge or another driver's device.
 */
ULONG HalSetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber, PVOID Buffer,
		    ULONG Length)
{
	if (!port_bus_may(__func__, __builtin_return_address(0)))
		return 0;
	return port_bus_write(BusDataType, BusNumber, SlotNumber, Buffer, 0, Length,
			      __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(HalSetBusData);

/**
 * HalSetBusDataByOffset() - write a part of the PCI configuration space of a slot
 * @BusDataType: PCIConfiguration
 * @BusNumber: bus
 * @SlotNumber: PCI_SLOT_NUMBER
 * @Buffer: data
 * @Offset: where to
 * @Length: bytes
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives 0.
 * Return: as HalSetBusData().
 */
ULONG HalSetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			    PVOID Buffer, ULONG Offset, ULONG Length)
{
	if (!port_bus_may(__func__, __builtin_return_address(0)))
		return 0;
	return port_bus_write(BusDataType, BusNumber, SlotNumber, Buffer, Offset, Length,
			      __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(HalSetBusDataByOffset);

/**
 * HalGetInterruptVector() - the vector of an interrupt of a bus; nothing here takes one
 * @InterfaceType: ignored
 * @BusNumber: ignored
 * @BusInterruptLevel: the level
 * @BusInterruptVector: ignored
 * @Irql: out: a level above DISPATCH_LEVEL
 * @Affinity: out: every processor
 *
 * Context: Any.
 * Return: the level.
 */
ULONG HalGetInterruptVector(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
			    ULONG BusInterruptLevel, ULONG BusInterruptVector, PKIRQL Irql,
			    PKAFFINITY Affinity)
{
	if (Irql)
		*Irql = SP_DIRQL;
	if (Affinity)
		*Affinity = KeQueryActiveProcessors();
	return BusInterruptLevel;
}
EXPORT_SYMBOL_GPL(HalGetInterruptVector);

/**
 * HalTranslateBusAddress() - the processor's address for one of a bus, which on x86 is the same
 * @InterfaceType: ignored
 * @BusNumber: ignored
 * @BusAddress: the address
 * @AddressSpace: 0 memory, 1 ports; stays
 * @TranslatedAddress: out
 *
 * Context: Any.
 * Return: TRUE.
 */
BOOLEAN HalTranslateBusAddress(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
			       PHYSICAL_ADDRESS BusAddress, PULONG AddressSpace,
			       PPHYSICAL_ADDRESS TranslatedAddress)
{
	*TranslatedAddress = BusAddress;
	return TRUE;
}
EXPORT_SYMBOL_GPL(HalTranslateBusAddress);

/**
 * IoGetConfigurationInformation() - what drivers tell each other about the devices that they found
 *
 * The structure is one for all miniports; nobody but them reads or writes it.
 *
 * Context: Any.
 * Return: it.
 */
PCONFIGURATION_INFORMATION IoGetConfigurationInformation(void)
{
	static CONFIGURATION_INFORMATION information = { .Version = sizeof(information) };

	return &information;
}
EXPORT_SYMBOL_GPL(IoGetConfigurationInformation);

/**
 * RtlGetVersion() - the version of Windows that a miniport meets
 * @lpVersionInformation: out
 *
 * Context: Any.
 * Return: STATUS_SUCCESS.
 */
NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW lpVersionInformation)
{
	u32 size = lpVersionInformation->dwOSVersionInfoSize;

	/* What is behind the part that every version has, the longer structure, is zero. */
	if (size > sizeof(*lpVersionInformation) && size <= sizeof(*lpVersionInformation) + 8)
		memset(lpVersionInformation + 1, 0, size - sizeof(*lpVersionInformation));
	lpVersionInformation->dwMajorVersion = PORT_VERSION_MAJOR;
	lpVersionInformation->dwMinorVersion = PORT_VERSION_MINOR;
	lpVersionInformation->dwBuildNumber = PORT_VERSION_BUILD;
	lpVersionInformation->dwPlatformId = PORT_PLATFORM_NT;
	memset(lpVersionInformation->szCSDVersion, 0, sizeof(lpVersionInformation->szCSDVersion));
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(RtlGetVersion);

/**
 * PsGetVersion() - the version of Windows that a miniport meets
 * @MajorVersion: out, may be NULL
 * @MinorVersion: out, may be NULL
 * @BuildNumber: out, may be NULL
 * @CSDVersion: out, may be NULL: an empty string
 *
 * Context: Any.
 * Return: FALSE: this is no checked build.
 */
BOOLEAN PsGetVersion(PULONG MajorVersion, PULONG MinorVersion, PULONG BuildNumber,
		     PUNICODE_STRING CSDVersion)
{
	if (MajorVersion)
		*MajorVersion = PORT_VERSION_MAJOR;
	if (MinorVersion)
		*MinorVersion = PORT_VERSION_MINOR;
	if (BuildNumber)
		*BuildNumber = PORT_VERSION_BUILD;
	if (CSDVersion)
		memset(CSDVersion, 0, sizeof(*CSDVersion));
	return FALSE;
}
EXPORT_SYMBOL_GPL(PsGetVersion);
