// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport.ko: the ScsiPort driver model of Windows on top of the Linux SCSI midlayer. Start
 * reading at adapter.h, then driver.c, adapter.c, request.c, dispatch.c and interrupt.c, in the
 * order in which a miniport meets them.
 */
#include <linux/module.h>

#define CREATE_TRACE_POINTS
#include "trace.h"

MODULE_DESCRIPTION("ScsiPort miniports as Linux SCSI hosts");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
