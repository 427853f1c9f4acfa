// SPDX-License-Identifier: GPL-2.0-only
/*
 * The rings of a DMA board live in the driver's memory and are touched under board->lock only, so a
 * reset ends that too before its register write returns.
 */
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "command.h"
#include "dma.h"
#include "line.h"
#include "ring.h"

static bool ring_is_valid(const struct vhba_ring *ring, u32 alignment)
{
	return ring->base && IS_ALIGNED(ring->base, alignment) && is_power_of_2(ring->count) &&
	       ring->count >= VHBA_RING_MIN && ring->count <= VHBA_RING_MAX;
}

/**
 * vhba_ring_enable() - start both rings at index 0
 * @board: the board; its lock is held
 *
 * Context: any.
 * Return: false if the ring registers make no sense.
 */
bool vhba_ring_enable(struct vhba_board *board)
{
	lockdep_assert_held(&board->lock);
	if (!ring_is_valid(&board->req, sizeof(struct vhba_ring_request)) ||
	    !ring_is_valid(&board->cmp, sizeof(struct vhba_ring_completion)))
		return false;
	board->req.head = 0;
	board->req.tail = 0;
	board->cmp.head = 0;
	board->cmp.tail = 0;
	board->cmp_phase = true;
	return true;
}

/**
 * vhba_ring_doorbell() - the driver has written requests
 * @board: the board; its lock is held
 * @tail: index one past the last of them
 *
 * Context: any.
 */
void vhba_ring_doorbell(struct vhba_board *board, u32 tail)
{
	lockdep_assert_held(&board->lock);
	if (!board->enabled || board->faults.deaf)
		return;
	board->req.tail = tail & (board->req.count - 1);
	vhba_board_kick(board);
}

/**
 * vhba_ring_ack() - the driver has read completions
 * @board: the board; its lock is held
 * @head: index of the next one it will read
 *
 * Context: any.
 */
void vhba_ring_ack(struct vhba_board *board, u32 head)
{
	lockdep_assert_held(&board->lock);
	if (!board->enabled)
		return;
	board->cmp.head = head & (board->cmp.count - 1);
	vhba_board_kick(board);
}

/* A ring that is not in memory: there is no way to tell the driver but to stop. */
static void ring_fail(struct vhba_board *board)
{
	board->ready = false;
	board->enabled = false;
	vhba_board_drop_all(board);
}

static void request_decode(struct vhba_command *cmd, const struct vhba_ring_request *entry)
{
	cmd->context = le64_to_cpu(entry->context);
	cmd->data = le64_to_cpu(entry->data);
	cmd->length = le32_to_cpu(entry->length);
	cmd->elements = le16_to_cpu(entry->elements);
	cmd->flags = entry->flags;
	cmd->cdb_length = entry->cdb_length;
	cmd->bus = entry->bus;
	cmd->target = entry->target;
	cmd->lun = entry->lun;
	cmd->sense_room = entry->sense_length;
	cmd->sense_address = le64_to_cpu(entry->sense);
	memcpy(cmd->cdb, entry->cdb, sizeof(cmd->cdb));
}

static bool fetch_one(struct vhba_board *board)
{
	struct vhba_ring *ring = &board->req;
	const struct vhba_ring_request *entry;
	struct vhba_command *cmd;

	if (!board->enabled || ring->head == ring->tail)
		return false;
	/* Aligned to its size, so it lies in one page. */
	entry = vhba_host_at(ring->base + (u64)ring->head * sizeof(*entry), NULL);
	if (!entry) {
		ring_fail(board);
		return false;
	}
	cmd = vhba_command_get(board);
	if (!cmd)
		return false;
	ring->head = (ring->head + 1) & (ring->count - 1);
	request_decode(cmd, entry);
	vhba_command_accept(cmd);
	return true;
}

/**
 * vhba_ring_fetch() - take requests off the ring, as many as the board has room for
 * @board: the board; its lock is held
 *
 * Context: the board's thread; does not sleep.
 */
void vhba_ring_fetch(struct vhba_board *board)
{
	lockdep_assert_held(&board->lock);
	while (fetch_one(board))
		;
}

/*
 * One entry always stays free: CMP_HEAD counts modulo the ring, so a driver that has read a whole
 * ring would look like one that has read nothing.
 */
static bool completion_has_room(struct vhba_board *board)
{
	struct vhba_ring *ring = &board->cmp;

	return ((ring->tail + 1) & (ring->count - 1)) != ring->head;
}

static void sense_deliver(struct vhba_command *cmd)
{
	cmd->sense_length = min(cmd->sense_length, cmd->sense_room);
	if (cmd->sense_length &&
	    !vhba_host_write(cmd->sense_address, cmd->sense, cmd->sense_length)) {
		cmd->host_status = VHBA_HOST_MALFORMED;
		cmd->status = 0;
		cmd->sense_length = 0;
	}
}

/*
 * Completions share an interrupt while the thread goes on to another one at once: that one, or the
 * reset that drops it, comes here or to vhba_line_update() again. A file may take its time.
 */
static bool interrupt_is_due(struct vhba_board *board)
{
	return ++board->quiet >= vhba_settings.coalesce || vhba_settings.latency_us ||
	       vhba_settings.store || list_empty(&board->waiting);
}

static void completion_write(struct vhba_command *cmd)
{
	struct vhba_board *board = cmd->board;
	struct vhba_ring *ring = &board->cmp;
	u64 address = ring->base + (u64)ring->tail * sizeof(struct vhba_ring_completion);
	struct vhba_ring_completion *entry = vhba_host_at(address, &cmd->context);

	if (!entry) {
		ring_fail(board);
		return;
	}
	sense_deliver(cmd);
	entry->context = cpu_to_le64(cmd->context);
	entry->moved = cpu_to_le32(cmd->moved);
	/*
	 * The phase is in the last word and makes the entry valid: data and entry come first. Pairs
	 * with the driver's ReadULong64Acquire of that word.
	 */
	smp_store_release(&entry->outcome,
			  cpu_to_le32(cmd->host_status | cmd->status << 8 |
				      cmd->sense_length << 16 | (u32)board->cmp_phase << 24));

	ring->tail = (ring->tail + 1) & (ring->count - 1);
	if (!ring->tail)
		board->cmp_phase = !board->cmp_phase;
	board->irq_status |= VHBA_IRQ_COMPLETION;
	if (interrupt_is_due(board))
		vhba_line_update(board);
}

/**
 * vhba_ring_complete() - answer a command
 * @cmd: the command
 *
 * Stalls while the completion ring is full.
 *
 * Context: the board's thread; may sleep.
 */
void vhba_ring_complete(struct vhba_command *cmd)
{
	struct vhba_board *board = cmd->board;
	unsigned long flags;
	bool answered;

	/* Only this thread fills the ring: room once there stays. The command may be dead. */
	do {
		raw_spin_lock_irqsave(&board->lock, flags);
		cmd->dropped = cmd->generation != board->generation;
		answered = cmd->dropped || completion_has_room(board);
		if (answered && !cmd->dropped)
			completion_write(cmd);
		else if (!answered)
			vhba_line_update(board);
		raw_spin_unlock_irqrestore(&board->lock, flags);
	} while (!answered && vhba_command_wait(cmd, completion_has_room));
}
