/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: the kernel's small files. All paths are below SCSIPORT_ROOT, which is for tests. */
#ifndef CTL_SYSFS_H
#define CTL_SYSFS_H

#include <stdbool.h>
#include <stddef.h>

#include "fail.h"

/* Static: good until three more have been asked for. */
const char *path_of(const char *format, ...) __printf(1, 2);

/* All of a file, to be freed; NULL with errno. */
char *read_file(const char *path);
/* Its first line, without its end; false with errno and an empty text. */
bool read_line(const char *path, char *text, size_t size);
/* 0 if there is none. */
unsigned long long read_number(const char *path);
bool write_line(const char *path, const char *text);
bool is_there(const char *path);
/* The last part of what a link leads to; empty if it is none. */
void link_target(const char *path, char *text, size_t size);

/* Names in a folder that begin so, in order of the numbers in them; NULL ends them. */
char **names_in(const char *path, const char *prefix);

#endif /* CTL_SYSFS_H */
