// SPDX-License-Identifier: GPL-2.0-only
/* ScsiPort as the core and the midlayer see it. */
#include "scsiport/model.h"
#include "core/host.h"
#include "core/model.h"
#include "core/units.h"
#include "scsiport/config.h"
#include "scsiport/internal.h"
#include "scsiport/recovery.h"
#include "scsiport/request.h"
#include "scsiport/running.h"
#include "scsiport/start.h"
#include "scsiport/strict.h"
#include "scsiport/sysfs.h"
#include "scsiport/unit.h"

static int PORT_SDEV_CONFIGURE(sp_sdev_configure)
{
	port_host_configure_unit(sdev);
	return 0;
}

/* Copied per miniport, which adds its module and name. */
static const struct scsi_host_template sp_host_template = {
	.name = "ScsiPort miniport",
	.queuecommand = sp_queuecommand,
	.init_cmd_priv = sp_init_cmd_priv,
	.cmd_size = sizeof(struct sp_srb),
	PORT_SDEV_OPS(port_unit_add, sp_sdev_configure, port_unit_remove),
	.change_queue_depth = port_change_queue_depth,
	.eh_timed_out = sp_eh_timed_out,
	.eh_abort_handler = sp_eh_abort,
	.eh_bus_reset_handler = sp_eh_bus_reset,
	.eh_host_reset_handler = sp_eh_host_reset,
	.track_queue_depth = 1,
	.skip_settle_delay = 1,		/* sp_reset_hold() sees to that */
	.this_id = -1,
	.shost_groups = sp_host_groups,
};

static void sp_post_wmi(void *extension, void *item, u8 path, u8 target, u8 lun)
{
	ScsiPortNotification(WMIEvent, extension, item, path, target, lun);
}

const struct port_model sp_model = {
	.template = &sp_host_template,
	.adapter_size = sizeof(struct sp_adapter),
	.unit_size = sizeof(struct sp_lu),
	.unit_tail = PORT_SENSE_SIZE,
	.prepare = sp_prepare,
	.find = sp_find,
	.start = sp_start,
	.stop = sp_stop,
	.quiesce = sp_quiesce,
	.free = sp_free,
	.strict = sp_strict_begin,
	.running = sp_running,
	.submit = sp_internal_send,
	.flush = sp_internal_flush,
	.unit_init = sp_unit_init,
	.unit_found = sp_unit_found,
	.unit_gone = sp_unit_gone,
	.post_wmi = sp_post_wmi,
};
