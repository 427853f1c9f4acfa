// SPDX-License-Identifier: GPL-2.0-only
/* Module parameters: checked once, and turned into what the rooms know. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "parameters.h"

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

/* Module init alone writes to the settings; every room reads them. */
struct vhba_settings vhba_settings;

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

static int personality_of(unsigned int id)
{
	const char *name;

	if (!personality_count)
		return VHBA_RING;
	name = personality[min_t(unsigned int, id, personality_count - 1)];
	return match_string(personality_names, VHBA_PERSONALITIES, name);
}

/**
 * vhba_settings_read() - fill in vhba_settings
 *
 * Context: module init.
 * Return: 0, or -EINVAL if a parameter is out of range, which has been said then.
 */
int vhba_settings_read(void)
{
	unsigned int i;

	if (!parameters_are_valid())
		return -EINVAL;
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
		.boards = adapters,
		.shared_line = shared_line,
	};
	for (i = 0; i < VHBA_MAX_BOARDS; i++)
		vhba_settings.personality[i] = personality_of(i);
	return 0;
}
