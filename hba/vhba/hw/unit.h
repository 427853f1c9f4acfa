/* SPDX-License-Identifier: GPL-2.0-only */
/* The logical units of a board. */
#ifndef VHBA_UNIT_H
#define VHBA_UNIT_H

#include <linux/types.h>

struct vhba_board;
struct vhba_unit;

int vhba_units_create(struct vhba_board *board);
void vhba_units_destroy(struct vhba_board *board);
unsigned int vhba_luns_present(const struct vhba_board *board);
struct vhba_unit *vhba_unit_find(struct vhba_board *board, u8 target, u8 lun);
void vhba_mode_reset(struct vhba_unit *unit);

#endif
