// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport-ctl tune: the largest transfer that keeps the budget. Single requests of a length are
 * sent; of each, the longest call of a routine that has interrupts off counts. The middle one of
 * some is what a length costs, as a host or another interrupt may lengthen any of them. Lengths are
 * doubled until one is far over the budget; between the last that keeps it and the first that does
 * not, the middle is tried until they are neighbours.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters.h"
#include "curve.h"
#include "disk.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "sample.h"
#include "screen.h"
#include "sysfs.h"
#include "tune.h"

#define LEAST_TRANSFER 4096	/* the block layer splits nothing below a page */
#define USUAL_REQUESTS 15

static const char *const routines[] = {
	"HwStartIo", "HwInterrupt", "HwDisableInterruptsCallback", "HwTimer",
};

struct work {
	struct adapter adapter;
	struct unit unit;
	struct disk disk;
	struct curve curve;
	unsigned int most;	/* bytes of a transfer */
	unsigned int requests;	/* of each length */
	void *data;
	bool defers;		/* data is moved by an Enable callback */
};

static const char *times_of(const struct work *w, const char *name)
{
	return path_of("/sys/class/scsi_host/%s/scsiport_time/%s", w->adapter.name, name);
}

static unsigned long long take_times(struct work *w, const char **longest)
{
	unsigned long long most = 0;
	struct sample sample;
	size_t i;

	if (!take_sample(&w->adapter, &sample))
		fail_gone(&w->adapter);
	for (i = 0; i < sizeof(routines) / sizeof(*routines); i++) {
		const struct timing *t = timing_of(&sample, routines[i]);

		if (t && t->longest_ns > most) {
			most = t->longest_ns;
			*longest = routines[i];
		}
	}
	w->defers |= timing_of(&sample, "HwEnableInterruptsCallback") &&
		     timing_of(&sample, "HwEnableInterruptsCallback")->calls;
	return most;
}

/*
 * One request; returns how long the longest call took that had interrupts off. What is written is
 * what the read before it found there.
 */
static unsigned long long try_once(struct work *w, bool write, unsigned int bytes, unsigned int turn,
				   const char **routine)
{
	unsigned int blocks = bytes / w->disk.block;
	unsigned long long places = w->disk.blocks / blocks;

	if (!write_line(times_of(w, "clear"), "1")) {
		if (!adapter_is_there(&w->adapter))
			fail_gone(&w->adapter);
		fail(errno == EACCES ? EXIT_PERMISSION : EXIT_OTHER, "%s: %s",
		     times_of(w, "clear"), strerror(errno));
	}
	move_blocks(&w->disk, write, turn % places * blocks, bytes, w->data);
	return take_times(w, routine);
}

static int by_size(const void *first, const void *second)
{
	unsigned long long a = *(const unsigned long long *)first;
	unsigned long long b = *(const unsigned long long *)second;

	return a < b ? -1 : a > b;
}

static void measure(struct work *w, unsigned int bytes)
{
	const char *routine = "", *longest = "";
	struct point p = { .bytes = bytes, .requests = w->requests };
	unsigned long long ns, most = 0;
	unsigned int i;

	for (i = 0; i < w->requests; i++) {
		ns = try_once(w, false, bytes, i, &routine);
		if (opt.overwrite) {
			unsigned long long other = try_once(w, true, bytes, i, &routine);

			ns = other > ns ? other : ns;
		}
		p.ns[i] = ns;
		p.kept += ns <= w->curve.budget_ns;
		if (ns > most)
			longest = routine;
		most = ns > most ? ns : most;
	}
	snprintf(p.routine, sizeof(p.routine), "%s", longest);
	qsort(p.ns, p.requests, sizeof(*p.ns), by_size);
	add_point(&w->curve, &p);
	if (isatty(STDERR_FILENO) && !opt.json)
		fprintf(stderr, "\r%u bytes: %.1f us   \r", bytes, median_of(&p) / 1e3);
}

/* Doubles, then halves what lies between. */
static void search(struct work *w)
{
	const struct point *good, *bad;
	unsigned long long bytes;
	unsigned int middle;

	for (bytes = w->disk.block; bytes < w->most; bytes *= 2) {
		measure(w, bytes);
		if (median_of(&w->curve.points[w->curve.count - 1]) > 3 * w->curve.budget_ns)
			break;
	}
	if (bytes >= w->most)
		measure(w, w->most);
	while ((bad = shortest_bad(&w->curve)) && (good = longest_good(&w->curve))) {
		middle = (good->bytes + (bad->bytes - good->bytes) / 2) / w->disk.block *
			 w->disk.block;
		if (middle <= good->bytes || (bad->bytes - good->bytes) * 64 < bad->bytes)
			break;
		measure(w, middle);
	}
}

static void say_limit(const struct work *w)
{
	const struct point *good = longest_good(&w->curve), *bad = shortest_bad(&w->curve);
	double budget = w->curve.budget_ns / 1e3;

	if (!good) {
		printf("No transfer keeps the budget of %.1f us: one block of %u bytes keeps interrupts off for\n"
		       "%.1f us, in %s.\n", budget, bad->bytes, median_of(bad) / 1e3, bad->routine);
		return;
	}
	if (!bad) {
		printf("All transfers keep the budget of %.1f us, up to the miniport's own limit of %u bytes (%s).\n",
		       budget, w->most, adapter_text(&w->adapter, "max_transfer_by"));
		return;
	}
	printf("%sMaximumTransferLength = %u%s keeps the budget of %.1f us: the longest is %s.\n",
	       style(STYLE_HEAD), good->bytes, style(STYLE_PLAIN), budget, good->routine);
	printf("Confidence: of %u requests of %u bytes %u kept it, of as many of %u bytes %u did.\n",
	       good->requests, good->bytes, good->kept, bad->bytes, bad->kept);
}

static void say_cost(const struct work *w)
{
	double call_ns, byte_ns;

	if (shortest_bad(&w->curve) && fit_curve(&w->curve, &call_ns, &byte_ns))
		printf("A call takes %.1f us, and %.2f ns more for each byte.\n", call_ns / 1e3,
		       byte_ns);
}

static void say_remedy(const struct work *w)
{
	const struct point *good = longest_good(&w->curve), *bad = shortest_bad(&w->curve);

	if (!bad && w->defers)
		puts("The miniport moves data in its Enable callback already.");
	if (!bad)
		return;
	if (!good || good->bytes < LEAST_TRANSFER)
		printf("Linux sends up to %d bytes at a time, whatever the miniport says: only the callback pair\n"
		       "(CallEnableInterrupts) helps, see docs/porting.md.\n", LEAST_TRANSFER);
	else
		printf("With it, %u KiB take %u requests in place of %u. If that is too slow, the callback pair\n"
		       "(CallEnableInterrupts) has no such limit.\n", w->most / 1024,
		       (w->most + good->bytes - 1) / good->bytes, 1);
}

static unsigned int limit_kb(const struct work *w)
{
	const struct point *good = longest_good(&w->curve);
	unsigned int bytes = good ? good->bytes : 0;

	return (bytes < LEAST_TRANSFER ? LEAST_TRANSFER : bytes) / 1024;
}

/* For all disks of the adapter; the block layer keeps to what the miniport allows by itself. */
static void apply(const struct work *w)
{
	struct unit *units;
	size_t count = find_units(&w->adapter, &units), i;
	const char *path;
	char text[16];

	snprintf(text, sizeof(text), "%u", limit_kb(w));
	for (i = 0; i < count; i++) {
		if (!*units[i].block)
			continue;
		path = path_of("/sys/block/%s/queue/max_sectors_kb", units[i].block);
		if (!write_line(path, text))
			fail(EXIT_OTHER, "%s: %s", path, strerror(errno));
		if (!opt.json)
			printf("%s: %s KiB at a time from now on\n", units[i].block, text);
	}
	free(units);
}

static void say_line(const struct work *w)
{
	if (!shortest_bad(&w->curve))
		return;
	puts("For each start of the module, a line of /etc/modprobe.d/scsiport.conf:");
	printf("options %s max_transfer_kb=%u\n", w->adapter.miniport, limit_kb(w));
}

static void tell_json(const struct work *w)
{
	const struct point *good = longest_good(&w->curve), *bad = shortest_bad(&w->curve);
	double call_ns, byte_ns;
	size_t i;

	json_object(NULL);
	json_number("host", w->adapter.host);
	json_text("miniport", w->adapter.miniport);
	json_text("disk", w->unit.block);
	json_number("budget_ns", w->curve.budget_ns);
	json_number("miniport_limit", w->most);
	json_number("max_transfer", good ? good->bytes : 0);
	json_bool("all_keep_it", !bad);
	json_bool("defers", w->defers);
	json_number("max_transfer_kb", limit_kb(w));
	if (fit_curve(&w->curve, &call_ns, &byte_ns)) {
		json_real("call_ns", call_ns);
		json_real("byte_ns", byte_ns);
	}
	json_array("curve");
	for (i = 0; i < w->curve.count; i++) {
		const struct point *p = &w->curve.points[i];

		json_object(NULL);
		json_number("bytes", p->bytes);
		json_number("median_ns", median_of(p));
		json_number("quarter_ns", quarter_of(p, 1));
		json_number("three_quarters_ns", quarter_of(p, 3));
		json_number("requests", p->requests);
		json_number("kept", p->kept);
		json_text("routine", p->routine);
		json_end();
	}
	json_end();
	json_end();
}

static bool is_wanted(const struct unit *u, const char *disk)
{
	if (!*u->block || u->type)
		return false;
	if (disk && strcmp(u->block, disk))
		return false;
	return !opt.have_unit || (u->path == opt.unit[0] && u->target == opt.unit[1] &&
				  u->lun == opt.unit[2]);
}

/* The first disk of the adapter, or that of the name, if it is there. */
static bool find_disk(struct work *w, const struct adapter *adapter, const char *disk)
{
	struct unit *units;
	size_t count = find_units(adapter, &units), i;
	bool found = false;

	for (i = 0; i < count && !found; i++) {
		found = is_wanted(&units[i], disk);
		if (found) {
			w->adapter = *adapter;
			w->unit = units[i];
		}
	}
	free(units);
	return found;
}

static void choose_disk(struct work *w)
{
	const char *name = opt.arguments[0];
	struct adapter *adapters;
	unsigned int host;
	size_t count, i;
	bool found = false;

	if (is_host(name, &host)) {
		count = named_adapters(opt.arguments, 1, &adapters);
		if (!find_disk(w, &adapters[0], NULL))
			fail(EXIT_FILE, "%s has no such disk; see \"scsiport-ctl list %u\"",
			     adapters[0].name, host);
		free(adapters);
		return;
	}
	if (!strncmp(name, "/dev/", 5))
		name += 5;
	count = named_adapters(NULL, 0, &adapters);
	for (i = 0; i < count && !found; i++)
		found = find_disk(w, &adapters[i], name);
	if (!found)
		fail(EXIT_FILE, "\"%s\" is no disk of an adapter of scsiport, nor the number of one; see \"scsiport-ctl list -v\"",
		     opt.arguments[0]);
	free(adapters);
}

static void ask(const struct work *w)
{
	char answer[16] = "";

	if (!opt.overwrite) {
		if (!opt.json)
			printf("%s (%s), %s: nothing is written.\n", w->adapter.name,
			       w->adapter.miniport, w->disk.path);
		return;
	}
	if (opt.yes)
		return;
	if (!isatty(STDIN_FILENO))
		fail(EXIT_REFUSED, "--overwrite may destroy what is on %s: say --yes, too",
		     w->disk.path);
	fprintf(stderr, "What is on %s may be lost, if a request fails. Type \"yes\" to go on: ", w->disk.path);
	if (!fgets(answer, sizeof(answer), stdin) || strcmp(answer, "yes\n"))
		fail(EXIT_REFUSED, "nothing was written");
}

static void prepare(struct work *w)
{
	if (opt.argument_count != 1)
		fail(EXIT_SYNTAX, "tune takes one disk, or the number of an adapter; see scsiport-ctl tune --help");
	w->requests = opt.have_count ? opt.count : USUAL_REQUESTS;
	if (!w->requests || w->requests > MOST_REQUESTS)
		fail(EXIT_SYNTAX, "--count is 1 to %d", MOST_REQUESTS);
	choose_disk(w);
	if (why_no_times())
		fail(EXIT_REFUSED, "%s", why_no_times());
	w->curve.budget_ns = (opt.budget ? opt.budget : adapter_number(&w->adapter, "budget_us")) *
			     1000ULL;
	if (!w->curve.budget_ns)
		fail(EXIT_REFUSED, "%s has no budget (budget_us is 0): say --budget",
		     w->adapter.name);
	open_disk(&w->disk, w->unit.block, opt.overwrite);
	w->most = adapter_number(&w->adapter, "max_transfer") / w->disk.block * w->disk.block;
	while (w->most / w->disk.block > w->disk.blocks || w->most / w->disk.block > 0xffff)
		w->most /= 2;
	w->data = aligned_alloc(4096, w->most + 4096);
	if (!w->data)
		fail(EXIT_OTHER, "no memory for %u bytes", w->most);
	memset(w->data, 0, w->most);
	ask(w);
}

void do_tune(void)
{
	static struct work work;
	char title[256];

	prepare(&work);
	search(&work);
	if (opt.svg) {
		snprintf(title, sizeof(title), "%s: how long interrupts are off for a %s",
			 work.adapter.miniport, opt.overwrite ? "request" : "read");
		draw_curve(opt.svg, &work.curve, title);
	}
	if (opt.json) {
		tell_json(&work);
	} else if (!opt.svg || strcmp(opt.svg, "-")) {
		show_curve(&work.curve);
		say_limit(&work);
		say_cost(&work);
		say_remedy(&work);
		say_line(&work);
	}
	if (opt.apply)
		apply(&work);
}
