// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsi_cmnd to SRB and back. The SRB lives in the command's private area; nothing here allocates.
 */
#include <linux/blk-mq.h>

#include "scsiport/request.h"
#include "core/common.h"
#include "core/data.h"
#include "core/rules.h"
#include "scsiport/dispatch.h"
#include "scsiport/internal.h"
#include "scsiport/interrupt.h"
#include "scsiport/srb.h"
#include "scsiport/strict.h"
#include "scsiport/trace.h"
#include "scsiport/unit.h"

/* What an SrbStatus means to the midlayer when there is no better word for it (§6.5). */
static const u8 sp_host_byte[] = {
	[SRB_STATUS_PENDING] = DID_ERROR,
	[SRB_STATUS_ABORTED] = DID_ABORT,
	[SRB_STATUS_ABORT_FAILED] = DID_ERROR,
	[SRB_STATUS_ERROR] = DID_ERROR,
	[SRB_STATUS_BUSY] = DID_BUS_BUSY,
	[SRB_STATUS_INVALID_REQUEST] = DID_ERROR,
	[SRB_STATUS_INVALID_PATH_ID] = DID_BAD_TARGET,
	[SRB_STATUS_NO_DEVICE] = DID_NO_CONNECT,
	[SRB_STATUS_TIMEOUT] = DID_TIME_OUT,
	[SRB_STATUS_SELECTION_TIMEOUT] = DID_NO_CONNECT,
	[SRB_STATUS_COMMAND_TIMEOUT] = DID_TIME_OUT,
	[SRB_STATUS_MESSAGE_REJECTED] = DID_ERROR,
	[SRB_STATUS_BUS_RESET] = DID_RESET,
	[SRB_STATUS_PARITY_ERROR] = DID_PARITY,
	[SRB_STATUS_REQUEST_SENSE_FAILED] = DID_ERROR,
	[SRB_STATUS_NO_HBA] = DID_NO_CONNECT,
	[SRB_STATUS_DATA_OVERRUN] = DID_ERROR,
	[SRB_STATUS_UNEXPECTED_BUS_FREE] = DID_ERROR,
	[SRB_STATUS_PHASE_SEQUENCE_FAILURE] = DID_ERROR,
	[SRB_STATUS_BAD_SRB_BLOCK_LENGTH] = DID_ERROR,
	[SRB_STATUS_REQUEST_FLUSHED] = DID_ERROR,
	[SRB_STATUS_INVALID_LUN] = DID_NO_CONNECT,
	[SRB_STATUS_INVALID_TARGET_ID] = DID_BAD_TARGET,
	[SRB_STATUS_BAD_FUNCTION] = DID_ERROR,
	[SRB_STATUS_ERROR_RECOVERY] = DID_ERROR,
};

static u8 sp_host_byte_of(u8 status)
{
	if (status == SRB_STATUS_SUCCESS)
		return DID_OK;
	if (status >= ARRAY_SIZE(sp_host_byte))
		return DID_ERROR;
	return sp_host_byte[status] ?: DID_ERROR;
}

/**
 * sp_init_cmd_priv() - make a command's private area ready, once for its lifetime
 * @shost: host
 * @cmd: command
 *
 * With this in the template, the midlayer does not clear the area for every request.
 *
 * Context: Process.
 * Return: 0.
 */
int sp_init_cmd_priv(struct Scsi_Host *shost, struct scsi_cmnd *cmd)
{
	struct sp_srb *s = scsi_cmd_priv(cmd);

	s->port = (struct port_request){
		.adapter = shost_priv(shost),
		.cmd = cmd,
		.kind = PORT_COMMAND,
		.bounce = -1,
	};
	INIT_LIST_HEAD(&s->link);
	s->srb.OriginalRequest = s->port.adapter;
	return 0;
}

static const u32 sp_direction[] = {
	[DMA_BIDIRECTIONAL] = SRB_FLAGS_NO_DATA_TRANSFER,
	[DMA_TO_DEVICE] = SRB_FLAGS_DATA_OUT,
	[DMA_FROM_DEVICE] = SRB_FLAGS_DATA_IN,
	[DMA_NONE] = SRB_FLAGS_NO_DATA_TRANSFER,
};

/* Every field that a miniport may have written, and that is not the same for ever. */
static __always_inline void sp_srb_fill(struct sp_adapter *a, struct sp_srb *s,
					struct scsi_cmnd *cmd, const struct sp_lu *lu, u16 slot)
{
	struct request *rq = scsi_cmd_to_rq(cmd);
	void *memory = port_slot_extension(&a->port, slot);

	memcpy(&s->srb, &lu->blank, SP_BLANK_BYTES);
	if (s->srb.QueueTag != SP_UNTAGGED)
		s->srb.QueueTag = slot + 1;
	s->srb.CdbLength = cmd->cmd_len;
	s->srb.SrbFlags |= sp_direction[cmd->sc_data_direction];
	s->srb.DataTransferLength = s->port.length;
	s->srb.TimeOutValue = max(rq->timeout / HZ, 1U);
	s->srb.SenseInfoBuffer = memory + a->port.sense_offset;
	s->srb.NextSrb = NULL;
	s->srb.SrbExtension = a->port.sense_offset ? memory : NULL;
	s->srb.QueueSortKey = 0;
	memcpy(s->srb.Cdb, cmd->cmnd, sizeof(s->srb.Cdb));
}

static void sp_srb_build(struct sp_adapter *a, struct sp_srb *s, struct scsi_cmnd *cmd)
{
	struct sp_lu *lu = cmd->device->hostdata;
	u16 slot = scsi_cmd_to_rq(cmd)->tag;

	s->lu = lu;
	s->slot = slot;
	s->attempts = 0;
	s->polled = false;
	s->held = 0;
	s->port.length = scsi_bufflen(cmd);
	sp_srb_fill(a, s, cmd, lu, slot);
}

/**
 * sp_srb_rebuild() - make the SRB of a command what it was when it was offered first (§6.1)
 * @a: adapter
 * @s: request of the midlayer's; not active
 *
 * Context: Any.
 */
void sp_srb_rebuild(struct sp_adapter *a, struct sp_srb *s)
{
	sp_srb_fill(a, s, s->port.cmd, s->lu, s->slot);
	s->srb.DataBuffer = port_buffer_address(&a->port, &s->port);
	s->srb.OriginalRequest = a;
}

static port_qc_status sp_refuse(struct scsi_cmnd *cmd, int host_byte)
{
	cmd->result = host_byte << 16;
	scsi_done(cmd);
	return 0;
}

/**
 * sp_queuecommand() - the midlayer hands over a command
 * @shost: host
 * @cmd: command
 *
 * Context: Any; takes the interrupt lock once and no other.
 * Return: 0, or SCSI_MLQUEUE_HOST_BUSY when no bounce buffer or DMA mapping is free.
 */
port_qc_status sp_queuecommand(struct Scsi_Host *shost, struct scsi_cmnd *cmd)
{
	struct sp_adapter *a = shost_priv(shost);
	struct sp_srb *s = scsi_cmd_priv(cmd);
	unsigned long flags;

	/* A dead adapter's miniport may still own the SRB in this very area: leave it alone. */
	if (unlikely(READ_ONCE(a->port.state) == PORT_DEAD))
		return sp_refuse(cmd, DID_NO_CONNECT);
	if (unlikely(cmd->cmd_len > sizeof(s->srb.Cdb)))
		return sp_refuse(cmd, DID_ERROR);
	sp_srb_build(a, s, cmd);
	s->srb.DataBuffer = port_buffer_map(&a->port, &s->port);
	if (IS_ERR(s->srb.DataBuffer))
		return SCSI_MLQUEUE_HOST_BUSY;
	flags = sp_enter(a);
	sp_queue(a, s);
	sp_leave_and_wake(a, flags);
	return 0;
}

/* The codes that there are. PENDING is none at the end. */
static bool sp_is_status(u8 status)
{
	const u64 known = GENMASK_ULL(SRB_STATUS_COMMAND_TIMEOUT, SRB_STATUS_SUCCESS) |
			  GENMASK_ULL(SRB_STATUS_REQUEST_FLUSHED, SRB_STATUS_MESSAGE_REJECTED) |
			  GENMASK_ULL(SRB_STATUS_LINK_DOWN, SRB_STATUS_INVALID_LUN) |
			  BIT_ULL(SRB_STATUS_INTERNAL_ERROR);

	return known & BIT_ULL(status);
}

/**
 * sp_srb_check_status() - does the status of a completed request say how it ended?
 * @a: adapter
 * @s: request, with a status that is no plain success
 *
 * What does not is an error.
 *
 * Context: interrupt lock held.
 */
void sp_srb_check_status(struct sp_adapter *a, struct sp_srb *s)
{
	u8 status = SRB_STATUS(s->srb.SrbStatus);

	lockdep_assert_held(&a->lock);
	if (sp_is_status(status))
		return;
	if (status != SRB_STATUS_PENDING) {
		port_breach(&a->port, PORT_RULE_INVALID_STATUS, &s->srb,
			    "RequestComplete with SrbStatus %#04x, which does not exist (%u:%u:%u)",
			    status, sp_path_of(s), s->lu->blank.TargetId, s->lu->blank.Lun);
		return;
	}
	port_breach(&a->port, PORT_RULE_INVALID_STATUS, &s->srb,
		    "RequestComplete with SrbStatus PENDING (%u:%u:%u)", sp_path_of(s),
		    s->lu->blank.TargetId, s->lu->blank.Lun);
	s->srb.SrbStatus = SRB_STATUS_ERROR;
}

/* Bytes that were not moved. DataTransferLength is what the miniport says was moved (trap 40). */
static void sp_set_residual(struct sp_srb *s, struct scsi_cmnd *cmd)
{
	u32 moved = min(s->srb.DataTransferLength, s->port.length);

	scsi_set_resid(cmd, s->port.length - moved);
}

/* Zeros and the like are no sense data (§7.2). */
static bool sp_is_sense_data(const u8 *data)
{
	return (data[0] & 0x7f) >= 0x70 && (data[0] & 0x7f) <= 0x73;
}

static void sp_copy_sense(struct sp_srb *s, struct scsi_cmnd *cmd)
{
	u32 length = min_t(u32, s->srb.SenseInfoBufferLength, PORT_SENSE_SIZE);

	memset(cmd->sense_buffer, 0, SCSI_SENSE_BUFFERSIZE);
	memcpy(cmd->sense_buffer, port_slot_sense(s->port.adapter, s->slot), length);
}

/*
 * A ScsiStatus other than GOOD says more than an SrbStatus that is about the command (trap 42);
 * and so do sense data, for which some forget the ScsiStatus.
 */
static void sp_translate_status(struct sp_srb *s, struct scsi_cmnd *cmd)
{
	u8 status = SRB_STATUS(s->srb.SrbStatus);

	cmd->result = 0;
	if (s->srb.ScsiStatus && (status == SRB_STATUS_SUCCESS || status == SRB_STATUS_ERROR ||
				  status == SRB_STATUS_DATA_OVERRUN || status == SRB_STATUS_BUSY))
		set_status_byte(cmd, s->srb.ScsiStatus);
	else if (status == SRB_STATUS_ERROR && s->srb.SrbStatus & SRB_STATUS_AUTOSENSE_VALID)
		set_status_byte(cmd, SAM_STAT_CHECK_CONDITION);
	else if (status == SRB_STATUS_BUSY)
		set_status_byte(cmd, SAM_STAT_BUSY);
	else if (status == SRB_STATUS_INVALID_REQUEST)
		scsi_build_sense(cmd, 0, ILLEGAL_REQUEST, 0x20, 0);
	else if (status != SRB_STATUS_DATA_OVERRUN || s->srb.DataTransferLength >= s->port.length)
		set_host_byte(cmd, sp_host_byte_of(status));
}

/* Not inlined, since its registers would be saved for every request. */
static noinline void sp_translate_other(struct sp_srb *s, struct scsi_cmnd *cmd)
{
	if (s->srb.SrbStatus & SRB_STATUS_AUTOSENSE_VALID)
		sp_copy_sense(s, cmd);
	sp_translate_status(s, cmd);
	/* A CHECK CONDITION that says nothing would have the midlayer ask, and reset the bus. */
	if (get_status_byte(cmd) == SAM_STAT_CHECK_CONDITION &&
	    !sp_is_sense_data(cmd->sense_buffer))
		cmd->result = DID_ERROR << 16;
	sp_set_residual(s, cmd);
}

static void sp_translate(struct sp_srb *s, struct scsi_cmnd *cmd)
{
	if (unlikely(s->srb.SrbStatus != SRB_STATUS_SUCCESS || s->srb.ScsiStatus)) {
		sp_translate_other(s, cmd);
		return;
	}
	cmd->result = 0;
	if (unlikely(s->srb.DataTransferLength < s->port.length))
		sp_set_residual(s, cmd);
}

/**
 * sp_deliver() - give completed requests back to the midlayer, or to who waits for them
 * @done: first of these requests; sp_srb::next leads to the others
 *
 * Context: Any, without the interrupt lock, inside an RCU read-side section.
 */
void sp_deliver(struct sp_srb *done)
{
	/* Outside of interrupts, each scsi_done() would wake ksoftirqd for itself. */
	bool batch = !in_interrupt() && !irqs_disabled();

	if (batch)
		local_bh_disable();
	do {
		struct sp_srb *s = done;

		/* After scsi_done() the request may be on its way again. */
		done = s->next;
		trace_scsiport_srb_complete(to_sp_adapter(s->port.adapter), s);
		if (unlikely(sp_is_internal(s))) {
			sp_internal_done(s);
			continue;
		}
		port_buffer_unmap(s->port.adapter, &s->port);
		sp_translate(s, s->port.cmd);
		if (sp_is_strict(s))
			sp_strict_deliver(s);
		scsi_done(s->port.cmd);
	} while (done);
	if (batch)
		local_bh_enable();
}
