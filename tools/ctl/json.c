// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: a writer of JSON. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/* What each object or array that is open ends with, and whether it has anything yet. */
static char ends[16];
static bool filled[16];
static int depth;

static void put_string(const char *text)
{
	const unsigned char *c;

	putchar('"');
	for (c = (const unsigned char *)text; *c; c++) {
		if (*c == '"' || *c == '\\')
			printf("\\%c", *c);
		else if (*c < 0x20 || *c >= 0x7f)
			/* What INQUIRY brings need not be UTF-8; each byte is a character. */
			printf("\\u%04x", *c);
		else
			putchar(*c);
	}
	putchar('"');
}

static void begin_value(const char *name)
{
	if (depth && filled[depth - 1])
		putchar(',');
	if (depth)
		filled[depth - 1] = true;
	if (name) {
		put_string(name);
		putchar(':');
	}
}

static void begin(const char *name, char first, char last)
{
	begin_value(name);
	putchar(first);
	if (depth == sizeof(ends))
		abort();
	ends[depth] = last;
	filled[depth++] = false;
}

void json_object(const char *name)
{
	begin(name, '{', '}');
}

void json_array(const char *name)
{
	begin(name, '[', ']');
}

void json_end(void)
{
	putchar(ends[--depth]);
	if (!depth)
		putchar('\n');
}

void json_text(const char *name, const char *value)
{
	begin_value(name);
	put_string(value);
}

void json_number(const char *name, unsigned long long value)
{
	begin_value(name);
	printf("%llu", value);
}

void json_real(const char *name, double value)
{
	begin_value(name);
	if (isfinite(value))
		printf("%.3f", value);
	else
		fputs("null", stdout);
}

void json_bool(const char *name, bool value)
{
	begin_value(name);
	fputs(value ? "true" : "false", stdout);
}
