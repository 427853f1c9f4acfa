/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: WMI requests, and the events that come by WMI. */
#ifndef CTL_WMI_H
#define CTL_WMI_H

void do_wmi(void);
void do_events(void);

#endif /* CTL_WMI_H */
