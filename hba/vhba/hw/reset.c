// SPDX-License-Identifier: GPL-2.0-only
/* Resets, of the board and of its bus. */
#include <linux/string.h>

#include "command.h"
#include "line.h"
#include "reset.h"

/**
 * vhba_board_reset() - back to the state after power-on
 * @board: the board; its lock is held
 *
 * Context: any.
 */
void vhba_board_reset(struct vhba_board *board)
{
	struct vhba_pio *pio = &board->pio;

	lockdep_assert_held(&board->lock);
	vhba_board_drop_all(board);
	board->enabled = false;
	board->ready = true;
	memset(&board->req, 0, sizeof(board->req));
	memset(&board->cmp, 0, sizeof(board->cmp));
	memset(pio->cdb, 0, sizeof(pio->cdb));
	pio->address = 0;
	pio->length = 0;
	pio->flags = 0;
	board->irq_status = 0;
	if (board->personality != VHBA_UNMASKABLE)
		board->irq_enable = 0;
	vhba_line_update(board);
}

/**
 * vhba_bus_reset() - reset the SCSI bus
 * @board: the board; its lock is held
 *
 * The units hear of it when they run their next command: there may be a thousand of them.
 *
 * Context: any.
 */
void vhba_bus_reset(struct vhba_board *board)
{
	lockdep_assert_held(&board->lock);
	vhba_board_drop_all(board);
	WRITE_ONCE(board->bus_resets, board->bus_resets + 1);
}
