/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: who spends time with interrupts off. */
#ifndef CTL_TOP_H
#define CTL_TOP_H

void do_top(void);

#endif /* CTL_TOP_H */
