// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport-ctl stat --prometheus: all of a metric follows its HELP and TYPE, so metrics are the
 * outer loop.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prometheus.h"
#include "sysfs.h"

#define HOSTS "/sys/class/scsi_host"

static void metric(const char *name, const char *type, const char *help)
{
	printf("# HELP scsiport_%s %s\n# TYPE scsiport_%s %s\n", name, help, name, type);
}

static void label(const char *name, const char *value)
{
	printf("%s=\"", name);
	for (; *value; value++) {
		if (*value == '\n')
			fputs("\\n", stdout);
		else if (*value == '"' || *value == '\\')
			printf("\\%c", *value);
		else
			putchar(*value);
	}
	putchar('"');
}

/* Up to the brace's end; a second label may be the metric's own. */
static void labels(const char *name, const struct adapter *a, const char *own, const char *value)
{
	char host[16];

	snprintf(host, sizeof(host), "%u", a->host);
	printf("scsiport_%s{", name);
	label("host", host);
	putchar(',');
	label("miniport", a->miniport);
	if (own) {
		putchar(',');
		label(own, value);
	}
	fputs("} ", stdout);
}

static const struct {
	const char *file;
	const char *name;
	const char *help;
} counters[] = {
	{ "start_io", "started_requests_total", "Requests that HwStartIo got." },
	{ "completions", "completed_requests_total", "Requests that the miniport completed." },
	{ "interrupts", "interrupts_total", "Calls of HwInterrupt." },
	{ "not_ours", "foreign_interrupts_total", "Interrupts that were another device's." },
	{ "parked", "parked_requests_total", "Requests that had to wait for the miniport." },
	{ "busy", "busy_requests_total", "Requests that the miniport answered BUSY." },
	{ "bus_resets", "bus_resets_total", "Calls of HwResetBus." },
	{ "sense_requests", "sense_requests_total", "REQUEST SENSE commands of the port's own." },
	{ "errors_logged", "errors_logged_total", "Calls of ScsiPortLogError." },
	{ "mistakes", "mistakes_total", "Mistakes of the miniport that the port saw." },
	{ "advice", "advice_total", "What the miniport does and better did not." },
};

static void show_counters(const struct adapter *list, size_t count)
{
	size_t c, i;

	for (c = 0; c < sizeof(counters) / sizeof(*counters); c++) {
		metric(counters[c].name, "counter", counters[c].help);
		for (i = 0; i < count; i++) {
			labels(counters[c].name, &list[i], NULL, NULL);
			printf("%llu\n", adapter_number(&list[i], counters[c].file));
		}
	}
}

static void show_disks(const struct adapter *list, const struct sample *samples, size_t count)
{
	size_t i;

	metric("disk_read_bytes_total", "counter", "Bytes read from the disks of the adapter.");
	for (i = 0; i < count; i++) {
		labels("disk_read_bytes_total", &list[i], NULL, NULL);
		printf("%llu\n", samples[i].disks.read_bytes);
	}
	metric("disk_written_bytes_total", "counter", "Bytes written to the disks of the adapter.");
	for (i = 0; i < count; i++) {
		labels("disk_written_bytes_total", &list[i], NULL, NULL);
		printf("%llu\n", samples[i].disks.written_bytes);
	}
}

static void show_states(const struct adapter *list, const struct sample *samples, size_t count)
{
	size_t i;

	metric("adapter_running", "gauge", "1 while the adapter takes requests.");
	for (i = 0; i < count; i++) {
		labels("adapter_running", &list[i], "device", list[i].device);
		printf("%d\n", !strcmp(adapter_text(&list[i], "state"), "running"));
	}
	if (!samples[0].has_active)
		return;
	metric("active_requests", "gauge", "Requests that the miniport has now.");
	for (i = 0; i < count; i++) {
		labels("active_requests", &list[i], NULL, NULL);
		printf("%llu\n", samples[i].active);
	}
	metric("budget_seconds", "gauge", "Time that a routine of the miniport should not exceed.");
	for (i = 0; i < count; i++) {
		labels("budget_seconds", &list[i], NULL, NULL);
		printf("%.6f\n", adapter_number(&list[i], "budget_us") / 1e6);
	}
}

enum part { CALLS, TOTAL, LONGEST, OVER };

static void show_part(const struct timing *t, enum part part)
{
	switch (part) {
	case CALLS:
		printf("%llu\n", t->calls);
		break;
	case TOTAL:
		printf("%.9f\n", t->total_ns / 1e9);
		break;
	case LONGEST:
		printf("%.9f\n", t->longest_ns / 1e9);
		break;
	default:
		printf("%llu\n", t->over);
		break;
	}
}

static const struct {
	const char *name;
	const char *type;
	enum part part;
	bool routines;		/* or the sums */
	const char *help;
} times[] = {
	{ "routine_calls_total", "counter", CALLS, true, "Calls of a routine." },
	{ "routine_seconds_total", "counter", TOTAL, true, "Time spent in a routine." },
	{ "routine_longest_seconds", "gauge", LONGEST, true, "The longest call of a routine." },
	{ "routine_over_budget_total", "counter", OVER, true, "Calls that exceeded the budget." },
	{ "held_seconds_total", "counter", TOTAL, false,
	  "Time with the interrupt lock held, interrupts off, or the gate closed." },
	{ "held_longest_seconds", "gauge", LONGEST, false, "The longest of these times." },
};

static void show_times(const struct adapter *list, const struct sample *samples, size_t count)
{
	size_t m, i, t;

	for (m = 0; m < sizeof(times) / sizeof(*times); m++) {
		metric(times[m].name, times[m].type, times[m].help);
		for (i = 0; i < count; i++) {
			for (t = 0; t < samples[i].timing_count; t++) {
				const struct timing *timing = &samples[i].timings[t];

				if (is_routine(timing) != times[m].routines)
					continue;
				labels(times[m].name, &list[i],
				       times[m].routines ? "routine" : "what", timing->name);
				show_part(timing, times[m].part);
			}
		}
	}
}

static const struct {
	const char *name;
	const char *type;
	const char *key;
	const char *help;
} waits[] = {
	{ "waits_total", "counter", "waits", "Parked requests by what they waited for." },
	{ "wait_seconds_total", "counter", "total_ns", "How long parked requests waited." },
	{ "wait_longest_seconds", "gauge", "longest_ns", "The longest of these waits." },
};

static void show_wait(const struct adapter *a, const char *metric_name, const char *key,
		      const char *reason)
{
	char *text = read_file(path_of(HOSTS "/%s/scsiport_wait/%s", a->name, reason));
	char *at = text ? strstr(text, key) : NULL;

	if (at) {
		unsigned long long value = strtoull(at + strlen(key), NULL, 10);

		labels(metric_name, a, "reason", reason);
		if (strcmp(key, "waits"))
			printf("%.9f\n", value / 1e9);
		else
			printf("%llu\n", value);
	}
	free(text);
}

static void show_waits(const struct adapter *list, size_t count)
{
	char **names;
	size_t m, i, n;

	for (m = 0; m < sizeof(waits) / sizeof(*waits); m++) {
		metric(waits[m].name, waits[m].type, waits[m].help);
		for (i = 0; i < count; i++) {
			names = names_in(path_of(HOSTS "/%s/scsiport_wait",
						 list[i].name), "");
			for (n = 0; names[n]; n++) {
				show_wait(&list[i], waits[m].name, waits[m].key, names[n]);
				free(names[n]);
			}
			free(names);
		}
	}
}

static void show_rules(const struct adapter *list, size_t count)
{
	const char *rule;
	char **names;
	size_t i, n;

	metric("verifier_findings_total", "counter", "How often a rule was broken.");
	for (i = 0; i < count; i++) {
		names = names_in(path_of(HOSTS "/%s/scsiport_rules", list[i].name),
				 "");
		for (n = 0; names[n]; n++) {
			labels("verifier_findings_total", &list[i], "rule", names[n]);
			rule = path_of(HOSTS "/%s/scsiport_rules/%s", list[i].name, names[n]);
			printf("%llu\n", read_number(rule));
			free(names[n]);
		}
		free(names);
	}
}

void show_prometheus(const struct adapter *list, const struct sample *samples, size_t count)
{
	show_states(list, samples, count);
	show_counters(list, count);
	show_disks(list, samples, count);
	if (!why_no_times()) {
		show_times(list, samples, count);
		show_waits(list, count);
	}
	if (is_there(path_of(HOSTS "/%s/scsiport_rules", list[0].name)))
		show_rules(list, count);
}
