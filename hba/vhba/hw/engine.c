// SPDX-License-Identifier: GPL-2.0-only
/* The engine: the board's thread, which takes commands one by one and runs them. */
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/string.h>

#include "command.h"
#include "engine.h"
#include "pio.h"
#include "reset.h"
#include "ring.h"
#include "target.h"
#include "unit.h"

/* As near to hardware as a fair thread gets: real-time would starve the host it serves. */
#define ENGINE_NICE	(-20)

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
