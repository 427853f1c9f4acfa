// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl tune --svg: lengths to the right, microseconds up, the budget as a line. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "curve.h"
#include "fail.h"

static const char looks[] =
"<style>\n"
"text { font: 11px sans-serif; fill: #222 }\n"
".head { font-weight: bold }\n"
".middle { text-anchor: middle }\n"
".end { text-anchor: end }\n"
".curve { fill: none; stroke: #4878a8; stroke-width: 1.5 }\n"
".good { fill: #4878a8 }\n"
".bad { fill: #c03030 }\n"
".half { stroke: #4878a8; stroke-opacity: 0.5 }\n"
".budget { stroke: #c03030; stroke-dasharray: 4 3 }\n"
".limit { stroke: #208040; stroke-dasharray: 2 3 }\n"
".axis { stroke: #222 }\n"
".grid { stroke: #ddd }\n"
"</style>\n"
"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";

enum { WIDTH = 720, HEIGHT = 400, LEFT = 60, RIGHT = 700, TOP = 40, BOTTOM = 350 };

/* What is at the right and upper end. */
static double most_bytes, most_us;

static double x_of(double bytes)
{
	return LEFT + bytes / most_bytes * (RIGHT - LEFT);
}

static double y_of(double us)
{
	return BOTTOM - us / most_us * (BOTTOM - TOP);
}

/* 1, 2 or 5 with zeros, so that there are some five of them. */
static double step_of(double most)
{
	double step = 1;

	while (step * 50 < most)
		step *= 10;
	if (step * 25 < most)
		return step * 5;
	return step * 10 < most ? step * 2 : step;
}

static void line(FILE *out, const char *class, double x1, double y1, double x2, double y2)
{
	fprintf(out, "<line class=\"%s\" x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>\n", class, x1,
		y1, x2, y2);
}

static void draw_axes(FILE *out)
{
	double step = step_of(most_us), at;
	unsigned int bytes;

	for (at = step; at <= most_us; at += step) {
		line(out, "grid", LEFT, y_of(at), RIGHT, y_of(at));
		fprintf(out, "<text class='end' x='%d' y='%.1f'>%.0f us</text>\n", LEFT - 5,
			y_of(at) + 4, at);
	}
	for (bytes = 512; bytes * 8.0 < most_bytes; bytes *= 2)
		;
	for (at = bytes; at <= most_bytes; at += bytes)
		fprintf(out, "<text class='middle' x='%.1f' y='%d'>%.*f KiB</text>\n", x_of(at),
			BOTTOM + 16, bytes < 1024, at / 1024);
	line(out, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
	line(out, "axis", LEFT, TOP, LEFT, BOTTOM);
}

static void draw_points(FILE *out, const struct curve *curve)
{
	size_t i;

	fputs("<polyline class='curve' points='", out);
	for (i = 0; i < curve->count; i++)
		fprintf(out, "%s%.1f,%.1f", i ? " " : "", x_of(curve->points[i].bytes),
			y_of(median_of(&curve->points[i]) / 1e3));
	fputs("'/>\n", out);
	for (i = 0; i < curve->count; i++) {
		const struct point *p = &curve->points[i];

		line(out, "half", x_of(p->bytes), y_of(quarter_of(p, 1) / 1e3), x_of(p->bytes),
		     y_of(quarter_of(p, 3) / 1e3));
		fprintf(out, "<circle class=\"%s\" cx='%.1f' cy='%.1f' r='3'/>\n",
			keeps_budget(p, curve->budget_ns) ? "good" : "bad", x_of(p->bytes),
			y_of(median_of(p) / 1e3));
	}
}

static void draw_limits(FILE *out, const struct curve *curve)
{
	const struct point *good = longest_good(curve);
	double y = y_of(curve->budget_ns / 1e3);

	line(out, "budget", LEFT, y, RIGHT, y);
	fprintf(out, "<text class='end' x='%d' y='%.1f'>budget %.0f us</text>\n", RIGHT, y - 4,
		curve->budget_ns / 1e3);
	if (!good)
		return;
	line(out, "limit", x_of(good->bytes), TOP, x_of(good->bytes), BOTTOM);
	fprintf(out, "<text class='middle' x='%.1f' y='%d'>%u bytes</text>\n", x_of(good->bytes),
		BOTTOM + 32, good->bytes);
}

void draw_curve(const char *file, const struct curve *curve, const char *title)
{
	FILE *out = strcmp(file, "-") ? fopen(file, "w") : stdout;
	size_t i;

	if (!out)
		fail(EXIT_FILE, "%s: %s", file, strerror(errno));
	most_bytes = curve->count ? curve->points[curve->count - 1].bytes : 1;
	most_us = curve->budget_ns * 1.2 / 1e3;
	for (i = 0; i < curve->count; i++) {
		if (quarter_of(&curve->points[i], 3) / 1e3 > most_us)
			most_us = quarter_of(&curve->points[i], 3) / 1e3;
	}
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width='%d' height='%d'", WIDTH,
		HEIGHT);
	fprintf(out, " viewBox='0 0 %d %d'>\n%s", WIDTH, HEIGHT, looks);
	fprintf(out, "<text class='head' x='%d' y='18'>%s</text>\n", LEFT, title);
	draw_axes(out);
	draw_limits(out, curve);
	draw_points(out, curve);
	fputs("</svg>\n", out);
	if (out != stdout && fclose(out))
		fail(EXIT_FILE, "%s: %s", file, strerror(errno));
}
