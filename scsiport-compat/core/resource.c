// SPDX-License-Identifier: GPL-2.0-only
/*
 * The routines by which HwFindAdapter gets at an adapter's resources (contract §3.1). What a range
 * or a slot is, the bus knows (struct port_bus).
 */
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/slab.h>

#include "core/resource.h"
#include "core/common.h"
#include "core/log.h"
#include "core/rules.h"
#include "core/bus/bus.h"
#include "core/bus/pci_config.h"

static struct port_mapping *port_mapping_add(struct port_adapter *a, u64 start, u32 bytes,
					     bool io_space)
{
	struct port_mapping *m = kzalloc(sizeof(*m), GFP_KERNEL);

	if (!m)
		return NULL;
	m->start = start;
	m->bytes = bytes;
	m->io_space = io_space;
	list_add(&m->link, &a->mappings);
	return m;
}

/* Registers are for routines of the miniport and its DPCs: all have ended, or it gave them back. */
static void port_mapping_free(struct port_mapping *m)
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
 * port_map_memory() - map registers, uncached
 * @a: adapter
 * @start: physical address
 * @bytes: size
 *
 * Context: Process.
 * Return: the address for the accessors, or NULL.
 */
void *port_map_memory(struct port_adapter *a, u64 start, u32 bytes)
{
	struct port_mapping *m = port_mapping_add(a, start, bytes, false);

	if (!m)
		return NULL;
	m->base = ioremap(start, bytes);
	if (m->base)
		return (void __force *)m->base;
	port_mapping_free(m);
	return NULL;
}

/**
 * port_map_ports() - remember that ports are in use
 * @a: adapter
 * @start: first port
 * @bytes: size
 *
 * Context: Process.
 * Return: the address for the accessors, or NULL.
 */
void *port_map_ports(struct port_adapter *a, u64 start, u32 bytes)
{
	return port_mapping_add(a, start, bytes, true) ? (void *)(unsigned long)start : NULL;
}

static bool port_overlap(const struct port_mapping *m, u64 start, u32 bytes, bool io_space)
{
	return m->io_space == io_space && start < m->start + m->bytes && m->start < start + bytes;
}

static struct port_mapping *port_claimed(struct port_adapter *a, u64 start, u32 bytes,
					 bool io_space)
{
	struct port_mapping *m;

	list_for_each_entry(m, &a->mappings, link) {
		if (m->claimed && port_overlap(m, start, bytes, io_space))
			return m;
	}
	return NULL;
}

/**
 * port_claim() - keep everybody else from using a range
 * @a: adapter
 * @start: first address
 * @bytes: size
 * @io_space: which space
 *
 * What the adapter claimed before is left out. Miniports map a piece to see what is there, and then
 * all of it.
 *
 * Context: Process.
 * Return: true if all of it is the adapter's now; if not, port_claims_trim() gives the rest back.
 */
bool port_claim(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	struct port_mapping *m = port_claimed(a, start, bytes, io_space);
	const char *name = a->miniport->name;

	if (m) {
		u64 end = start + bytes, claimed_end = m->start + m->bytes;

		if (start < m->start && !port_claim(a, start, m->start - start, io_space))
			return false;
		return end <= claimed_end ||
		       port_claim(a, claimed_end, end - claimed_end, io_space);
	}
	m = port_mapping_add(a, start, bytes, io_space);
	if (!m)
		return false;
	m->claimed = io_space ? request_region(start, bytes, name) :
				request_mem_region(start, bytes, name);
	if (m->claimed)
		return true;
	port_mapping_free(m);
	return false;
}

/**
 * port_has_mapped() - has an adapter any of a range?
 * @a: adapter
 * @start: first address, as the processor has it
 * @bytes: size
 * @io_space: which space
 *
 * Context: Process; nothing else maps or unmaps for this adapter.
 * Return: whether ScsiPortGetDeviceBase() gave some of it out.
 */
bool port_has_mapped(struct port_adapter *a, u64 start, u32 bytes, bool io_space)
{
	struct port_mapping *m;

	list_for_each_entry(m, &a->mappings, link) {
		if (!m->claimed && port_overlap(m, start, bytes, io_space))
			return true;
	}
	return false;
}

static bool port_is_mapped(struct port_adapter *a, const struct port_mapping *claim)
{
	return port_has_mapped(a, claim->start, claim->bytes, claim->io_space);
}

/**
 * port_claims_trim() - give up what is claimed and not given out
 * @a: adapter
 *
 * Context: Process.
 */
void port_claims_trim(struct port_adapter *a)
{
	struct port_mapping *m, *next;

	list_for_each_entry_safe(m, next, &a->mappings, link) {
		if (m->claimed && !port_is_mapped(a, m))
			port_mapping_free(m);
	}
}

/* Routines for HwFindAdapter fail elsewhere, and say so. */
static struct port_adapter *port_finding(void *extension, const char *routine)
{
	struct port_adapter *a = port_adapter_of(extension, routine);

	if (!a || a->finding)
		return a;
	port_breach(a, PORT_RULE_FIND_ADAPTER_ONLY, NULL, "%s outside HwFindAdapter", routine);
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
	struct port_adapter *a = port_finding(HwDeviceExtension, __func__);
	void *base;

	if (!a)
		return NULL;
	base = NumberOfBytes ?
		a->bus->get_device_base(a, IoAddress.QuadPart, NumberOfBytes, InIoSpace) : NULL;
	if (!base)
		port_warn(a, "%s: %u bytes at %#llx in %s space are not this device's to use\n",
			  __func__, NumberOfBytes, (u64)IoAddress.QuadPart,
			  InIoSpace ? "I/O" : "memory");
	return base;
}
EXPORT_SYMBOL_GPL(ScsiPortGetDeviceBase);

/* Whether it is what ScsiPortGetDeviceBase() returned this address for. */
static bool port_is_mapping_of(const struct port_mapping *m, const void *address)
{
	if (m->claimed)
		return false;
	return m->io_space ? m->start == (unsigned long)address :
			     (void __force *)m->base == address;
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
	struct port_adapter *a = port_finding(HwDeviceExtension, __func__);
	struct port_mapping *m;

	if (!a)
		return;
	list_for_each_entry(m, &a->mappings, link) {
		if (port_is_mapping_of(m, MappedAddress)) {
			port_mapping_free(m);
			break;
		}
	}
	port_claims_trim(a);
}
EXPORT_SYMBOL_GPL(ScsiPortFreeDeviceBase);

/**
 * port_mappings_free() - undo every ScsiPortGetDeviceBase() of an adapter
 * @a: adapter
 *
 * Context: Process.
 */
void port_mappings_free(struct port_adapter *a)
{
	struct port_mapping *m, *next;

	list_for_each_entry_safe(m, next, &a->mappings, link)
		port_mapping_free(m);
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
	struct port_adapter *a = port_finding(HwDeviceExtension, __func__);

	if (!a)
		return FALSE;
	if (NumberOfBytes && a->bus->valid_range(a, IoAddress.QuadPart, NumberOfBytes, InIoSpace))
		return TRUE;
	port_info(a, "%s: FALSE for %u bytes at %#llx in %s space: not this device's to use\n",
		  __func__, NumberOfBytes, (u64)IoAddress.QuadPart, InIoSpace ? "I/O" : "memory");
	return FALSE;
}
EXPORT_SYMBOL_GPL(ScsiPortValidateRange);

/**
 * ScsiPortGetBusData() - read configuration data of a bus
 * @HwDeviceExtension: the adapter's device extension
 * @BusDataType: which kind of data; PCIConfiguration is the only one that there is
 * @SystemIoBusNumber: bus number
 * @SlotNumber: slot: device in bits 4:0, function in bits 7:5
 * @Buffer: out: the data, from offset 0 on. If @Length is 0: out: PVOID, the address of a copy
 *	that is valid until the next call
 * @Length: size of @Buffer; more than 256 bytes there are not
 *
 * Context: Any for the adapter's own device; HwFindAdapter only for all others.
 * Return: bytes read; 2, with a VendorID of 0xffff, for an empty slot; 0 for a bus or a kind of
 *	data that does not exist.
 * Contract: §3.1.
 */
ULONG ScsiPortGetBusData(PVOID HwDeviceExtension, ULONG BusDataType, ULONG SystemIoBusNumber,
			 ULONG SlotNumber, PVOID Buffer, ULONG Length)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);

	if (!a || !Buffer || BusDataType != PCIConfiguration)
		return 0;
	if (Length)
		return port_config_read(a, SystemIoBusNumber, SlotNumber, Buffer, Length);
	*(void **)Buffer = a->bus_data;
	return port_config_read(a, SystemIoBusNumber, SlotNumber, a->bus_data, PORT_CONFIG_SIZE);
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
 * Base address registers that are not as before when HwFindAdapter returns are put back; elsewhere
 * they cannot be written.
 *
 * Context: Any for the adapter's own device; HwFindAdapter only for all others.
 * Return: bytes written; 0 for anything but the adapter's own device or, in a legacy scan, one
 *	that no driver has.
 * Contract: §3.1.
 */
ULONG ScsiPortSetBusDataByOffset(PVOID HwDeviceExtension, ULONG BusDataType,
				 ULONG SystemIoBusNumber, ULONG SlotNumber, PVOID Buffer,
				 ULONG Offset, ULONG Length)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);

	if (!a || !Buffer || BusDataType != PCIConfiguration)
		return 0;
	return port_config_write(a, SystemIoBusNumber, SlotNumber, Buffer, Offset, Length);
}
EXPORT_SYMBOL_GPL(ScsiPortSetBusDataByOffset);
