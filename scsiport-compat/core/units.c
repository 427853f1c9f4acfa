// SPDX-License-Identifier: GPL-2.0-only
/*
 * Logical units. An LU and its zeroed extension exist before the first command of a scan reaches
 * the miniport, and end when no command can reach it any more (contract §1.6, §6.7, trap 44).
 */
#include <linux/slab.h>

#include "core/units.h"
#include "core/model.h"
#include "nt/module.h"

static bool port_is_initiator(struct port_adapter *a, struct scsi_device *sdev)
{
	return a->config.InitiatorBusId[sdev->channel] == sdev->id;
}

/*
 * May the miniport be asked for this unit? Each bus has its own initiator id, where the midlayer
 * knows one; and from REPORT LUNS it also takes the LUN that is one too many.
 */
static bool port_is_allowed(struct port_adapter *a, struct scsi_device *sdev)
{
	return !port_is_initiator(a, sdev) && sdev->lun < a->limits.luns;
}

static struct port_unit *port_unit_alloc(struct port_adapter *a, struct scsi_device *sdev, u32 key)
{
	size_t tail = ALIGN(a->config.SpecificLuExtensionSize, 16);
	struct port_unit *lu = kzalloc(a->model->unit_size, GFP_KERNEL);

	if (!lu)
		return NULL;
	lu->adapter = a;
	lu->sdev = sdev;
	lu->key = key;
	lu->memory_size = tail + a->model->unit_tail;
	lu->memory = dma_alloc_coherent(a->dev, lu->memory_size, &lu->memory_dma, GFP_KERNEL);
	if (!lu->memory) {
		kfree(lu);
		return NULL;
	}
	lu->extension = tail ? lu->memory : NULL;
	a->model->unit_init(a, lu, tail);
	return lu;
}

/*
 * The memory of a unit has these users: the HBA, for commands of the unit, which have all ended, or
 * for one that the miniport keeps, and then the unit is an orphan; the miniport, which finds it by
 * ScsiPortGetLogicalUnit() and not any more; an Enable callback that found it before, for which
 * port_model::unit_gone has waited; DPCs and timers that lie in it or found it, for which
 * sp_nt_forget() waits.
 */
static void port_unit_free_memory(struct port_adapter *a, struct port_unit *lu)
{
	sp_nt_forget(lu->memory, lu->memory_size);
	dma_free_coherent(a->dev, lu->memory_size, lu->memory, lu->memory_dma);
}

/* Of a unit that nobody has found, or whose adapter nobody can enter any more. */
static void port_unit_free(struct port_adapter *a, struct port_unit *lu)
{
	port_unit_free_memory(a, lu);
	kfree(lu);
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
int port_no_unit_add(struct port_adapter *a)
{
	a->no_unit = port_unit_alloc(a, NULL, PORT_NO_UNIT_KEY);
	return a->no_unit ? xa_insert(&a->units, PORT_NO_UNIT_KEY, a->no_unit, GFP_KERNEL) :
			    -ENOMEM;
}

/**
 * port_units_forget() - DPCs and timers in the memory of units go
 * @a: adapter, whose routines will not be called again
 *
 * Context: Process.
 */
void port_units_forget(struct port_adapter *a)
{
	struct port_unit *lu;

	list_for_each_entry(lu, &a->orphans, orphan)
		sp_nt_forget(lu->memory, lu->memory_size);
	if (a->no_unit)
		sp_nt_forget(a->no_unit->memory, a->no_unit->memory_size);
}

/**
 * port_units_free() - free the units that outlived their devices, and the one that is none
 * @a: adapter, whose miniport will not be called again
 *
 * The midlayer removed all others with the host. What an orphan was kept for has ended: the HBA is
 * silent, and no routine of the miniport runs any more that could look for it (see port_release()).
 *
 * Context: Process.
 */
void port_units_free(struct port_adapter *a)
{
	struct port_unit *lu, *next;

	list_for_each_entry_safe(lu, next, &a->orphans, orphan)
		port_unit_free(a, lu);
	if (a->no_unit)
		port_unit_free(a, a->no_unit);
	xa_destroy(&a->units);
}

/**
 * port_unit_add() - the midlayer is about to send the first command to an address
 * @sdev: device
 *
 * Context: Process.
 * Return: 0, -ENXIO where the initiator itself sits, -EBUSY if there is such a unit, -ENOMEM.
 */
int port_unit_add(struct scsi_device *sdev)
{
	struct port_adapter *a = shost_priv(sdev->host);
	u32 key = PORT_UNIT_KEY(sdev->channel, sdev->id, sdev->lun);
	struct port_unit *lu;
	int ret;

	if (!port_is_allowed(a, sdev))
		return -ENXIO;
	lu = port_unit_alloc(a, sdev, key);
	if (!lu)
		return -ENOMEM;
	ret = xa_insert(&a->units, key, lu, GFP_KERNEL);
	if (ret) {
		port_unit_free(a, lu);
		return ret;
	}
	sdev->hostdata = lu;
	return 0;
}

/**
 * port_unit_remove() - a device is gone; no command of it is left
 * @sdev: device
 *
 * FLUSH and SHUTDOWN go to the miniport first, if it has data of the unit.
 *
 * Context: Process.
 */
void port_unit_remove(struct scsi_device *sdev)
{
	struct port_adapter *a = shost_priv(sdev->host);
	struct port_unit *lu = sdev->hostdata;

	if (!lu)
		return;
	a->model->flush(a, lu);
	sdev->hostdata = NULL;
	xa_erase(&a->units, lu->key);
	if (a->model->unit_gone(a, lu)) {
		list_add(&lu->orphan, &a->orphans);
		return;
	}
	port_unit_free_memory(a, lu);
	/* ScsiPortGetLogicalUnit() and ScsiPortGetSrb() look at units in RCU read-side sections. */
	kfree_rcu(lu, rcu);
}
