// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport.ko: the ScsiPort driver model of Windows on top of the Linux SCSI midlayer. Start
 * reading at core/adapter.h, then core/miniport.c, core/life.c, scsiport/adapter.h,
 * scsiport/request.c, scsiport/dispatch.c and scsiport/interrupt.c, in the order in which a
 * miniport meets them.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "core/account.h"
#include "core/debugfs.h"
#include "core/rules.h"
#include "core/bus/legacy.h"
#include "core/mgmt/control.h"
#include "nt/module.h"

static int __init port_init(void)
{
	int ret;

	pr_info("version %s\n", SCSIPORT_VERSION);
	port_account_init();
	port_debugfs_init();
	sp_nt_init();
	port_rules_init();
	ret = port_control_init();
	if (ret)
		goto nt_exit;
	ret = port_legacy_init();
	if (ret)
		goto control_exit;
	return 0;

control_exit:
	port_control_exit();
nt_exit:
	sp_nt_exit();
	port_debugfs_exit();
	return ret;
}
module_init(port_init);

static void __exit port_exit(void)
{
	port_legacy_exit();
	port_control_exit();
	sp_nt_exit();
	port_debugfs_exit();
}
module_exit(port_exit);

MODULE_DESCRIPTION("ScsiPort miniports as Linux SCSI hosts");
MODULE_AUTHOR("The scsiport developers");
MODULE_VERSION(SCSIPORT_VERSION);
MODULE_LICENSE("GPL");
