/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands that the disks know. */
#ifndef VHBA_SCSI_OPCODES_H
#define VHBA_SCSI_OPCODES_H

#include <linux/bits.h>
#include <linux/types.h>

#include "vhba.h"

struct vhba_command;

/**
 * struct vhba_opcode - one command that the disks know
 * @opcode: CDB byte 0.
 * @action: service action, when @flags has VHBA_OP_ACTION.
 * @flags: VHBA_OP_*.
 * @length: CDB length.
 * @usage: CDB usage data, from byte 1 on: bits that the disk looks at. Any other bit that is set
 *	ends the command, so the table is the check and REPORT SUPPORTED OPERATION CODES tells it.
 * @run: executes the command. Context: the board's thread; may sleep.
 */
struct vhba_opcode {
	u8 opcode;
	u8 action;
	u8 flags;
	u8 length;
	u8 usage[VHBA_CDB_SIZE];
	void (*run)(struct vhba_command *cmd);
};

#define VHBA_OP_ACTION		BIT(0)	/* byte 1 bits 4:0 select a service action */
#define VHBA_OP_MEDIUM		BIT(1)	/* needs a started unit */
#define VHBA_OP_WRITE		BIT(2)	/* refused when write-protected */
#define VHBA_OP_ALWAYS		BIT(3)	/* runs and leaves unit attentions alone */
#define VHBA_OP_NO_UNIT		BIT(4)	/* answers for LUNs that do not exist */

void vhba_opcodes_index(void);
const struct vhba_opcode *vhba_opcode_find(struct vhba_command *cmd);

#endif
