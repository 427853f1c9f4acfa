// SPDX-License-Identifier: GPL-2.0-only
/*
 * The device control codes of Windows' SCSI port (ntddscsi.h), in their 64-bit Windows layout. A
 * buffer comes and goes as METHOD_BUFFERED says: one buffer in the kernel for both ways. Every
 * length and offset in it is the caller's word, and believed only after a check.
 */
#include <linux/blk-mq.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <scsi/scsi_cmnd.h>

#include "core/mgmt/ioctl.h"
#include "core/adapter.h"
#include "core/model.h"
#include "core/rescan.h"
#include "include/ntddscsi.h"

#define PORT_CONTROL_TIMEOUT	30	/* seconds, where the caller names none */
#define PORT_CONTROL_TIMEOUT_MAX	3600
#define PORT_INQUIRY_BYTES	36

static_assert(sizeof(struct scsiport_io_control) == sizeof(SRB_IO_CONTROL));
static_assert(sizeof(struct scsiport_pass_through) == sizeof(SCSI_PASS_THROUGH));
static_assert(offsetof(struct scsiport_pass_through, cdb) == offsetof(SCSI_PASS_THROUGH, Cdb));
static_assert(sizeof(SCSI_PASS_THROUGH) == sizeof(SCSI_PASS_THROUGH_DIRECT));
static_assert(offsetof(SCSI_PASS_THROUGH, DataBufferOffset) ==
	      offsetof(SCSI_PASS_THROUGH_DIRECT, DataBuffer));
static_assert(sizeof(struct scsiport_capabilities) == sizeof(IO_SCSI_CAPABILITIES));
static_assert(sizeof(struct scsiport_address) == sizeof(SCSI_ADDRESS));
static_assert(offsetof(struct scsiport_bus_info, bus) == offsetof(SCSI_ADAPTER_BUS_INFO, BusData));
static_assert(sizeof(struct scsiport_bus_data) == sizeof(SCSI_BUS_DATA));
static_assert(offsetof(struct scsiport_inquiry_data, inquiry_data) ==
	      offsetof(SCSI_INQUIRY_DATA, InquiryData));
static_assert(SCSIPORT_CODE_PASS_THROUGH == IOCTL_SCSI_PASS_THROUGH);
static_assert(SCSIPORT_CODE_MINIPORT == IOCTL_SCSI_MINIPORT);
static_assert(SCSIPORT_CODE_GET_INQUIRY_DATA == IOCTL_SCSI_GET_INQUIRY_DATA);
static_assert(SCSIPORT_CODE_GET_CAPABILITIES == IOCTL_SCSI_GET_CAPABILITIES);
static_assert(SCSIPORT_CODE_PASS_THROUGH_DIRECT == IOCTL_SCSI_PASS_THROUGH_DIRECT);
static_assert(SCSIPORT_CODE_GET_ADDRESS == IOCTL_SCSI_GET_ADDRESS);
static_assert(SCSIPORT_CODE_RESCAN_BUS == IOCTL_SCSI_RESCAN_BUS);

/* Of an answered request: what Windows makes of its SrbStatus. */
static u32 port_nt_status(u8 srb_status)
{
	switch (srb_status) {
	case SRB_STATUS_SUCCESS:
		return SCSIPORT_STATUS_SUCCESS;
	case SRB_STATUS_DATA_OVERRUN:
		return SCSIPORT_STATUS_BUFFER_OVERFLOW;
	case SRB_STATUS_BUSY:
		return SCSIPORT_STATUS_DEVICE_BUSY;
	case SRB_STATUS_INVALID_REQUEST:
	case SRB_STATUS_BAD_FUNCTION:
	case SRB_STATUS_BAD_SRB_BLOCK_LENGTH:
		return SCSIPORT_STATUS_INVALID_DEVICE_REQUEST;
	case SRB_STATUS_NO_DEVICE:
	case SRB_STATUS_NO_HBA:
	case SRB_STATUS_SELECTION_TIMEOUT:
	case SRB_STATUS_INVALID_LUN:
	case SRB_STATUS_INVALID_TARGET_ID:
	case SRB_STATUS_INVALID_PATH_ID:
		return SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST;
	case SRB_STATUS_TIMEOUT:
	case SRB_STATUS_COMMAND_TIMEOUT:
	case SRB_STATUS_BUS_RESET:
		return SCSIPORT_STATUS_IO_TIMEOUT;
	default:
		return SCSIPORT_STATUS_IO_DEVICE_ERROR;
	}
}

/* An NTSTATUS that is an error: nothing is copied out. */
static bool port_nt_error(u32 status)
{
	return status >> 30 == 3;
}

static u32 port_timeout(u32 seconds)
{
	return seconds ? min_t(u32, seconds, PORT_CONTROL_TIMEOUT_MAX) : PORT_CONTROL_TIMEOUT;
}

static int port_answer(struct scsiport_device_control *e, u32 status, u32 returned)
{
	e->status = status;
	e->returned = port_nt_error(status) ? 0 : min(returned, e->out_length);
	return 0;
}

/* Sends what @ask says to the unit or adapter that the caller means. */
static int port_send(struct port_adapter *a, struct scsiport_device_control *e,
		     struct port_ask *ask)
{
	int ret;

	ask->addressed = e->flags & SCSIPORT_ADDRESSED;
	ask->path = e->path_id;
	ask->target = e->target_id;
	ask->lun = e->lun;
	ret = a->model->submit(a, ask);
	if (ret)
		return ret;
	e->srb_status = ask->srb_status;
	return port_answer(e, port_nt_status(ask->srb_status), ask->transferred);
}

static int port_ioctl_miniport(struct port_adapter *a, struct scsiport_device_control *e,
			       void *buffer)
{
	SRB_IO_CONTROL *header = buffer;
	struct port_ask ask = { .function = SRB_FUNCTION_IO_CONTROL, .data = buffer };

	if (e->in_length < sizeof(*header))
		return port_answer(e, SCSIPORT_STATUS_INVALID_PARAMETER, 0);
	if (header->HeaderLength != sizeof(*header))
		return port_answer(e, SCSIPORT_STATUS_REVISION_MISMATCH, 0);
	if (check_add_overflow(header->HeaderLength, header->Length, &ask.length) ||
	    ask.length > SCSIPORT_MAX_LENGTH)
		return port_answer(e, SCSIPORT_STATUS_INVALID_PARAMETER, 0);
	if (ask.length > e->in_length && ask.length > e->out_length)
		return port_answer(e, SCSIPORT_STATUS_BUFFER_TOO_SMALL, 0);
	ask.timeout = port_timeout(header->Timeout);
	return port_send(a, e, &ask);
}

static int port_ioctl_wmi(struct port_adapter *a, struct scsiport_device_control *e, void *buffer)
{
	const struct scsiport_wmi *wmi = buffer;
	struct port_ask ask = { .function = SRB_FUNCTION_WMI };

	if (!a->config.WmiDataProvider)
		return port_answer(e, SCSIPORT_STATUS_INVALID_DEVICE_REQUEST, 0);
	if (e->in_length < sizeof(*wmi) || wmi->sub_function > SCSIPORT_WMI_EXECUTE_METHOD ||
	    memchr_inv(wmi->reserved, 0, sizeof(wmi->reserved)))
		return port_answer(e, SCSIPORT_STATUS_INVALID_PARAMETER, 0);
	ask.sub_function = wmi->sub_function;
	ask.has_path = wmi->sub_function != SCSIPORT_WMI_REGINFO;
	ask.timeout = port_timeout(wmi->timeout);
	memcpy(ask.guid, wmi->guid, sizeof(ask.guid));
	ask.length = max_t(u32, e->in_length - sizeof(*wmi), e->out_length);
	/* The WNODE moves to the start of the buffer; behind it the buffer is zero. */
	memmove(buffer, buffer + sizeof(*wmi), e->in_length - sizeof(*wmi));
	memset(buffer + e->in_length - sizeof(*wmi), 0, sizeof(*wmi));
	ask.data = buffer;
	return port_send(a, e, &ask);
}

/* A pass-through request, checked. */
struct port_pass {
	SCSI_PASS_THROUGH *header;
	bool direct;
	bool out;
	u8 *sense;
};

static bool port_pass_inside(u64 offset, u32 length, u32 limit)
{
	return offset >= sizeof(SCSI_PASS_THROUGH) && offset <= limit && length <= limit - offset;
}

static u32 port_pass_check(struct port_adapter *a, const struct scsiport_device_control *e,
			   struct port_pass *p)
{
	const SCSI_PASS_THROUGH *h = p->header;
	u32 limit = p->out ? e->in_length : e->out_length;

	if (!h->CdbLength || h->CdbLength > sizeof(h->Cdb) ||
	    h->DataIn > SCSI_IOCTL_DATA_UNSPECIFIED ||
	    h->DataTransferLength > a->limits.max_transfer)
		return SCSIPORT_STATUS_INVALID_PARAMETER;
	if (h->SenseInfoLength && !port_pass_inside(h->SenseInfoOffset, h->SenseInfoLength,
						    e->out_length))
		return SCSIPORT_STATUS_INVALID_PARAMETER;
	if (!h->DataTransferLength)
		return SCSIPORT_STATUS_SUCCESS;
	if (p->direct)
		return h->DataBufferOffset & a->limits.alignment_mask ?
		       SCSIPORT_STATUS_INVALID_PARAMETER : SCSIPORT_STATUS_SUCCESS;
	if (!port_pass_inside(h->DataBufferOffset, h->DataTransferLength, limit))
		return SCSIPORT_STATUS_INVALID_PARAMETER;
	/* Data lies behind the sense data, not in it. */
	if (h->SenseInfoLength &&
	    h->DataBufferOffset < (u64)h->SenseInfoOffset + h->SenseInfoLength)
		return SCSIPORT_STATUS_INVALID_PARAMETER;
	return SCSIPORT_STATUS_SUCCESS;
}

static int port_pass_map(struct request *rq, struct port_pass *p)
{
	SCSI_PASS_THROUGH *h = p->header;

	if (!h->DataTransferLength)
		return 0;
	if (p->direct)
		return blk_rq_map_user(rq->q, rq, NULL, u64_to_user_ptr(h->DataBufferOffset),
				       h->DataTransferLength, GFP_KERNEL);
	return port_rq_map_kern(rq, (void *)h + h->DataBufferOffset, h->DataTransferLength);
}

static u32 port_pass_status(const struct scsi_cmnd *cmd)
{
	switch (host_byte(cmd->result)) {
	case DID_OK:
		return SCSIPORT_STATUS_SUCCESS;
	case DID_NO_CONNECT:
	case DID_BAD_TARGET:
		return SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST;
	case DID_TIME_OUT:
	case DID_RESET:
		return SCSIPORT_STATUS_IO_TIMEOUT;
	case DID_BUS_BUSY:
	case DID_SOFT_ERROR:
		return SCSIPORT_STATUS_DEVICE_BUSY;
	default:
		return SCSIPORT_STATUS_IO_DEVICE_ERROR;
	}
}

static void port_pass_results(struct scsi_cmnd *cmd, struct port_pass *p)
{
	SCSI_PASS_THROUGH *h = p->header;
	u8 sense = 0;

	h->ScsiStatus = cmd->result & 0xff;
	h->DataTransferLength -= min(cmd->resid_len, h->DataTransferLength);
	if (h->ScsiStatus == SAM_STAT_CHECK_CONDITION)
		sense = min_t(u32, SCSI_SENSE_BUFFERSIZE, 8 + cmd->sense_buffer[7]);
	h->SenseInfoLength = min(h->SenseInfoLength, sense);
	if (h->SenseInfoLength)
		memcpy(p->sense, cmd->sense_buffer, h->SenseInfoLength);
}

/* One command through the midlayer, which has its own queue, time-out and recovery for it. */
static int port_pass_execute(struct scsi_device *sdev, struct port_pass *p, u32 *status)
{
	SCSI_PASS_THROUGH *h = p->header;
	struct request *rq = scsi_alloc_request(sdev->request_queue,
						p->out ? REQ_OP_DRV_OUT : REQ_OP_DRV_IN, 0);
	struct scsi_cmnd *cmd;
	struct bio *bio;
	int ret;

	if (IS_ERR(rq))
		return PTR_ERR(rq);
	cmd = blk_mq_rq_to_pdu(rq);
	cmd->cmd_len = h->CdbLength;
	memcpy(cmd->cmnd, h->Cdb, h->CdbLength);
	cmd->allowed = 0;
	rq->timeout = port_timeout(h->TimeOutValue) * HZ;
	rq->rq_flags |= RQF_QUIET;
	ret = port_pass_map(rq, p);
	if (!ret) {
		bio = rq->bio;
		blk_execute_rq(rq, true);
		port_pass_results(cmd, p);
		*status = port_pass_status(cmd);
		if (p->direct && bio)
			ret = blk_rq_unmap_user(bio);
	}
	blk_mq_free_request(rq);
	return ret;
}

/* Bytes of the buffer that the caller gets back. */
static u32 port_pass_returned(const struct port_pass *p)
{
	const SCSI_PASS_THROUGH *h = p->header;
	u64 end = sizeof(*h);

	if (h->SenseInfoLength)
		end = max(end, (u64)h->SenseInfoOffset + h->SenseInfoLength);
	if (!p->direct && !p->out && h->DataTransferLength)
		end = max(end, h->DataBufferOffset + h->DataTransferLength);
	return end;
}

static int port_ioctl_pass_through(struct port_adapter *a, struct scsiport_device_control *e,
				   void *buffer)
{
	SCSI_PASS_THROUGH *h = buffer;
	struct port_pass p = {
		.header = h,
		.direct = e->control_code == IOCTL_SCSI_PASS_THROUGH_DIRECT,
		.out = h->DataIn == SCSI_IOCTL_DATA_OUT,
	};
	struct scsi_device *sdev;
	u32 status;
	int ret;

	if (e->in_length < sizeof(*h))
		return port_answer(e, SCSIPORT_STATUS_INVALID_PARAMETER, 0);
	if (h->Length != sizeof(*h))
		return port_answer(e, SCSIPORT_STATUS_REVISION_MISMATCH, 0);
	status = port_pass_check(a, e, &p);
	if (status)
		return port_answer(e, status, 0);
	p.sense = buffer + h->SenseInfoOffset;
	if (e->flags & SCSIPORT_ADDRESSED) {
		h->PathId = e->path_id;
		h->TargetId = e->target_id;
		h->Lun = e->lun;
	}
	sdev = scsi_device_lookup(a->shost, h->PathId, h->TargetId, h->Lun);
	if (!sdev)
		return port_answer(e, SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST, 0);
	ret = port_pass_execute(sdev, &p, &status);
	scsi_device_put(sdev);
	/* The removal of the adapter may have ended it. */
	if (!ret && status && READ_ONCE(a->leaving))
		ret = -ENODEV;
	return ret ?: port_answer(e, status, port_pass_returned(&p));
}

static int port_ioctl_capabilities(struct port_adapter *a, struct scsiport_device_control *e,
				   void *buffer)
{
	IO_SCSI_CAPABILITIES *c = buffer;

	if (e->out_length < sizeof(*c))
		return port_answer(e, SCSIPORT_STATUS_BUFFER_TOO_SMALL, 0);
	memset(c, 0, sizeof(*c));
	c->Length = sizeof(*c);
	c->MaximumTransferLength = a->limits.max_transfer;
	c->MaximumPhysicalPages = a->limits.sg_elements;
	c->AlignmentMask = a->limits.alignment_mask;
	c->TaggedQueuing = a->limits.tagged;
	c->AdapterScansDown = a->config.AdapterScansDown;
	c->AdapterUsesPio = a->limits.map_buffers;
	return port_answer(e, SCSIPORT_STATUS_SUCCESS, sizeof(*c));
}

static int port_ioctl_address(struct port_adapter *a, struct scsiport_device_control *e,
			      void *buffer)
{
	SCSI_ADDRESS *address = buffer;

	if (e->out_length < sizeof(*address))
		return port_answer(e, SCSIPORT_STATUS_BUFFER_TOO_SMALL, 0);
	memset(address, 0, sizeof(*address));
	address->Length = sizeof(*address);
	address->PortNumber = a->shost->host_no;
	if (e->flags & SCSIPORT_ADDRESSED) {
		struct scsi_device *sdev = scsi_device_lookup(a->shost, e->path_id, e->target_id,
							      e->lun);

		if (!sdev)
			return port_answer(e, SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST, 0);
		scsi_device_put(sdev);
		address->PathId = e->path_id;
		address->TargetId = e->target_id;
		address->Lun = e->lun;
	}
	return port_answer(e, SCSIPORT_STATUS_SUCCESS, sizeof(*address));
}

#define PORT_INQUIRY_ENTRY \
	ALIGN(offsetof(SCSI_INQUIRY_DATA, InquiryData) + PORT_INQUIRY_BYTES, sizeof(u32))

static void port_inquiry_fill(SCSI_INQUIRY_DATA *entry, struct scsi_device *sdev)
{
	u32 bytes = min_t(u32, sdev->inquiry_len, PORT_INQUIRY_BYTES);

	memset(entry, 0, PORT_INQUIRY_ENTRY);
	entry->PathId = sdev->channel;
	entry->TargetId = sdev->id;
	entry->Lun = sdev->lun;
	entry->DeviceClaimed = !!sdev->sdev_gendev.driver;
	entry->InquiryDataLength = PORT_INQUIRY_BYTES;
	if (sdev->inquiry)
		memcpy(entry->InquiryData, sdev->inquiry, bytes);
}

/* The units of one bus, chained. Returns false if the buffer ends before they do. */
static bool port_inquiry_bus(struct port_adapter *a, u32 path, void *buffer, u32 size, u32 *used,
			     SCSI_BUS_DATA *bus)
{
	struct scsi_device *sdev;
	ULONG *link = &bus->InquiryDataOffset;

	shost_for_each_device(sdev, a->shost) {
		SCSI_INQUIRY_DATA *entry = buffer + *used;

		if (sdev->channel != path)
			continue;
		if (size - *used < PORT_INQUIRY_ENTRY || bus->NumberOfLogicalUnits == U8_MAX) {
			scsi_device_put(sdev);
			return false;
		}
		port_inquiry_fill(entry, sdev);
		*link = *used;
		link = &entry->NextInquiryDataOffset;
		*used += PORT_INQUIRY_ENTRY;
		bus->NumberOfLogicalUnits++;
	}
	return true;
}

static int port_ioctl_inquiry(struct port_adapter *a, struct scsiport_device_control *e,
			      void *buffer)
{
	SCSI_ADAPTER_BUS_INFO *info = buffer;
	u32 used = offsetof(SCSI_ADAPTER_BUS_INFO, BusData) +
		   a->limits.buses * sizeof(SCSI_BUS_DATA);
	u32 path;

	if (e->out_length < used)
		return port_answer(e, SCSIPORT_STATUS_BUFFER_TOO_SMALL, 0);
	memset(info, 0, used);
	info->NumberOfBuses = a->limits.buses;
	for (path = 0; path < a->limits.buses; path++) {
		SCSI_BUS_DATA *bus = &((SCSI_BUS_DATA *)info->BusData)[path];

		bus->InitiatorBusId = a->config.InitiatorBusId[path];
		if (!port_inquiry_bus(a, path, buffer, e->out_length, &used, bus))
			return port_answer(e, SCSIPORT_STATUS_BUFFER_TOO_SMALL, 0);
	}
	return port_answer(e, SCSIPORT_STATUS_SUCCESS, used);
}

static int port_dispatch_code(struct port_adapter *a, struct scsiport_device_control *e,
			      void *buffer)
{
	switch (e->control_code) {
	case IOCTL_SCSI_MINIPORT:
		return port_ioctl_miniport(a, e, buffer);
	case IOCTL_SCSI_PASS_THROUGH:
	case IOCTL_SCSI_PASS_THROUGH_DIRECT:
		return port_ioctl_pass_through(a, e, buffer);
	case IOCTL_SCSI_GET_CAPABILITIES:
		return port_ioctl_capabilities(a, e, buffer);
	case IOCTL_SCSI_GET_INQUIRY_DATA:
		return port_ioctl_inquiry(a, e, buffer);
	case IOCTL_SCSI_GET_ADDRESS:
		return port_ioctl_address(a, e, buffer);
	case IOCTL_SCSI_RESCAN_BUS:
		port_scan(a);
		return port_answer(e, SCSIPORT_STATUS_SUCCESS, 0);
	case SCSIPORT_CODE_WMI:
		return port_ioctl_wmi(a, e, buffer);
	default:
		return port_answer(e, SCSIPORT_STATUS_INVALID_DEVICE_REQUEST, 0);
	}
}

/**
 * port_device_control() - do what a device control code says
 * @a: adapter
 * @e: the request, its lengths within SCSIPORT_MAX_LENGTH; takes the answer
 *
 * Context: Process, that of the caller.
 * Return: 0 with an answer in @e, or a negative errno as scsiport_ioctl.h lists them.
 */
int port_device_control(struct port_adapter *a, struct scsiport_device_control *e)
{
	u32 size = max3(e->in_length, e->out_length, (u32)sizeof(SCSI_PASS_THROUGH));
	void *buffer;
	int ret = -EFAULT;

	e->returned = 0;
	e->srb_status = 0;
	if (READ_ONCE(a->state) != PORT_RUNNING)
		return -ENODEV;
	buffer = kvzalloc(size, GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	if (!copy_from_user(buffer, u64_to_user_ptr(e->in), e->in_length)) {
		ret = port_dispatch_code(a, e, buffer);
		if (!ret && copy_to_user(u64_to_user_ptr(e->out), buffer, e->returned))
			ret = -EFAULT;
	}
	kvfree(buffer);
	return ret;
}
