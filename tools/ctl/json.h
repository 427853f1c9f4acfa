/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scsiport-ctl: JSON on the standard output, an object on each line. No library does this, so that
 * "make" needs a compiler and the C library alone on any machine: the lab's program is linked
 * statically, for arm64 with a compiler that brings nothing else. Nothing is ever read.
 */
#ifndef CTL_JSON_H
#define CTL_JSON_H

#include <stdbool.h>

/* A name is NULL in an array, and for what is outermost. */
void json_object(const char *name);
void json_array(const char *name);
/* Ends the object or array that was begun last; the outermost one ends the line. */
void json_end(void);
void json_text(const char *name, const char *value);
void json_number(const char *name, unsigned long long value);
void json_real(const char *name, double value);
void json_bool(const char *name, bool value);

#endif /* CTL_JSON_H */
