// SPDX-License-Identifier: GPL-2.0-only
/* What an HBA's cache holds reaches the medium before a unit, or the machine, goes (§1.8). */
#include "scsiport/internal.h"
#include "core/log.h"
#include "core/model.h"
#include "scsiport/unit.h"

#define SP_FLUSH_TIMEOUT	60	/* seconds; a cache may be large */

static bool sp_internal_is_disk(const struct scsi_device *sdev)
{
	return sdev->type == TYPE_DISK || sdev->type == TYPE_MOD || sdev->type == TYPE_RBC ||
	       sdev->type == TYPE_ZBC;
}

/**
 * sp_internal_flush() - data in the HBA's cache goes to the medium (contract §1.8)
 * @a: adapter
 * @lu: unit that gets no command any more
 *
 * Only where the miniport said CachesData, and for disks: FLUSH, then SHUTDOWN. Others have no data
 * to lose, and miniports answer with an error for them. A signal to whoever removes the device does
 * not cancel them.
 *
 * Context: Process.
 */
void sp_internal_flush(struct port_adapter *a, struct port_unit *lu)
{
	static const u8 functions[] = { SRB_FUNCTION_FLUSH, SRB_FUNCTION_SHUTDOWN };
	u32 i;

	/* Stopped: it went with the machine, after port_adapter_shutdown() sent them. */
	if (!a->config.CachesData || !lu->configured || !sp_internal_is_disk(lu->sdev) ||
	    READ_ONCE(a->state) == PORT_STOPPED)
		return;
	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		struct port_ask ask = {
			.function = functions[i],
			.addressed = true,
			.must = true,
			.path = lu->sdev->channel,
			.target = lu->sdev->id,
			.lun = lu->sdev->lun,
			.timeout = SP_FLUSH_TIMEOUT,
		};
		int ret = sp_internal_send(a, &ask);

		if (ret)
			port_warn(a, "%u:%u:%u: %s was not answered (%pe): its cache may hold data\n",
				  ask.path, ask.target, ask.lun, i ? "SHUTDOWN" : "FLUSH",
				  ERR_PTR(ret));
		else if (ask.srb_status != SRB_STATUS_SUCCESS)
			port_warn(a, "%u:%u:%u: %s failed with SrbStatus %#04x: its cache may hold data\n",
				  ask.path, ask.target, ask.lun, i ? "SHUTDOWN" : "FLUSH",
				  ask.srb_status);
	}
}
