/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The board: what the rooms of the device model share.
 *
 * Who runs when. Register accesses arrive in any context, on any CPU, with the driver's locks held;
 * they only touch what board->lock protects and wake the board's thread. The thread does everything
 * else: it fetches commands, executes them one at a time and answers. So a logical unit and its
 * store belong to the thread and need no lock.
 *
 * Locks, outermost first: board->lock, line->lock. Both are raw: the interrupt line is raised and
 * lowered under them, and a line must work where spinlock_t sleeps.
 */
#ifndef VHBA_H
#define VHBA_H

#include <linux/irq_work.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "hwregs.h"

#define VHBA_MAX_BOARDS		8
#define VHBA_MAX_TARGETS	16
#define VHBA_MAX_LUNS		64
#define VHBA_MAX_DEPTH		254
#define VHBA_SENSE_SIZE		64
#define VHBA_CDB_SIZE		16
/* Parameter data, compare data, file data. Data-in of a PIO phase has a buffer of its own. */
#define VHBA_SCRATCH_SIZE	(1024 * 1024)
#define VHBA_PHASE_SIZE		65536

struct vhba_board;
struct vhba_unit;

/* What the module parameters say. Constant once the boards exist. */
struct vhba_settings {
	unsigned int targets;
	unsigned int luns;
	unsigned int block_size;
	unsigned int depth;
	unsigned int latency_us;
	unsigned int coalesce;
	unsigned int pio_ns;
	unsigned int max_transfer;
	u64 blocks;
	const char *store;
};

extern struct vhba_settings vhba_settings;

enum vhba_personality {
	VHBA_RING,
	VHBA_DEFERRED,
	VHBA_UNMASKABLE,
	VHBA_POLLED,
	VHBA_PERSONALITIES,
};

/* One interrupt line, of one board or, when shared, of all of them. */
struct vhba_line {
	struct irq_work work;
	raw_spinlock_t lock;
	int irq;
	unsigned long raised;		/* lock: bit per board that pulls the line */
	unsigned int pulses;		/* lock: spurious interrupts to come */
	bool masked;			/* lock */
};

/* One command, from its fetch until its answer. */
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

/* board.c */
extern const struct attribute_group *vhba_inject_groups[];
struct vhba_board *vhba_board_of(struct device *dev);

/* registers.c */
int vhba_windows_open(struct vhba_board *board);
void vhba_windows_close(struct vhba_board *board);

/* line.c */
struct vhba_line *vhba_line_create(void);
void vhba_line_destroy(struct vhba_line *line);
void vhba_line_update(struct vhba_board *board);
void vhba_line_pulse(struct vhba_line *line, unsigned int times);

/* dma.c */
void *vhba_host_at(u64 address, const void *from);
bool vhba_host_write(u64 address, const void *from, size_t length);
bool vhba_data_in(struct vhba_command *cmd, const void *from, u32 length);
bool vhba_data_out(struct vhba_command *cmd, void *to, u32 length);
void vhba_data_expect(struct vhba_command *cmd, u32 length);
u32 vhba_data_room(const struct vhba_command *cmd, u8 direction);

/* ring.c */
bool vhba_ring_enable(struct vhba_board *board);
void vhba_ring_ack(struct vhba_board *board, u32 head);
void vhba_ring_doorbell(struct vhba_board *board, u32 tail);
void vhba_ring_fetch(struct vhba_board *board);
void vhba_ring_complete(struct vhba_command *cmd);

/* pio.c */
void vhba_pio_write(struct vhba_board *board, u32 offset, u32 value);
u32 vhba_pio_read(struct vhba_board *board, u32 offset);
void vhba_pio_port_in(struct vhba_board *board, void *to, u32 length);
void vhba_pio_port_out(struct vhba_board *board, const void *from, u32 length);
bool vhba_pio_data_in(struct vhba_command *cmd, const void *from, u32 length);
bool vhba_pio_data_out(struct vhba_command *cmd, void *to, u32 length);
void vhba_pio_complete(struct vhba_command *cmd);

/* engine.c */
int vhba_engine_start(struct vhba_board *board);
void vhba_engine_stop(struct vhba_board *board);
void vhba_engine_kick(struct vhba_board *board);
bool vhba_engine_wait(struct vhba_command *cmd, bool (*ready)(struct vhba_board *board));
struct vhba_command *vhba_command_get(struct vhba_board *board);
void vhba_command_accept(struct vhba_command *cmd);
void vhba_board_drop_all(struct vhba_board *board);
void vhba_board_reset(struct vhba_board *board);
void vhba_bus_reset(struct vhba_board *board);

/* inject.c */
bool vhba_fault_take(struct vhba_board *board, unsigned int *fault);

#endif
