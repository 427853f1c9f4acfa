/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what is at the other end of the standard output, and tables that fit there. */
#ifndef CTL_SCREEN_H
#define CTL_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "fail.h"

/* Once, at the beginning. What cannot be written ends the program; a pipe that closes, silently. */
void start_output(void);
/* After each report: who reads sees it now. */
void flush_output(void);

bool is_terminal(void);
/* Characters in a line; 0: as many as one likes. */
size_t screen_width(void);

enum style { STYLE_PLAIN, STYLE_HEAD, STYLE_BAD };

/* What switches to this style; nothing where there are no colours. */
const char *style(enum style which);

/* For a screen that is filled again, top left. */
void clear_screen(void);

/* Sleeps until that many seconds after the last call, or after now the first time. */
void wait_interval(double seconds);
/* Seconds of a clock that nobody sets. */
double now(void);

struct table {
	size_t columns;
	size_t keys;		/* the first ones say what a row is about */
	const char *const *names;
	bool (*is_text)(size_t column);	/* to the left; NULL: the keys are */
	char **cells;
	size_t count;
};

/* Rows grow cell by cell; what has no place beside the rest comes below, with its keys again. */
void table_cell(struct table *table, const char *format, ...) __printf(2, 3);
void table_show(struct table *table);

#endif /* CTL_SCREEN_H */
