/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: names of commands and statuses. */
#ifndef CTL_WORDS_H
#define CTL_WORDS_H

/* Static: good until the next call. */
const char *command_name(unsigned int opcode);
/* How a request was answered. */
const char *answer_name(unsigned int srb_status, unsigned int scsi_status);

#endif /* CTL_WORDS_H */
