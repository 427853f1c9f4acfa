/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: the kernel's trace, watched. */
#ifndef CTL_TRACE_H
#define CTL_TRACE_H

void do_trace(void);

#endif /* CTL_TRACE_H */
