// SPDX-License-Identifier: GPL-2.0-only
/*
 * The two windows: what a register access does.
 *
 * Context of everything here: any, hard interrupt included, with the driver's locks held.
 */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/time64.h>

#include "command.h"
#include "iowindow.h"
#include "line.h"
#include "pio.h"
#include "registers.h"
#include "reset.h"
#include "ring.h"

/* A string access copies this much under one hold of the board's lock. */
#define PORT_BURST	4096u

static u32 register_read(struct vhba_board *board, u32 offset)
{
	switch (offset) {
	case VHBA_ID:
		return VHBA_ID_VALUE;
	case VHBA_VERSION:
		return VHBA_VERSION_VALUE;
	case VHBA_CAPS:
		return board->caps;
	case VHBA_GEOMETRY:
		return vhba_settings.targets | vhba_settings.luns << 8;
	case VHBA_DEPTH:
		return vhba_settings.depth;
	case VHBA_CONTROL:
		return board->enabled ? VHBA_CONTROL_ENABLE : 0;
	case VHBA_STATUS:
		return board->ready ? VHBA_STATUS_READY : 0;
	case VHBA_IRQ_STATUS:
		return board->irq_status;
	case VHBA_IRQ_ENABLE:
		return board->irq_enable;
	case VHBA_MAX_TRANSFER:
		return vhba_settings.max_transfer;
	}
	return 0;
}

static u32 ring_register_read(struct vhba_board *board, u32 offset)
{
	switch (offset) {
	case VHBA_REQ_BASE:
		return lower_32_bits(board->req.base);
	case VHBA_REQ_BASE_HIGH:
		return upper_32_bits(board->req.base);
	case VHBA_REQ_COUNT:
		return board->req.count;
	case VHBA_CMP_BASE:
		return lower_32_bits(board->cmp.base);
	case VHBA_CMP_BASE_HIGH:
		return upper_32_bits(board->cmp.base);
	case VHBA_CMP_COUNT:
		return board->cmp.count;
	}
	return 0;
}

static void ring_register_write(struct vhba_board *board, u32 offset, u32 value)
{
	u64 high = (u64)value << 32;

	if (offset == VHBA_REQ_TAIL) {
		vhba_ring_doorbell(board, value);
		return;
	}
	if (offset == VHBA_CMP_HEAD) {
		vhba_ring_ack(board, value);
		return;
	}
	/* The rings of a board that runs stay where they are. */
	if (board->enabled)
		return;
	switch (offset) {
	case VHBA_REQ_BASE:
		board->req.base = (board->req.base & ~(u64)U32_MAX) | value;
		break;
	case VHBA_REQ_BASE_HIGH:
		board->req.base = lower_32_bits(board->req.base) | high;
		break;
	case VHBA_REQ_COUNT:
		board->req.count = value;
		break;
	case VHBA_CMP_BASE:
		board->cmp.base = (board->cmp.base & ~(u64)U32_MAX) | value;
		break;
	case VHBA_CMP_BASE_HIGH:
		board->cmp.base = lower_32_bits(board->cmp.base) | high;
		break;
	case VHBA_CMP_COUNT:
		board->cmp.count = value;
		break;
	}
}

static void control_write(struct vhba_board *board, u32 value)
{
	bool enable = value & VHBA_CONTROL_ENABLE;

	if (value & VHBA_CONTROL_RESET) {
		vhba_board_reset(board);
		return;
	}
	if (board->enabled && !enable) {
		board->enabled = false;
		vhba_board_drop_all(board);
	} else if (!board->enabled && enable && board->ready) {
		board->enabled = !(board->caps & VHBA_CAP_RINGS) || vhba_ring_enable(board);
	}
}

static void register_write(struct vhba_board *board, u32 offset, u32 value)
{
	switch (offset) {
	case VHBA_CONTROL:
		control_write(board, value);
		break;
	case VHBA_IRQ_STATUS:
		board->irq_status &= ~value;
		vhba_line_update(board);
		break;
	case VHBA_IRQ_ENABLE:
		if (board->personality == VHBA_UNMASKABLE)
			break;
		board->irq_enable = value & VHBA_IRQ_ALL;
		vhba_line_update(board);
		break;
	case VHBA_BUS_RESET:
		if (!value && !board->faults.deaf)
			vhba_bus_reset(board);
		break;
	}
}

static u32 window_read(void *model, u32 offset, u8 width)
{
	struct vhba_board *board = model;
	unsigned long flags;
	u32 value;

	if (width != 4 || offset % 4)
		return 0;
	if (offset == VHBA_PIO_NS)
		return board->caps & VHBA_CAP_PIO ? vhba_settings.pio_ns : 0;

	raw_spin_lock_irqsave(&board->lock, flags);
	if (offset < VHBA_REQ_BASE)
		value = register_read(board, offset);
	else if (offset < VHBA_PIO_CDB)
		value = board->caps & VHBA_CAP_RINGS ? ring_register_read(board, offset) : 0;
	else
		value = board->caps & VHBA_CAP_PIO ? vhba_pio_read(board, offset) : 0;
	raw_spin_unlock_irqrestore(&board->lock, flags);
	return value;
}

static void window_write(void *model, u32 offset, u8 width, u32 value)
{
	struct vhba_board *board = model;
	unsigned long flags;

	if (width != 4 || offset % 4)
		return;
	raw_spin_lock_irqsave(&board->lock, flags);
	if (offset < VHBA_REQ_BASE)
		register_write(board, offset, value);
	else if (offset < VHBA_PIO_CDB && board->caps & VHBA_CAP_RINGS)
		ring_register_write(board, offset, value);
	else if (offset >= VHBA_PIO_CDB && board->caps & VHBA_CAP_PIO)
		vhba_pio_write(board, offset, value);
	raw_spin_unlock_irqrestore(&board->lock, flags);
}

/* A string access to a register is that many single ones. */
static void window_read_string(void *model, u32 offset, u8 width, void *buffer, u32 count)
{
	for (; count; count--, buffer += width) {
		u32 value = window_read(model, offset, width);
		__le32 word = cpu_to_le32(value);

		memcpy(buffer, &word, width);
	}
}

static void window_write_string(void *model, u32 offset, u8 width, const void *buffer, u32 count)
{
	for (; count; count--, buffer += width) {
		__le32 word = 0;

		memcpy(&word, buffer, width);
		window_write(model, offset, width, le32_to_cpu(word));
	}
}

static const struct io_window_ops window_ops = {
	.read = window_read,
	.write = window_write,
	.read_string = window_read_string,
	.write_string = window_write_string,
};

/* The time that the wires take is the CPU's, as with any programmed I/O. */
static void port_delay(u32 accesses)
{
	u64 ns = (u64)accesses * vhba_settings.pio_ns;

	for (; ns >= NSEC_PER_MSEC; ns -= NSEC_PER_MSEC)
		udelay(USEC_PER_MSEC);
	udelay((u32)ns / 1000);
	ndelay((u32)ns % 1000);
}

static void port_read_string(void *model, u32 offset, u8 width, void *buffer, u32 count)
{
	struct vhba_board *board = model;
	u32 length = count * width;
	unsigned long flags;

	while (length) {
		u32 part = min(length, PORT_BURST);

		raw_spin_lock_irqsave(&board->lock, flags);
		if (offset)
			memset(buffer, 0, part);
		else
			vhba_pio_port_in(board, buffer, part);
		raw_spin_unlock_irqrestore(&board->lock, flags);
		buffer += part;
		length -= part;
	}
	port_delay(count);
}

static void port_write_string(void *model, u32 offset, u8 width, const void *buffer, u32 count)
{
	struct vhba_board *board = model;
	u32 length = count * width;
	unsigned long flags;

	while (length && !offset) {
		u32 part = min(length, PORT_BURST);

		raw_spin_lock_irqsave(&board->lock, flags);
		vhba_pio_port_out(board, buffer, part);
		raw_spin_unlock_irqrestore(&board->lock, flags);
		buffer += part;
		length -= part;
	}
	port_delay(count);
}

static u32 port_read(void *model, u32 offset, u8 width)
{
	__le32 word = 0;

	port_read_string(model, offset, width, &word, 1);
	return le32_to_cpu(word);
}

static void port_write(void *model, u32 offset, u8 width, u32 value)
{
	__le32 word = cpu_to_le32(value);

	port_write_string(model, offset, width, &word, 1);
}

static const struct io_window_ops port_ops = {
	.read = port_read,
	.write = port_write,
	.read_string = port_read_string,
	.write_string = port_write_string,
};

/**
 * vhba_windows_open() - make a board's registers reachable
 * @board: the board; its thread runs
 *
 * Context: process.
 * Return: 0, or a negative errno.
 */
int vhba_windows_open(struct vhba_board *board)
{
	board->window = io_window_register(&window_ops, board, VHBA_WINDOW_SIZE);
	if (!board->window)
		return -ENOSPC;
	if (!(board->caps & VHBA_CAP_PIO))
		return 0;
	board->port = io_window_register(&port_ops, board, VHBA_PORT_SIZE);
	if (board->port)
		return 0;
	io_window_unregister(board->window);
	return -ENOSPC;
}

/**
 * vhba_windows_close() - end every register access
 * @board: the board
 *
 * Context: process.
 */
void vhba_windows_close(struct vhba_board *board)
{
	if (board->port)
		io_window_unregister(board->port);
	io_window_unregister(board->window);
}
