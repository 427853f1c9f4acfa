// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: output, whoever reads it. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"
#include "screen.h"

/* Of a failure in the middle of a report, errno is not known any more. */
static bool is_read_by_nobody(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO };

	return errno == EPIPE || (poll(&output, 1, 0) == 1 && output.revents & POLLERR);
}

static void end_output(void)
{
	errno = 0;
	if (!fflush(stdout) && !ferror(stdout))
		return;
	/* The reader has seen enough, which is no failure. */
	if (is_read_by_nobody())
		_exit(0);
	fprintf(stderr, "scsiport-ctl: standard output: %s\n", strerror(errno ? errno : EIO));
	_exit(EXIT_FILE);
}

void start_output(void)
{
	/* By an error instead, so that what must be put back is. */
	signal(SIGPIPE, SIG_IGN);
	atexit(end_output);
}

void flush_output(void)
{
	if (fflush(stdout) || ferror(stdout))
		exit(0);
}

bool is_terminal(void)
{
	return isatty(STDOUT_FILENO);
}

size_t screen_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (columns && atoi(columns) > 0)
		return atoi(columns);
	if (is_terminal() && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		return size.ws_col;
	return is_terminal() ? 80 : 0;
}

static bool has_colours(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return is_terminal() && !(no && *no) && term && *term && strcmp(term, "dumb");
}

const char *style(enum style which)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = "\033[m",
		[STYLE_HEAD] = "\033[1m",
		[STYLE_BAD] = "\033[31m",
	};

	return has_colours() ? codes[which] : "";
}

void clear_screen(void)
{
	fputs("\033[H\033[J", stdout);
}

double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

void wait_interval(double seconds)
{
	static double next;
	struct timespec t;

	/* A report that came late does not have others follow at once. */
	next = next && next + seconds > now() ? next + seconds : now() + seconds;
	t.tv_sec = next;
	t.tv_nsec = (next - t.tv_sec) * 1e9;
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
		;
}

void table_cell(struct table *table, const char *format, ...)
{
	char *text;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		fail(EXIT_OTHER, "no memory");
	va_end(args);
	table->cells = realloc(table->cells, (table->count + 1) * sizeof(*table->cells));
	if (!table->cells)
		fail(EXIT_OTHER, "no memory");
	table->cells[table->count++] = text;
}

static size_t column_width(const struct table *table, size_t column)
{
	size_t width = strlen(table->names[column]), i;

	for (i = column; i < table->count; i += table->columns) {
		if (strlen(table->cells[i]) > width)
			width = strlen(table->cells[i]);
	}
	return width;
}

static bool is_left(const struct table *table, size_t column)
{
	return table->is_text ? table->is_text(column) : column < table->keys;
}

/* Of a line, the last column is not filled up with blanks. */
static void show_cell(const struct table *table, size_t column, const char *text, bool last)
{
	int width = column_width(table, column);

	if (!is_left(table, column))
		printf("%*s", width, text);
	else
		printf("%-*s", last ? 0 : width, text);
	if (!last)
		fputs("  ", stdout);
}

static void show_line(const struct table *table, const char *const *cells, size_t from, size_t to)
{
	size_t i;

	for (i = 0; i < table->keys; i++)
		show_cell(table, i, cells[i], i + 1 == to);
	for (i = from; i < to; i++)
		show_cell(table, i, cells[i], i + 1 == to);
}

void table_show(struct table *table)
{
	size_t width = screen_width(), keys = 0, from, to, used, i;

	for (i = 0; i < table->keys; i++)
		keys += column_width(table, i) + 2;
	for (from = table->keys; from < table->columns; from = to) {
		used = keys;
		for (to = from; to < table->columns; to++) {
			used += column_width(table, to) + 2;
			if (width && used - 2 > width && to > from)
				break;
		}
		if (from > table->keys)
			putchar('\n');
		fputs(style(STYLE_HEAD), stdout);
		show_line(table, table->names, from, to);
		puts(style(STYLE_PLAIN));
		for (i = 0; i < table->count; i += table->columns) {
			show_line(table, (const char *const *)table->cells + i, from, to);
			putchar('\n');
		}
	}
	for (i = 0; i < table->count; i++)
		free(table->cells[i]);
	free(table->cells);
	table->cells = NULL;
	table->count = 0;
}
