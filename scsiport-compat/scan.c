// SPDX-License-Identifier: GPL-2.0-only
/*
 * BusChangeDetected, and a management program's wish for a scan: units that are gone go, new ones
 * come (contract §4, §1.6). The midlayer's own scan only adds.
 */
#include <linux/blk-mq.h>
#include <linux/slab.h>

#include "adapter.h"

#define SP_INQUIRY_TIMEOUT	(4 * HZ)
#define SP_INQUIRY_RETRIES	3
#define SP_INQUIRY_LENGTH	36
#define SP_NO_SUCH_UNIT		3	/* peripheral qualifier */

/* Is nobody there any more? By INQUIRY, as it leaves a unit's attention conditions alone. */
static bool sp_is_gone(struct scsi_device *sdev, u8 *data)
{
	static const u8 cdb[6] = { INQUIRY, 0, 0, 0, SP_INQUIRY_LENGTH, 0 };
	struct request *rq = scsi_alloc_request(sdev->request_queue, REQ_OP_DRV_IN, 0);
	struct scsi_cmnd *cmd;
	bool gone = false;

	if (IS_ERR(rq))
		return false;
	cmd = blk_mq_rq_to_pdu(rq);
	cmd->cmd_len = sizeof(cdb);
	memcpy(cmd->cmnd, cdb, sizeof(cdb));
	cmd->allowed = SP_INQUIRY_RETRIES;
	rq->timeout = SP_INQUIRY_TIMEOUT;
	rq->rq_flags |= RQF_QUIET;
	data[0] = 0;
	if (!sp_rq_map_kern(rq, data, SP_INQUIRY_LENGTH)) {
		blk_execute_rq(rq, true);
		gone = host_byte(cmd->result) == DID_NO_CONNECT ||
		       host_byte(cmd->result) == DID_BAD_TARGET ||
		       (!cmd->result && data[0] >> 5 == SP_NO_SUCH_UNIT);
	}
	blk_mq_free_request(rq);
	return gone;
}

/**
 * sp_scan() - see which units have come and gone
 * @a: adapter whose host was added
 *
 * Context: Process; commands are sent.
 */
void sp_scan(struct sp_adapter *a)
{
	u8 *data = kmalloc(SP_INQUIRY_LENGTH, GFP_KERNEL);
	struct scsi_device *sdev;

	if (!data)
		return;
	shost_for_each_device(sdev, a->shost) {
		if (READ_ONCE(a->leaving)) {
			scsi_device_put(sdev);
			break;
		}
		/* An offline unit answers nothing, yet it need not be gone. */
		if (!scsi_device_online(sdev) || !sp_is_gone(sdev, data))
			continue;
		sp_info(a, "%u:%u:%llu is gone\n", sdev->channel, sdev->id, sdev->lun);
		scsi_remove_device(sdev);
	}
	kfree(data);
	scsi_scan_host(a->shost);
}
