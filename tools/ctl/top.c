// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl top: routines of all adapters, by their share of time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "adapters.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "sample.h"
#include "screen.h"
#include "sysfs.h"
#include "top.h"

#define MOST_ADAPTERS 256

static struct sample last[MOST_ADAPTERS];
static unsigned int hosts[MOST_ADAPTERS];

struct row {
	const struct adapter *adapter;
	struct timing timing;
	double seconds;
	double share;		/* percent */
	bool interrupts_on;
};

/* The only routine that the port calls so, again and again; under PREEMPT_RT all of them are. */
static bool runs_with_interrupts_on(const char *routine)
{
	struct utsname kernel;

	return !strcmp(routine, "HwEnableInterruptsCallback") ||
	       (!uname(&kernel) && strstr(kernel.version, "PREEMPT_RT"));
}

static int by_share(const void *left, const void *right)
{
	const struct row *l = left, *r = right;

	if (l->interrupts_on != r->interrupts_on)
		return l->interrupts_on - r->interrupts_on;
	return l->share < r->share ? 1 : l->share > r->share ? -1 : 0;
}

/* What was last seen of this host; places of hosts that went are taken again. */
static struct sample *last_of(unsigned int host)
{
	size_t i;

	for (i = 0; i < MOST_ADAPTERS; i++) {
		if (last[i].taken && hosts[i] == host)
			return &last[i];
	}
	for (i = 0; i < MOST_ADAPTERS - 1 && last[i].taken; i++)
		;
	hosts[i] = host;
	return &last[i];
}

static size_t rows_of(const struct adapter *a, struct row *rows, struct sample *report)
{
	struct sample *before = last_of(a->host), s;
	size_t i, count = 0;

	memset(report, 0, sizeof(*report));
	if (!take_sample(a, &s)) {
		before->taken = false;
		return 0;
	}
	between(before, &s, report);
	*before = s;
	for (i = 0; i < report->timing_count; i++) {
		struct row *r = &rows[count];

		r->timing = report->timings[i];
		if (!is_routine(&r->timing) || !r->timing.calls)
			continue;
		r->adapter = a;
		r->seconds = report->time;
		r->share = report->time > 0 ? r->timing.total_ns / 1e7 / report->time : 0;
		r->interrupts_on = runs_with_interrupts_on(r->timing.name);
		count++;
	}
	return count;
}

static double percent_of(const struct sample *s, const char *name)
{
	const struct timing *t = timing_of(s, name);

	return t && s->time > 0 ? t->total_ns / 1e7 / s->time : 0;
}

static void show_sums(const struct adapter *a, const struct sample *s)
{
	if (!s->taken)
		return;
	printf("%s%s%s (%s): interrupts off %.2f %%, ", style(STYLE_HEAD), a->name,
	       style(STYLE_PLAIN), a->miniport, percent_of(s, "interrupts_off"));
	printf("interrupt lock held %.2f %%, gate closed %.2f %%\n",
	       percent_of(s, "interrupt_lock"), percent_of(s, "gate"));
}

static void show_rows(const struct row *rows, size_t count)
{
	static const char *const names[] = {
		"host", "routine", "share-%", "calls/s", "average-us", "longest-us", "over/s",
		"interrupts"
	};
	struct table table = { .columns = 8, .keys = 2, .names = names };
	size_t i;

	for (i = 0; i < count; i++) {
		const struct timing *t = &rows[i].timing;
		double seconds = rows[i].seconds > 0 ? rows[i].seconds : 1;

		table_cell(&table, "%u", rows[i].adapter->host);
		table_cell(&table, "%s", t->name);
		table_cell(&table, "%.2f", rows[i].share);
		table_cell(&table, "%.1f", t->calls / seconds);
		table_cell(&table, "%.2f", t->total_ns / 1e3 / t->calls);
		table_cell(&table, "%.1f", t->longest_ns / 1e3);
		table_cell(&table, "%.1f", t->over / seconds);
		table_cell(&table, "%s", rows[i].interrupts_on ? "on" : "off");
	}
	if (count)
		table_show(&table);
	else
		puts("no routine was called");
}

static void json_rows(const struct row *rows, size_t count, bool first)
{
	size_t i;

	json_object(NULL);
	json_text("since", first ? "load" : "last");
	json_array("routines");
	for (i = 0; i < count; i++) {
		const struct timing *t = &rows[i].timing;

		json_object(NULL);
		json_number("host", rows[i].adapter->host);
		json_text("miniport", rows[i].adapter->miniport);
		json_text("routine", t->name);
		json_real("seconds", rows[i].seconds);
		json_real("share_percent", rows[i].share);
		json_number("calls", t->calls);
		json_real("average_us", t->total_ns / 1e3 / t->calls);
		json_real("longest_us", t->longest_ns / 1e3);
		json_number("over_budget", t->over);
		json_bool("interrupts_off", !rows[i].interrupts_on);
		json_end();
	}
	json_end();
	json_end();
}

static void report(bool first, bool screen)
{
	struct adapter *list;
	size_t count = named_adapters(NULL, 0, &list), found = 0, i;
	struct row *rows = allocate(count * MOST_TIMINGS * sizeof(*rows));
	struct sample *reports = allocate(count * sizeof(*reports));

	for (i = 0; i < count; i++)
		found += rows_of(&list[i], rows + found, &reports[i]);
	qsort(rows, found, sizeof(*rows), by_share);
	if (screen)
		clear_screen();
	else if (!first && !opt.json)
		putchar('\n');
	if (opt.json) {
		json_rows(rows, found, first);
	} else {
		for (i = 0; i < count; i++)
			show_sums(&list[i], &reports[i]);
		show_rows(rows, found);
	}
	flush_output();
	free(reports);
	free(rows);
	free(list);
}

void do_top(void)
{
	/* A report that stays alone needs no screen of its own. */
	bool screen = is_terminal() && !opt.json && !(opt.have_count && opt.count == 1);
	unsigned long round;
	struct adapter *list;

	if (opt.argument_count)
		fail(EXIT_SYNTAX, "\"%s\" is too much; see scsiport-ctl top --help",
		     opt.arguments[0]);
	named_adapters(NULL, 0, &list);
	free(list);
	if (why_no_times())
		fail(EXIT_REFUSED, "%s", why_no_times());
	for (round = 0; !opt.count || round < opt.count; round++) {
		if (round)
			wait_interval(opt.interval ? opt.interval : 2);
		report(!round, screen);
	}
}
