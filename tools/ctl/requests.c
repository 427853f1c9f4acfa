// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: a request for each command, and its answer in words. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../scsiport-compat/uapi/scsiport_ioctl.h"
#include "bytes.h"
#include "device.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "requests.h"

void do_capabilities(void)
{
	struct scsiport_capabilities c;

	open_device(O_RDWR);
	control(SCSIPORT_CODE_GET_CAPABILITIES, NULL, 0, &c, sizeof(c));
	if (opt.json) {
		json_object(NULL);
		json_number("maximum_transfer_length", c.maximum_transfer_length);
		json_number("maximum_physical_pages", c.maximum_physical_pages);
		json_number("alignment_mask", c.alignment_mask);
		json_bool("tagged_queuing", c.tagged_queuing);
		json_bool("adapter_scans_down", c.adapter_scans_down);
		json_bool("adapter_uses_pio", c.adapter_uses_pio);
		json_end();
		return;
	}
	printf("maximum transfer length: %u\n", c.maximum_transfer_length);
	printf("maximum physical pages: %u\n", c.maximum_physical_pages);
	printf("alignment mask: %#x\n", c.alignment_mask);
	printf("tagged queuing: %s\n", c.tagged_queuing ? "yes" : "no");
	printf("adapter scans down: %s\n", c.adapter_scans_down ? "yes" : "no");
	printf("adapter uses PIO: %s\n", c.adapter_uses_pio ? "yes" : "no");
}

void do_address(void)
{
	struct scsiport_address a;

	open_device(O_RDWR);
	control(SCSIPORT_CODE_GET_ADDRESS, NULL, 0, &a, sizeof(a));
	if (opt.json) {
		json_object(NULL);
		json_number("port", a.port_number);
		json_number("path", a.path_id);
		json_number("target", a.target_id);
		json_number("lun", a.lun);
		json_end();
		return;
	}
	printf("port %u bus %u target %u lun %u\n", a.port_number, a.path_id, a.target_id,
	       a.lun);
}

static void show_bus(unsigned int number, const struct scsiport_bus_info *info)
{
	printf("bus %u: units %u, initiator %u\n", number,
	       info->bus[number].number_of_logical_units, info->bus[number].initiator_bus_id);
}

static void json_bus(unsigned int number, const struct scsiport_bus_info *info)
{
	json_object(NULL);
	json_number("path", number);
	json_number("initiator", info->bus[number].initiator_bus_id);
	json_array("units");
}

static void show_inquiry(const struct scsiport_inquiry_data *d)
{
	printf("%u:%u:%u type %u claimed %s \"%.8s\" \"%.16s\" \"%.4s\"\n", d->path_id,
	       d->target_id, d->lun, d->inquiry_data[0] & 0x1f, d->device_claimed ? "yes" : "no",
	       d->inquiry_data + 8, d->inquiry_data + 16, d->inquiry_data + 32);
}

static void json_inquiry(const struct scsiport_inquiry_data *d)
{
	static const struct {
		const char *name;
		int offset;
		int length;
	} texts[] = { { "vendor", 8, 8 }, { "product", 16, 16 }, { "revision", 32, 4 } };
	char text[17];
	size_t i;

	json_object(NULL);
	json_number("path", d->path_id);
	json_number("target", d->target_id);
	json_number("lun", d->lun);
	json_number("type", d->inquiry_data[0] & 0x1f);
	json_bool("claimed", d->device_claimed);
	for (i = 0; i < 3; i++) {
		snprintf(text, sizeof(text), "%.*s", texts[i].length,
			 (const char *)d->inquiry_data + texts[i].offset);
		json_text(texts[i].name, text);
	}
	json_end();
}

static void show_units(const unsigned char *buffer, size_t got, size_t offset)
{
	const struct scsiport_inquiry_data *d;

	for (; offset; offset = d->next_inquiry_data_offset) {
		d = (const void *)(buffer + offset);
		if (offset + sizeof(*d) > got)
			fail(EXIT_OTHER, "the answer is not whole");
		opt.json ? json_inquiry(d) : show_inquiry(d);
	}
}

void do_inquiry(void)
{
	const size_t size = SCSIPORT_MAX_LENGTH;
	unsigned char *buffer = allocate(size);
	const struct scsiport_bus_info *info = (void *)buffer;
	size_t got;
	unsigned int i;

	open_device(O_RDWR);
	got = control(SCSIPORT_CODE_GET_INQUIRY_DATA, NULL, 0, buffer, size);
	if (opt.json) {
		json_object(NULL);
		json_array("buses");
	}
	for (i = 0; i < info->number_of_buses; i++) {
		opt.json ? json_bus(i, info) : show_bus(i, info);
		show_units(buffer, got, info->bus[i].inquiry_data_offset);
		if (opt.json) {
			json_end();
			json_end();
		}
	}
	if (opt.json) {
		json_end();
		json_end();
	}
}

void do_rescan(void)
{
	open_device(O_RDWR);
	control(SCSIPORT_CODE_RESCAN_BUS, NULL, 0, NULL, 0);
}

void do_miniport(void)
{
	size_t length = opt.length > data_length ? opt.length : data_length;
	struct scsiport_io_control *h = allocate(sizeof(*h) + length);
	size_t got;

	if (!opt.signature || strlen(opt.signature) > sizeof(h->signature) || !opt.have_code)
		fail(EXIT_SYNTAX, "miniport needs --signature, at most 8 characters, and --code");
	open_device(O_RDWR);
	h->header_length = sizeof(*h);
	memset(h->signature, ' ', sizeof(h->signature));
	memcpy(h->signature, opt.signature, strlen(opt.signature));
	h->timeout = opt.timeout;
	h->control_code = opt.code;
	h->length = length;
	if (data_length)
		memcpy(h + 1, data, data_length);
	got = control(SCSIPORT_CODE_MINIPORT, h, sizeof(*h) + length, h, sizeof(*h) + length);
	if (!opt.out)
		printf("return code: %#x\n", h->return_code);
	if (got > sizeof(*h))
		write_output(opt.out, (void *)(h + 1), got - sizeof(*h));
}

void do_pass_through(void)
{
	const size_t sense_size = 252, data_offset = sizeof(struct scsiport_pass_through) + 256;
	size_t length = data_length ? data_length : opt.length, size = data_offset, cdb_length;
	unsigned char *cdb = data, *direct = NULL, *buffer;
	struct scsiport_pass_through *h;
	int i;

	/* The command's bytes are the arguments; what is sent was read before. */
	data = NULL;
	cdb_length = data_length;
	data_length = 0;
	for (i = 0; i < opt.argument_count; i++)
		add_hex(opt.arguments[i]);
	if (!data_length || data_length > 16)
		fail(EXIT_SYNTAX, "pass-through needs the command, 1 to 16 bytes in hexadecimal");
	if (!opt.have_unit)
		fail(EXIT_SYNTAX, "pass-through needs --unit");
	open_device(O_RDWR);
	if (opt.direct) {
		if (posix_memalign((void **)&direct, 4096, length ? length : 1))
			fail(EXIT_OTHER, "no memory");
		memset(direct, 0, length);
	} else {
		size += length;
	}
	buffer = allocate(size);
	h = (void *)buffer;
	h->length = sizeof(*h);
	h->path_id = opt.unit[0];
	h->target_id = opt.unit[1];
	h->lun = opt.unit[2];
	h->cdb_length = data_length;
	memcpy(h->cdb, data, data_length);
	h->sense_length = sense_size;
	h->sense_offset = sizeof(*h);
	h->data_in = cdb_length ? 0 : 1;
	h->data_length = length;
	h->timeout = opt.timeout;
	h->data = opt.direct ? (uintptr_t)direct : data_offset;
	if (cdb_length)
		memcpy(opt.direct ? direct : buffer + data_offset, cdb, cdb_length);
	control(opt.direct ? SCSIPORT_CODE_PASS_THROUGH_DIRECT : SCSIPORT_CODE_PASS_THROUGH,
		buffer, size, buffer, size);
	if (h->scsi_status) {
		fprintf(stderr, "scsiport-ctl: SCSI status %#x", h->scsi_status);
		for (i = 0; i < h->sense_length; i++)
			fprintf(stderr, "%s%02x", i ? " " : ", sense ",
				buffer[h->sense_offset + i]);
		fputc('\n', stderr);
		exit(EXIT_CHECK);
	}
	if (h->data_in)
		write_output(opt.out, opt.direct ? direct : buffer + data_offset, h->data_length);
	else
		printf("sent: %u bytes\n", h->data_length);
}

void do_raw(void)
{
	unsigned char *out = allocate(opt.length);
	size_t in_length = opt.have_in_length ? opt.in_length : data_length;

	if (!opt.have_code)
		fail(EXIT_SYNTAX, "raw needs --code");
	/* A length that is not that of the buffer is for tests: memory for it there must be. */
	if (in_length > data_length && in_length <= 2 * SCSIPORT_MAX_LENGTH) {
		data = realloc(data, in_length);
		if (!data)
			fail(EXIT_OTHER, "no memory");
		memset(data + data_length, 0, in_length - data_length);
	}
	open_device(O_RDWR);
	write_output(opt.out, out, control(opt.code, data, in_length, out, opt.length));
}
