// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: bytes as they are in memory, in files and in hexadecimal. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../scsiport-compat/uapi/scsiport_ioctl.h"
#include "bytes.h"
#include "fail.h"

unsigned char *data;
size_t data_length;

int hex_digit(int c)
{
	return isdigit(c) ? c - '0' : isxdigit(c) ? tolower(c) - 'a' + 10 : -1;
}

void add_hex(const char *text)
{
	unsigned char *more;

	while (*text) {
		if (isspace((unsigned char)*text)) {
			text++;
			continue;
		}
		if (hex_digit(text[0]) < 0 || hex_digit(text[1]) < 0)
			fail(EXIT_SYNTAX, "\"%s\" are no hexadecimal bytes: two digits each", text);
		more = realloc(data, data_length + 1);
		if (!more)
			fail(EXIT_OTHER, "no memory");
		data = more;
		data[data_length++] = hex_digit(text[0]) << 4 | hex_digit(text[1]);
		text += 2;
	}
}

void read_input(const char *name)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "rb") : stdin;
	size_t got;

	if (!file)
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	data = allocate(SCSIPORT_MAX_LENGTH + 1);
	do {
		got = fread(data + data_length, 1, SCSIPORT_MAX_LENGTH + 1 - data_length, file);
		data_length += got;
	} while (got);
	if (ferror(file))
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	if (data_length > SCSIPORT_MAX_LENGTH)
		fail(EXIT_SYNTAX, "%s: more than %d bytes", name, SCSIPORT_MAX_LENGTH);
	if (file != stdin)
		fclose(file);
}

void show_hex(const unsigned char *bytes, size_t length)
{
	size_t i, j;

	for (i = 0; i < length; i += 16) {
		printf("%06zx ", i);
		for (j = i; j < i + 16; j++)
			j < length ? printf(" %02x", bytes[j]) : printf("   ");
		printf("  ");
		for (j = i; j < i + 16 && j < length; j++)
			putchar(isprint(bytes[j]) ? bytes[j] : '.');
		putchar('\n');
	}
}

/* Without a name of a file, the bytes are shown. */
void write_output(const char *name, const unsigned char *bytes, size_t length)
{
	FILE *file;

	if (!name) {
		show_hex(bytes, length);
		return;
	}
	file = strcmp(name, "-") ? fopen(name, "wb") : stdout;
	if (!file || fwrite(bytes, 1, length, file) != length || fflush(file))
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	if (file != stdout)
		fclose(file);
}

void put32(unsigned char *at, uint32_t value)
{
	memcpy(at, &value, sizeof(value));
}

uint32_t get32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}
