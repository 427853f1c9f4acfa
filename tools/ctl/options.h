/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what the command line says. */
#ifndef CTL_OPTIONS_H
#define CTL_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

struct options {
	const char *device;
	const char *function;	/* of WMI */
	const char *signature;
	const char *in;
	const char *hex;
	const char *out;
	const char *guid;
	const char *svg;
	const char *from;
	unsigned long code;
	unsigned long length;
	unsigned long timeout;
	unsigned long instance;
	unsigned long method;
	unsigned long count;
	unsigned long in_length;
	double interval;	/* seconds; 0: none was given */
	double seconds;		/* 0: none was given */
	unsigned long budget;	/* microseconds; 0: none was given */
	bool overwrite;
	bool yes;
	bool apply;
	bool have_code;
	bool have_count;
	bool have_length;
	bool have_in_length;
	bool direct;
	bool have_unit;
	bool json;
	bool prometheus;
	bool verbose;
	bool help;
	bool version;
	unsigned char unit[3];
	char **arguments;	/* what is no option, behind the command */
	int argument_count;
};

extern struct options opt;

/* The rest of the arguments, from optind on, are the command and what is its. */
void take_options(int argc, char **argv);
/* Ends the program if there is an option that is not among these keys. */
void allow_options(const char *command, const char *keys);
/* A line for each option of these keys. */
void show_options(FILE *to, const char *keys);

#endif /* CTL_OPTIONS_H */
