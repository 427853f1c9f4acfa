/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands of a board: their slots, from the fetch to the answer. */
#ifndef VHBA_COMMAND_H
#define VHBA_COMMAND_H

#include <linux/ktime.h>
#include <linux/list.h>

#include "vhba.h"

/* A command, from its fetch until its answer. */
struct vhba_command {
	struct list_head node;		/* board->lock: on one of the board's lists */
	struct vhba_board *board;
	struct vhba_unit *unit;		/* NULL: nobody at that address */
	u32 generation;			/* of the board at the time of the fetch */

	/* The request, as the driver wrote it: not to be trusted. */
	u64 context;
	u64 data;
	u64 sense_address;
	u32 length;
	u16 elements;
	u8 flags;
	u8 cdb_length;
	u8 bus;
	u8 target;
	u8 lun;
	u8 sense_room;
	u8 cdb[VHBA_CDB_SIZE];

	u8 sense[VHBA_SENSE_SIZE];

	/* From here on a new command starts at 0. */
	ktime_t due;

	/* Where the buffer goes on. */
	u64 address;			/* of the rest of the current element */
	u32 left;			/* bytes in the rest of the current element */
	u32 element;			/* index of the next element */
	u32 wanted;			/* PIO: data-out bytes that the handler has announced */

	/* The answer. */
	u32 moved;
	u8 host_status;
	u8 status;
	u8 sense_length;		/* of @sense */
	bool dropped;			/* a reset came first: say nothing, touch nothing */
};

struct vhba_command *vhba_command_get(struct vhba_board *board);
void vhba_command_accept(struct vhba_command *cmd);
bool vhba_command_wait(struct vhba_command *cmd, bool (*ready)(struct vhba_board *board));
void vhba_board_kick(struct vhba_board *board);
void vhba_board_drop_all(struct vhba_board *board);

/**
 * vhba_data_room() - what is left of the host's buffer
 * @cmd: the command
 * @direction: VHBA_FLAG_IN or VHBA_FLAG_OUT, the way the disk wants to move data
 *
 * A buffer for the other direction is no buffer.
 *
 * Context: the board's thread.
 * Return: bytes.
 */
static inline u32 vhba_data_room(const struct vhba_command *cmd, u8 direction)
{
	return cmd->flags & direction ? cmd->length - cmd->moved : 0;
}

#endif
