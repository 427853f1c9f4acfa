// SPDX-License-Identifier: GPL-2.0-only
/*
 * The command registers, phases and data port of a PIO board.
 *
 * The phase buffer changes hands: while a data phase is up it belongs to the driver at the data
 * port, else to the board's thread. A reset takes the phase down under board->lock, so what the
 * thread does with the buffer afterwards is out of the driver's reach.
 */
#include <linux/minmax.h>
#include <linux/string.h>

#include "command.h"
#include "line.h"
#include "pio.h"

static void pio_go(struct vhba_board *board, u32 context)
{
	struct vhba_pio *pio = &board->pio;
	struct vhba_command *cmd;

	if (!board->enabled || board->faults.deaf)
		return;
	cmd = vhba_command_get(board);
	if (!cmd)
		return;
	cmd->context = context;
	cmd->length = pio->length;
	cmd->flags = pio->flags & ~VHBA_FLAG_LIST;
	cmd->cdb_length = pio->flags >> 8;
	cmd->bus = pio->address;
	cmd->target = pio->address >> 8;
	cmd->lun = pio->address >> 16;
	cmd->sense_room = VHBA_SENSE_SIZE;
	memcpy(cmd->cdb, pio->cdb, sizeof(cmd->cdb));
	vhba_command_accept(cmd);
	vhba_board_kick(board);
}

static void pio_ack(struct vhba_board *board)
{
	struct vhba_pio *pio = &board->pio;

	if (pio->phase == VHBA_PHASE_NONE)
		return;
	pio->phase = VHBA_PHASE_NONE;
	vhba_board_kick(board);
}

/**
 * vhba_pio_write() - a write to a command register
 * @board: the board; its lock is held
 * @offset: of the register
 * @value: what is written
 *
 * Context: any.
 */
void vhba_pio_write(struct vhba_board *board, u32 offset, u32 value)
{
	struct vhba_pio *pio = &board->pio;
	__le32 word = cpu_to_le32(value);

	lockdep_assert_held(&board->lock);
	switch (offset) {
	case VHBA_PIO_CDB ... VHBA_PIO_CDB + VHBA_CDB_SIZE - sizeof(word):
		memcpy(&pio->cdb[offset - VHBA_PIO_CDB], &word, sizeof(word));
		break;
	case VHBA_PIO_ADDRESS:
		pio->address = value;
		break;
	case VHBA_PIO_LENGTH:
		pio->length = value;
		break;
	case VHBA_PIO_FLAGS:
		pio->flags = value;
		break;
	case VHBA_PIO_GO:
		pio_go(board, value);
		break;
	case VHBA_PIO_ACK:
		pio_ack(board);
		break;
	}
}

static u32 status_register(const struct vhba_command *cmd, u32 offset)
{
	__le32 word = 0;
	u32 index = offset - VHBA_PIO_SENSE;

	switch (offset) {
	case VHBA_PIO_COUNT:
		return cmd->moved;
	case VHBA_PIO_RESULT:
		return cmd->status | cmd->host_status << 8 | cmd->sense_length << 16;
	case VHBA_PIO_SENSE ... VHBA_PIO_SENSE_END - sizeof(word):
		if (index < VHBA_SENSE_SIZE)
			memcpy(&word, &cmd->sense[index], sizeof(word));
		return le32_to_cpu(word);
	}
	return 0;
}

/**
 * vhba_pio_read() - a read of a phase register
 * @board: the board; its lock is held
 * @offset: of the register
 *
 * Context: any.
 * Return: the register.
 */
u32 vhba_pio_read(struct vhba_board *board, u32 offset)
{
	struct vhba_pio *pio = &board->pio;

	lockdep_assert_held(&board->lock);
	switch (pio->phase) {
	case VHBA_PHASE_NONE:
		return 0;
	case VHBA_PHASE_IN:
	case VHBA_PHASE_OUT:
		if (offset == VHBA_PIO_COUNT)
			return pio->count;
		break;
	case VHBA_PHASE_STATUS:
		break;
	}
	if (offset == VHBA_PIO_PHASE)
		return pio->phase;
	if (offset == VHBA_PIO_CONTEXT)
		return pio->command->context;
	return pio->phase == VHBA_PHASE_STATUS ? status_register(pio->command, offset) : 0;
}

/* The bytes of the phase that an access of @length at the data port reaches. */
static u32 port_take(struct vhba_pio *pio, enum vhba_phase phase, u32 length)
{
	return pio->phase == phase ? min(length, pio->count - pio->cursor) : 0;
}

/**
 * vhba_pio_port_in() - the driver reads the data port
 * @board: the board; its lock is held
 * @to: where to; what the phase does not have reads as 0
 * @length: bytes
 *
 * Context: any.
 */
void vhba_pio_port_in(struct vhba_board *board, void *to, u32 length)
{
	struct vhba_pio *pio = &board->pio;
	u32 part = port_take(pio, VHBA_PHASE_IN, length);

	lockdep_assert_held(&board->lock);
	memcpy(to, pio->buffer + pio->cursor, part);
	memset(to + part, 0, length - part);
	pio->cursor += part;
}

/**
 * vhba_pio_port_out() - the driver writes the data port
 * @board: the board; its lock is held
 * @from: the data; what the phase did not ask for is ignored
 * @length: bytes
 *
 * Context: any.
 */
void vhba_pio_port_out(struct vhba_board *board, const void *from, u32 length)
{
	struct vhba_pio *pio = &board->pio;
	u32 part = port_take(pio, VHBA_PHASE_OUT, length);

	lockdep_assert_held(&board->lock);
	memcpy(pio->buffer + pio->cursor, from, part);
	pio->cursor += part;
}

static bool phase_served(struct vhba_board *board)
{
	return board->pio.phase == VHBA_PHASE_NONE;
}

/* Put a phase up and wait until the driver has served it. False: the command is over. */
static bool phase_run(struct vhba_command *cmd, enum vhba_phase phase, u32 count)
{
	struct vhba_board *board = cmd->board;
	struct vhba_pio *pio = &board->pio;
	unsigned long flags;

	raw_spin_lock_irqsave(&board->lock, flags);
	cmd->dropped = cmd->generation != board->generation;
	if (!cmd->dropped) {
		pio->command = cmd;
		pio->count = count;
		pio->cursor = 0;
		pio->phase = phase;
		board->irq_status |= VHBA_IRQ_SERVICE;
		vhba_line_update(board);
	}
	raw_spin_unlock_irqrestore(&board->lock, flags);

	if (cmd->dropped || !vhba_command_wait(cmd, phase_served))
		return false;
	if (pio->cursor == count)
		return true;
	cmd->host_status = VHBA_HOST_MALFORMED;
	return false;
}

/* Data-in that fills less than a phase waits in the buffer for more, or for the end. */
static bool data_in_flush(struct vhba_command *cmd)
{
	struct vhba_pio *pio = &cmd->board->pio;
	u32 count = pio->filled;

	pio->filled = 0;
	return !count || phase_run(cmd, VHBA_PHASE_IN, count);
}

/**
 * vhba_pio_data_in() - give data to the host, phase by phase
 * @cmd: the command
 * @from: the data
 * @length: bytes, not more than there is room for
 *
 * Context: the board's thread; may sleep.
 * Return: false if the command is over.
 */
bool vhba_pio_data_in(struct vhba_command *cmd, const void *from, u32 length)
{
	struct vhba_pio *pio = &cmd->board->pio;
	u32 limit = min_t(u32, VHBA_PHASE_SIZE, vhba_settings.max_transfer);

	while (length) {
		u32 part = min(length, limit - pio->filled);

		memcpy(pio->buffer + pio->filled, from, part);
		pio->filled += part;
		cmd->moved += part;
		from += part;
		length -= part;
		if (pio->filled == limit && !data_in_flush(cmd))
			return false;
	}
	return true;
}

static bool data_out_refill(struct vhba_command *cmd, u32 length)
{
	struct vhba_pio *pio = &cmd->board->pio;
	u32 limit = min_t(u32, VHBA_PHASE_SIZE, vhba_settings.max_transfer);
	u32 count = min3(max(length, cmd->wanted), limit, vhba_data_room(cmd, VHBA_FLAG_OUT));

	pio->taken = 0;
	pio->filled = 0;
	if (!phase_run(cmd, VHBA_PHASE_OUT, count))
		return false;
	pio->filled = count;
	cmd->wanted -= min(count, cmd->wanted);
	return true;
}

/**
 * vhba_pio_data_out() - get data from the host, phase by phase
 * @cmd: the command
 * @to: where to
 * @length: bytes, not more than the host has left
 *
 * Context: the board's thread; may sleep.
 * Return: false if the command is over.
 */
bool vhba_pio_data_out(struct vhba_command *cmd, void *to, u32 length)
{
	struct vhba_pio *pio = &cmd->board->pio;

	while (length) {
		u32 part;

		if (pio->taken == pio->filled && !data_out_refill(cmd, length))
			return false;
		part = min(length, pio->filled - pio->taken);
		memcpy(to, pio->buffer + pio->taken, part);
		pio->taken += part;
		cmd->moved += part;
		to += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_pio_complete() - answer a command
 * @cmd: the command
 *
 * Context: the board's thread; may sleep.
 */
void vhba_pio_complete(struct vhba_command *cmd)
{
	bool in = cmd->flags & VHBA_FLAG_IN;

	if (in && !cmd->dropped && cmd->host_status != VHBA_HOST_MALFORMED)
		data_in_flush(cmd);
	cmd->board->pio.filled = 0;
	cmd->board->pio.taken = 0;
	if (!cmd->dropped)
		phase_run(cmd, VHBA_PHASE_STATUS, 0);
}
