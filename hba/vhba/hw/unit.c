// SPDX-License-Identifier: GPL-2.0-only
/* The logical units: they come with their board and go with it. */
#include <linux/bitops.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "disk.h"
#include "store.h"
#include "unit.h"

/**
 * vhba_mode_reset() - mode parameters after power-on or a bus reset
 * @unit: the unit
 *
 * Context: the board's thread.
 */
void vhba_mode_reset(struct vhba_unit *unit)
{
	unit->current_mode = unit->saved_mode;
}

/**
 * vhba_units_create() - create all logical units of a board
 * @board: the board
 *
 * Context: process; sleeps.
 * Return: 0, or a negative errno.
 */
int vhba_units_create(struct vhba_board *board)
{
	unsigned int count = vhba_settings.targets * vhba_settings.luns;
	unsigned int i;
	int ret;

	board->units = kvcalloc(count, sizeof(*board->units), GFP_KERNEL);
	if (!board->units)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		struct vhba_unit *unit = &board->units[i];

		unit->board = board;
		unit->target = i / vhba_settings.luns;
		unit->lun = i % vhba_settings.luns;
		unit->saved_mode.write_cache = true;
		vhba_mode_reset(unit);
		__set_bit(VHBA_UA_POWER_ON, &unit->attention);
		ret = vhba_store_open(unit);
		if (ret)
			goto close_stores;
	}
	return 0;

close_stores:
	while (i--)
		vhba_store_close(&board->units[i]);
	kvfree(board->units);
	return ret;
}

/**
 * vhba_units_destroy() - free all logical units of a board
 * @board: the board; its thread is gone
 *
 * Context: process; sleeps.
 */
void vhba_units_destroy(struct vhba_board *board)
{
	unsigned int i = vhba_settings.targets * vhba_settings.luns;

	while (i--)
		vhba_store_close(&board->units[i]);
	kvfree(board->units);
}

/**
 * vhba_luns_present() - how many LUNs each target has right now
 * @board: the board
 *
 * Context: any.
 * Return: LUNs 0 to one less than this are there.
 */
unsigned int vhba_luns_present(const struct vhba_board *board)
{
	return READ_ONCE(board->faults.luns);
}

/**
 * vhba_unit_find() - the logical unit at an address
 * @board: the board
 * @target: its target, in range
 * @lun: its LUN
 *
 * Context: the board's thread.
 * Return: the unit, or NULL.
 */
struct vhba_unit *vhba_unit_find(struct vhba_board *board, u8 target, u8 lun)
{
	if (lun >= vhba_luns_present(board))
		return NULL;
	return &board->units[target * vhba_settings.luns + lun];
}
