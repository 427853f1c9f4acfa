// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl hist --svg: a panel for each routine, time to the right by powers of two. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fail.h"
#include "svg.h"

static const char looks[] =
"<style>\n"
"text { font: 11px sans-serif; fill: #222 }\n"
".head { font-weight: bold }\n"
".number { text-anchor: middle }\n"
".bar { fill: #4878a8 }\n"
".over { fill: #c03030 }\n"
".budget { stroke: #c03030; stroke-dasharray: 4 3 }\n"
".axis { stroke: #222 }\n"
"</style>\n"
"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";

/* Of a panel, and what is left of it and above its bars. */
enum { WIDTH = 720, HEIGHT = 230, LEFT = 20, TOP = 50, BARS = 140 };

static void draw_text(FILE *to, double x, double y, const char *class, const char *text)
{
	fprintf(to, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">", x, y, class);
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", to);
		else if (*text == '<')
			fputs("&lt;", to);
		else
			fputc(*text, to);
	}
	fputs("</text>\n", to);
}

/* Buckets that are drawn: those with calls, the budget's, and one at each end. */
static void find_range(const struct histogram *h, int *from, int *to)
{
	int budget = h->budget_ns ? (int)ceil(log2(h->budget_ns)) : h->first;

	*from = h->first < 0 || budget < h->first ? budget : h->first;
	*to = h->first < 0 || budget > h->last ? budget : h->last;
	if (*from > 0)
		(*from)--;
	if (*to < BUCKETS - 1)
		(*to)++;
}

static bool is_over(const struct histogram *h, int bucket)
{
	return h->budget_ns && (1ULL << bucket) / 2 > h->budget_ns;
}

static void draw_line(FILE *to, double x1, double y1, double x2, double y2, const char *class)
{
	fprintf(to, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'", x1, y1, x2, y2);
	fprintf(to, " class=\"%s\"/>\n", class);
}

static void draw_bars(FILE *out, const struct histogram *h, double top, int from, int to)
{
	double step = (WIDTH - 2.0 * LEFT) / (to - from + 1), x, height;
	unsigned long long most = 1;
	char text[48];
	int b;

	for (b = 0; b < BUCKETS; b++)
		most = h->buckets[b] > most ? h->buckets[b] : most;
	for (b = from; b <= to; b++) {
		x = LEFT + (b - from) * step;
		height = (double)h->buckets[b] / most * BARS;
		if (h->buckets[b] && height < 1)
			height = 1;
		if (h->buckets[b]) {
			fprintf(out, "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f'", x + 1,
				top + BARS - height, step - 2, height);
			fprintf(out, " class=\"%s\"/>\n", is_over(h, b) ? "over" : "bar");
			snprintf(text, sizeof(text), "%llu", h->buckets[b]);
			draw_text(out, x + step / 2, top + BARS - height - 3, "number", text);
		}
		draw_text(out, x + step, top + BARS + 14, "number", bucket_end(b));
	}
	if (h->budget_ns) {
		x = LEFT + (log2(h->budget_ns) - (from - 1)) * step;
		draw_line(out, x, top - 8, x, top + BARS, "budget");
		snprintf(text, sizeof(text), "budget %llu us", h->budget_ns / 1000);
		draw_text(out, x, top - 11, "number", text);
	}
}

static void draw_panel(FILE *out, const struct histogram *h, double top)
{
	char text[256];
	int from, to;

	snprintf(text, sizeof(text), "%s (%s) %s: %llu calls, %llu over the budget",
		 h->adapter->name, h->adapter->miniport, h->routine, h->timing.calls,
		 h->timing.over);
	draw_text(out, LEFT, top + 14, "head", text);
	snprintf(text, sizeof(text), "average %.2f us, longest %.1f us",
		 h->timing.calls ? h->timing.total_ns / 1e3 / h->timing.calls : 0.0,
		 h->timing.longest_ns / 1e3);
	draw_text(out, LEFT, top + 28, "plain", text);
	draw_line(out, LEFT, top + TOP + BARS, WIDTH - LEFT, top + TOP + BARS, "axis");
	find_range(h, &from, &to);
	draw_bars(out, h, top + TOP, from, to);
}

void draw_histograms(const char *file, const struct histogram *list, size_t count)
{
	FILE *out = strcmp(file, "-") ? fopen(file, "w") : stdout;
	size_t i;

	if (!out)
		fail(EXIT_FILE, "%s: %s", file, strerror(errno));
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%zu\"", WIDTH,
		count * HEIGHT);
	fprintf(out, " viewBox=\"0 0 %d %zu\">\n", WIDTH, count * HEIGHT);
	fputs(looks, out);
	for (i = 0; i < count; i++)
		draw_panel(out, &list[i], (double)i * HEIGHT);
	fputs("</svg>\n", out);
	if (out != stdout && fclose(out))
		fail(EXIT_FILE, "%s: %s", file, strerror(errno));
}
