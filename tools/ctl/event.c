// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: lines of trace_pipe, and of what was saved from the file trace. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "event.h"
#include "fail.h"

static const char *value_of(const char *fields, const char *name)
{
	size_t length = strlen(name);
	const char *at = fields;

	while ((at = strstr(at, name))) {
		if ((at == fields || at[-1] == ' ') && at[length] == '=')
			return at + length + 1;
		at += length;
	}
	return NULL;
}

static unsigned long long number_of(const char *fields, const char *name)
{
	const char *value = value_of(fields, name);

	return value ? strtoull(value, NULL, 0) : 0;
}

static void word_of(const char *fields, const char *name, struct event *e)
{
	const char *value = value_of(fields, name);

	snprintf(e->word, sizeof(e->word), "%.*s", value ? (int)strcspn(value, "\n ") : 0,
		 value ? value : "");
}

static bool parse_fields(const char *name, const char *fields, struct event *e)
{
	e->host = number_of(fields, "host");
	if (!strcmp(name, "srb_start") || !strcmp(name, "srb_complete")) {
		e->kind = name[4] == 's' ? EVENT_START : EVENT_COMPLETE;
		e->path = number_of(fields, "path");
		e->target = number_of(fields, "target");
		e->lun = number_of(fields, "lun");
		e->tag = number_of(fields, "tag");
		e->opcode = number_of(fields, "opcode");
		e->length = number_of(fields, "length");
		e->srb_status = number_of(fields, "srb_status");
		e->scsi_status = number_of(fields, "scsi_status");
	} else if (!strcmp(name, "callback_enter") || !strcmp(name, "callback_exit")) {
		e->kind = name[10] == 'n' ? EVENT_ENTER : EVENT_EXIT;
		word_of(fields, "callback", e);
		e->ns = number_of(fields, "ns");
	} else if (!strcmp(name, "notification")) {
		e->kind = EVENT_NOTIFICATION;
		word_of(fields, "type", e);
	} else if (!strcmp(name, "gated")) {
		e->kind = EVENT_GATED;
	} else if (!strcmp(name, "hold")) {
		e->kind = EVENT_HOLD;
		word_of(fields, "reason", e);
		e->held = number_of(fields, "held");
		e->ns = number_of(fields, "microseconds") * 1000;
	} else {
		return false;
	}
	return true;
}

/* Of "TASK-PID [CPU] FLAGS TIME: ", whose task may have any character. */
static bool parse_place(const char *line, const char *end, struct event *e)
{
	const char *at = end, *bracket;
	double seconds;
	long cpu, pid;

	/* Backwards: the time, and then the processor. */
	while (at > line && at[-1] != ' ')
		at--;
	if (sscanf(at, "%lf:", &seconds) != 1)
		return false;
	for (bracket = at; bracket > line && *bracket != '['; bracket--)
		;
	if (sscanf(bracket, "[%ld]", &cpu) != 1)
		return false;
	for (at = bracket; at > line && isspace((unsigned char)at[-1]); at--)
		;
	/* Where it was asked for, "(TGID)" stands between. */
	if (at > line && at[-1] == ')') {
		while (at > line && *at != '(')
			at--;
		while (at > line && isspace((unsigned char)at[-1]))
			at--;
	}
	while (at > line && isdigit((unsigned char)at[-1]))
		at--;
	pid = strtol(at, NULL, 10);
	e->us = seconds * 1e6;
	e->context = pid ? pid : -1 - cpu;
	return true;
}

bool parse_event(const char *line, struct event *e)
{
	const char *at = strstr(line, ": scsiport_"), *end;
	char name[32];

	memset(e, 0, sizeof(*e));
	if (!at) {
		end = strstr(line, " [LOST ");
		if (!end)
			return false;
		e->kind = EVENT_LOST;
		e->ns = strtoull(end + 7, NULL, 10);
		return true;
	}
	if (!parse_place(line, at, e))
		return false;
	at += strlen(": scsiport_");
	end = strchr(at, ':');
	if (!end || end - at >= (long)sizeof(name))
		return false;
	memcpy(name, at, end - at);
	name[end - at] = 0;
	return parse_fields(name, end + 1, e);
}

void add_event(struct events *events, const struct event *event)
{
	if (event->kind == EVENT_LOST) {
		events->lost += event->ns;
		return;
	}
	if (!(events->count & (events->count + 1)) || !events->list) {
		events->list = realloc(events->list,
				       2 * (events->count + 1) * sizeof(*events->list));
		if (!events->list)
			fail(EXIT_OTHER, "no memory");
	}
	events->list[events->count++] = *event;
}

/* Stable, and most is in order already. */
void sort_events(struct events *events)
{
	size_t i, j;

	for (i = 1; i < events->count; i++) {
		struct event e = events->list[i];

		for (j = i; j && events->list[j - 1].us > e.us; j--)
			events->list[j] = events->list[j - 1];
		events->list[j] = e;
	}
}
