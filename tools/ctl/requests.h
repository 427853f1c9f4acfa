/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: the commands that ask the port, the miniport or a unit. */
#ifndef CTL_REQUESTS_H
#define CTL_REQUESTS_H

void do_capabilities(void);
void do_address(void);
void do_inquiry(void);
void do_rescan(void);
void do_miniport(void);
void do_pass_through(void);
void do_raw(void);

#endif /* CTL_REQUESTS_H */
