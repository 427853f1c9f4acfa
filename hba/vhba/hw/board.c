// SPDX-License-Identifier: GPL-2.0-only
/*
 * Boards are plugged in and out. A board is a platform device, because udev knows that bus and
 * makes by-path links for disks behind it.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

#include "board.h"
#include "command.h"
#include "engine.h"
#include "iowindow.h"
#include "line.h"
#include "registers.h"
#include "unit.h"

static const u32 personality_caps[VHBA_PERSONALITIES] = {
	[VHBA_RING] = VHBA_CAP_RINGS | VHBA_CAP_LINE | VHBA_CAP_MASKABLE,
	[VHBA_DEFERRED] = VHBA_CAP_PIO | VHBA_CAP_LINE | VHBA_CAP_MASKABLE,
	[VHBA_UNMASKABLE] = VHBA_CAP_PIO | VHBA_CAP_LINE,
	[VHBA_POLLED] = VHBA_CAP_PIO,
};

static struct vhba_board *boards[VHBA_MAX_BOARDS];
static struct vhba_line *common_line;

/**
 * vhba_board_of() - the board behind a device of ours
 * @dev: a platform device that this module has registered
 *
 * Driver data belongs to the driver, so the device's number is all there is to go by.
 *
 * Context: any; the board lives longer than its device.
 * Return: the board.
 */
struct vhba_board *vhba_board_of(struct device *dev)
{
	return boards[to_platform_device(dev)->id];
}

/**
 * vhba_boards_share_line() - all boards to come have one interrupt line
 *
 * Context: process.
 * Return: 0, or a negative errno.
 */
int vhba_boards_share_line(void)
{
	struct vhba_line *line = vhba_line_create();

	if (IS_ERR(line))
		return PTR_ERR(line);
	common_line = line;
	return 0;
}

static int line_attach(struct vhba_board *board)
{
	struct vhba_line *line;

	if (!(board->caps & VHBA_CAP_LINE))
		return 0;
	if (common_line) {
		board->line = common_line;
		return 0;
	}
	line = vhba_line_create();
	if (IS_ERR(line))
		return PTR_ERR(line);
	board->line = line;
	return 0;
}

static void line_detach(struct vhba_board *board)
{
	if (board->line && board->line != common_line)
		vhba_line_destroy(board->line);
}

static int buffers_create(struct vhba_board *board)
{
	unsigned int i;
	/* One more than DEPTH: after a reset the thread may still hold a dead command. */
	unsigned int count = vhba_settings.depth + 1;

	board->commands = kvcalloc(count, sizeof(*board->commands), GFP_KERNEL);
	board->scratch = kvmalloc(VHBA_SCRATCH_SIZE, GFP_KERNEL);
	board->pio.buffer = kvzalloc(VHBA_PHASE_SIZE, GFP_KERNEL);
	if (!board->commands || !board->scratch || !board->pio.buffer)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		board->commands[i].board = board;
		list_add_tail(&board->commands[i].node, &board->free);
	}
	return 0;
}

static void buffers_destroy(struct vhba_board *board)
{
	kvfree(board->pio.buffer);
	kvfree(board->scratch);
	kvfree(board->commands);
}

static struct vhba_board *board_alloc(unsigned int id)
{
	struct vhba_board *board = kzalloc(sizeof(*board), GFP_KERNEL);

	if (!board)
		return NULL;
	board->id = id;
	board->personality = vhba_settings.personality[id];
	board->caps = personality_caps[board->personality];
	board->ready = true;
	board->irq_enable = board->personality == VHBA_UNMASKABLE ? ~0u : 0;
	board->faults.luns = vhba_settings.luns;
	raw_spin_lock_init(&board->lock);
	INIT_LIST_HEAD(&board->free);
	INIT_LIST_HEAD(&board->waiting);
	INIT_LIST_HEAD(&board->lost);
	return board;
}

static void window_resource(struct resource *resource, const char *name, unsigned long space,
			    unsigned long base, u32 size)
{
	resource->name = name;
	resource->flags = IORESOURCE_REG | space;
	resource->start = base;
	resource->end = base + size - 1;
}

static unsigned int resources_fill(struct vhba_board *board, struct resource *resource)
{
	unsigned int count = 0;

	window_resource(&resource[count++], "registers", 0, board->window, VHBA_WINDOW_SIZE);
	if (board->caps & VHBA_CAP_PIO)
		window_resource(&resource[count++], "data-port", IO_WINDOW_PORTS, board->port,
				VHBA_PORT_SIZE);
	if (board->line) {
		resource[count].flags = IORESOURCE_IRQ;
		resource[count].start = board->line->irq;
		resource[count++].end = board->line->irq;
	}
	return count;
}

/*
 * The board sees what the processor's caches have. Machines with buses that do not want to be
 * told so.
 */
static void device_is_coherent(struct device *dev)
{
#if defined(COMPAT_HAS_DEV_DMA_COHERENT)
	dev_set_dma_coherent(dev);
#elif defined(CONFIG_ARCH_HAS_SYNC_DMA_FOR_DEVICE) || defined(CONFIG_ARCH_HAS_SYNC_DMA_FOR_CPU) || \
	defined(CONFIG_ARCH_HAS_SYNC_DMA_FOR_CPU_ALL)
	dev->dma_coherent = true;
#endif
}

static int device_plug(struct vhba_board *board, const struct attribute_group **groups)
{
	struct platform_device *pdev = platform_device_alloc("vhba", board->id);
	struct resource resource[3] = {};
	int ret;

	if (!pdev)
		return -ENOMEM;
	pdev->platform_dma_mask = DMA_BIT_MASK(64);
	pdev->dev.coherent_dma_mask = DMA_BIT_MASK(64);
	pdev->dev.groups = groups;
	device_is_coherent(&pdev->dev);
	ret = platform_device_add_resources(pdev, resource, resources_fill(board, resource));
	if (!ret)
		ret = platform_device_add(pdev);
	if (ret) {
		platform_device_put(pdev);
		return ret;
	}
	board->pdev = pdev;
	return 0;
}

/**
 * vhba_board_create() - plug a board in
 * @id: its number
 * @groups: attributes that its device is to have
 *
 * Context: process; sleeps.
 * Return: 0, or a negative errno.
 */
int vhba_board_create(unsigned int id, const struct attribute_group **groups)
{
	struct vhba_board *board = board_alloc(id);
	int ret;

	if (!board)
		return -ENOMEM;
	ret = buffers_create(board);
	if (ret)
		goto destroy_buffers;
	ret = vhba_units_create(board);
	if (ret)
		goto destroy_buffers;
	ret = line_attach(board);
	if (ret)
		goto destroy_units;
	ret = vhba_engine_start(board);
	if (ret)
		goto detach_line;
	ret = vhba_windows_open(board);
	if (ret)
		goto stop_engine;
	/* The driver may bind, and sysfs ask, before platform_device_add() returns. */
	boards[id] = board;
	ret = device_plug(board, groups);
	if (ret)
		goto close_windows;
	return 0;

close_windows:
	boards[id] = NULL;
	vhba_windows_close(board);
stop_engine:
	vhba_engine_stop(board);
detach_line:
	line_detach(board);
destroy_units:
	vhba_units_destroy(board);
destroy_buffers:
	buffers_destroy(board);
	kfree(board);
	return ret;
}

/*
 * The device goes first: its driver unbinds while the hardware still answers. Only then may the
 * thread, the line and the windows go. A driver that is bound sees a surprise removal, no more.
 */
static void board_destroy(struct vhba_board *board)
{
	if (!board)
		return;
	platform_device_unregister(board->pdev);
	boards[board->id] = NULL;
	vhba_windows_close(board);
	vhba_engine_stop(board);
	line_detach(board);
	vhba_units_destroy(board);
	buffers_destroy(board);
	kfree(board);
}

/**
 * vhba_boards_destroy() - unplug all boards
 *
 * Context: process; sleeps.
 */
void vhba_boards_destroy(void)
{
	int i;

	for (i = VHBA_MAX_BOARDS - 1; i >= 0; i--)
		board_destroy(boards[i]);
	if (common_line)
		vhba_line_destroy(common_line);
}
