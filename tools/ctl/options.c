// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: the options, what each takes, and a line of help for each. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "options.h"

/* The key is the letter of the short option too, unless it is a capital of no_letter. */
static const char no_letter[] = "ABFJLOPSTW";

static const struct option_row {
	char key;
	const char *name;
	const char *value;	/* NULL: takes none */
	const char *help;
} rows[] = {
	{ 'u', "unit", "B:T:L", "bus, target and logical unit" },
	{ 's', "signature", "TEXT", "up to 8 characters, padded with blanks" },
	{ 'c', "code", "N", "control code, decimal or with 0x" },
	{ 'i', "in", "FILE", "data to send; - is standard input" },
	{ 'x', "hex", "HEX", "data to send, in hexadecimal" },
	{ 'o', "out", "FILE", "where data that comes back goes; - is standard output, as it is;\n"
			      "without it, data is shown in hexadecimal" },
	{ 'n', "length", "N", "bytes that are expected back" },
	{ 'L', "in-length", "N", "pretend that so many bytes are sent" },
	{ 'd', "direct", NULL, "from and to this program's memory directly" },
	{ 't', "timeout", "N", "seconds that a request may take (default 30)" },
	{ 'g', "guid", "GUID", "WMI class, as 01234567-89ab-cdef-0123-456789abcdef" },
	{ 'I', "instance", "N", "WMI instance (default 0)" },
	{ 'm', "method", "N", "WMI method or data item" },
	{ 'W', "interval", "S", "seconds from report to report" },
	{ 'k', "count", "N", "end after N of them; 0: go on" },
	{ 'T', "seconds", "S", "seconds that requests are watched" },
	{ 'F', "from", "FILE", "read what was recorded; - is standard input" },
	{ 'S', "svg", "FILE", "draw a picture; - is standard output" },
	{ 'v', "verbose", NULL, "everything that is known" },
	{ 'J', "json", NULL, "for programs: an object on each line" },
	{ 'P', "prometheus", NULL, "for the textfile collector of node_exporter" },
	{ 'B', "budget", "US", "microseconds that interrupts may be off (default: the adapter's)" },
	{ 'O', "overwrite", NULL, "write, too: what was read, in its place; data may be lost" },
	{ 'y', "yes", NULL, "do not ask" },
	{ 'A', "apply", NULL, "let the block layer keep the limit from now on" },
	{ 'h', "help", NULL, "this text; behind a command, that of the command" },
	{ 'V', "version", NULL, "of this program" },
};

#define ROWS (sizeof(rows) / sizeof(*rows))

struct options opt;

static bool seen[ROWS];

static bool has_letter(const struct option_row *row)
{
	return !strchr(no_letter, row->key);
}

void show_options(FILE *to, const char *keys)
{
	const char *help, *end;
	size_t i;
	int used;

	for (i = 0; i < ROWS; i++) {
		if (!strchr(keys, rows[i].key))
			continue;
		used = has_letter(&rows[i]) ? fprintf(to, "  -%c, ", rows[i].key) :
			fprintf(to, "      ");
		used += fprintf(to, "--%s%s%s", rows[i].name, rows[i].value ? " " : "",
				rows[i].value ? rows[i].value : "");
		for (help = rows[i].help; ; help = end + 1, used = 0) {
			end = strchr(help, '\n');
			fprintf(to, "%*s%.*s\n", 25 - used, "",
				(int)(end ? end - help : (long)strlen(help)), help);
			if (!end)
				break;
		}
	}
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

static double time_span(const char *text, const char *name)
{
	char *end;
	double value = strtod(text, &end);

	if (*end || !isdigit((unsigned char)*text) || !isfinite(value) || value < 0.01 ||
	    value > 1e6)
		fail(EXIT_SYNTAX, "%s: \"%s\" are no seconds, from 0.01 to 1000000", name, text);
	return value;
}

static void parse_unit(const char *text)
{
	unsigned int bus, target, lun;
	char rest;

	if (sscanf(text, "%u:%u:%u%c", &bus, &target, &lun, &rest) != 3 || bus > 255 ||
	    target > 255 || lun > 255)
		fail(EXIT_SYNTAX, "--unit: \"%s\" is not BUS:TARGET:LUN, each from 0 to 255", text);
	opt.have_unit = true;
	opt.unit[0] = bus;
	opt.unit[1] = target;
	opt.unit[2] = lun;
}

static void take_switch(int key)
{
	switch (key) {
	case 'd':
		opt.direct = true;
		break;
	case 'v':
		opt.verbose = true;
		break;
	case 'J':
		opt.json = true;
		break;
	case 'P':
		opt.prometheus = true;
		break;
	case 'O':
		opt.overwrite = true;
		break;
	case 'y':
		opt.yes = true;
		break;
	case 'A':
		opt.apply = true;
		break;
	case 'h':
		opt.help = true;
		break;
	default:
		opt.version = true;
		break;
	}
}

static void take_number(int key)
{
	switch (key) {
	case 'c':
		opt.code = number(optarg, "--code", UINT32_MAX);
		opt.have_code = true;
		break;
	case 'n':
		opt.length = number(optarg, "--length", UINT32_MAX);
		opt.have_length = true;
		break;
	case 'L':
		opt.in_length = number(optarg, "--in-length", UINT32_MAX);
		opt.have_in_length = true;
		break;
	case 'B':
		opt.budget = number(optarg, "--budget", 1000000);
		break;
	case 't':
		opt.timeout = number(optarg, "--timeout", 3600);
		break;
	case 'I':
		opt.instance = number(optarg, "--instance", UINT32_MAX);
		break;
	case 'm':
		opt.method = number(optarg, "--method", UINT32_MAX);
		break;
	case 'k':
		opt.count = number(optarg, "--count", UINT32_MAX);
		opt.have_count = true;
		break;
	case 'W':
		opt.interval = time_span(optarg, "--interval");
		break;
	default:
		opt.seconds = time_span(optarg, "--seconds");
		break;
	}
}

static void take_option(int key)
{
	switch (key) {
	case 'u':
		parse_unit(optarg);
		break;
	case 's':
		opt.signature = optarg;
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
	case 'g':
		opt.guid = optarg;
		break;
	case 'S':
		opt.svg = optarg;
		break;
	case 'F':
		opt.from = optarg;
		break;
	case 'd':
	case 'v':
	case 'A':
	case 'J':
	case 'O':
	case 'y':
	case 'P':
	case 'h':
	case 'V':
		take_switch(key);
		break;
	default:
		take_number(key);
		break;
	}
}

static const struct option_row *row_of(int key)
{
	size_t i;

	for (i = 0; i < ROWS && rows[i].key != key; i++)
		;
	return i < ROWS ? &rows[i] : NULL;
}

void take_options(int argc, char **argv)
{
	struct option long_options[ROWS + 1] = { 0 };
	char letters[2 * ROWS + 1], *at = letters;
	const struct option_row *row;
	size_t i;
	int c;

	for (i = 0; i < ROWS; i++) {
		long_options[i].name = rows[i].name;
		long_options[i].has_arg = rows[i].value ? required_argument : no_argument;
		long_options[i].val = rows[i].key;
		if (!has_letter(&rows[i]))
			continue;
		*at++ = rows[i].key;
		if (rows[i].value)
			*at++ = ':';
	}
	*at = 0;
	opt.timeout = 30;
	while ((c = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		row = row_of(c);
		if (!row)
			exit(EXIT_SYNTAX);
		seen[row - rows] = true;
		take_option(c);
	}
}

void allow_options(const char *command, const char *keys)
{
	size_t i;

	for (i = 0; i < ROWS; i++) {
		if (seen[i] && !strchr("hV", rows[i].key) && !strchr(keys, rows[i].key))
			fail(EXIT_SYNTAX, "\"%s\" does not take --%s; see scsiport-ctl %s --help",
			     command, rows[i].name, command);
	}
}
