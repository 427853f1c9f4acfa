/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: an event of the kernel's trace, from its line. */
#ifndef CTL_EVENT_H
#define CTL_EVENT_H

#include <stdbool.h>
#include <stddef.h>

enum event_kind {
	EVENT_START, EVENT_COMPLETE, EVENT_ENTER, EVENT_EXIT, EVENT_NOTIFICATION, EVENT_GATED,
	EVENT_HOLD, EVENT_LOST
};

struct event {
	enum event_kind kind;
	double us;
	long context;		/* a process, or the idle task of a processor */
	unsigned int host;
	unsigned char path, target, lun, tag;
	unsigned char opcode, srb_status, scsi_status;
	bool held;
	unsigned int length;
	unsigned long long ns;	/* that a callback took, or a hold; 0: not known */
	char word[28];		/* callback, notification or reason */
};

struct events {
	struct event *list;
	size_t count;
	unsigned long lost;
};

/* False if the line has none of ours. */
bool parse_event(const char *line, struct event *event);
void add_event(struct events *events, const struct event *event);
/* By time: each processor writes for itself. */
void sort_events(struct events *events);

#endif /* CTL_EVENT_H */
