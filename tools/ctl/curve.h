/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl tune: how long interrupts are off for a request, by its length. */
#ifndef CTL_CURVE_H
#define CTL_CURVE_H

#include <stdbool.h>
#include <stddef.h>

#define MOST_REQUESTS 101	/* of one length */
#define MOST_POINTS 64

/* Requests of one length: the longest call with interrupts off for each, and what they come to. */
struct point {
	unsigned int bytes;
	unsigned int requests;
	unsigned int kept;		/* that kept the budget */
	unsigned long long ns[MOST_REQUESTS];	/* in order, the least first */
	char routine[40];		/* that took longest, mostly */
};

struct curve {
	struct point points[MOST_POINTS];	/* in order of their lengths */
	size_t count;
	unsigned long long budget_ns;
};

unsigned long long median_of(const struct point *point);
/* Half of the requests lie between these. */
unsigned long long quarter_of(const struct point *point, unsigned int quarter);
/* Mostly, as a host may have taken its time in between. */
bool keeps_budget(const struct point *point, unsigned long long budget_ns);

/* Puts it in its place. */
void add_point(struct curve *curve, const struct point *point);
/* The longest that keeps the budget, with all shorter ones; NULL: none. */
const struct point *longest_good(const struct curve *curve);
/* The shortest that does not; NULL: all do. */
const struct point *shortest_bad(const struct curve *curve);

/*
 * What a call takes, and each byte more, in nanoseconds: the middle one of the slopes between all
 * lengths up to the longest good one and the first that is not. False if there are too few.
 */
bool fit_curve(const struct curve *curve, double *call_ns, double *byte_ns);

void show_curve(const struct curve *curve);
void draw_curve(const char *file, const struct curve *curve, const char *title);

#endif /* CTL_CURVE_H */
