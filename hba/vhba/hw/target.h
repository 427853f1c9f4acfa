/* SPDX-License-Identifier: GPL-2.0-only */
/* What is checked before a command of a disk runs. */
#ifndef VHBA_TARGET_H
#define VHBA_TARGET_H

struct vhba_command;

void vhba_target_run(struct vhba_command *cmd);

#endif
