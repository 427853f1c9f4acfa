// SPDX-License-Identifier: GPL-2.0-only
/* Faults happen where they were asked for. */
#include "fault.h"
#include "vhba.h"

/**
 * vhba_fault_take() - does a fault happen now?
 * @board: the board; its lock is held
 * @fault: one of board->faults, counted down if so
 *
 * Context: any.
 * Return: true if the fault was armed.
 */
bool vhba_fault_take(struct vhba_board *board, unsigned int *fault)
{
	lockdep_assert_held(&board->lock);
	if (!*fault)
		return false;
	--*fault;
	return true;
}
