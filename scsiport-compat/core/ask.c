// SPDX-License-Identifier: GPL-2.0-only
/* Commands of the port's own to a unit, as the class drivers send theirs: through its queue. */
#include <linux/blk-mq.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_common.h>

#include "core/ask.h"
#include "compat.h"

#define PORT_ASK_TIMEOUT	(4 * HZ)
#define PORT_ASK_RETRIES	3
#define PORT_ASK_TIMES	3	/* a unit that has just come says so instead of answering */

static bool port_is_unit_attention(struct scsi_cmnd *cmd)
{
	struct scsi_sense_hdr sense;

	return get_status_byte(cmd) == SAM_STAT_CHECK_CONDITION &&
	       scsi_normalize_sense(cmd->sense_buffer, SCSI_SENSE_BUFFERSIZE, &sense) &&
	       sense.sense_key == UNIT_ATTENTION;
}

static int port_unit_ask_once(struct scsi_device *sdev, const u8 *cdb, u8 *data, u32 length,
			      bool *attention)
{
	struct request *rq = scsi_alloc_request(sdev->request_queue, REQ_OP_DRV_IN, 0);
	struct scsi_cmnd *cmd;
	int ret;

	if (IS_ERR(rq))
		return PTR_ERR(rq);
	cmd = blk_mq_rq_to_pdu(rq);
	cmd->cmd_len = 6;
	memcpy(cmd->cmnd, cdb, 6);
	cmd->allowed = PORT_ASK_RETRIES;
	rq->timeout = PORT_ASK_TIMEOUT;
	rq->rq_flags |= RQF_QUIET;
	memset(data, 0, length);
	ret = port_rq_map_kern(rq, data, length);
	if (!ret) {
		blk_execute_rq(rq, true);
		ret = cmd->result;
		*attention = port_is_unit_attention(cmd);
	}
	blk_mq_free_request(rq);
	return ret;
}

/**
 * port_unit_ask() - send a unit a command of six bytes and read the answer
 * @sdev: device
 * @cdb: command
 * @data: out: the answer, with zeros behind it; from kmalloc()
 * @length: size of @data
 *
 * Context: Process, sleeps.
 * Return: result of the command as in struct scsi_cmnd, 0 being GOOD; or a negative errno if it
 *	could not be sent.
 */
int port_unit_ask(struct scsi_device *sdev, const u8 *cdb, u8 *data, u32 length)
{
	bool attention = false;
	u32 times = 0;
	int ret;

	do {
		ret = port_unit_ask_once(sdev, cdb, data, length, &attention);
	} while (ret > 0 && attention && ++times < PORT_ASK_TIMES);
	return ret;
}
