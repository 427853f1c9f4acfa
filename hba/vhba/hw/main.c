// SPDX-License-Identifier: GPL-2.0-only
/* The module: as many boards as its parameters say. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/module.h>

#include "board.h"
#include "inject.h"
#include "parameters.h"
#include "scsi_opcodes.h"

static int __init vhba_hw_init(void)
{
	unsigned int i;
	int ret;

	ret = vhba_settings_read();
	if (ret)
		return ret;
	vhba_opcodes_index();

	if (vhba_settings.shared_line) {
		ret = vhba_boards_share_line();
		if (ret)
			return ret;
	}
	for (i = 0; i < vhba_settings.boards; i++) {
		ret = vhba_board_create(i, vhba_inject_groups);
		if (ret) {
			pr_err("board %u does not start: %pe\n", i, ERR_PTR(ret));
			vhba_boards_destroy();
			return ret;
		}
	}
	return 0;
}

static void __exit vhba_hw_exit(void)
{
	vhba_boards_destroy();
}

module_init(vhba_hw_init);
module_exit(vhba_hw_exit);

MODULE_DESCRIPTION("VHBA: a SCSI host bus adapter made of software, the hardware side");
MODULE_AUTHOR("The scsiport developers");
MODULE_VERSION(SCSIPORT_VERSION);
MODULE_LICENSE("GPL");
