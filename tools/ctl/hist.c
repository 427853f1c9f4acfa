// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl hist: the histograms of an adapter, as text. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "hist.h"
#include "json.h"
#include "options.h"
#include "screen.h"
#include "svg.h"
#include "sysfs.h"

#define DEBUGFS "/sys/kernel/debug"

static noreturn void fail_histogram(const struct adapter *a, int error)
{
	char **names;

	if (error == EACCES)
		fail(EXIT_PERMISSION, "only root may read histograms");
	if (error == EPERM)
		fail(EXIT_PERMISSION, "the kernel is locked down, and histograms are in debugfs");
	names = names_in(path_of(DEBUGFS), "");
	if (!names[0])
		fail(EXIT_FILE, "debugfs is not mounted: mount -t %s %s " DEBUGFS,
		     "debugfs", "debugfs");
	if (!adapter_is_there(a))
		fail_gone(a);
	fail(EXIT_FILE, "%s has no histogram: %s", a->name, strerror(error));
}

const char *bucket_end(int bucket)
{
	static char text[16];
	double ns = 1ULL << bucket;

	if (ns < 1000)
		snprintf(text, sizeof(text), "%.0f ns", ns);
	else if (ns < 1e6)
		snprintf(text, sizeof(text), "%.*f us", ns < 1e5 ? 1 : 0, ns / 1e3);
	else
		snprintf(text, sizeof(text), "%.*f ms", ns < 1e8 ? 1 : 0, ns / 1e6);
	return text;
}

/* "NAME c0 c1 ...": false if it is another routine's, or nobody called it. */
static bool parse(char *line, struct histogram *h)
{
	char *end, *at = strchr(line, ' ');
	int i, wanted = opt.argument_count ? 0 : 1;

	if (!at)
		return false;
	*at++ = 0;
	memset(h->buckets, 0, sizeof(h->buckets));
	snprintf(h->routine, sizeof(h->routine), "%.39s", line);
	h->first = -1;
	for (i = 0; i < BUCKETS; i++, at = end) {
		h->buckets[i] = strtoull(at, &end, 10);
		if (h->buckets[i])
			h->last = i;
		if (h->buckets[i] && h->first < 0)
			h->first = i;
	}
	for (i = 0; i < opt.argument_count; i++)
		wanted |= !strcmp(opt.arguments[i], h->routine);
	return wanted && (h->first >= 0 || opt.argument_count);
}

/* The first arguments were the adapter's; what is left are routines, and each must be known. */
static void check_routines(const struct adapter *a, const char *text)
{
	char word[64];
	int i;

	for (i = 0; i < opt.argument_count; i++) {
		snprintf(word, sizeof(word), "%.60s ", opt.arguments[i]);
		if (strncmp(text, word, strlen(word))) {
			snprintf(word, sizeof(word), "\n%.60s ", opt.arguments[i]);
			if (!strstr(text, word))
				fail(EXIT_SYNTAX, "%s has no routine \"%s\"; see \"hist %u\"",
				     a->name, opt.arguments[i], a->host);
		}
	}
}

static size_t read_histograms(const struct adapter *a, struct histogram **list, size_t count)
{
	char *text = read_file(path_of(DEBUGFS "/scsiport/%s/histogram", a->name)), *line, *rest;
	const struct timing *timing;
	struct sample sample;

	if (!text)
		fail_histogram(a, errno);
	check_routines(a, text);
	if (!take_sample(a, &sample))
		fail_gone(a);
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		struct histogram h = { .adapter = a };

		if (!parse(line, &h))
			continue;
		timing = timing_of(&sample, h.routine);
		if (timing)
			h.timing = *timing;
		if (has_budget(h.routine))
			h.budget_ns = adapter_number(a, "budget_us") * 1000;
		*list = realloc(*list, (count + 1) * sizeof(**list));
		if (!*list)
			fail(EXIT_OTHER, "no memory");
		(*list)[count++] = h;
	}
	free(text);
	return count;
}

static void show_head(const struct histogram *h)
{
	const struct timing *t = &h->timing;

	printf("%s%s %s%s: %llu calls", style(STYLE_HEAD), h->adapter->name, h->routine,
	       style(STYLE_PLAIN), t->calls);
	if (t->calls)
		printf(", average %.2f us, longest %.1f us", t->total_ns / 1e3 / t->calls,
		       t->longest_ns / 1e3);
	putchar('\n');
	if (h->budget_ns)
		printf("%llu over the budget of %llu us", t->over, h->budget_ns / 1000);
	if (h->budget_ns && *t->over_opcode)
		printf("; the longest: opcode %s, %llu bytes, unit %s", t->over_opcode,
		       t->over_bytes, t->over_unit);
	if (h->budget_ns)
		putchar('\n');
}

/* Before the budget, where it lies, and behind it. */
static char mark_of(const struct histogram *h, int bucket)
{
	unsigned long long end = 1ULL << bucket;

	if (!h->budget_ns || end <= h->budget_ns)
		return '|';
	return bucket && end / 2 > h->budget_ns ? '!' : '*';
}

static void show_histogram(const struct histogram *h)
{
	size_t width = screen_width() ? screen_width() : 80, length, i;
	unsigned long long most = 1;
	int b;

	show_head(h);
	for (b = 0; b < BUCKETS; b++)
		most = h->buckets[b] > most ? h->buckets[b] : most;
	/* 22 characters stand before the bar. */
	width = width > 26 ? width - 23 : 4;
	for (b = h->first; b >= 0 && b <= h->last; b++) {
		char mark = mark_of(h, b);

		length = h->buckets[b] * width / most;
		if (h->buckets[b] && !length)
			length = 1;
		printf("< %-8s %10llu %c%s", bucket_end(b), h->buckets[b], mark,
		       mark == '!' ? style(STYLE_BAD) : "");
		for (i = 0; i < length; i++)
			putchar('#');
		printf("%s\n", mark == '!' ? style(STYLE_PLAIN) : "");
	}
}

static void json_histogram(const struct histogram *h)
{
	int b;

	json_object(NULL);
	json_number("host", h->adapter->host);
	json_text("miniport", h->adapter->miniport);
	json_text("routine", h->routine);
	json_number("calls", h->timing.calls);
	json_number("total_ns", h->timing.total_ns);
	json_number("longest_ns", h->timing.longest_ns);
	json_number("over_budget", h->timing.over);
	json_number("budget_ns", h->budget_ns);
	json_array("buckets");
	for (b = h->first; b >= 0 && b <= h->last; b++) {
		json_object(NULL);
		json_number("below_ns", 1ULL << b);
		json_number("calls", h->buckets[b]);
		json_end();
	}
	json_end();
	json_end();
}

static void show_all(const struct histogram *list, size_t count)
{
	size_t i;

	if (opt.json) {
		json_object(NULL);
		json_array("histograms");
		for (i = 0; i < count; i++)
			json_histogram(&list[i]);
		json_end();
		json_end();
		return;
	}
	for (i = 0; i < count; i++) {
		if (i)
			putchar('\n');
		show_histogram(&list[i]);
	}
	if (!count)
		puts("no routine was called");
	else
		puts("\n* has the budget in it, ! is above it");
}

void do_hist(void)
{
	struct adapter *adapters;
	struct histogram *list = NULL;
	unsigned int host;
	int named = opt.argument_count && is_host(opt.arguments[0], &host);
	size_t count, found = 0, i;

	count = named_adapters(opt.arguments, named, &adapters);
	opt.arguments += named;
	opt.argument_count -= named;
	if (why_no_times())
		fail(EXIT_REFUSED, "%s", why_no_times());
	for (i = 0; i < count; i++)
		found = read_histograms(&adapters[i], &list, found);
	if (opt.svg)
		draw_histograms(opt.svg, list, found);
	/* The standard output takes the text or the picture. */
	if (!opt.svg || strcmp(opt.svg, "-"))
		show_all(list, found);
	free(list);
	free(adapters);
}
