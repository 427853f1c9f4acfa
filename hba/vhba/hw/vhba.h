/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The board: what the rooms of the device model share.
 *
 * Who runs when. Register accesses arrive in any context, on any CPU, with the driver's locks held;
 * they only touch what board->lock protects and wake the board's thread. The thread does everything
 * else: it fetches commands, executes them one at a time and answers. So a logical unit and its
 * store belong to the thread and need no lock.
 *
 * Locks, outermost first: board->lock, line->lock. Both locks are raw: the interrupt line is raised
 * and lowered under them, and a line must work where spinlock_t sleeps.
 */
#ifndef VHBA_H
#define VHBA_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "hwregs.h"
#include "parameters.h"

#define VHBA_SENSE_SIZE		64
#define VHBA_CDB_SIZE		16
/* Parameter data, compare data, file data. Data-in of a PIO phase has a buffer of its own. */
#define VHBA_SCRATCH_SIZE	(1024 * 1024)
#define VHBA_PHASE_SIZE		65536

struct platform_device;
struct task_struct;
struct vhba_command;
struct vhba_line;
struct vhba_unit;

struct vhba_ring {
	u64 base;
	u32 count;
	u32 head;
	u32 tail;
};

/* The command registers of a PIO board, and the phase that is up. */
struct vhba_pio {
	u8 cdb[VHBA_CDB_SIZE];
	u32 address;
	u32 length;
	u32 flags;

	enum vhba_phase phase;
	struct vhba_command *command;	/* whose phase it is */
	u32 count;
	u32 cursor;			/* bytes that went through the data port */
	u8 *buffer;			/* the driver's in a data phase, else the thread's */
	u32 filled;			/* thread: data-in to come, or data-out that came */
	u32 taken;			/* thread: data-out bytes used up */
};

/* Faults to come, each counted down. Protected by board->lock. */
struct vhba_faults {
	unsigned int lose_commands;
	unsigned int lose_interrupts;
	unsigned int medium_errors;
	unsigned int deaf;
	unsigned int luns;		/* LUNs that are plugged in, on every target */
};

struct vhba_board {
	unsigned int id;
	enum vhba_personality personality;
	u32 caps;
	struct platform_device *pdev;
	struct task_struct *thread;
	struct vhba_line *line;		/* NULL: polled */
	unsigned long window;		/* 0: not registered */
	unsigned long port;

	raw_spinlock_t lock;
	/* Everything down to the next comment is protected by lock. */
	u32 generation;			/* counts resets: older commands are dead */
	bool enabled;
	bool ready;
	bool pulling;			/* IRQ_STATUS & IRQ_ENABLE is not 0 */
	bool muted;			/* this rise of the line is lost */
	unsigned int quiet;		/* completions since the line was looked at */
	u32 irq_status;
	u32 irq_enable;
	struct vhba_ring req;
	struct vhba_ring cmp;
	bool cmp_phase;
	struct vhba_pio pio;
	struct list_head free;
	struct list_head waiting;	/* in the order of their due times */
	struct list_head lost;		/* accepted, never to be answered */
	struct vhba_faults faults;
	u32 bus_resets;			/* read without the lock by the thread */
	u32 unit_changes;		/* the same */

	/* The thread's own. */
	u8 *scratch;
	struct vhba_unit *units;
	struct vhba_command *commands;
};

#endif
