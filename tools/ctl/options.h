/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what the command line says. */
#ifndef CTL_OPTIONS_H
#define CTL_OPTIONS_H

#include <stdio.h>

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

extern struct options opt;

/* The rest of the arguments, from optind on, are the command's. */
void take_options(int argc, char **argv);
void show_usage(FILE *to);

#endif /* CTL_OPTIONS_H */
