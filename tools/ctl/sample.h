/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: the counters of an adapter at one moment, and what they come to between two. */
#ifndef CTL_SAMPLE_H
#define CTL_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "adapters.h"

/* Of a routine, or of what else the accounting knows. */
struct timing {
	char name[40];
	unsigned long long calls;
	unsigned long long total_ns;
	unsigned long long longest_ns;
	unsigned long long over;
	char over_opcode[8];	/* of the longest call above the budget; empty: none */
	char over_unit[20];
	unsigned long long over_bytes;
};

#define MOST_TIMINGS 24

enum counter {
	COUNT_START_IO,
	COUNT_COMPLETIONS,
	COUNT_INTERRUPTS,
	COUNT_PARKED,
	COUNT_BUSY,
	COUNTERS
};

struct disks {
	unsigned long long requests;
	unsigned long long read_bytes;
	unsigned long long written_bytes;
	unsigned long long waited_ms;	/* of all requests together */
	unsigned long long queued_ms;	/* the same while they ran: requests times milliseconds */
};

struct sample {
	bool taken;
	double time;		/* seconds since the adapter came */
	unsigned long long counters[COUNTERS];
	unsigned long long active;		/* requests that the miniport has */
	bool has_active;
	struct disks disks;
	struct timing timings[MOST_TIMINGS];
	size_t timing_count;	/* 0: no accounting */
};

/* The names of the counters, as files. */
extern const char *const counter_names[COUNTERS];

/* False if the adapter went meanwhile. */
bool take_sample(const struct adapter *adapter, struct sample *sample);
/* What happened between: all, if the first was not taken, or is that of another adapter. */
void between(const struct sample *first, const struct sample *last, struct sample *result);
/* NULL if that is not known. */
const struct timing *timing_of(const struct sample *sample, const char *name);
/* A routine of the miniport or of the port, or a sum of several? */
bool is_routine(const struct timing *timing);

/* A routine that runs with interrupts off, which is what the adapter's budget is for? */
bool has_budget(const char *routine);

/* Why there are no times; NULL if there are. */
const char *why_no_times(void);

#endif /* CTL_SAMPLE_H */
