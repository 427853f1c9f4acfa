/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: who is there, and what it can. */
#ifndef CTL_LIST_H
#define CTL_LIST_H

void do_list(void);

#endif /* CTL_LIST_H */
