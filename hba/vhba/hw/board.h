/* SPDX-License-Identifier: GPL-2.0-only */
/* Boards, plugged in and out. */
#ifndef VHBA_BOARD_H
#define VHBA_BOARD_H

struct attribute_group;
struct device;
struct vhba_board;

struct vhba_board *vhba_board_of(struct device *dev);
int vhba_boards_share_line(void);
int vhba_board_create(unsigned int id, const struct attribute_group **groups);
void vhba_boards_destroy(void);

#endif
