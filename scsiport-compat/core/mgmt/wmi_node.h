/* SPDX-License-Identifier: GPL-2.0-only */
/* WNODEs: sizes and places. */
#ifndef PORT_MGMT_WMI_NODE_H
#define PORT_MGMT_WMI_NODE_H

#include <linux/align.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <linux/types.h>

#include "nt.h"
#include "include/scsiwmi.h"

#define PORT_DATA_ALIGN	8

/* Size of a WNODE up to its variable part; not all sizeof()s say that. */
#define PORT_ALL_DATA_SIZE	offsetof(WNODE_ALL_DATA, OffsetInstanceDataAndLength)
#define PORT_SINGLE_SIZE		offsetof(WNODE_SINGLE_INSTANCE, VariableData)
#define PORT_ITEM_SIZE		offsetof(WNODE_SINGLE_ITEM, VariableData)

/* Where the data of all instances begins; @names: with a table of names too. */
static inline u64 port_wmi_all_offset(u32 count, bool names)
{
	u64 entry = sizeof(OFFSETINSTANCEDATAANDLENGTH) + (names ? sizeof(ULONG) : 0);

	return ALIGN(PORT_ALL_DATA_SIZE + count * entry, PORT_DATA_ALIGN);
}

/* The request calls its instance by a name, which only the miniport knows, and not by a number. */
static inline bool port_wmi_is_named(const WNODE_SINGLE_INSTANCE *w)
{
	return w->OffsetInstanceName && !(w->WnodeHeader.Flags &
	       (WNODE_FLAG_STATIC_INSTANCE_NAMES | WNODE_FLAG_PDO_INSTANCE_NAMES));
}

#endif
