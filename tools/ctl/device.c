// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: the device of an adapter. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "../../scsiport-compat/uapi/scsiport_ioctl.h"
#include "adapters.h"
#include "device.h"
#include "fail.h"
#include "options.h"

int fd = -1;

void open_device(int flags)
{
	struct adapter *list;
	char path[64];

	if (!opt.device)
		fail(EXIT_SYNTAX, "no device; see --help");
	if (isdigit((unsigned char)*opt.device))
		snprintf(path, sizeof(path), "/dev/scsiport%s", opt.device);
	else
		snprintf(path, sizeof(path), "%s", opt.device);
	fd = open(path, flags | O_CLOEXEC);
	if (fd >= 0)
		return;
	if (errno == EACCES || errno == EPERM)
		fail(EXIT_PERMISSION, "%s: only root may use it", path);
	if (errno == ENOENT && !find_adapters(&list))
		fail(EXIT_FILE, "%s", why_no_adapter());
	fail(EXIT_FILE, "%s: %s; adapters are /dev/scsiport*", path, strerror(errno));
}

static const char *status_name(uint32_t status)
{
	switch (status) {
	case SCSIPORT_STATUS_SUCCESS:
		return "success";
	case SCSIPORT_STATUS_BUFFER_OVERFLOW:
		return "more data than the buffer takes; see --length";
	case SCSIPORT_STATUS_DEVICE_BUSY:
		return "busy; try again";
	case SCSIPORT_STATUS_INVALID_PARAMETER:
		return "a length, offset or value is not valid";
	case SCSIPORT_STATUS_INVALID_DEVICE_REQUEST:
		return "the adapter does not know this request";
	case SCSIPORT_STATUS_BUFFER_TOO_SMALL:
		return "the buffer is too small; see --length";
	case SCSIPORT_STATUS_REVISION_MISMATCH:
		return "the header has another length";
	case SCSIPORT_STATUS_IO_TIMEOUT:
		return "no answer in time, or reset";
	case SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST:
		return "there is no such unit; see \"inquiry\"";
	case SCSIPORT_STATUS_IO_DEVICE_ERROR:
		return "the adapter reports an error";
	default:
		return "unknown status";
	}
}

noreturn void fail_errno(int error)
{
	switch (error) {
	case ENODEV:
		fail(EXIT_NOT_READY, "the adapter is gone, stopped or offline");
	case ENOTTY:
		fail(EXIT_FILE, "\"%s\" is no /dev/scsiportN", opt.device);
	case ENXIO:
		fail(EXIT_REFUSED, "there is no such unit; see \"inquiry\"");
	case ETIMEDOUT:
		fail(EXIT_TIMEOUT, "no answer within %lu s; the bus was reset", opt.timeout);
	case EPERM:
		fail(EXIT_PERMISSION, "this needs CAP_SYS_RAWIO");
	case EBUSY:
		fail(EXIT_OTHER, "too many requests are waiting; try again");
	case E2BIG:
		fail(EXIT_SYNTAX, "a buffer is larger than %d bytes", SCSIPORT_MAX_LENGTH);
	default:
		fail(EXIT_OTHER, "ioctl: %s", strerror(error));
	}
}

static noreturn void fail_status(const struct scsiport_device_control *e)
{
	int status = EXIT_OTHER;

	if (e->status == SCSIPORT_STATUS_IO_TIMEOUT)
		status = EXIT_TIMEOUT;
	else if (e->status != SCSIPORT_STATUS_IO_DEVICE_ERROR &&
		 e->status != SCSIPORT_STATUS_DEVICE_BUSY)
		status = EXIT_REFUSED;
	fail(status, "%s (NTSTATUS %#x, SrbStatus %#x)", status_name(e->status), e->status,
	     e->srb_status);
}

/* Returns the bytes that came back; ends the program where there is no good answer. */
size_t control(uint32_t code, void *in, size_t in_length, void *out, size_t out_length)
{
	struct scsiport_device_control e = {
		.size = sizeof(e),
		.control_code = code,
		.in = (uintptr_t)in,
		.out = (uintptr_t)out,
		.in_length = in_length,
		.out_length = out_length,
	};

	if (opt.have_unit) {
		e.flags = SCSIPORT_ADDRESSED;
		e.path_id = opt.unit[0];
		e.target_id = opt.unit[1];
		e.lun = opt.unit[2];
	}
	if (ioctl(fd, SCSIPORT_IOCTL_DEVICE_CONTROL, &e))
		fail_errno(errno);
	if (e.status)
		fail_status(&e);
	return e.returned;
}
