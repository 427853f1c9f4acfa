// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: who is there. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters.h"
#include "fail.h"
#include "screen.h"
#include "sysfs.h"

#define HOSTS "/sys/class/scsi_host"

static void free_names(char **names)
{
	char **name;

	for (name = names; *name; name++)
		free(*name);
	free(names);
}

const char *adapter_text(const struct adapter *adapter, const char *name)
{
	static char texts[4][128];
	static unsigned int turn;
	char *text = texts[turn++ % 4];

	read_line(path_of(HOSTS "/%s/scsiport/%s", adapter->name, name), text, sizeof(texts[0]));
	return text;
}

unsigned long long adapter_number(const struct adapter *adapter, const char *name)
{
	return read_number(path_of(HOSTS "/%s/scsiport/%s", adapter->name, name));
}

bool adapter_is_there(const struct adapter *adapter)
{
	char miniport[sizeof(adapter->miniport)];

	return read_line(path_of(HOSTS "/%s/scsiport/miniport", adapter->name), miniport,
			 sizeof(miniport)) && !strcmp(miniport, adapter->miniport);
}

double adapter_age(const struct adapter *adapter)
{
	/* The kernel counts both from the moment when the host was added, whatever it did since. */
	const char *power = path_of(HOSTS "/%s/device/power", adapter->name);
	unsigned long long ms = 0;
	char file[512];

	snprintf(file, sizeof(file), "%s/runtime_active_time", power);
	ms += read_number(file);
	snprintf(file, sizeof(file), "%s/runtime_suspended_time", power);
	ms += read_number(file);
	/* A kernel that saves no power does not count: then it came with the machine. */
	return ms ? ms / 1e3 : now();
}

/* The folder of a host is a link into its device's: .../DEVICE/hostN/scsi_host/hostN. */
static void find_device(struct adapter *a)
{
	char *path = realpath(path_of(HOSTS "/%s/device/..", a->name), NULL), *last;

	last = path ? strrchr(path, '/') : NULL;
	snprintf(a->device, sizeof(a->device), "%s", last ? last + 1 : "");
	free(path);
}

size_t find_adapters(struct adapter **list)
{
	char **names = names_in(path_of(HOSTS), "host"), **name;
	struct adapter *all = NULL, a;
	size_t count = 0;

	for (name = names; *name; name++) {
		memset(&a, 0, sizeof(a));
		if (sscanf(*name, "host%u", &a.host) != 1)
			continue;
		snprintf(a.name, sizeof(a.name), "host%u", a.host);
		if (!read_line(path_of(HOSTS "/%s/scsiport/miniport", a.name), a.miniport,
			       sizeof(a.miniport)))
			continue;
		find_device(&a);
		all = realloc(all, (count + 1) * sizeof(*all));
		if (!all)
			fail(EXIT_OTHER, "no memory");
		all[count++] = a;
	}
	free_names(names);
	*list = all;
	return count;
}

const char *why_no_adapter(void)
{
#define LOAD_ONE ": load a miniport, e.g. modprobe vhba-hw && modprobe vhba"
	if (!is_there(path_of("/sys/module/scsiport")))
		return "scsiport.ko is not loaded, so there is no adapter" LOAD_ONE;
	return "no adapter" LOAD_ONE;
}

noreturn void fail_gone(const struct adapter *adapter)
{
	fail(EXIT_NOT_READY, "%s is gone", adapter->name);
}

bool is_host(const char *text, unsigned int *host)
{
	char rest;

	if (!strncmp(text, "/dev/scsiport", 13))
		text += 13;
	else if (!strncmp(text, "host", 4))
		text += 4;
	return isdigit((unsigned char)*text) && sscanf(text, "%u%c", host, &rest) == 1;
}

static const struct adapter *find_host(const struct adapter *all, size_t count, const char *text)
{
	char known[256] = "";
	unsigned int host;
	size_t i;

	if (!is_host(text, &host))
		fail(EXIT_SYNTAX, "\"%s\" is not the number of a host; see \"scsiport-ctl list\"",
		     text);
	for (i = 0; i < count; i++) {
		if (all[i].host == host)
			return &all[i];
		snprintf(known + strlen(known), sizeof(known) - strlen(known), " %u", all[i].host);
	}
	if (is_there(path_of(HOSTS "/host%u", host)))
		fail(EXIT_FILE, "host%u is no adapter of scsiport; those are:%s", host, known);
	fail(EXIT_FILE, "there is no host%u; adapters of scsiport are:%s", host, known);
}

size_t named_adapters(char **arguments, int count, struct adapter **list)
{
	struct adapter *all, *named;
	size_t there = find_adapters(&all);
	unsigned int host;
	int i;

	for (i = 0; i < count; i++) {
		if (!is_host(arguments[i], &host))
			find_host(all, there, arguments[i]);
	}
	if (!there)
		fail(EXIT_FILE, "%s", why_no_adapter());
	if (!count) {
		*list = all;
		return there;
	}
	named = allocate(count * sizeof(*named));
	for (i = 0; i < count; i++)
		named[i] = *find_host(all, there, arguments[i]);
	free(all);
	*list = named;
	return count;
}

/* The name of the one thing in a unit's folder of a kind, as sda in .../block. */
static void find_name(const char *unit, const char *kind, char *name, size_t size)
{
	char path[512], **names;

	snprintf(path, sizeof(path), "%s/%s", unit, kind);
	names = names_in(path, "s");
	snprintf(name, size, "%s", names[0] ? names[0] : "");
	free_names(names);
}

static void trim(char *text)
{
	size_t length = strlen(text);

	while (length && isspace((unsigned char)text[length - 1]))
		text[--length] = 0;
}

static bool read_unit(const char *folder, const char *name, struct unit *u)
{
	char path[512], file[600];
	unsigned int host;

	memset(u, 0, sizeof(*u));
	if (sscanf(name, "%u:%u:%u:%u", &host, &u->path, &u->target, &u->lun) != 4)
		return false;
	snprintf(path, sizeof(path), "%.400s/%.64s", folder, name);
	snprintf(file, sizeof(file), "%s/type", path);
	u->type = read_number(file);
	snprintf(file, sizeof(file), "%s/vendor", path);
	if (!read_line(file, u->vendor, sizeof(u->vendor)))
		return false;
	snprintf(file, sizeof(file), "%s/model", path);
	read_line(file, u->model, sizeof(u->model));
	trim(u->vendor);
	trim(u->model);
	find_name(path, "block", u->block, sizeof(u->block));
	find_name(path, "scsi_generic", u->generic, sizeof(u->generic));
	if (*u->block) {
		snprintf(file, sizeof(file), "%s/block/%s/size", path, u->block);
		u->bytes = read_number(file) * 512;
	}
	return true;
}

size_t find_units(const struct adapter *adapter, struct unit **list)
{
	char folder[512], target[400];
	char **targets, **names, **t, **n;
	struct unit *units = NULL, u;
	size_t count = 0;

	snprintf(target, sizeof(target), "%s", path_of(HOSTS "/%s/device", adapter->name));
	targets = names_in(target, "target");
	for (t = targets; *t; t++) {
		snprintf(folder, sizeof(folder), "%s/%.64s", target, *t);
		names = names_in(folder, "");
		for (n = names; *n; n++) {
			if (!read_unit(folder, *n, &u))
				continue;
			units = realloc(units, (count + 1) * sizeof(*units));
			if (!units)
				fail(EXIT_OTHER, "no memory");
			units[count++] = u;
		}
		free_names(names);
	}
	free_names(targets);
	*list = units;
	return count;
}
