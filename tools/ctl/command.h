/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: a command is a row of the table in main.c, and a function. */
#ifndef CTL_COMMAND_H
#define CTL_COMMAND_H

/* What a command's first arguments are. */
enum arguments {
	ARGS_ANY,		/* the command looks at them itself */
	ARGS_DEVICE,		/* the adapter's device, and nothing more */
	ARGS_DEVICE_BYTES,	/* and bytes */
	ARGS_FUNCTION_DEVICE,	/* a function of WMI before the device */
};

struct command {
	const char *name;
	void (*run)(void);
	enum arguments arguments;
	const char *options;	/* the keys of those that it takes; see options.c */
	const char *synopsis;	/* what follows the name */
	const char *brief;	/* for the list of commands */
	const char *help;	/* whole sentences, for --help of this command; NULL: none */
};

#endif /* CTL_COMMAND_H */
