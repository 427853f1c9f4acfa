// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plugging boards in and out: module parameters, and a platform device for each board.
 *
 * A platform device, because udev knows that bus and makes by-path links for disks behind it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/dma-mapping.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "iowindow.h"
#include "target.h"
#include "vhba.h"

static unsigned int adapters = 1;
module_param(adapters, uint, 0444);
MODULE_PARM_DESC(adapters, "Number of boards, 1 to 8 (default 1)");

static char *personality[VHBA_MAX_BOARDS];
static int personality_count;
module_param_array(personality, charp, &personality_count, 0444);
MODULE_PARM_DESC(personality,
		 "Kind of each board: ring, deferred, unmaskable or polled; the last one repeats");

static unsigned int targets = 1;
module_param(targets, uint, 0444);
MODULE_PARM_DESC(targets, "Targets on each bus, 1 to 16 (default 1)");

static unsigned int luns = 1;
module_param(luns, uint, 0444);
MODULE_PARM_DESC(luns, "Logical units on each target, 1 to 64 (default 1)");

static unsigned int size_mb = 64;
module_param(size_mb, uint, 0444);
MODULE_PARM_DESC(size_mb, "Size of each disk in MiB, 1 to 1048576 (default 64)");

static unsigned int block_size = 512;
module_param(block_size, uint, 0444);
MODULE_PARM_DESC(block_size, "Logical block size, 512 or 4096 (default 512)");

static unsigned int queue_depth = 128;
module_param(queue_depth, uint, 0444);
MODULE_PARM_DESC(queue_depth, "Commands that a board holds at once, 1 to 254 (default 128)");

static unsigned int latency_us;
module_param(latency_us, uint, 0444);
MODULE_PARM_DESC(latency_us, "Time that every command takes in us, 0 to 10000000 (default 0)");

static unsigned int coalesce = 8;
module_param(coalesce, uint, 0444);
MODULE_PARM_DESC(coalesce,
		 "Completions of a ring that may share an interrupt while more are to come, 1 to 254 (default 8)");

static char *store;
module_param(store, charp, 0444);
MODULE_PARM_DESC(store,
		 "Path prefix of the disks' files <store>-<board>-<target>-<lun>.img (default: in RAM)");

static unsigned int pio_ns;
module_param(pio_ns, uint, 0444);
MODULE_PARM_DESC(pio_ns, "Time of one data port access in ns, 0 to 100000 (default 0)");

static bool shared_line;
module_param(shared_line, bool, 0444);
MODULE_PARM_DESC(shared_line, "All boards share one interrupt line (default no)");

static unsigned int max_transfer_kb = 1024;
module_param(max_transfer_kb, uint, 0444);
MODULE_PARM_DESC(max_transfer_kb,
		 "Largest transfer of one command in KiB, 4 to 4096 (default 1024)");

static const char * const personality_names[VHBA_PERSONALITIES] = {
	[VHBA_RING] = "ring",
	[VHBA_DEFERRED] = "deferred",
	[VHBA_UNMASKABLE] = "unmaskable",
	[VHBA_POLLED] = "polled",
};

static const u32 personality_caps[VHBA_PERSONALITIES] = {
	[VHBA_RING] = VHBA_CAP_RINGS | VHBA_CAP_LINE | VHBA_CAP_MASKABLE,
	[VHBA_DEFERRED] = VHBA_CAP_PIO | VHBA_CAP_LINE | VHBA_CAP_MASKABLE,
	[VHBA_UNMASKABLE] = VHBA_CAP_PIO | VHBA_CAP_LINE,
	[VHBA_POLLED] = VHBA_CAP_PIO,
};

/* Written by module init only; every room reads it. */
struct vhba_settings vhba_settings;

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

static int personality_of(unsigned int id)
{
	const char *name;

	if (!personality_count)
		return VHBA_RING;
	name = personality[min_t(unsigned int, id, personality_count - 1)];
	return match_string(personality_names, VHBA_PERSONALITIES, name);
}

static bool is_allowed(const char *name, unsigned int value, unsigned int low, unsigned int high)
{
	if (value >= low && value <= high)
		return true;
	pr_err("%s=%u is out of range, allowed: %u to %u\n", name, value, low, high);
	return false;
}

static bool personalities_are_known(void)
{
	int i;

	for (i = 0; i < personality_count; i++) {
		if (match_string(personality_names, VHBA_PERSONALITIES, personality[i]) >= 0)
			continue;
		pr_err("personality=%s is unknown, allowed: ring, deferred, unmaskable, polled\n",
		       personality[i]);
		return false;
	}
	return true;
}

static bool parameters_are_valid(void)
{
	if (!is_allowed("adapters", adapters, 1, VHBA_MAX_BOARDS) ||
	    !is_allowed("targets", targets, 1, VHBA_MAX_TARGETS) ||
	    !is_allowed("luns", luns, 1, VHBA_MAX_LUNS) ||
	    !is_allowed("size_mb", size_mb, 1, 1048576) ||
	    !is_allowed("queue_depth", queue_depth, 1, VHBA_MAX_DEPTH) ||
	    !is_allowed("latency_us", latency_us, 0, 10000000) ||
	    !is_allowed("coalesce", coalesce, 1, VHBA_MAX_DEPTH) ||
	    !is_allowed("pio_ns", pio_ns, 0, 100000) ||
	    !is_allowed("max_transfer_kb", max_transfer_kb, 4, 4096))
		return false;
	if (block_size != 512 && block_size != 4096) {
		pr_err("block_size=%u is out of range, allowed: 512, 4096\n", block_size);
		return false;
	}
	return personalities_are_known();
}

static void settings_from_parameters(void)
{
	vhba_settings = (struct vhba_settings){
		.targets = targets,
		.luns = luns,
		.block_size = block_size,
		.depth = queue_depth,
		.latency_us = latency_us,
		.coalesce = coalesce,
		.pio_ns = pio_ns,
		.max_transfer = max_transfer_kb * 1024,
		.blocks = (u64)size_mb * (1024 * 1024 / block_size),
		.store = store && *store ? store : NULL,
	};
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
	board->personality = personality_of(id);
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

static int device_plug(struct vhba_board *board)
{
	struct platform_device *pdev = platform_device_alloc("vhba", board->id);
	struct resource resource[3] = {};
	int ret;

	if (!pdev)
		return -ENOMEM;
	pdev->platform_dma_mask = DMA_BIT_MASK(64);
	pdev->dev.coherent_dma_mask = DMA_BIT_MASK(64);
	pdev->dev.groups = vhba_inject_groups;
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

static int board_create(unsigned int id)
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
	ret = device_plug(board);
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

static void boards_destroy(void)
{
	int i;

	for (i = VHBA_MAX_BOARDS - 1; i >= 0; i--)
		board_destroy(boards[i]);
	if (common_line)
		vhba_line_destroy(common_line);
}

static int __init vhba_hw_init(void)
{
	unsigned int i;
	int ret;

	if (!parameters_are_valid())
		return -EINVAL;
	settings_from_parameters();
	vhba_opcodes_index();

	if (shared_line) {
		struct vhba_line *line = vhba_line_create();

		if (IS_ERR(line))
			return PTR_ERR(line);
		common_line = line;
	}
	for (i = 0; i < adapters; i++) {
		ret = board_create(i);
		if (ret) {
			pr_err("board %u does not start: %pe\n", i, ERR_PTR(ret));
			boards_destroy();
			return ret;
		}
	}
	return 0;
}

static void __exit vhba_hw_exit(void)
{
	boards_destroy();
}

module_init(vhba_hw_init);
module_exit(vhba_hw_exit);

MODULE_DESCRIPTION("VHBA: a SCSI host bus adapter made of software, the hardware side");
MODULE_AUTHOR("The scsiport developers");
MODULE_VERSION(SCSIPORT_VERSION);
MODULE_LICENSE("GPL");
