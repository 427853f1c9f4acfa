// SPDX-License-Identifier: GPL-2.0-only
/*
 * The routines by which HwFindAdapter gets at an adapter's resources (contract §3.1). What a range
 * or a slot is, the bus knows (struct sp_bus).
 */
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/slab.h>

#include "adapter.h"

/**
 * sp_map_memory() - map registers, uncached
 * @a: adapter
 * @start: physical address
 * @bytes: size
 *
 * Context: Process.
 * Return: the address for the accessors, or NULL.
 */
void *sp_map_memory(struct sp_adapter *a, u64 start, u32 bytes)
{
	struct sp_mapping *m = kzalloc(sizeof(*m), GFP_KERNEL);

	if (!m)
		return NULL;
	m->base = ioremap(start, bytes);
	if (!m->base) {
		kfree(m);
		return NULL;
	}
	list_add(&m->link, &a->mappings);
	return (void __force *)m->base;
}

/* Routines for HwFindAdapter fail elsewhere, and say so. */
static struct sp_adapter *sp_finding(void *extension, const char *routine)
{
	struct sp_adapter *a = sp_adapter_of(extension, routine);

	if (!a || a->finding)
		return a;
	sp_mistake(a, "%s outside HwFindAdapter", routine);
	return NULL;
}

/**
 * ScsiPortGetDeviceBase() - make a range of the device accessible
 * @HwDeviceExtension: the adapter's device extension
 * @BusType: bus type; ignored, the adapter's own bus is meant
 * @SystemIoBusNumber: bus number; ignored
 * @IoAddress: start of the range, as in AccessRanges
 * @NumberOfBytes: size
 * @InIoSpace: whether port or register accessors will be used
 *
 * Context: HwFindAdapter only.
 * Return: address for the accessors; NULL if the range is none of the device's.
 * Contract: §3.1.
 */
PVOID ScsiPortGetDeviceBase(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
			    ULONG SystemIoBusNumber, SCSI_PHYSICAL_ADDRESS IoAddress,
			    ULONG NumberOfBytes, BOOLEAN InIoSpace)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);
	void *base;

	if (!a)
		return NULL;
	base = NumberOfBytes ?
		a->bus->get_device_base(a, IoAddress.QuadPart, NumberOfBytes, InIoSpace) : NULL;
	if (!base)
		sp_warn(a, "%s: %u bytes at %#llx in %s space are not this device's to use\n",
			__func__, NumberOfBytes, (u64)IoAddress.QuadPart,
			InIoSpace ? "I/O" : "memory");
	return base;
}
EXPORT_SYMBOL_GPL(ScsiPortGetDeviceBase);

static void sp_mapping_free(struct sp_mapping *m)
{
	list_del(&m->link);
	if (m->base)
		iounmap(m->base);
	if (m->claimed && m->io_space)
		release_region(m->start, m->bytes);
	else if (m->claimed)
		release_mem_region(m->start, m->bytes);
	kfree(m);
}

/**
 * ScsiPortFreeDeviceBase() - undo ScsiPortGetDeviceBase()
 * @HwDeviceExtension: the adapter's device extension
 * @MappedAddress: what it returned; addresses that need no unmapping are ignored
 *
 * Context: HwFindAdapter only.
 * Contract: §3.1.
 */
VOID ScsiPortFreeDeviceBase(PVOID HwDeviceExtension, PVOID MappedAddress)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);
	struct sp_mapping *m, *next;

	if (!a)
		return;
	list_for_each_entry_safe(m, next, &a->mappings, link) {
		if (m->base && (void __force *)m->base == MappedAddress)
			sp_mapping_free(m);
		else if (m->claimed && m->io_space && m->start == (unsigned long)MappedAddress)
			sp_mapping_free(m);
	}
}
EXPORT_SYMBOL_GPL(ScsiPortFreeDeviceBase);

/**
 * sp_mappings_free() - undo every ScsiPortGetDeviceBase() of an adapter
 * @a: adapter
 *
 * Context: Process.
 */
void sp_mappings_free(struct sp_adapter *a)
{
	struct sp_mapping *m, *next;

	list_for_each_entry_safe(m, next, &a->mappings, link)
		sp_mapping_free(m);
}

/**
 * ScsiPortValidateRange() - may the miniport use a range?
 * @HwDeviceExtension: the adapter's device extension
 * @BusType: bus type; ignored
 * @SystemIoBusNumber: bus number; ignored
 * @IoAddress: start of the range
 * @NumberOfBytes: size
 * @InIoSpace: which space
 *
 * Context: HwFindAdapter only.
 * Return: TRUE if the range is the device's own or, in a legacy scan, free.
 * Contract: §3.1.
 */
BOOLEAN ScsiPortValidateRange(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
			      ULONG SystemIoBusNumber, SCSI_PHYSICAL_ADDRESS IoAddress,
			      ULONG NumberOfBytes, BOOLEAN InIoSpace)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);

	return a && NumberOfBytes &&
	       a->bus->valid_range(a, IoAddress.QuadPart, NumberOfBytes, InIoSpace);
}
EXPORT_SYMBOL_GPL(ScsiPortValidateRange);

/**
 * ScsiPortGetBusData() - read configuration data of a bus
 * @HwDeviceExtension: the adapter's device extension
 * @BusDataType: which kind of data; PCIConfiguration is the only one that there is
 * @SystemIoBusNumber: bus number
 * @SlotNumber: slot: device in bits 4:0, function in bits 7:5
 * @Buffer: out: the data, from offset 0 on. If @Length is 0: out: PVOID, the address of a copy
 *	that is valid until the next call or the end of HwFindAdapter
 * @Length: size of @Buffer; more than 256 bytes there are not
 *
 * Context: HwFindAdapter only.
 * Return: bytes read; 2, with a VendorID of 0xffff, for an empty slot; 0 for a bus or a kind of
 *	data that does not exist.
 * Contract: §3.1.
 */
ULONG ScsiPortGetBusData(PVOID HwDeviceExtension, ULONG BusDataType, ULONG SystemIoBusNumber,
			 ULONG SlotNumber, PVOID Buffer, ULONG Length)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);

	if (!a || !Buffer || BusDataType != PCIConfiguration)
		return 0;
	if (Length)
		return sp_config_read(a, SystemIoBusNumber, SlotNumber, Buffer, Length);
	if (!a->bus_data)
		a->bus_data = kzalloc(SP_CONFIG_SIZE, GFP_KERNEL);
	if (!a->bus_data)
		return 0;
	*(void **)Buffer = a->bus_data;
	return sp_config_read(a, SystemIoBusNumber, SlotNumber, a->bus_data, SP_CONFIG_SIZE);
}
EXPORT_SYMBOL_GPL(ScsiPortGetBusData);

/**
 * ScsiPortSetBusDataByOffset() - write configuration data of a bus
 * @HwDeviceExtension: the adapter's device extension
 * @BusDataType: which kind of data; PCIConfiguration is the only one that there is
 * @SystemIoBusNumber: bus number
 * @SlotNumber: slot, as for ScsiPortGetBusData()
 * @Buffer: the data
 * @Offset: where to
 * @Length: size of @Buffer
 *
 * Base address registers that are not as before when HwFindAdapter returns are put back.
 *
 * Context: HwFindAdapter only.
 * Return: bytes written; 0 for anything but the adapter's own device or, in a legacy scan, one
 *	that no driver has.
 * Contract: §3.1.
 */
ULONG ScsiPortSetBusDataByOffset(PVOID HwDeviceExtension, ULONG BusDataType,
				 ULONG SystemIoBusNumber, ULONG SlotNumber, PVOID Buffer,
				 ULONG Offset, ULONG Length)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);

	if (!a || !Buffer || BusDataType != PCIConfiguration)
		return 0;
	return sp_config_write(a, SystemIoBusNumber, SlotNumber, Buffer, Offset, Length);
}
EXPORT_SYMBOL_GPL(ScsiPortSetBusDataByOffset);
