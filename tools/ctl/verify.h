/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: the verifier's level and findings. */
#ifndef CTL_VERIFY_H
#define CTL_VERIFY_H

void do_verify(void);

#endif /* CTL_VERIFY_H */
