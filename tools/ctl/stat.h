/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what adapters do, second by second. */
#ifndef CTL_STAT_H
#define CTL_STAT_H

void do_stat(void);

#endif /* CTL_STAT_H */
