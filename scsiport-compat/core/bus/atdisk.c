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

#define SP_ATDISK_BYTES	8

static const u16 sp_atdisk_ports[] = { 0x1f0, 0x170 };

static DEFINE_MUTEX(sp_atdisk_lock);
static u8 sp_atdisk_claimed;	/* a bit for each place that an adapter of ours has claimed */

static BOOLEAN *sp_atdisk_field(struct sp_adapter *a, unsigned int i)
{
	return i ? &a->config.AtdiskSecondaryClaimed : &a->config.AtdiskPrimaryClaimed;
}

/**
 * sp_atdisk_preset() - tell an adapter's HwFindAdapter which places are claimed
 * @a: adapter
 *
 * By an adapter of any miniport, or by a driver of Linux.
 *
 * Context: Process.
 */
void sp_atdisk_preset(struct sp_adapter *a)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sp_atdisk_ports); i++)
		*sp_atdisk_field(a, i) = READ_ONCE(sp_atdisk_claimed) & BIT(i) ||
					 sp_legacy_is_busy(a, sp_atdisk_ports[i], SP_ATDISK_BYTES);
}

/**
 * sp_atdisk_adopt() - keep what HwFindAdapter, which found an adapter, claimed
 * @a: adapter
 *
 * What somebody else had before stays with him.
 *
 * Context: Process.
 */
void sp_atdisk_adopt(struct sp_adapter *a)
{
	unsigned int i;

	mutex_lock(&sp_atdisk_lock);
	for (i = 0; i < ARRAY_SIZE(sp_atdisk_ports); i++) {
		if (*sp_atdisk_field(a, i) && !(sp_atdisk_claimed & BIT(i)))
			a->atdisk |= BIT(i);
	}
	sp_atdisk_claimed |= a->atdisk;
	mutex_unlock(&sp_atdisk_lock);
}

/**
 * sp_atdisk_release() - give up what an adapter has claimed
 * @a: adapter
 *
 * Context: Process.
 */
void sp_atdisk_release(struct sp_adapter *a)
{
	mutex_lock(&sp_atdisk_lock);
	sp_atdisk_claimed &= ~a->atdisk;
	mutex_unlock(&sp_atdisk_lock);
	a->atdisk = 0;
}
