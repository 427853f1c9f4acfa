/* SPDX-License-Identifier: GPL-2.0-only */
/* Faults on request. */
#ifndef VHBA_INJECT_H
#define VHBA_INJECT_H

struct attribute_group;

extern const struct attribute_group *vhba_inject_groups[];

#endif
