// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl tune: how long interrupts are off for a request, by its length. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "curve.h"
#include "fail.h"
#include "screen.h"

unsigned long long quarter_of(const struct point *point, unsigned int quarter)
{
	return point->requests ? point->ns[(point->requests - 1) * quarter / 4] : 0;
}

unsigned long long median_of(const struct point *point)
{
	return quarter_of(point, 2);
}

bool keeps_budget(const struct point *point, unsigned long long budget_ns)
{
	return median_of(point) <= budget_ns;
}

void add_point(struct curve *curve, const struct point *point)
{
	size_t at = curve->count;

	if (curve->count == MOST_POINTS)
		fail(EXIT_OTHER, "too many lengths");
	for (; at && curve->points[at - 1].bytes > point->bytes; at--)
		curve->points[at] = curve->points[at - 1];
	curve->points[at] = *point;
	curve->count++;
}

const struct point *shortest_bad(const struct curve *curve)
{
	size_t i;

	for (i = 0; i < curve->count; i++) {
		if (!keeps_budget(&curve->points[i], curve->budget_ns))
			return &curve->points[i];
	}
	return NULL;
}

const struct point *longest_good(const struct curve *curve)
{
	const struct point *bad = shortest_bad(curve);
	size_t good = bad ? (size_t)(bad - curve->points) : curve->count;

	return good ? &curve->points[good - 1] : NULL;
}

static int by_value(const void *first, const void *second)
{
	double a = *(const double *)first, b = *(const double *)second;

	return a < b ? -1 : a > b;
}

bool fit_curve(const struct curve *curve, double *call_ns, double *byte_ns)
{
	const struct point *bad = shortest_bad(curve), *p = curve->points;
	size_t points = bad ? (size_t)(bad - p) + 1 : curve->count, count = 0, i, j;
	static double slopes[MOST_POINTS * MOST_POINTS / 2], rests[MOST_POINTS];

	for (i = 0; i < points; i++) {
		for (j = i + 1; j < points; j++)
			slopes[count++] = ((double)median_of(&p[j]) - median_of(&p[i])) /
					  (p[j].bytes - p[i].bytes);
	}
	if (!count)
		return false;
	qsort(slopes, count, sizeof(*slopes), by_value);
	*byte_ns = slopes[count / 2];
	for (i = 0; i < points; i++)
		rests[i] = median_of(&p[i]) - *byte_ns * p[i].bytes;
	qsort(rests, points, sizeof(*rests), by_value);
	*call_ns = rests[points / 2];
	return true;
}

static void show_bar(const struct curve *curve, const struct point *p, size_t width,
		     unsigned long long most)
{
	size_t length = median_of(p) * width / most, budget = curve->budget_ns * width / most, i;
	bool good = keeps_budget(p, curve->budget_ns);

	fputs(good ? "" : style(STYLE_BAD), stdout);
	for (i = 0; i < length || i == budget; i++)
		putchar(i == budget ? '|' : '#');
	for (; i < budget; i++)
		putchar(' ');
	if (i == budget)
		putchar('|');
	puts(good ? "" : style(STYLE_PLAIN));
}

void show_curve(const struct curve *curve)
{
	size_t width = screen_width() ? screen_width() : 80, i;
	unsigned long long most = curve->budget_ns;

	for (i = 0; i < curve->count; i++) {
		if (median_of(&curve->points[i]) > most)
			most = median_of(&curve->points[i]);
	}
	width = width > 50 ? width - 42 : 8;
	printf("%s%8s %10s %19s%s\n", style(STYLE_HEAD), "bytes", "us, median", "half are between",
	       style(STYLE_PLAIN));
	for (i = 0; i < curve->count; i++) {
		const struct point *p = &curve->points[i];

		printf("%8u %10.1f %9.1f %9.1f ", p->bytes, median_of(p) / 1e3,
		       quarter_of(p, 1) / 1e3, quarter_of(p, 3) / 1e3);
		show_bar(curve, p, width, most);
	}
	printf("| is the budget, %.1f us\n", curve->budget_ns / 1e3);
}
