// SPDX-License-Identifier: GPL-2.0-only
/* /sys/kernel/debug/scsiport: a folder for each adapter, of what no program may depend on. */
#include <linux/debugfs.h>

#include "core/adapter.h"
#include "core/debugfs.h"

static struct dentry *port_debugfs;

/**
 * port_debugfs_add() - a folder for an adapter
 * @a: adapter
 *
 * Context: Process.
 * Return: it, for debugfs_remove(), which waits for who reads there; or an ERR_PTR, with which
 *	debugfs lives as well.
 */
struct dentry *port_debugfs_add(const struct port_adapter *a)
{
	char name[16];

	snprintf(name, sizeof(name), "host%u", a->shost->host_no);
	return debugfs_create_dir(name, port_debugfs);
}

/**
 * port_debugfs_init() - the module's own folder
 *
 * Context: Process.
 */
void port_debugfs_init(void)
{
	port_debugfs = debugfs_create_dir("scsiport", NULL);
}

/**
 * port_debugfs_exit() - it goes
 *
 * Context: Process; no adapter is left.
 */
void port_debugfs_exit(void)
{
	debugfs_remove(port_debugfs);
}
