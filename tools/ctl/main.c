// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: the table of commands, and who is called. See scsiport-ctl(8). */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "bytes.h"
#include "command.h"
#include "fail.h"
#include "hist.h"
#include "list.h"
#include "options.h"
#include "requests.h"
#include "screen.h"
#include "stat.h"
#include "top.h"
#include "trace.h"
#include "tune.h"
#include "verify.h"
#include "wmi.h"

#ifndef SCSIPORT_VERSION
#define SCSIPORT_VERSION "unknown"
#endif

static const struct command commands[] = {
	{ "list", do_list, ARGS_ANY, "vJ", "[N] [OPTION]...",
	  "adapters; with N or --verbose: limits, units, disks",
	  "Adapters with their device, miniport, state, interrupt and number of units. With N, or\n"
	  "--verbose, the limits of each, where each of them comes from, and its units." },
	{ "stat", do_stat, ARGS_ANY, "WkJP", "[N]... [OPTION]...",
	  "requests, bytes, interrupts and times, once or again and again",
	  "The first report is since the adapter was there, and each that follows, with --interval\n"
	  "or --count, since the one before. Only longest times are always since the beginning." },
	{ "hist", do_hist, ARGS_ANY, "SJ", "N [ROUTINE]... [OPTION]...",
	  "how long the miniport's routines took, as a histogram",
	  "How many calls of each routine took how long, with the budget. Needs root." },
	{ "top", do_top, ARGS_ANY, "WkJ", "[OPTION]...",
	  "who spends time with interrupts off",
	  "Routines of all adapters by their share of time: the first report is since the adapter\n"
	  "was there, the next ones since the one before, two seconds if --interval says nothing\n"
	  "else. On a terminal each takes the place of the last." },
	{ "trace", do_trace, ARGS_ANY, "ukTFJ", "N [OPTION]...",
	  "the story of a request, in words",
	  "Watches the adapter until one request, or --count of them, is answered, 10 s at most,\n"
	  "or --seconds; then tells what happened to each. With --from it tells of events that\n"
	  "were saved from the kernel's trace, without N of all adapters. Needs root." },
	{ "verify", do_verify, ARGS_ANY, "J", "[N] [off|warn|strict] [OPTION]...",
	  "the verifier's level and what it found, or a new level",
	  "How closely the port looks at what the miniport does, and how often each rule was\n"
	  "broken. A new level needs root; without N it is for all adapters." },
	{ "tune", do_tune, ARGS_ANY, "ukSJBOyA", "DISK|N [OPTION]...",
	  "the largest transfer that keeps interrupts off for no longer than the budget",
	  "Sends a disk single requests of growing length and measures how long the miniport keeps\n"
	  "interrupts off for each. Only reads, unless --overwrite; --count is for each length\n"
	  "(default 15, at most 101). The adapter's times begin anew. Needs root." },
	{ "rescan", do_rescan, ARGS_DEVICE, "u", "DEVICE", "look for new units", NULL },
	{ "capabilities", do_capabilities, ARGS_DEVICE, "uJ", "DEVICE", "limits of the adapter",
	  NULL },
	{ "inquiry", do_inquiry, ARGS_DEVICE, "uJ", "DEVICE", "buses and units", NULL },
	{ "address", do_address, ARGS_DEVICE, "uJ", "DEVICE [--unit B:T:L]",
	  "address of the unit that --unit names", NULL },
	{ "miniport", do_miniport, ARGS_DEVICE, "uscixont",
	  "DEVICE --signature TEXT --code N [OPTION]...", "a request of the miniport's own", NULL },
	{ "pass-through", do_pass_through, ARGS_DEVICE_BYTES, "uixondt",
	  "DEVICE --unit B:T:L [OPTION]... BYTE...", "a SCSI command, bytes in hexadecimal",
	  "With --in or --hex data is sent, else --length bytes are expected." },
	{ "wmi", do_wmi, ARGS_FUNCTION_DEVICE, "uixontgIm", "FUNCTION DEVICE [OPTION]...",
	  "a WMI request",
	  "FUNCTION: reginfo, query-all, query, set, set-item, execute, enable-events,\n"
	  "disable-events" },
	{ "events", do_events, ARGS_DEVICE, "kJ", "DEVICE [OPTION]...", "print events as they come",
	  NULL },
	{ "raw", do_raw, ARGS_DEVICE, "ucixonL", "DEVICE --code N [OPTION]...",
	  "a control code with a buffer as it is", NULL },
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

static const char statuses[] =
"\n"
"Exit status: 0 good, 1 syntax, 2 adapter gone or offline, 5 request refused,\n"
"14 SCSI status not GOOD, 15 no such file or adapter, 33 time-out, 51 no permission, 99 other.\n";

static const char about_arguments[] =
"\n"
"scsiport-ctl COMMAND --help has what each takes. N is the number of an adapter's SCSI host,\n"
"DEVICE that number or /dev/scsiportN, which needs root.\n"
"\n";

static void show_usage(FILE *to)
{
	size_t i;

	fputs("Usage: scsiport-ctl COMMAND [ARGUMENT]... [OPTION]...\n\n", to);
	for (i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-15s%s\n", commands[i].name, commands[i].brief);
	fputs(about_arguments, to);
	show_options(to, "hV");
	fputs(statuses, to);
}

static void show_help(const struct command *command)
{
	printf("Usage: scsiport-ctl %s %s\n\n", command->name, command->synopsis);
	if (command->help)
		puts(command->help);
	else
		printf("Does: %s.\n", command->brief);
	putchar('\n');
	show_options(stdout, command->options);
	show_options(stdout, "h");
	fputs(statuses, stdout);
}

static const struct command *find_command(const char *name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		if (!strcmp(name, commands[i].name))
			return &commands[i];
	}
	fail(EXIT_SYNTAX, "unknown command \"%s\"; see --help", name);
}

static void take_arguments(const struct command *command, int argc, char **argv)
{
	if (command->arguments == ARGS_FUNCTION_DEVICE) {
		if (optind == argc)
			fail(EXIT_SYNTAX, "wmi needs a function; see --help");
		opt.function = argv[optind++];
	}
	if (command->arguments != ARGS_ANY && optind < argc)
		opt.device = argv[optind++];
	opt.arguments = argv + optind;
	opt.argument_count = argc - optind;
	if (opt.argument_count &&
	    (command->arguments == ARGS_DEVICE || command->arguments == ARGS_FUNCTION_DEVICE))
		fail(EXIT_SYNTAX, "\"%s\" is too much; see --help", argv[optind]);
}

int main(int argc, char **argv)
{
	const struct command *command;

	start_output();
	take_options(argc, argv);
	if (opt.version) {
		puts("scsiport-ctl " SCSIPORT_VERSION);
		return 0;
	}
	if (optind == argc) {
		show_usage(opt.help ? stdout : stderr);
		return opt.help ? 0 : EXIT_SYNTAX;
	}
	command = find_command(argv[optind++]);
	if (opt.help) {
		show_help(command);
		return 0;
	}
	allow_options(command->name, command->options);
	take_arguments(command, argc, argv);
	if (opt.in)
		read_input(opt.in);
	if (opt.hex)
		add_hex(opt.hex);
	command->run();
	return 0;
}
