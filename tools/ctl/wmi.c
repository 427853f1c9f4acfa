// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: GUIDs, WNODEs and events. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../../scsiport-compat/uapi/scsiport_ioctl.h"
#include "bytes.h"
#include "device.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "wmi.h"

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

/* Data of the WNODE that came back; false if there is none, or it lies outside. */
static int wmi_block(const unsigned char *w, size_t got, uint32_t offset, uint32_t length)
{
	if (offset > got || length > got - offset)
		fail(EXIT_OTHER, "the answer is not whole: %u bytes at %u of %zu", length, offset,
		     got);
	write_output(opt.out, w + offset, length);
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

void do_wmi(void)
{
	const char *name = opt.function;
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

static void json_event(const struct scsiport_event *e)
{
	char hex[2 * sizeof(e->data) + 1] = "";
	uint32_t i;

	json_object(NULL);
	json_real("seconds", e->time / 1e9);
	if (e->path_id != 0xff) {
		json_number("path", e->path_id);
		json_number("target", e->target_id);
		json_number("lun", e->lun);
	}
	json_number("lost", e->lost);
	json_bool("reregister", e->type == SCSIPORT_EVENT_WMI_REREGISTER);
	for (i = 0; i < e->length && i < sizeof(e->data); i++)
		sprintf(hex + 2 * i, "%02x", e->data[i]);
	json_text("data", hex);
	json_end();
	fflush(stdout);
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

void do_events(void)
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
		opt.json ? json_event(&e) : show_event(&e);
	}
}
