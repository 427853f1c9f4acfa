// SPDX-License-Identifier: GPL-2.0-only
/*
 * The interrupt line: a Linux interrupt of our own, level-triggered, raised from hard interrupt
 * context as a wire would.
 *
 * Raising goes through a hard irq_work, because a level may rise under the driver's own locks and
 * the handler must not run inside them. A level that is still high when the line is unmasked
 * interrupts again, which is what makes it a level.
 */
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/slab.h>

#include "fault.h"
#include "line.h"
#include "vhba.h"

static void line_mask(struct irq_data *data)
{
	struct vhba_line *line = irq_data_get_irq_chip_data(data);
	unsigned long flags;

	raw_spin_lock_irqsave(&line->lock, flags);
	line->masked = true;
	raw_spin_unlock_irqrestore(&line->lock, flags);
}

static void line_unmask(struct irq_data *data)
{
	struct vhba_line *line = irq_data_get_irq_chip_data(data);
	unsigned long flags;

	raw_spin_lock_irqsave(&line->lock, flags);
	line->masked = false;
	if (line->raised || line->pulses)
		irq_work_queue(&line->work);
	raw_spin_unlock_irqrestore(&line->lock, flags);
}

static struct irq_chip line_chip = {
	.name = "vhba",
	.irq_mask = line_mask,
	.irq_unmask = line_unmask,
	.flags = IRQCHIP_SKIP_SET_WAKE,
};

static void line_fire(struct irq_work *work)
{
	struct vhba_line *line = container_of(work, struct vhba_line, work);
	unsigned long flags;
	bool fire;

	/* The level may have dropped, or the line been masked, since the work was queued. */
	raw_spin_lock_irqsave(&line->lock, flags);
	fire = !line->masked && (line->raised || line->pulses);
	if (fire && !line->raised)
		line->pulses--;
	raw_spin_unlock_irqrestore(&line->lock, flags);

	if (fire)
		generic_handle_irq_safe(line->irq);
}

static void line_set(struct vhba_line *line, unsigned int id, bool high)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&line->lock, flags);
	__assign_bit(id, &line->raised, high);
	if (high && !line->masked)
		irq_work_queue(&line->work);
	raw_spin_unlock_irqrestore(&line->lock, flags);
}

/**
 * vhba_line_update() - let a board's pull on its line follow its interrupt registers
 * @board: the board; its lock is held
 *
 * Context: any.
 */
void vhba_line_update(struct vhba_board *board)
{
	bool pull = board->irq_status & board->irq_enable;

	lockdep_assert_held(&board->lock);
	board->quiet = 0;
	if (!board->line || pull == board->pulling)
		return;
	board->pulling = pull;
	board->muted = pull && vhba_fault_take(board, &board->faults.lose_interrupts);
	line_set(board->line, board->id, pull && !board->muted);
}

/**
 * vhba_line_pulse() - interrupt without a cause
 * @line: the line
 * @times: how many interrupts to add; 0 cancels those that are still to come
 *
 * Context: any.
 */
void vhba_line_pulse(struct vhba_line *line, unsigned int times)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&line->lock, flags);
	line->pulses = times;
	if (times && !line->masked)
		irq_work_queue(&line->work);
	raw_spin_unlock_irqrestore(&line->lock, flags);
}

/**
 * vhba_line_create() - allocate an interrupt line
 *
 * The descriptor has no owner: with one, a bound driver would pin this module and nobody could
 * pull the board out from under it.
 *
 * Context: process.
 * Return: the line, or an ERR_PTR.
 */
struct vhba_line *vhba_line_create(void)
{
	struct vhba_line *line = kzalloc(sizeof(*line), GFP_KERNEL);
	int irq;

	if (!line)
		return ERR_PTR(-ENOMEM);
	/* 0 is no interrupt; where there is no ISA, it would be the first that is free. */
	irq = __irq_alloc_descs(-1, 1, 1, NUMA_NO_NODE, NULL, NULL);
	if (irq < 0) {
		kfree(line);
		return ERR_PTR(irq);
	}
	raw_spin_lock_init(&line->lock);
	line->work = IRQ_WORK_INIT_HARD(line_fire);
	line->irq = irq;
	line->masked = true;
	irq_set_chip_data(irq, line);
	irq_set_chip_and_handler(irq, &line_chip, handle_level_irq);
	irq_modify_status(irq, IRQ_NOREQUEST, IRQ_NOPROBE | IRQ_LEVEL);
	return line;
}

/**
 * vhba_line_destroy() - free an interrupt line that nobody listens to any more
 * @line: the line
 *
 * Context: process.
 */
void vhba_line_destroy(struct vhba_line *line)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&line->lock, flags);
	line->raised = 0;
	line->pulses = 0;
	raw_spin_unlock_irqrestore(&line->lock, flags);
	irq_work_sync(&line->work);
	irq_free_descs(line->irq, 1);
	kfree(line);
}
