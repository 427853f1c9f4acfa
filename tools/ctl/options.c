// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: the options, what each takes, and the text of --help. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "fail.h"
#include "options.h"

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

struct options opt;

void show_usage(FILE *to)
{
	fputs(usage, to);
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
		show_usage(stdout);
		exit(0);
	case 'V':
		puts("scsiport-ctl " SCSIPORT_VERSION);
		exit(0);
	default:
		exit(EXIT_SYNTAX);
	}
}

void take_options(int argc, char **argv)
{
	int c;

	opt.timeout = 30;
	while (true) {
		c = getopt_long(argc, argv, "u:s:c:i:x:o:n:dt:g:I:m:k:hV", long_options, NULL);
		if (c == -1)
			break;
		take_option(c);
	}
}
