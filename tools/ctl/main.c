// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: management requests to a ScsiPort adapter. See scsiport-ctl(8). */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "bytes.h"
#include "fail.h"
#include "options.h"
#include "requests.h"
#include "wmi.h"

int main(int argc, char **argv)
{
	const char *command, *function = NULL;

	take_options(argc, argv);
	if (optind == argc) {
		show_usage(stderr);
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
