// SPDX-License-Identifier: GPL-2.0-only
/*
 * A SCSI host that completes every command at once, inside queuecommand: the floor for
 * measurements. What is left is what the kernel itself needs for a request of a SCSI disk. Its
 * disks have no memory: reads bring whatever was in the buffer.
 */
#include <linux/module.h>
#include <linux/device.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_device.h>
#include <scsi/scsi_host.h>
#include "compat.h"

#define FLOOR_BLOCK	512
#define FLOOR_BLOCKS	((64u << 20) / FLOOR_BLOCK)
#define FLOOR_MAX	8

static unsigned int luns = 1;
module_param(luns, uint, 0444);
MODULE_PARM_DESC(luns, "logical units of each host");

static unsigned int hosts = 1;
module_param(hosts, uint, 0444);
MODULE_PARM_DESC(hosts, "hosts, 1 to 8");

static struct device *floor_device;
static struct Scsi_Host *floor_hosts[FLOOR_MAX];

static void floor_answer(struct scsi_cmnd *cmd, const void *data, size_t length)
{
	length = min_t(size_t, length, scsi_bufflen(cmd));
	scsi_sg_copy_from_buffer(cmd, data, length);
	scsi_set_resid(cmd, scsi_bufflen(cmd) - length);
}

static void floor_inquiry(struct scsi_cmnd *cmd)
{
	u8 data[36] = { TYPE_DISK, 0, 6, 2, sizeof(data) - 5 };

	if (cmd->cmnd[1] & 1) {
		scsi_build_sense(cmd, 0, ILLEGAL_REQUEST, 0x24, 0);
		return;
	}
	memcpy(data + 8, "SCSIPORTFLOOR           0001", 28);
	floor_answer(cmd, data, sizeof(data));
}

static void floor_capacity(struct scsi_cmnd *cmd)
{
	const __be32 data[2] = { cpu_to_be32(FLOOR_BLOCKS - 1), cpu_to_be32(FLOOR_BLOCK) };

	floor_answer(cmd, data, sizeof(data));
}

static port_qc_status floor_queuecommand(struct Scsi_Host *shost, struct scsi_cmnd *cmd)
{
	cmd->result = 0;
	switch (cmd->cmnd[0]) {
	case READ_10:
	case WRITE_10:
	case TEST_UNIT_READY:
	case START_STOP:
	case SYNCHRONIZE_CACHE:
		break;
	case INQUIRY:
		floor_inquiry(cmd);
		break;
	case READ_CAPACITY:
		floor_capacity(cmd);
		break;
	default:
		scsi_build_sense(cmd, 0, ILLEGAL_REQUEST, 0x20, 0);
		break;
	}
	scsi_done(cmd);
	return 0;
}

static struct scsi_host_template floor_template = {
	.module = THIS_MODULE,
	.name = "floor",
	.proc_name = "floorhost",
	.queuecommand = floor_queuecommand,
	.can_queue = 254,
	.cmd_per_lun = 254,
	.sg_tablesize = SG_ALL,
	.max_sectors = 2048,
	.this_id = -1,
};

static struct Scsi_Host *floor_add(void)
{
	struct Scsi_Host *shost = scsi_host_alloc(&floor_template, 0);

	if (!shost)
		return NULL;
	shost->max_id = 1;
	shost->max_lun = luns;
	if (scsi_add_host(shost, floor_device)) {
		scsi_host_put(shost);
		return NULL;
	}
	return shost;
}

static void floor_remove_all(void)
{
	unsigned int i;

	for (i = 0; i < FLOOR_MAX && floor_hosts[i]; i++) {
		scsi_remove_host(floor_hosts[i]);
		scsi_host_put(floor_hosts[i]);
	}
	root_device_unregister(floor_device);
}

static int __init floor_init(void)
{
	unsigned int i, lun;

	if (!hosts || hosts > FLOOR_MAX || !luns)
		return -EINVAL;
	floor_device = root_device_register("floorhost");
	if (IS_ERR(floor_device))
		return PTR_ERR(floor_device);
	for (i = 0; i < hosts; i++) {
		floor_hosts[i] = floor_add();
		if (!floor_hosts[i]) {
			floor_remove_all();
			return -ENOMEM;
		}
		for (lun = 0; lun < luns; lun++)
			scsi_add_device(floor_hosts[i], 0, 0, lun);
	}
	return 0;
}
module_init(floor_init);

static void __exit floor_exit(void)
{
	floor_remove_all();
}
module_exit(floor_exit);

MODULE_DESCRIPTION("SCSI host that completes at once, for measurements");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
