// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl stat: as iostat does it, of adapters. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "prometheus.h"
#include "sample.h"
#include "screen.h"
#include "stat.h"

enum figure {
	REQUESTS, READ, WRITTEN, DEPTH, AWAIT, INTERRUPTS, PER_INTERRUPT, PARKED, BUSY,
	INTERRUPT_AVERAGE, INTERRUPT_LONGEST, START_AVERAGE, START_LONGEST, LOCK, OFF, OVER,
	FIGURES
};

/* The heads of the table, and the names in JSON. */
static const struct {
	const char *head;
	const char *name;
	int digits;
} figures[FIGURES] = {
	[REQUESTS] = { "req/s", "requests_per_second", 1 },
	[READ] = { "rKiB/s", "read_kib_per_second", 1 },
	[WRITTEN] = { "wKiB/s", "written_kib_per_second", 1 },
	[DEPTH] = { "depth", "queue_depth", 2 },
	[AWAIT] = { "await-ms", "await_ms", 2 },
	[INTERRUPTS] = { "int/s", "interrupts_per_second", 1 },
	[PER_INTERRUPT] = { "req/int", "requests_per_interrupt", 2 },
	[PARKED] = { "parked/s", "parked_per_second", 1 },
	[BUSY] = { "busy/s", "busy_per_second", 1 },
	[INTERRUPT_AVERAGE] = { "Int-us", "HwInterrupt_average_us", 2 },
	[INTERRUPT_LONGEST] = { "Int-max", "HwInterrupt_longest_us", 1 },
	[START_AVERAGE] = { "Start-us", "HwStartIo_average_us", 2 },
	[START_LONGEST] = { "Start-max", "HwStartIo_longest_us", 1 },
	[LOCK] = { "lock-%", "interrupt_lock_percent", 2 },
	[OFF] = { "off-%", "interrupts_off_percent", 2 },
	[OVER] = { "over/s", "over_budget_per_second", 1 },
};

struct watched {
	struct adapter adapter;
	struct sample last;
	struct sample report;
};

/* Nothing of nothing is nothing, and not unknown. */
static double ratio(double value, double of)
{
	return of > 0 ? value / of : 0;
}

static void times_of(const struct sample *s, double *v)
{
	static const char *const routines[] = { "HwInterrupt", "HwStartIo" };
	const struct timing *t;
	size_t i;

	for (i = 0; i < 2; i++) {
		t = timing_of(s, routines[i]);
		if (!t)
			continue;
		v[INTERRUPT_AVERAGE + 2 * i] = ratio(t->total_ns / 1e3, t->calls);
		v[INTERRUPT_LONGEST + 2 * i] = t->longest_ns / 1e3;
	}
	t = timing_of(s, "interrupt_lock");
	if (t)
		v[LOCK] = ratio(t->total_ns / 1e7, s->time);
	t = timing_of(s, "interrupts_off");
	if (t)
		v[OFF] = ratio(t->total_ns / 1e7, s->time);
	for (i = 0; i < s->timing_count; i++) {
		if (is_routine(&s->timings[i]))
			v[OVER] = (isnan(v[OVER]) ? 0 : v[OVER]) +
				  ratio(s->timings[i].over, s->time);
	}
}

/* What is not known is no number. */
static void figures_of(const struct sample *s, double *v)
{
	size_t i;

	for (i = 0; i < FIGURES; i++)
		v[i] = NAN;
	v[REQUESTS] = ratio(s->counters[COUNT_COMPLETIONS], s->time);
	v[READ] = ratio(s->disks.read_bytes / 1024.0, s->time);
	v[WRITTEN] = ratio(s->disks.written_bytes / 1024.0, s->time);
	v[DEPTH] = ratio(s->disks.queued_ms / 1e3, s->time);
	v[AWAIT] = ratio(s->disks.waited_ms, s->disks.requests);
	v[INTERRUPTS] = ratio(s->counters[COUNT_INTERRUPTS], s->time);
	v[PER_INTERRUPT] = ratio(s->counters[COUNT_COMPLETIONS], s->counters[COUNT_INTERRUPTS]);
	v[PARKED] = ratio(s->counters[COUNT_PARKED], s->time);
	v[BUSY] = ratio(s->counters[COUNT_BUSY], s->time);
	times_of(s, v);
}

static void report_json(const struct watched *w, size_t count, bool first)
{
	double v[FIGURES];
	size_t i, f;

	json_object(NULL);
	json_text("since", first ? "load" : "last");
	json_array("adapters");
	for (i = 0; i < count; i++) {
		figures_of(&w[i].report, v);
		json_object(NULL);
		json_number("host", w[i].adapter.host);
		json_text("miniport", w[i].adapter.miniport);
		json_real("seconds", w[i].report.time);
		if (w[i].report.has_active)
			json_number("active", w[i].report.active);
		for (f = 0; f < FIGURES; f++) {
			if (!isnan(v[f]))
				json_real(figures[f].name, v[f]);
		}
		json_end();
	}
	json_end();
	json_end();
}

static void report_table(const struct watched *w, size_t count)
{
	const char *names[2 + FIGURES] = { "host", "miniport" };
	struct table table = { .columns = 2, .keys = 2, .names = names };
	/* Without accounting, its columns say nothing. */
	size_t shown = why_no_times() ? INTERRUPT_AVERAGE : FIGURES, i, f;
	double v[FIGURES];

	for (f = 0; f < shown; f++)
		names[table.columns++] = figures[f].head;
	for (i = 0; i < count; i++) {
		figures_of(&w[i].report, v);
		table_cell(&table, "%u", w[i].adapter.host);
		table_cell(&table, "%s", w[i].adapter.miniport);
		for (f = 0; f < shown; f++) {
			if (isnan(v[f]))
				table_cell(&table, "-");
			else
				table_cell(&table, "%.*f", figures[f].digits, v[f]);
		}
	}
	table_show(&table);
}

/* An adapter that went is not reported any more, unless it was asked for by name. */
static size_t sample_all(struct watched *w, size_t count)
{
	struct sample s;
	size_t i, left = 0;

	for (i = 0; i < count; i++) {
		if (!take_sample(&w[i].adapter, &s)) {
			if (opt.argument_count)
				fail_gone(&w[i].adapter);
			fprintf(stderr, "scsiport-ctl: %s is gone\n", w[i].adapter.name);
			continue;
		}
		between(&w[i].last, &s, &w[i].report);
		w[i].last = s;
		if (left != i)
			w[left] = w[i];
		left++;
	}
	if (!left)
		fail(EXIT_NOT_READY, "no adapter is left");
	return left;
}

static void report(const struct watched *w, size_t count, bool first)
{
	if (opt.json) {
		report_json(w, count, first);
	} else {
		if (!first)
			putchar('\n');
		report_table(w, count);
	}
	flush_output();
}

static void prometheus(const struct adapter *list, size_t count)
{
	struct sample *samples = allocate(count * sizeof(*samples));
	size_t i;

	for (i = 0; i < count; i++)
		take_sample(&list[i], &samples[i]);
	show_prometheus(list, samples, count);
}

void do_stat(void)
{
	struct adapter *list;
	size_t count = named_adapters(opt.arguments, opt.argument_count, &list), i;
	unsigned long round, rounds = opt.have_count ? opt.count : opt.interval ? 0 : 1;
	struct watched *w;

	if (opt.prometheus) {
		if (opt.interval || opt.have_count || opt.json)
			fail(EXIT_SYNTAX, "--prometheus goes with no other option");
		prometheus(list, count);
		return;
	}
	if (why_no_times())
		fprintf(stderr, "scsiport-ctl: %s\n", why_no_times());
	w = allocate(count * sizeof(*w));
	for (i = 0; i < count; i++)
		w[i].adapter = list[i];
	for (round = 0; !rounds || round < rounds; round++) {
		if (round)
			wait_interval(opt.interval ? opt.interval : 1);
		count = sample_all(w, count);
		report(w, count, !round);
	}
}
