// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: reading and writing the kernel's small files. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "sysfs.h"

const char *path_of(const char *format, ...)
{
	static char paths[3][PATH_MAX];
	static unsigned int turn;
	char *path = paths[turn++ % 3];
	const char *root = getenv("SCSIPORT_ROOT");
	int length = snprintf(path, PATH_MAX, "%s", root ? root : "");
	va_list args;

	if (length >= PATH_MAX)
		fail(EXIT_SYNTAX, "SCSIPORT_ROOT is too long");
	va_start(args, format);
	vsnprintf(path + length, PATH_MAX - length, format, args);
	va_end(args);
	return path;
}

char *read_file(const char *path)
{
	size_t size = 4096, length = 0;
	char *text = allocate(size);
	ssize_t got;
	int fd, error;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		free(text);
		return NULL;
	}
	while ((got = read(fd, text + length, size - length - 1)) > 0) {
		length += got;
		if (size - length > 1)
			continue;
		size *= 2;
		text = realloc(text, size);
		if (!text)
			fail(EXIT_OTHER, "no memory");
	}
	error = errno;
	close(fd);
	if (got < 0) {
		free(text);
		errno = error;
		return NULL;
	}
	text[length] = 0;
	return text;
}

bool read_line(const char *path, char *text, size_t size)
{
	char *all = read_file(path);

	*text = 0;
	if (!all)
		return false;
	all[strcspn(all, "\n")] = 0;
	snprintf(text, size, "%s", all);
	free(all);
	return true;
}

unsigned long long read_number(const char *path)
{
	char text[32];

	return read_line(path, text, sizeof(text)) ? strtoull(text, NULL, 0) : 0;
}

bool write_line(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC), error;
	ssize_t length = strlen(text), put;

	if (fd < 0)
		return false;
	put = write(fd, text, length);
	error = put < 0 ? errno : EIO;
	close(fd);
	errno = error;
	return put == length;
}

bool is_there(const char *path)
{
	return !access(path, F_OK);
}

void link_target(const char *path, char *text, size_t size)
{
	char target[PATH_MAX], *last;
	ssize_t length = readlink(path, target, sizeof(target) - 1);

	*text = 0;
	if (length < 0)
		return;
	target[length] = 0;
	last = strrchr(target, '/');
	snprintf(text, size, "%s", last ? last + 1 : target);
}

static int by_number(const void *left, const void *right)
{
	return strverscmp(*(char *const *)left, *(char *const *)right);
}

char **names_in(const char *path, const char *prefix)
{
	char **names = allocate(sizeof(*names));
	size_t count = 0;
	struct dirent *entry;
	DIR *folder = opendir(path);

	while (folder && (entry = readdir(folder))) {
		if (*entry->d_name == '.' || strncmp(entry->d_name, prefix, strlen(prefix)))
			continue;
		names = realloc(names, (count + 2) * sizeof(*names));
		if (!names)
			fail(EXIT_OTHER, "no memory");
		names[count] = strdup(entry->d_name);
		if (!names[count++])
			fail(EXIT_OTHER, "no memory");
	}
	names[count] = NULL;
	if (folder)
		closedir(folder);
	qsort(names, count, sizeof(*names), by_number);
	return names;
}
