// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a command from its fetch to its answer.
 *
 * A slot is on the free list; on the waiting list until its latency is over; in the thread's hands
 * while it runs; or on the lost list, when a fault eats it. A reset empties the waiting and the
 * lost list and counts the generation up; the thread finds out by itself about the slot it holds.
 */
#include <linux/bitfield.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "command.h"
#include "fault.h"
#include "line.h"

/**
 * vhba_board_kick() - there may be something to do
 * @board: the board
 *
 * Context: any, hard interrupt and board->lock included.
 */
void vhba_board_kick(struct vhba_board *board)
{
	wake_up_process(board->thread);
}

/**
 * vhba_command_wait() - wait for the driver in the middle of a command
 * @cmd: the command
 * @ready: says whether the wait is over; called with board->lock held
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is dropped.
 */
bool vhba_command_wait(struct vhba_command *cmd, bool (*ready)(struct vhba_board *board))
{
	struct vhba_board *board = cmd->board;
	unsigned long flags;
	bool done;

	for (;;) {
		/* Before the look, so that a kick between the look and the sleep is not lost. */
		set_current_state(TASK_IDLE);
		raw_spin_lock_irqsave(&board->lock, flags);
		cmd->dropped = cmd->generation != board->generation;
		done = ready(board);
		raw_spin_unlock_irqrestore(&board->lock, flags);
		if (kthread_should_stop())
			cmd->dropped = true;
		if (done || cmd->dropped)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return !cmd->dropped;
}

/**
 * vhba_command_get() - take a free slot
 * @board: the board; its lock is held
 *
 * Context: any.
 * Return: the slot, or NULL if the board is full.
 */
struct vhba_command *vhba_command_get(struct vhba_board *board)
{
	struct vhba_command *cmd;

	lockdep_assert_held(&board->lock);
	cmd = list_first_entry_or_null(&board->free, struct vhba_command, node);
	if (!cmd)
		return NULL;
	list_del(&cmd->node);
	memset_startat(cmd, 0, due);
	cmd->generation = board->generation;
	return cmd;
}

/**
 * vhba_command_accept() - a slot holds a request: let it wait its turn
 * @cmd: the command; board->lock is held
 *
 * All commands take the same time, so arrival order is due order. Head of queue means before
 * everything that waits, so such a command is due no later than the first of those.
 *
 * Context: any.
 */
void vhba_command_accept(struct vhba_command *cmd)
{
	struct vhba_board *board = cmd->board;
	bool head = FIELD_GET(VHBA_FLAG_ATTRIBUTE, cmd->flags) == VHBA_ATTRIBUTE_HEAD;
	struct vhba_command *first;

	lockdep_assert_held(&board->lock);
	if (vhba_fault_take(board, &board->faults.lose_commands)) {
		list_add_tail(&cmd->node, &board->lost);
		return;
	}
	if (vhba_settings.latency_us)
		cmd->due = ktime_add_us(ktime_get(), vhba_settings.latency_us);
	first = list_first_entry_or_null(&board->waiting, struct vhba_command, node);
	if (head && first) {
		cmd->due = first->due;
		list_add(&cmd->node, &board->waiting);
		return;
	}
	list_add_tail(&cmd->node, &board->waiting);
}

/**
 * vhba_board_drop_all() - forget every command, without an answer
 * @board: the board; its lock is held
 *
 * Context: any. No DMA and no answer comes after it.
 */
void vhba_board_drop_all(struct vhba_board *board)
{
	lockdep_assert_held(&board->lock);
	board->generation++;
	list_splice_init(&board->waiting, &board->free);
	list_splice_init(&board->lost, &board->free);
	board->req.head = board->req.tail;
	board->pio.phase = VHBA_PHASE_NONE;
	board->irq_status &= ~VHBA_IRQ_SERVICE;
	vhba_line_update(board);
	vhba_board_kick(board);
}
