// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport-ctl trace: first, whose event is each; then, request by request, what there was between
 * its start and its answer.
 *
 * A notification says not of which request it is. Inside HwStartIo it is that of the one that is
 * started. A RequestComplete is that of the answer that follows in the same context: requests are
 * delivered in the order in which they were completed, after the routine.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"
#include "options.h"
#include "screen.h"
#include "story.h"
#include "words.h"

#define NOBODY ((size_t)-1)
#define MOST_CONTEXTS 1024

struct request {
	size_t start;		/* event */
	size_t end;		/* NOBODY: never answered */
	size_t again;		/* the last time that HwStartIo got it */
};

/* A call of a routine other than HwStartIo. */
struct run {
	size_t enter;
	size_t exit;		/* NOBODY: not seen */
};

/* What is known of each event, beside itself. */
struct owner {
	size_t request;		/* NOBODY: it is the adapter's */
	size_t run;		/* that it is inside of, or NOBODY */
};

/* Where the events of a task, or of an idle processor, have come to. */
struct context {
	long id;
	unsigned int host;
	size_t starting;	/* request inside HwStartIo */
	size_t run;
	size_t completed[256];	/* RequestComplete without an owner yet */
	size_t completed_count;
};

static struct event *events;
static struct owner *owners;
static struct request *requests;
static size_t request_count;
static struct run *runs;
static size_t run_count;
static struct context contexts[MOST_CONTEXTS];
static size_t context_count;

bool is_wanted(const struct event *e)
{
	return !opt.have_unit || (e->path == opt.unit[0] && e->target == opt.unit[1] &&
				  e->lun == opt.unit[2]);
}

static bool same_request(const struct event *a, const struct event *b)
{
	return a->host == b->host && a->path == b->path && a->target == b->target &&
	       a->lun == b->lun && a->tag == b->tag;
}

/* The one that is on its way with this name. */
static size_t find_request(const struct event *e)
{
	size_t i, looked = 0;

	/* No adapter has more than some hundred at once. */
	for (i = request_count; i-- && looked < 4096; looked++) {
		if (same_request(&events[requests[i].start], e))
			return requests[i].end == NOBODY ? i : NOBODY;
	}
	return NOBODY;
}

static struct context *context_of(const struct event *e)
{
	struct context *c;
	size_t i;

	for (i = 0; i < context_count; i++) {
		if (contexts[i].id == e->context && contexts[i].host == e->host)
			return &contexts[i];
	}
	/* More tasks than places: the last one is of all others. */
	c = &contexts[context_count < MOST_CONTEXTS ? context_count++ : MOST_CONTEXTS - 1];
	memset(c, 0, sizeof(*c));
	c->id = e->context;
	c->host = e->host;
	c->starting = NOBODY;
	c->run = NOBODY;
	return c;
}

static void note_start(struct context *c, size_t at)
{
	size_t r = find_request(&events[at]);

	/* A request without a tag that has another command is another: its unit's REQUEST SENSE. */
	if (r != NOBODY && events[requests[r].start].opcode != events[at].opcode)
		r = NOBODY;
	if (r == NOBODY) {
		requests[request_count].start = at;
		requests[request_count].end = NOBODY;
		r = request_count++;
	}
	requests[r].again = at;
	owners[at].request = r;
	c->starting = r;
}

static void note_enter(struct context *c, size_t at)
{
	if (!strcmp(events[at].word, "HwStartIo"))
		return;
	runs[run_count].enter = at;
	runs[run_count].exit = NOBODY;
	c->run = run_count++;
	owners[at].run = c->run;
	c->starting = NOBODY;
	c->completed_count = 0;
}

static void note_exit(struct context *c, size_t at)
{
	if (!strcmp(events[at].word, "HwStartIo")) {
		owners[at].request = c->starting;
		c->starting = NOBODY;
		return;
	}
	owners[at].run = c->run;
	if (c->run != NOBODY)
		runs[c->run].exit = at;
	c->run = NOBODY;
}

static void note_notification(struct context *c, size_t at)
{
	owners[at].request = c->starting;
	owners[at].run = c->run;
	if (!strcmp(events[at].word, "RequestComplete") && c->completed_count < 256) {
		/* Whose it is, its answer tells. */
		c->completed[c->completed_count++] = at;
	}
}

static void note_complete(struct context *c, size_t at)
{
	size_t r = find_request(&events[at]), i, done;

	c->starting = NOBODY;
	owners[at].request = r;
	if (r == NOBODY)
		return;
	requests[r].end = at;
	for (i = 0; i < c->completed_count; i++) {
		done = c->completed[i];
		if (done < requests[r].again)
			continue;
		owners[done].request = r;
		c->completed_count -= i + 1;
		memmove(c->completed, c->completed + i + 1,
			c->completed_count * sizeof(*c->completed));
		return;
	}
}

static void find_owners(size_t count)
{
	struct context *c;
	size_t i;

	for (i = 0; i < count; i++) {
		owners[i].request = NOBODY;
		owners[i].run = NOBODY;
		c = context_of(&events[i]);
		switch (events[i].kind) {
		case EVENT_START:
			note_start(c, i);
			break;
		case EVENT_COMPLETE:
			note_complete(c, i);
			break;
		case EVENT_ENTER:
			note_enter(c, i);
			break;
		case EVENT_EXIT:
			note_exit(c, i);
			break;
		case EVENT_NOTIFICATION:
			note_notification(c, i);
			break;
		default:
			break;
		}
	}
}

/* ---- telling */

static double told_from;

static void say(size_t at, const char *format, ...) __printf(2, 3);

static void say(size_t at, const char *format, ...)
{
	char text[160];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (!opt.json) {
		printf("%+12.1f us  %s\n", events[at].us - told_from, text);
		return;
	}
	json_object(NULL);
	json_real("us", events[at].us - told_from);
	json_text("what", text);
	json_end();
}

/* The routine's own time is more exact than that of the trace, if there is one. */
static double run_us(size_t enter, size_t exit)
{
	return events[exit].ns ? events[exit].ns / 1e3 : events[exit].us - events[enter].us;
}

/* Does something of this request happen inside the routine? */
static bool concerns(const struct run *run, size_t run_index, size_t r)
{
	size_t i, last = run->exit == NOBODY ? run->enter : run->exit;

	for (i = run->enter; i <= last; i++) {
		if (owners[i].run == run_index && owners[i].request == r)
			return true;
	}
	return false;
}

/* Routines that had nothing to do with the request are told of together. */
static struct {
	size_t count;
	size_t first;
	double us;
	char word[28];
} others;

static void say_others(void)
{
	if (others.count == 1)
		say(others.first, "%s, not for this request, takes %.1f us", others.word,
		    others.us);
	else if (others.count)
		say(others.first, "%s, not for this request, %zu times, takes %.1f us in all",
		    others.word, others.count, others.us);
	others.count = 0;
}

static void add_other(const struct run *run)
{
	if (others.count && strcmp(others.word, events[run->enter].word))
		say_others();
	if (!others.count++) {
		others.first = run->enter;
		others.us = 0;
		snprintf(others.word, sizeof(others.word), "%s", events[run->enter].word);
	}
	if (run->exit != NOBODY)
		others.us += run_us(run->enter, run->exit);
}

static void tell_routine(size_t at, size_t r)
{
	const struct event *e = &events[at];
	size_t run = owners[at].run;

	if (run == NOBODY) {
		if (!strcmp(e->word, "HwStartIo") && e->kind == EVENT_EXIT &&
		    owners[at].request == r)
			say(at, "HwStartIo returns after %.1f us", run_us(requests[r].again, at));
		return;
	}
	if (!concerns(&runs[run], run, r)) {
		if (e->kind == EVENT_ENTER)
			add_other(&runs[run]);
		return;
	}
	say_others();
	if (e->kind == EVENT_ENTER)
		say(at, "%s begins", e->word);
	else
		say(at, "%s returns after %.1f us", e->word, run_us(runs[run].enter, at));
}

static void tell_notification(size_t at, size_t r)
{
	size_t run = owners[at].run;

	/* What is inside a routine that is told of in one line is not told. */
	if (owners[at].request != r &&
	    (owners[at].request != NOBODY || (run != NOBODY && !concerns(&runs[run], run, r))))
		return;
	say_others();
	say(at, "%s%s", run != NOBODY || owners[at].request == r ? "  " : "", events[at].word);
}

static void tell_start(size_t at, size_t r)
{
	const struct event *e = &events[at], *own = &events[requests[r].start];

	if (owners[at].request == r) {
		say_others();
		say(at, at == requests[r].start ? "HwStartIo gets it" :
		    "HwStartIo gets it again, since it had come back BUSY");
	} else if (e->opcode == 0x03 && e->path == own->path && e->target == own->target &&
		   e->lun == own->lun && e->tag == 255) {
		say_others();
		say(at, "HwStartIo gets the port's own REQUEST SENSE for this unit");
	}
}

static void tell_event(size_t at, size_t r)
{
	const struct event *e = &events[at];

	switch (e->kind) {
	case EVENT_START:
		tell_start(at, r);
		break;
	case EVENT_ENTER:
	case EVENT_EXIT:
		tell_routine(at, r);
		break;
	case EVENT_NOTIFICATION:
		tell_notification(at, r);
		break;
	case EVENT_GATED:
		say_others();
		say(at, "an interrupt comes while the gate is closed, and waits");
		break;
	case EVENT_HOLD:
		say_others();
		if (e->held)
			say(at, "no request is started from now on: %s", e->word);
		else
			say(at, "requests are started again: the hold \"%s\" is over after %.1f us",
			    e->word, e->ns / 1e3);
		break;
	case EVENT_COMPLETE:
		if (owners[at].request != r)
			break;
		say_others();
		say(at, "answered: %s", answer_name(e->srb_status, e->scsi_status));
		break;
	default:
		break;
	}
}

static void json_head(const struct event *e, const struct event *end)
{
	json_object(NULL);
	json_number("host", e->host);
	json_number("path", e->path);
	json_number("target", e->target);
	json_number("lun", e->lun);
	json_number("tag", e->tag);
	json_number("opcode", e->opcode);
	json_text("command", command_name(e->opcode));
	json_number("bytes", e->length);
	json_real("started", e->us / 1e6);
	json_real("us", end->us - e->us);
	json_number("srb_status", end->srb_status);
	json_number("scsi_status", end->scsi_status);
	json_text("answer", answer_name(end->srb_status, end->scsi_status));
	json_array("events");
}

static void tell_story(size_t r)
{
	const struct event *e = &events[requests[r].start], *end = &events[requests[r].end];
	size_t i;

	told_from = e->us;
	if (opt.json) {
		json_head(e, end);
	} else {
		printf("%shost%u %u:%u:%u%s", style(STYLE_HEAD), e->host, e->path, e->target,
		       e->lun, style(STYLE_PLAIN));
		/* 255 is no tag. */
		if (e->tag != 255)
			printf(" tag %u", e->tag);
		printf(": %s", command_name(e->opcode));
		if (e->length)
			printf(", %u bytes", e->length);
		printf(", answered after %.1f us\n", end->us - e->us);
	}
	for (i = requests[r].start; i <= requests[r].end; i++) {
		if (events[i].host == e->host)
			tell_event(i, r);
	}
	if (opt.json) {
		json_end();
		json_end();
	}
}

size_t tell_stories(struct events *all, size_t most)
{
	size_t r, told = 0;

	sort_events(all);
	events = all->list;
	owners = allocate(all->count * sizeof(*owners));
	requests = allocate(all->count * sizeof(*requests));
	runs = allocate(all->count * sizeof(*runs));
	find_owners(all->count);
	for (r = 0; r < request_count && (!most || told < most); r++) {
		if (requests[r].end == NOBODY || !is_wanted(&events[requests[r].start]))
			continue;
		if (told++ && !opt.json)
			putchar('\n');
		tell_story(r);
	}
	return told;
}
