// SPDX-License-Identifier: GPL-2.0-only
/*
 * Logical units. An LU and its zeroed extension exist before the first command of a scan reaches
 * the miniport, and end when no command can reach it any more (contract §1.6, §6.7, trap 44).
 */
#include <linux/slab.h>

#include "core/units.h"
#include "core/data.h"
#include "core/model.h"
#include "core/unit.h"
#include "nt/module.h"

static bool port_is_initiator(struct sp_adapter *a, struct scsi_device *sdev)
{
	return a->config.InitiatorBusId[sdev->channel] == sdev->id;
}

/*
 * May the miniport be asked for this unit? Each bus has its own initiator id, where the midlayer
 * knows one; and from REPORT LUNS it also takes the LUN that is one too many.
 */
static bool port_is_allowed(struct sp_adapter *a, struct scsi_device *sdev)
{
	return !port_is_initiator(a, sdev) && sdev->lun < a->limits.luns;
}

/*
 * Until port_unit_configure() knows better it takes one request at a time, and none in which a
 * parallel bus would negotiate (§6.4).
 */
static void port_unit_init_blank(struct sp_adapter *a, struct sp_lu *lu)
{
	lu->blank.Length = sizeof(lu->blank);
	lu->blank.Function = SRB_FUNCTION_EXECUTE_SCSI;
	lu->blank.SrbStatus = SRB_STATUS_PENDING;
	lu->blank.PathId = lu->key >> 16;
	lu->blank.TargetId = lu->key >> 8;
	lu->blank.Lun = lu->key;
	lu->blank.QueueTag = SP_UNTAGGED;
	lu->blank.SenseInfoBufferLength = PORT_SENSE_SIZE;
	lu->blank.SrbFlags = a->srb_flags | SRB_FLAGS_IS_ACTIVE | SRB_FLAGS_DISABLE_SYNCH_TRANSFER;
}

static int port_unit_init(struct sp_adapter *a, struct sp_lu *lu, struct scsi_device *sdev, u32 key)
{
	size_t size = a->config.SpecificLuExtensionSize;

	lu->adapter = a;
	lu->sdev = sdev;
	lu->key = key;
	lu->wanted = true;
	INIT_LIST_HEAD(&lu->waiting);
	INIT_LIST_HEAD(&lu->parked);
	INIT_LIST_HEAD(&lu->sense.link);
	lu->memory_size = ALIGN(size, 16) + PORT_SENSE_SIZE;
	lu->memory = dma_alloc_coherent(a->dev, lu->memory_size, &lu->memory_dma, GFP_KERNEL);
	if (!lu->memory)
		return -ENOMEM;
	lu->extension = size ? lu->memory : NULL;
	lu->sense_data = lu->memory + ALIGN(size, 16);
	lu->sense.lu = lu;
	lu->sense.adapter = a;
	lu->sense.bounce = -1;
	lu->sense.length = PORT_SENSE_SIZE;
	port_view_open(&lu->sense, lu->sense_data, lu->memory_dma + ALIGN(size, 16));
	port_unit_init_blank(a, lu);
	return 0;
}

static void port_unit_free_memory(struct sp_adapter *a, struct sp_lu *lu)
{
	if (!lu->memory)
		return;
	sp_nt_forget(lu->memory, lu->memory_size);
	dma_free_coherent(a->dev, lu->memory_size, lu->memory, lu->memory_dma);
	lu->memory = NULL;
}

/**
 * port_no_unit_add() - make ready what takes requests for the adapter while there is no unit
 * @a: adapter with its limits derived
 *
 * This unit is known as 0:0:0 while it has a request, with an extension, since miniports look at
 * one (traps 44 and 49).
 *
 * Context: Process.
 * Return: 0 or -ENOMEM.
 */
int port_no_unit_add(struct sp_adapter *a)
{
	int ret = port_unit_init(a, &a->no_unit, NULL, PORT_NO_UNIT_KEY);

	a->no_unit.blank.PathId = 0;
	return ret ?: xa_insert(&a->units, PORT_NO_UNIT_KEY, &a->no_unit, GFP_KERNEL);
}

/**
 * port_units_forget() - DPCs and timers in the memory of units go
 * @a: adapter, whose routines will not be called again
 *
 * Context: Process.
 */
void port_units_forget(struct sp_adapter *a)
{
	struct sp_lu *lu;

	list_for_each_entry(lu, &a->orphans, orphan)
		sp_nt_forget(lu->memory, lu->memory_size);
	sp_nt_forget(a->no_unit.memory, a->no_unit.memory_size);
}

/**
 * port_units_free() - free the units that outlived their devices
 * @a: adapter, whose miniport will not be called again
 *
 * Context: Process.
 */
void port_units_free(struct sp_adapter *a)
{
	struct sp_lu *lu, *next;

	list_for_each_entry_safe(lu, next, &a->orphans, orphan) {
		port_unit_free_memory(a, lu);
		kfree(lu);
	}
	port_unit_free_memory(a, &a->no_unit);
	xa_destroy(&a->units);
}

/**
 * port_unit_add() - the midlayer is about to send the first command to an address
 * @sdev: device
 *
 * Context: Process.
 * Return: 0, -ENXIO where the initiator itself sits, -ENOMEM.
 */
int port_unit_add(struct scsi_device *sdev)
{
	struct sp_adapter *a = shost_priv(sdev->host);
	u32 key = PORT_UNIT_KEY(sdev->channel, sdev->id, sdev->lun);
	struct sp_lu *lu;
	int ret;

	if (!port_is_allowed(a, sdev))
		return -ENXIO;
	lu = kzalloc(sizeof(*lu), GFP_KERNEL);
	if (!lu)
		return -ENOMEM;
	ret = port_unit_init(a, lu, sdev, key);
	ret = ret ?: xa_insert(&a->units, key, lu, GFP_KERNEL);
	if (ret) {
		port_unit_free_memory(a, lu);
		kfree(lu);
		return ret;
	}
	sdev->hostdata = lu;
	return 0;
}

/**
 * port_unit_configure() - a unit has been found: how its requests look from now on
 * @a: adapter
 * @lu: unit, without requests
 * @tagged: it takes several requests at a time, which the limits allow
 *
 * Context: Process.
 */
void port_unit_configure(struct sp_adapter *a, struct sp_lu *lu, bool tagged)
{
	lu->configured = true;
	lu->blank.SrbFlags = a->srb_flags | SRB_FLAGS_IS_ACTIVE;
	if (!tagged)
		return;
	lu->blank.QueueTag = 0;
	lu->blank.QueueAction = SRB_SIMPLE_TAG_REQUEST;
	if (a->config.TaggedQueuing)
		lu->blank.SrbFlags |= SRB_FLAGS_QUEUE_ACTION_ENABLE;
}

/**
 * port_unit_remove() - a device is gone; no command of it is left
 * @sdev: device
 *
 * Context: Process.
 */
void port_unit_remove(struct scsi_device *sdev)
{
	struct sp_adapter *a = shost_priv(sdev->host);
	struct sp_lu *lu = sdev->hostdata;

	if (!lu)
		return;
	a->model->flush(a, lu);
	sdev->hostdata = NULL;
	xa_erase(&a->units, lu->key);
	if (a->model->unit_gone(a, lu))
		return;
	/* A DPC that found the extension has returned when this does; others find it no more. */
	port_unit_free_memory(a, lu);
	kfree_rcu(lu, rcu);
}

/**
 * sp_unit_at() - the unit that a miniport means by an address
 * @a: adapter
 * @key: PORT_UNIT_KEY() of the address
 *
 * Context: interrupt lock held, or an RCU read-side section, in which alone it can be used then.
 * Return: the LU, or NULL if there is none.
 */
struct sp_lu *sp_unit_at(struct sp_adapter *a, u32 key)
{
	struct sp_lu *lu = xa_load(&a->units, key);

	if (unlikely(!lu && !key && a->no_unit.active))
		return &a->no_unit;
	return lu;
}
