/* SPDX-License-Identifier: GPL-2.0-only */
/* The folder in debugfs. */
#ifndef PORT_DEBUGFS_H
#define PORT_DEBUGFS_H

struct dentry;
struct port_adapter;

struct dentry *port_debugfs_add(const struct port_adapter *a);
void port_debugfs_init(void);
void port_debugfs_exit(void);

#endif
