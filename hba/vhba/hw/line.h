/* SPDX-License-Identifier: GPL-2.0-only */
/* The interrupt line. */
#ifndef VHBA_LINE_H
#define VHBA_LINE_H

#include <linux/irq_work.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct vhba_board;

/* An interrupt line, of a board or, when shared, of all boards. */
struct vhba_line {
	struct irq_work work;
	raw_spinlock_t lock;
	int irq;
	unsigned long raised;		/* lock: bit per board that pulls the line */
	unsigned int pulses;		/* lock: spurious interrupts to come */
	bool masked;			/* lock */
};

struct vhba_line *vhba_line_create(void);
void vhba_line_destroy(struct vhba_line *line);
void vhba_line_update(struct vhba_board *board);
void vhba_line_pulse(struct vhba_line *line, unsigned int times);

#endif
