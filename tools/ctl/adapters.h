/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: adapters and their units, as sysfs has them. */
#ifndef CTL_ADAPTERS_H
#define CTL_ADAPTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdnoreturn.h>

struct adapter {
	unsigned int host;
	char name[24];		/* hostN */
	char miniport[64];
	char device[128];
};

struct unit {
	unsigned int path;
	unsigned int target;
	unsigned int lun;
	unsigned int type;
	unsigned long long bytes;	/* of a disk */
	char vendor[16];
	char model[32];
	char block[32];		/* sdX or srX; empty: none */
	char generic[32];	/* sgX */
};

/* All adapters there are; their number. */
size_t find_adapters(struct adapter **list);

/*
 * Those that these arguments name, or all if there are none. Ends the program, in words, if one is
 * not there, or if there is none at all.
 */
size_t named_adapters(char **arguments, int count, struct adapter **list);

/* Is this the number of a host, in one of its forms? */
bool is_host(const char *text, unsigned int *host);

/* Why there may be no adapter. */
const char *why_no_adapter(void);
noreturn void fail_gone(const struct adapter *adapter);

bool adapter_is_there(const struct adapter *adapter);
/* A value of the folder scsiport; empty if there is none. */
const char *adapter_text(const struct adapter *adapter, const char *name);
unsigned long long adapter_number(const struct adapter *adapter, const char *name);
/* Seconds since it came, as far as the kernel knows. */
double adapter_age(const struct adapter *adapter);

size_t find_units(const struct adapter *adapter, struct unit **list);

#endif /* CTL_ADAPTERS_H */
