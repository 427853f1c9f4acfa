// SPDX-License-Identifier: GPL-2.0-only
/* ScsiPort as the core and the midlayer see it. */
#include "scsiport/model.h"
#include "core/host.h"
#include "core/log.h"
#include "core/model.h"
#include "core/sysfs.h"
#include "core/units.h"
#include "scsiport/config.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/recovery.h"
#include "scsiport/request.h"
#include "scsiport/start.h"

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

/* Under the interrupt lock nobody but an Enable callback can know the unit; it is waited for. */
static bool sp_unit_gone(struct sp_adapter *a, struct sp_lu *lu)
{
	unsigned long flags;
	bool kept, used;

	sp_internal_drain(a, lu);
	/* An Enable callback that may know the extension does not hold the lock. */
	used = !sp_enable_wait(a);
	flags = sp_enter(a);
	list_del_init(&lu->waiting);
	if (a->last_unit == lu)
		a->last_unit = NULL;
	/* A management request that the miniport never answered: the unit stays as long. */
	kept = sp_internal_keeps(a, lu) || used;
	if (kept) {
		lu->key = PORT_NO_UNIT_KEY;
		list_add(&lu->orphan, &a->orphans);
	}
	sp_leave_and_wake(a, flags);
	if (used)
		port_warn(a, "%u:%u:%llu: its extension stays reserved, as the Enable callback may use it\n",
			  lu->sdev->channel, lu->sdev->id, lu->sdev->lun);
	return kept;
}

static void sp_post_wmi(void *extension, void *item, u8 path, u8 target, u8 lun)
{
	ScsiPortNotification(WMIEvent, extension, item, path, target, lun);
}

const struct port_model sp_model = {
	.template = &sp_host_template,
	.prepare = sp_prepare,
	.find = sp_find,
	.start = sp_start,
	.stop = sp_stop,
	.quiesce = sp_quiesce,
	.free = sp_free,
	.submit = sp_internal_send,
	.flush = sp_internal_flush,
	.unit_gone = sp_unit_gone,
	.post_wmi = sp_post_wmi,
};
