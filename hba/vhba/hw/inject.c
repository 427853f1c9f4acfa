// SPDX-License-Identifier: GPL-2.0-only
/* Faults on request: the files in inject/ of a board's device. */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/kstrtox.h>
#include <linux/sysfs.h>

#include "board.h"
#include "inject.h"
#include "line.h"
#include "vhba.h"

#define MAX_FAULTS	1000000

struct fault_attribute {
	struct device_attribute base;
	size_t offset;			/* of an unsigned int in struct vhba_faults */
	unsigned int low;
	unsigned int high;
};

static unsigned int *fault_of(struct vhba_board *board, struct device_attribute *base)
{
	struct fault_attribute *attribute = container_of(base, struct fault_attribute, base);

	return (void *)&board->faults + attribute->offset;
}

static ssize_t fault_show(struct device *dev, struct device_attribute *base, char *text)
{
	return sysfs_emit(text, "%u\n", READ_ONCE(*fault_of(vhba_board_of(dev), base)));
}

static int fault_parse(struct device_attribute *base, const char *text, unsigned int *value)
{
	struct fault_attribute *attribute = container_of(base, struct fault_attribute, base);
	int ret = kstrtouint(text, 0, value);

	if (!ret && (*value < attribute->low || *value > attribute->high))
		ret = -ERANGE;
	return ret;
}

static ssize_t fault_store(struct device *dev, struct device_attribute *base, const char *text,
			   size_t count)
{
	struct vhba_board *board = vhba_board_of(dev);
	unsigned long flags;
	unsigned int value;
	int ret = fault_parse(base, text, &value);

	if (ret)
		return ret;
	raw_spin_lock_irqsave(&board->lock, flags);
	WRITE_ONCE(*fault_of(board, base), value);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	return count;
}

/* Plugging units: the disks that are there hear of it with their next command. */
static ssize_t luns_store(struct device *dev, struct device_attribute *base, const char *text,
			  size_t count)
{
	struct vhba_board *board = vhba_board_of(dev);
	unsigned long flags;
	unsigned int value;
	int ret = fault_parse(base, text, &value);

	if (!ret && value > vhba_settings.luns)
		ret = -ERANGE;
	if (ret)
		return ret;
	raw_spin_lock_irqsave(&board->lock, flags);
	WRITE_ONCE(board->faults.luns, value);
	WRITE_ONCE(board->unit_changes, board->unit_changes + 1);
	board->irq_status |= VHBA_IRQ_CHANGE;
	vhba_line_update(board);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	return count;
}

static ssize_t spurious_interrupts_store(struct device *dev, struct device_attribute *base,
					 const char *text, size_t count)
{
	struct vhba_board *board = vhba_board_of(dev);
	unsigned int value;
	int ret = kstrtouint(text, 0, &value);

	if (ret)
		return ret;
	if (value > MAX_FAULTS)
		return -ERANGE;
	if (!board->line)
		return -ENXIO;
	vhba_line_pulse(board->line, value);
	return count;
}
static DEVICE_ATTR_WO(spurious_interrupts);

static struct fault_attribute lose_commands = {
	.base = __ATTR(lose_commands, 0644, fault_show, fault_store),
	.offset = offsetof(struct vhba_faults, lose_commands),
	.high = MAX_FAULTS,
};

static struct fault_attribute lose_interrupts = {
	.base = __ATTR(lose_interrupts, 0644, fault_show, fault_store),
	.offset = offsetof(struct vhba_faults, lose_interrupts),
	.high = MAX_FAULTS,
};

static struct fault_attribute medium_errors = {
	.base = __ATTR(medium_errors, 0644, fault_show, fault_store),
	.offset = offsetof(struct vhba_faults, medium_errors),
	.high = MAX_FAULTS,
};

static struct fault_attribute deaf = {
	.base = __ATTR(deaf, 0644, fault_show, fault_store),
	.offset = offsetof(struct vhba_faults, deaf),
	.high = 1,
};

static struct fault_attribute luns = {
	.base = __ATTR(luns, 0644, fault_show, luns_store),
	.offset = offsetof(struct vhba_faults, luns),
	.low = 1,
	.high = VHBA_MAX_LUNS,
};

static struct attribute *inject_attributes[] = {
	&lose_commands.base.attr,
	&lose_interrupts.base.attr,
	&medium_errors.base.attr,
	&deaf.base.attr,
	&luns.base.attr,
	&dev_attr_spurious_interrupts.attr,
	NULL
};

static const struct attribute_group inject_group = {
	.name = "inject",
	.attrs = inject_attributes,
};

/* Device groups of every board. */
const struct attribute_group *vhba_inject_groups[] = {
	&inject_group,
	NULL
};
