/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: how long may a transfer be? */
#ifndef CTL_TUNE_H
#define CTL_TUNE_H

void do_tune(void);

#endif /* CTL_TUNE_H */
