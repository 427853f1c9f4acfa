/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what happened to a request, in words. */
#ifndef CTL_STORY_H
#define CTL_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "event.h"

/* Tells of so many requests that were answered, 0: of all; returns how many these were. */
size_t tell_stories(struct events *events, size_t most);

/* Is this a request that the user wants to hear of? */
bool is_wanted(const struct event *event);

#endif /* CTL_STORY_H */
