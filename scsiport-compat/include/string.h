/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory and string routines that a miniport may call. */
#ifndef SCSIPORT_STRING_H
#define SCSIPORT_STRING_H

#include "ntdef.h"

#ifndef SCSIPORT_PORT_SIDE

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int value, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t n);
char *strcat(char *to, const char *from);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *s, const char *part);

/* The compiler may open-code the short ones. */
#define memcpy(to, from, n)	__builtin_memcpy(to, from, n)
#define memmove(to, from, n)	__builtin_memmove(to, from, n)
#define memset(to, value, n)	__builtin_memset(to, value, n)
#define memcmp(a, b, n)		__builtin_memcmp(a, b, n)
#define strlen(s)		__builtin_strlen(s)

#endif /* !SCSIPORT_PORT_SIDE */

#endif /* SCSIPORT_STRING_H */
