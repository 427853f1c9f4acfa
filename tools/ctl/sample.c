// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: counters and times, read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "screen.h"
#include "sysfs.h"

#define HOSTS "/sys/class/scsi_host"

const char *const counter_names[COUNTERS] = {
	[COUNT_START_IO] = "start_io",
	[COUNT_COMPLETIONS] = "completions",
	[COUNT_INTERRUPTS] = "interrupts",
	[COUNT_PARKED] = "parked",
	[COUNT_BUSY] = "busy",
};

static void add_disk(const char *name, struct disks *d)
{
	unsigned long long v[17] = { 0 };
	char text[512], *at = text;
	size_t i;

	if (!read_line(path_of("/sys/block/%s/stat", name), text, sizeof(text)))
		return;
	/* As Documentation/block/stat.rst has them; sectors are always of 512 bytes. */
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		v[i] = strtoull(at, &at, 10);
	d->requests += v[0] + v[4] + v[11] + v[15];
	d->read_bytes += v[2] * 512;
	d->written_bytes += v[6] * 512;
	d->waited_ms += v[3] + v[7] + v[14] + v[16];
	d->queued_ms += v[10];
}

static void read_disks(const struct adapter *a, struct disks *d)
{
	struct unit *units;
	size_t count = find_units(a, &units), i;

	for (i = 0; i < count; i++) {
		if (*units[i].block)
			add_disk(units[i].block, d);
	}
	free(units);
}

/* Lines of a name and a value each. */
static bool read_timing(const char *path, struct timing *t)
{
	char *text = read_file(path), *line, *rest = text, key[32], value[64];
	bool found = text;

	while (rest && (line = strsep(&rest, "\n"))) {
		if (sscanf(line, "%31s %63s", key, value) != 2)
			continue;
		if (!strcmp(key, "calls") || !strcmp(key, "waits"))
			t->calls = strtoull(value, NULL, 10);
		else if (!strcmp(key, "total_ns"))
			t->total_ns = strtoull(value, NULL, 10);
		else if (!strcmp(key, "longest_ns"))
			t->longest_ns = strtoull(value, NULL, 10);
		else if (!strcmp(key, "over"))
			t->over = strtoull(value, NULL, 10);
		else if (!strcmp(key, "over_opcode"))
			snprintf(t->over_opcode, sizeof(t->over_opcode), "%.7s", value);
		else if (!strcmp(key, "over_unit"))
			snprintf(t->over_unit, sizeof(t->over_unit), "%.19s", value);
		else if (!strcmp(key, "over_bytes"))
			t->over_bytes = strtoull(value, NULL, 10);
	}
	free(text);
	return found;
}

static void read_timings(const struct adapter *a, struct sample *s)
{
	char **names, folder[256];
	size_t i;

	if (why_no_times())
		return;
	snprintf(folder, sizeof(folder), "%s", path_of(HOSTS "/%s/scsiport_time", a->name));
	names = names_in(folder, "");
	for (i = 0; names[i] && s->timing_count < MOST_TIMINGS; i++) {
		struct timing *t = &s->timings[s->timing_count];
		char path[512];

		snprintf(t->name, sizeof(t->name), "%.39s", names[i]);
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		/* What is written to and not read has no numbers. */
		if (read_timing(path, t))
			s->timing_count++;
	}
	for (i = 0; names[i]; i++)
		free(names[i]);
	free(names);
}

bool take_sample(const struct adapter *a, struct sample *s)
{
	size_t i;

	memset(s, 0, sizeof(*s));
	s->time = adapter_age(a);
	for (i = 0; i < COUNTERS; i++)
		s->counters[i] = adapter_number(a, counter_names[i]);
	s->has_active = *adapter_text(a, "active");
	s->active = adapter_number(a, "active");
	read_disks(a, &s->disks);
	read_timings(a, s);
	/* At the end: then what was read was that of the adapter that is meant. */
	s->taken = adapter_is_there(a);
	return s->taken;
}

const struct timing *timing_of(const struct sample *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->timing_count; i++) {
		if (!strcmp(s->timings[i].name, name))
			return &s->timings[i];
	}
	return NULL;
}

/* A disk that went takes its counters with it. */
static unsigned long long less(unsigned long long last, unsigned long long first)
{
	return last > first ? last - first : 0;
}

static void timing_between(const struct sample *first, struct timing *t)
{
	const struct timing *old = timing_of(first, t->name);

	if (!old)
		return;
	t->calls = less(t->calls, old->calls);
	t->total_ns = less(t->total_ns, old->total_ns);
	t->over = less(t->over, old->over);
}

void between(const struct sample *first, const struct sample *last, struct sample *result)
{
	size_t i;

	*result = *last;
	/* The number of a host that went is given to another. */
	if (!first->taken || first->time > last->time ||
	    first->counters[COUNT_START_IO] > last->counters[COUNT_START_IO])
		return;
	result->time = last->time - first->time;
	for (i = 0; i < COUNTERS; i++)
		result->counters[i] = less(last->counters[i], first->counters[i]);
	result->disks.requests = less(last->disks.requests, first->disks.requests);
	result->disks.read_bytes = less(last->disks.read_bytes, first->disks.read_bytes);
	result->disks.written_bytes = less(last->disks.written_bytes, first->disks.written_bytes);
	result->disks.waited_ms = less(last->disks.waited_ms, first->disks.waited_ms);
	result->disks.queued_ms = less(last->disks.queued_ms, first->disks.queued_ms);
	for (i = 0; i < result->timing_count; i++)
		timing_between(first, &result->timings[i]);
}

bool is_routine(const struct timing *t)
{
	return strcmp(t->name, "interrupt_lock") && strcmp(t->name, "interrupts_off") &&
	       strcmp(t->name, "gate");
}

bool has_budget(const char *routine)
{
	return !strncmp(routine, "Hw", 2) && strcmp(routine, "HwInitialize") &&
	       strcmp(routine, "HwEnableInterruptsCallback");
}

const char *why_no_times(void)
{
	char value[8];

	if (!read_line(path_of("/sys/module/scsiport/parameters/accounting"), value, sizeof(value)))
		return "this scsiport.ko has no accounting: times are not known";
	if (*value == 'N' || *value == '0')
		return "accounting is off (scsiport.accounting=0): times are not known";
	return NULL;
}
