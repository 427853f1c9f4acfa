// SPDX-License-Identifier: GPL-2.0-only
/*
 * The bus that an adapter sits on: what HwFindAdapter is told about its resources, and the
 * routines by which it gets at them (contract §1.3, §3.1).
 */
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#include "adapter.h"
#include "iowindow.h"

#define SP_LINE_EDGE	(IORESOURCE_IRQ_HIGHEDGE | IORESOURCE_IRQ_LOWEDGE)

static bool sp_platform_range(const struct resource *r, ACCESS_RANGE *range)
{
	bool window = resource_type(r) == IORESOURCE_REG;

	if (!window && resource_type(r) != IORESOURCE_MEM && resource_type(r) != IORESOURCE_IO)
		return false;
	range->RangeStart.QuadPart = r->start;
	range->RangeLength = resource_size(r);
	if (window)
		range->RangeInMemory = !(r->flags & IO_WINDOW_PORTS);
	else
		range->RangeInMemory = resource_type(r) == IORESOURCE_MEM;
	return true;
}

static int sp_platform_describe(struct sp_adapter *a)
{
	struct platform_device *pdev = to_platform_device(a->dev);
	PORT_CONFIGURATION_INFORMATION *c = &a->config;
	const struct resource *irq;
	u32 i, ranges = 0;

	for (i = 0; i < pdev->num_resources && ranges < c->NumberOfAccessRanges; i++) {
		if (sp_platform_range(&pdev->resource[i], &a->ranges[ranges]))
			ranges++;
	}
	irq = platform_get_resource(pdev, IORESOURCE_IRQ, 0);
	if (irq) {
		c->BusInterruptLevel = irq->start;
		c->BusInterruptVector = irq->start;
		c->InterruptMode = irq->flags & SP_LINE_EDGE ? Latched : LevelSensitive;
	}
	irq = platform_get_resource(pdev, IORESOURCE_IRQ, 1);
	if (irq) {
		c->BusInterruptLevel2 = irq->start;
		c->BusInterruptVector2 = irq->start;
		c->InterruptMode2 = irq->flags & SP_LINE_EDGE ? Latched : LevelSensitive;
	}
	return 0;
}

static int sp_platform_irq(struct sp_adapter *a, unsigned int index)
{
	return platform_get_irq_optional(to_platform_device(a->dev), index);
}

/* The resource of the device that a range lies in. */
static const struct resource *sp_platform_find(struct sp_adapter *a, u64 start, u32 bytes)
{
	struct platform_device *pdev = to_platform_device(a->dev);
	u32 i;

	for (i = 0; i < pdev->num_resources; i++) {
		const struct resource *r = &pdev->resource[i];

		if (resource_type(r) != IORESOURCE_IRQ && start >= r->start && start <= r->end &&
		    bytes <= r->end - start + 1)
			return r;
	}
	return NULL;
}

static void *sp_map_memory(struct sp_adapter *a, u64 start, u32 bytes)
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

static void *sp_platform_get_device_base(struct sp_adapter *a, u64 start, u32 bytes, bool io_space)
{
	const struct resource *r = sp_platform_find(a, start, bytes);

	if (!r)
		return NULL;
	if (resource_type(r) == IORESOURCE_REG)
		return (void *)start;
	if (resource_type(r) == IORESOURCE_IO)
		return io_space ? (void *)start : NULL;
	return io_space ? NULL : sp_map_memory(a, start, bytes);
}

/* Adapters that the platform describes; AdapterInterfaceType Internal. */
const struct sp_bus sp_platform_bus = {
	.type = Internal,
	.describe = sp_platform_describe,
	.irq = sp_platform_irq,
	.get_device_base = sp_platform_get_device_base,
};

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
	base = a->bus->get_device_base(a, IoAddress.QuadPart, NumberOfBytes, InIoSpace);
	if (!base)
		sp_warn(a, "%s: %u bytes at %#llx in %s space are not this device's\n",
			__func__, NumberOfBytes, (u64)IoAddress.QuadPart,
			InIoSpace ? "I/O" : "memory");
	return base;
}
EXPORT_SYMBOL_GPL(ScsiPortGetDeviceBase);

static void sp_mapping_free(struct sp_mapping *m)
{
	list_del(&m->link);
	iounmap(m->base);
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
		if ((void __force *)m->base == MappedAddress)
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
 * Return: TRUE if the range is the device's own.
 * Contract: §3.1.
 */
BOOLEAN ScsiPortValidateRange(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
			      ULONG SystemIoBusNumber, SCSI_PHYSICAL_ADDRESS IoAddress,
			    ULONG NumberOfBytes, BOOLEAN InIoSpace)
{
	struct sp_adapter *a = sp_finding(HwDeviceExtension, __func__);

	return a && sp_platform_find(a, IoAddress.QuadPart, NumberOfBytes);
}
EXPORT_SYMBOL_GPL(ScsiPortValidateRange);

/**
 * ScsiPortGetBusData() - read configuration data of a bus
 * @HwDeviceExtension: the adapter's device extension
 * @BusDataType: which kind of data
 * @SystemIoBusNumber: bus number
 * @SlotNumber: slot
 * @Buffer: out: the data
 * @Length: size of @Buffer
 *
 * Context: HwFindAdapter only.
 * Return: bytes written; 0 for a bus that does not exist, as every bus does not for a
 *	platform device.
 * Contract: §3.1.
 */
ULONG ScsiPortGetBusData(PVOID HwDeviceExtension, ULONG BusDataType, ULONG SystemIoBusNumber,
			 ULONG SlotNumber, PVOID Buffer, ULONG Length)
{
	sp_finding(HwDeviceExtension, __func__);
	return 0;
}
EXPORT_SYMBOL_GPL(ScsiPortGetBusData);

/**
 * ScsiPortSetBusDataByOffset() - write configuration data of a bus
 * @HwDeviceExtension: the adapter's device extension
 * @BusDataType: which kind of data
 * @SystemIoBusNumber: bus number
 * @SlotNumber: slot
 * @Buffer: the data
 * @Offset: where to
 * @Length: size of @Buffer
 *
 * Context: HwFindAdapter only.
 * Return: bytes written; 0 as for ScsiPortGetBusData().
 * Contract: §3.1.
 */
ULONG ScsiPortSetBusDataByOffset(PVOID HwDeviceExtension, ULONG BusDataType,
				 ULONG SystemIoBusNumber, ULONG SlotNumber, PVOID Buffer,
				 ULONG Offset, ULONG Length)
{
	sp_finding(HwDeviceExtension, __func__);
	return 0;
}
EXPORT_SYMBOL_GPL(ScsiPortSetBusDataByOffset);
