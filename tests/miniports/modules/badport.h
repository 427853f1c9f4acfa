/* SPDX-License-Identifier: GPL-2.0-only */
/* What the module's parameters tell the miniport. Plain C: both worlds include this. */
#ifndef BADPORT_H
#define BADPORT_H

extern char *BadportField;
extern unsigned int BadportValue;

#endif
