// SPDX-License-Identifier: GPL-2.0-only
/*
 * The engine: the board's thread, and the life of a command from its fetch to its answer.
 *
 * A slot is on the free list; on the waiting list until its latency is over; in the thread's hands
 * while it runs; or on the lost list, when a fault eats it. A reset empties the waiting and the
 * lost list and counts the generation up; the thread finds out by itself about the slot it holds.
 */
#include <linux/bitfield.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/string.h>

#include "target.h"
#include "vhba.h"

/* As near to hardware as a fair thread gets: real-time would starve the host it serves. */
#define ENGINE_NICE	(-20)

/**
 * vhba_engine_kick() - there may be something to do
 * @board: the board
 *
 * Context: any, hard interrupt and board->lock included.
 */
void vhba_engine_kick(struct vhba_board *board)
{
	wake_up_process(board->thread);
}

/**
 * vhba_engine_wait() - wait for the driver in the middle of a command
 * @cmd: the command
 * @ready: says whether the wait is over; called with board->lock held
 *
 * Context: the board's thread; sleeps.
 * Return: false if the command is dropped.
 */
bool vhba_engine_wait(struct vhba_command *cmd, bool (*ready)(struct vhba_board *board))
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
	vhba_engine_kick(board);
}

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

/*
 * Gives the slot of the last command back, takes what is in the ring, and returns the next command
 * that is due; else when one will be, 0 for nothing in sight.
 */
static struct vhba_command *engine_next(struct vhba_board *board, struct vhba_command *last,
					ktime_t *due)
{
	struct vhba_command *cmd;
	unsigned long flags;

	*due = 0;
	raw_spin_lock_irqsave(&board->lock, flags);
	if (last)
		list_add(&last->node, &board->free);
	vhba_ring_fetch(board);
	cmd = list_first_entry_or_null(&board->waiting, struct vhba_command, node);
	if (cmd && cmd->due && ktime_before(ktime_get(), cmd->due)) {
		*due = cmd->due;
		cmd = NULL;
	}
	if (cmd)
		list_del(&cmd->node);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	return cmd;
}

static bool request_is_valid(const struct vhba_command *cmd)
{
	u8 both = VHBA_FLAG_IN | VHBA_FLAG_OUT;

	return (cmd->flags & both) != both && cmd->cdb_length && cmd->cdb_length <= VHBA_CDB_SIZE &&
	       cmd->length <= vhba_settings.max_transfer;
}

static void request_run(struct vhba_command *cmd)
{
	if (!request_is_valid(cmd)) {
		cmd->host_status = VHBA_HOST_MALFORMED;
		return;
	}
	if (cmd->bus || cmd->target >= vhba_settings.targets) {
		cmd->host_status = VHBA_HOST_NO_DEVICE;
		return;
	}
	if (!(cmd->flags & VHBA_FLAG_LIST)) {
		cmd->address = cmd->data;
		cmd->left = cmd->length;
	}
	/* What lies behind the CDB's end is no part of it. */
	memset(cmd->cdb + cmd->cdb_length, 0, VHBA_CDB_SIZE - cmd->cdb_length);
	cmd->unit = vhba_unit_find(cmd->board, cmd->target, cmd->lun);
	vhba_target_run(cmd);
	if (cmd->host_status == VHBA_HOST_MALFORMED) {
		cmd->status = 0;
		cmd->sense_length = 0;
	}
}

static void engine_run(struct vhba_command *cmd)
{
	request_run(cmd);
	if (cmd->board->caps & VHBA_CAP_PIO)
		vhba_pio_complete(cmd);
	else
		vhba_ring_complete(cmd);
}

static int engine_thread(void *data)
{
	struct vhba_board *board = data;
	struct vhba_command *cmd = NULL;
	ktime_t due;

	/* Disks may hold swap: an allocation for a store must not wait for them. */
	memalloc_noio_save();
	current->flags |= PF_LOCAL_THROTTLE;
	set_user_nice(current, ENGINE_NICE);

	while (!kthread_should_stop()) {
		/* Before the look, so that a kick between the look and the sleep is not lost. */
		set_current_state(TASK_IDLE);
		cmd = engine_next(board, cmd, &due);
		if (cmd) {
			__set_current_state(TASK_RUNNING);
			engine_run(cmd);
			cond_resched();
		} else if (kthread_should_stop()) {
			break;
		} else if (due) {
			schedule_hrtimeout_range(&due, 0, HRTIMER_MODE_ABS);
		} else {
			schedule();
		}
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

/**
 * vhba_engine_start() - create a board's thread
 * @board: the board
 *
 * Context: process.
 * Return: 0, or a negative errno.
 */
int vhba_engine_start(struct vhba_board *board)
{
	struct task_struct *thread;

	thread = kthread_create(engine_thread, board, "vhba/%u", board->id);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	board->thread = thread;
	wake_up_process(thread);
	return 0;
}

/**
 * vhba_engine_stop() - drop every command and end the thread
 * @board: the board; nobody can reach its registers any more
 *
 * Context: process; sleeps.
 */
void vhba_engine_stop(struct vhba_board *board)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&board->lock, flags);
	vhba_board_reset(board);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	kthread_stop(board->thread);
}
