// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: management requests to a ScsiPort adapter. See scsiport-ctl(8). */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../scsiport-compat/uapi/scsiport_ioctl.h"

/* Exit statuses, those of sg3_utils where there is one. */
enum {
	EXIT_SYNTAX = 1,
	EXIT_NOT_READY = 2,	/* adapter gone, stopped or offline */
	EXIT_REFUSED = 5,	/* the adapter or device does not know this request */
	EXIT_CHECK = 14,	/* a SCSI status other than GOOD */
	EXIT_FILE = 15,		/* a file cannot be opened, read or written */
	EXIT_TIMEOUT = 33,
	EXIT_PERMISSION = 50 + EPERM,
	EXIT_OTHER = 99,
};

#ifndef SCSIPORT_VERSION
#define SCSIPORT_VERSION "unknown"
#endif

static const char usage[] =
"Usage: scsiport-ctl COMMAND DEVICE [OPTION]...\n"
"\n"
"DEVICE is /dev/scsiportN, or N, the number of the SCSI host. Needs root.\n"
"\n"
"  capabilities DEVICE            limits of the adapter\n"
"  inquiry DEVICE                 buses and units\n"
"  address DEVICE                 address of the unit that --unit names\n"
"  rescan DEVICE                  look for new units\n"
"  miniport DEVICE --signature TEXT --code N   a request of the miniport's own\n"
"  pass-through DEVICE --unit B:T:L BYTE...    a SCSI command, bytes in hexadecimal\n"
"  wmi FUNCTION DEVICE [--guid GUID]           a WMI request; FUNCTION: reginfo, query-all,\n"
"                                 query, set, set-item, execute, enable-events,\n"
"                                 disable-events\n"
"  events DEVICE                  print events as they come\n"
"  raw DEVICE --code N            a control code with a buffer as it is\n"
"\n"
"  -u, --unit B:T:L       bus, target and logical unit\n"
"  -s, --signature TEXT   up to 8 characters, padded with blanks\n"
"  -c, --code N           control code\n"
"  -i, --in FILE          data to send; - is standard input\n"
"  -x, --hex HEX          data to send, in hexadecimal\n"
"  -o, --out FILE         where data that comes back goes; - is standard output, as it is;\n"
"                         without it, data is shown in hexadecimal\n"
"  -n, --length N         bytes that are expected back\n"
"      --in-length N      raw: pretend that so many bytes are sent\n"
"  -d, --direct           pass-through: from and to this program's memory directly\n"
"  -t, --timeout N        seconds (default 30)\n"
"  -g, --guid GUID        WMI class, as 01234567-89ab-cdef-0123-456789abcdef\n"
"  -I, --instance N       WMI instance (default 0)\n"
"  -m, --method N         WMI method or data item\n"
"  -k, --count N          events: end after N\n"
"  -h, --help             this text\n"
"  -V, --version          of this program\n"
"\n"
"Exit status: 0 good, 1 syntax, 2 adapter gone or offline, 5 request refused, 14 SCSI status not GOOD,\n"
"15 no such file or adapter, 33 time-out, 51 no permission, 99 other.\n";

struct options {
	const char *device;
	const char *signature;
	const char *in;
	const char *hex;
	const char *out;
	const char *guid;
	unsigned long code;
	unsigned long length;
	unsigned long timeout;
	unsigned long instance;
	unsigned long method;
	unsigned long count;
	unsigned long in_length;
	int have_code;
	int have_length;
	int have_in_length;
	int direct;
	int have_unit;
	unsigned char unit[3];
	char **arguments;
	int argument_count;
};

static struct options opt;
static int fd = -1;
static unsigned char *data;	/* what is sent */
static size_t data_length;

static noreturn void fail(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("scsiport-ctl: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(status);
}

static void *allocate(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		fail(EXIT_OTHER, "no memory for %zu bytes", size);
	return memory;
}

static unsigned long number(const char *text, const char *name, unsigned long most)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(text, &end, 0);
	if (errno || *end || !isdigit((unsigned char)*text) || value > most)
		fail(EXIT_SYNTAX, "%s: \"%s\" is no whole value from 0 to %lu", name, text, most);
	return value;
}

static void parse_unit(const char *text)
{
	unsigned int bus, target, lun;
	char rest;

	if (sscanf(text, "%u:%u:%u%c", &bus, &target, &lun, &rest) != 3 || bus > 255 ||
	    target > 255 || lun > 255)
		fail(EXIT_SYNTAX, "--unit: \"%s\" is not BUS:TARGET:LUN, each from 0 to 255", text);
	opt.have_unit = 1;
	opt.unit[0] = bus;
	opt.unit[1] = target;
	opt.unit[2] = lun;
}

static int hex_digit(int c)
{
	return isdigit(c) ? c - '0' : isxdigit(c) ? tolower(c) - 'a' + 10 : -1;
}

static void add_hex(const char *text)
{
	unsigned char *more;

	while (*text) {
		if (isspace((unsigned char)*text)) {
			text++;
			continue;
		}
		if (hex_digit(text[0]) < 0 || hex_digit(text[1]) < 0)
			fail(EXIT_SYNTAX, "\"%s\" are no hexadecimal bytes: two digits each", text);
		more = realloc(data, data_length + 1);
		if (!more)
			fail(EXIT_OTHER, "no memory");
		data = more;
		data[data_length++] = hex_digit(text[0]) << 4 | hex_digit(text[1]);
		text += 2;
	}
}

static void read_input(const char *name)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "rb") : stdin;
	size_t got;

	if (!file)
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	data = allocate(SCSIPORT_MAX_LENGTH + 1);
	do {
		got = fread(data + data_length, 1, SCSIPORT_MAX_LENGTH + 1 - data_length, file);
		data_length += got;
	} while (got);
	if (ferror(file))
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	if (data_length > SCSIPORT_MAX_LENGTH)
		fail(EXIT_SYNTAX, "%s: more than %d bytes", name, SCSIPORT_MAX_LENGTH);
	if (file != stdin)
		fclose(file);
}

static void show_hex(const unsigned char *bytes, size_t length)
{
	size_t i, j;

	for (i = 0; i < length; i += 16) {
		printf("%06zx ", i);
		for (j = i; j < i + 16; j++)
			j < length ? printf(" %02x", bytes[j]) : printf("   ");
		printf("  ");
		for (j = i; j < i + 16 && j < length; j++)
			putchar(isprint(bytes[j]) ? bytes[j] : '.');
		putchar('\n');
	}
}

static void write_output(const unsigned char *bytes, size_t length)
{
	FILE *file;

	if (!opt.out) {
		show_hex(bytes, length);
		return;
	}
	file = strcmp(opt.out, "-") ? fopen(opt.out, "wb") : stdout;
	if (!file || fwrite(bytes, 1, length, file) != length || fflush(file))
		fail(EXIT_FILE, "%s: %s", opt.out, strerror(errno));
	if (file != stdout)
		fclose(file);
}

static void open_device(int flags)
{
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

static noreturn void fail_errno(int error)
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
static size_t control(uint32_t code, void *in, size_t in_length, void *out, size_t out_length)
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

static void do_capabilities(void)
{
	struct scsiport_capabilities c;

	open_device(O_RDWR);
	control(SCSIPORT_CODE_GET_CAPABILITIES, NULL, 0, &c, sizeof(c));
	printf("maximum transfer length: %u\n", c.maximum_transfer_length);
	printf("maximum physical pages: %u\n", c.maximum_physical_pages);
	printf("alignment mask: %#x\n", c.alignment_mask);
	printf("tagged queuing: %s\n", c.tagged_queuing ? "yes" : "no");
	printf("adapter scans down: %s\n", c.adapter_scans_down ? "yes" : "no");
	printf("adapter uses PIO: %s\n", c.adapter_uses_pio ? "yes" : "no");
}

static void do_address(void)
{
	struct scsiport_address a;

	open_device(O_RDWR);
	control(SCSIPORT_CODE_GET_ADDRESS, NULL, 0, &a, sizeof(a));
	printf("port %u bus %u target %u lun %u\n", a.port_number, a.path_id, a.target_id,
	       a.lun);
}

static void do_inquiry(void)
{
	const size_t size = SCSIPORT_MAX_LENGTH;
	unsigned char *buffer = allocate(size);
	const struct scsiport_bus_info *info = (void *)buffer;
	size_t got, offset;
	unsigned int i;

	open_device(O_RDWR);
	got = control(SCSIPORT_CODE_GET_INQUIRY_DATA, NULL, 0, buffer, size);
	for (i = 0; i < info->number_of_buses; i++) {
		printf("bus %u: units %u, initiator %u\n", i, info->bus[i].number_of_logical_units,
		       info->bus[i].initiator_bus_id);
		for (offset = info->bus[i].inquiry_data_offset; offset; ) {
			const struct scsiport_inquiry_data *d = (void *)(buffer + offset);

			if (offset + sizeof(*d) > got)
				fail(EXIT_OTHER, "the answer is not whole");
			printf("%u:%u:%u type %u claimed %s \"%.8s\" \"%.16s\" \"%.4s\"\n",
			       d->path_id, d->target_id, d->lun, d->inquiry_data[0] & 0x1f,
			       d->device_claimed ? "yes" : "no", d->inquiry_data + 8,
			       d->inquiry_data + 16, d->inquiry_data + 32);
			offset = d->next_inquiry_data_offset;
		}
	}
}

static void do_rescan(void)
{
	open_device(O_RDWR);
	control(SCSIPORT_CODE_RESCAN_BUS, NULL, 0, NULL, 0);
}

static void do_miniport(void)
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
		write_output((void *)(h + 1), got - sizeof(*h));
}

static void do_pass_through(void)
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
		write_output(opt.direct ? direct : buffer + data_offset, h->data_length);
	else
		printf("sent: %u bytes\n", h->data_length);
}

static void parse_guid(const char *text, unsigned char *guid)
{
	static const unsigned char order[16] = {
		3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15
	};
	unsigned int i;

	if (!text)
		fail(EXIT_SYNTAX, "this WMI request needs --guid");
	for (i = 0; i < 16; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
			goto wrong;
		if (hex_digit(text[0]) < 0 || hex_digit(text[1]) < 0)
			goto wrong;
		guid[order[i]] = hex_digit(text[0]) << 4 | hex_digit(text[1]);
		text += 2;
	}
	if (!*text)
		return;
wrong:
	fail(EXIT_SYNTAX, "--guid: not like 01234567-89ab-cdef-0123-456789abcdef");
}

static const struct {
	const char *name;
	enum scsiport_wmi_function function;
	uint32_t flags;		/* of the WNODE */
	size_t fixed;		/* bytes in front of the data */
} wmi_functions[] = {
	{ "reginfo", SCSIPORT_WMI_REGINFO, 0, 0 },
	{ "query-all", SCSIPORT_WMI_QUERY_ALL_DATA, 0x01, 64 },
	{ "query", SCSIPORT_WMI_QUERY_SINGLE_INSTANCE, 0x82, 64 },
	{ "set", SCSIPORT_WMI_CHANGE_SINGLE_INSTANCE, 0x82, 64 },
	{ "set-item", SCSIPORT_WMI_CHANGE_SINGLE_ITEM, 0x84, 72 },
	{ "execute", SCSIPORT_WMI_EXECUTE_METHOD, 0x8080, 72 },
	{ "enable-events", SCSIPORT_WMI_ENABLE_EVENTS, 0, 48 },
	{ "disable-events", SCSIPORT_WMI_DISABLE_EVENTS, 0, 48 },
};

static void put32(unsigned char *at, uint32_t value)
{
	memcpy(at, &value, sizeof(value));
}

static uint32_t get32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

/* Data of the WNODE that came back; false if there is none, or it lies outside. */
static int wmi_block(const unsigned char *w, size_t got, uint32_t offset, uint32_t length)
{
	if (offset > got || length > got - offset)
		fail(EXIT_OTHER, "the answer is not whole: %u bytes at %u of %zu", length, offset,
		     got);
	write_output(w + offset, length);
	return 0;
}

static void show_wmi(unsigned int i, const unsigned char *w, size_t got)
{
	uint32_t instance;

	if (got >= 52 && wmi_functions[i].fixed && get32(w + 44) & 0x20)
		fail(EXIT_REFUSED, "the answer needs %u bytes; see --length", get32(w + 48));
	switch (wmi_functions[i].function) {
	case SCSIPORT_WMI_REGINFO:
		if (got < 24)
			fail(EXIT_OTHER, "the answer is not whole");
		for (instance = 0; instance < get32(w + 16) && 24 + 32 * (instance + 1) <= got;
		     instance++) {
			const unsigned char *g = w + 24 + 32 * instance;

			printf("%08x-%02x%02x-%02x%02x-%02x%02x-", get32(g), g[5], g[4], g[7],
			       g[6], g[8], g[9]);
			printf("%02x%02x%02x%02x%02x%02x instances %u flags %#x\n", g[10], g[11],
			       g[12], g[13], g[14], g[15], get32(g + 20), get32(g + 16));
		}
		break;
	case SCSIPORT_WMI_QUERY_ALL_DATA:
		if (got < 60)
			fail(EXIT_OTHER, "the answer is not whole");
		for (instance = 0; instance < get32(w + 52); instance++) {
			if (60 + 8 * (instance + 1) > got)
				fail(EXIT_OTHER, "the answer is not whole");
			if (!opt.out)
				printf("instance %u:\n", instance);
			wmi_block(w, got, get32(w + 60 + 8 * instance),
				  get32(w + 64 + 8 * instance));
		}
		break;
	case SCSIPORT_WMI_QUERY_SINGLE_INSTANCE:
		wmi_block(w, got, get32(w + 56), get32(w + 60));
		break;
	case SCSIPORT_WMI_EXECUTE_METHOD:
		wmi_block(w, got, get32(w + 60), get32(w + 64));
		break;
	default:
		break;
	}
}

static void do_wmi(const char *name)
{
	size_t length = opt.have_length ? opt.length : 4096, in_length, size;
	struct scsiport_wmi *wmi;
	unsigned char *w, *out;
	unsigned int i;

	for (i = 0; i < sizeof(wmi_functions) / sizeof(*wmi_functions); i++) {
		if (!strcmp(name, wmi_functions[i].name))
			break;
	}
	if (i == sizeof(wmi_functions) / sizeof(*wmi_functions))
		fail(EXIT_SYNTAX, "wmi: unknown function \"%s\"; see --help", name);
	in_length = wmi_functions[i].fixed + data_length;
	size = sizeof(*wmi) + in_length;
	wmi = allocate(size);
	out = allocate(length);
	w = (void *)(wmi + 1);
	wmi->sub_function = wmi_functions[i].function;
	wmi->timeout = opt.timeout;
	if (wmi_functions[i].fixed) {
		parse_guid(opt.guid, wmi->guid);
		put32(w, in_length);
		memcpy(w + 24, wmi->guid, sizeof(wmi->guid));
		put32(w + 44, wmi_functions[i].flags);
	}
	if (wmi_functions[i].fixed == 64 && wmi_functions[i].flags != 1) {
		put32(w + 52, opt.instance);
		put32(w + 56, 64);
		put32(w + 60, data_length);
	} else if (wmi_functions[i].fixed == 72) {
		put32(w + 52, opt.instance);
		put32(w + 56, opt.method);
		put32(w + 60, 72);
		put32(w + 64, data_length);
	}
	if (data_length)
		memcpy(w + wmi_functions[i].fixed, data, data_length);
	open_device(O_RDWR);
	show_wmi(i, out, control(SCSIPORT_CODE_WMI, wmi, size, out, length));
}

static void show_event(const struct scsiport_event *e)
{
	const unsigned char *d = e->data;

	printf("%llu.%09llu ", (unsigned long long)e->time / 1000000000,
	       (unsigned long long)e->time % 1000000000);
	if (e->path_id == 0xff)
		printf("adapter ");
	else
		printf("%u:%u:%u ", e->path_id, e->target_id, e->lun);
	if (e->type == SCSIPORT_EVENT_WMI_REREGISTER) {
		printf("reregister lost %u\n", e->lost);
	} else {
		printf("event %08x instance %u lost %u length %u\n", get32(d + 24),
		       e->length >= 64 ? get32(d + 52) : 0, e->lost, e->length);
		if (e->length > 64)
			show_hex(d + 64, e->length - 64);
	}
	fflush(stdout);
}

static void do_events(void)
{
	struct scsiport_event e;
	unsigned long seen;
	ssize_t got;

	open_device(O_RDONLY);
	for (seen = 0; !opt.count || seen < opt.count; seen++) {
		got = read(fd, &e, sizeof(e));
		if (got < 0 && errno == ENODEV)
			fail_errno(errno);
		if (got != sizeof(e))
			fail(EXIT_FILE, "read: %s", got < 0 ? strerror(errno) :
			     "not a whole event");
		show_event(&e);
	}
}

static void do_raw(void)
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
	write_output(out, control(opt.code, data, in_length, out, opt.length));
}

static const struct option long_options[] = {
	{ "unit", required_argument, NULL, 'u' },
	{ "signature", required_argument, NULL, 's' },
	{ "code", required_argument, NULL, 'c' },
	{ "in", required_argument, NULL, 'i' },
	{ "hex", required_argument, NULL, 'x' },
	{ "out", required_argument, NULL, 'o' },
	{ "length", required_argument, NULL, 'n' },
	{ "in-length", required_argument, NULL, 'L' },
	{ "direct", no_argument, NULL, 'd' },
	{ "timeout", required_argument, NULL, 't' },
	{ "guid", required_argument, NULL, 'g' },
	{ "instance", required_argument, NULL, 'I' },
	{ "method", required_argument, NULL, 'm' },
	{ "count", required_argument, NULL, 'k' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 }
};

static void take_option(int c)
{
	switch (c) {
	case 'u':
		parse_unit(optarg);
		break;
	case 's':
		opt.signature = optarg;
		break;
	case 'c':
		opt.code = number(optarg, "--code", UINT32_MAX);
		opt.have_code = 1;
		break;
	case 'i':
		opt.in = optarg;
		break;
	case 'x':
		opt.hex = optarg;
		break;
	case 'o':
		opt.out = optarg;
		break;
	case 'n':
		opt.length = number(optarg, "--length", UINT32_MAX);
		opt.have_length = 1;
		break;
	case 'L':
		opt.in_length = number(optarg, "--in-length", UINT32_MAX);
		opt.have_in_length = 1;
		break;
	case 'd':
		opt.direct = 1;
		break;
	case 't':
		opt.timeout = number(optarg, "--timeout", 3600);
		break;
	case 'g':
		opt.guid = optarg;
		break;
	case 'I':
		opt.instance = number(optarg, "--instance", UINT32_MAX);
		break;
	case 'm':
		opt.method = number(optarg, "--method", UINT32_MAX);
		break;
	case 'k':
		opt.count = number(optarg, "--count", UINT32_MAX);
		break;
	case 'h':
		fputs(usage, stdout);
		exit(0);
	case 'V':
		puts("scsiport-ctl " SCSIPORT_VERSION);
		exit(0);
	default:
		exit(EXIT_SYNTAX);
	}
}

int main(int argc, char **argv)
{
	const char *command, *function = NULL;
	int c;

	opt.timeout = 30;
	while (true) {
		c = getopt_long(argc, argv, "u:s:c:i:x:o:n:dt:g:I:m:k:hV", long_options, NULL);
		if (c == -1)
			break;
		take_option(c);
	}
	if (optind == argc) {
		fputs(usage, stderr);
		return EXIT_SYNTAX;
	}
	command = argv[optind++];
	if (!strcmp(command, "wmi")) {
		if (optind == argc)
			fail(EXIT_SYNTAX, "wmi needs a function; see --help");
		function = argv[optind++];
	}
	if (optind < argc)
		opt.device = argv[optind++];
	opt.arguments = argv + optind;
	opt.argument_count = argc - optind;
	if (opt.argument_count && strcmp(command, "pass-through"))
		fail(EXIT_SYNTAX, "\"%s\" is too much; see --help", argv[optind]);
	if (opt.in)
		read_input(opt.in);
	if (opt.hex)
		add_hex(opt.hex);
	if (!strcmp(command, "capabilities"))
		do_capabilities();
	else if (!strcmp(command, "inquiry"))
		do_inquiry();
	else if (!strcmp(command, "address"))
		do_address();
	else if (!strcmp(command, "rescan"))
		do_rescan();
	else if (!strcmp(command, "miniport"))
		do_miniport();
	else if (!strcmp(command, "pass-through"))
		do_pass_through();
	else if (!strcmp(command, "wmi"))
		do_wmi(function);
	else if (!strcmp(command, "events"))
		do_events();
	else if (!strcmp(command, "raw"))
		do_raw();
	else
		fail(EXIT_SYNTAX, "unknown command \"%s\"; see --help", command);
	return 0;
}
