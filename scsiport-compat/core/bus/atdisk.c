// SPDX-License-Identifier: GPL-2.0-only
/*
 * The two places where PCs have IDE controllers, and who has claimed them: AtdiskPrimaryClaimed and
 * AtdiskSecondaryClaimed (contract §1.3). Windows keeps them for the whole system, so miniports of
 * old find their second channel by what they said of the first.
 */
#include <linux/mutex.h>

#include "core/bus/atdisk.h"
#include "core/adapter.h"
#include "core/bus/legacy.h"

#define PORT_ATDISK_BYTES	8

static const u16 port_atdisk_ports[] = { 0x1f0, 0x170 };

static DEFINE_MUTEX(port_atdisk_lock);
static u8 port_atdisk_claimed;	/* a bit for each place that an adapter of ours has claimed */

static BOOLEAN *port_atdisk_field(struct port_adapter *a, unsigned int i)
{
	return i ? &a->config.AtdiskSecondaryClaimed : &a->config.AtdiskPrimaryClaimed;
}

/**
 * port_atdisk_preset() - tell an adapter's HwFindAdapter which places are claimed
 * @a: adapter
 *
 * By an adapter of any miniport, or by a driver of Linux.
 *
 * Context: Process.
 */
void port_atdisk_preset(struct port_adapter *a)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(port_atdisk_ports); i++)
		*port_atdisk_field(a, i) = READ_ONCE(port_atdisk_claimed) & BIT(i) ||
					 port_legacy_is_busy(a, port_atdisk_ports[i],
							     PORT_ATDISK_BYTES);
}

/**
 * port_atdisk_adopt() - keep what HwFindAdapter, which found an adapter, claimed
 * @a: adapter
 *
 * What somebody else had before stays with him.
 *
 * Context: Process.
 */
void port_atdisk_adopt(struct port_adapter *a)
{
	unsigned int i;

	mutex_lock(&port_atdisk_lock);
	for (i = 0; i < ARRAY_SIZE(port_atdisk_ports); i++) {
		if (*port_atdisk_field(a, i) && !(port_atdisk_claimed & BIT(i)))
			a->atdisk |= BIT(i);
	}
	port_atdisk_claimed |= a->atdisk;
	mutex_unlock(&port_atdisk_lock);
}

/**
 * port_atdisk_release() - give up what an adapter has claimed
 * @a: adapter
 *
 * Context: Process.
 */
void port_atdisk_release(struct port_adapter *a)
{
	mutex_lock(&port_atdisk_lock);
	port_atdisk_claimed &= ~a->atdisk;
	mutex_unlock(&port_atdisk_lock);
	a->atdisk = 0;
}
