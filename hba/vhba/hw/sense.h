/* SPDX-License-Identifier: GPL-2.0-only */
/* Sense data, and the codes that are in it. */
#ifndef VHBA_SENSE_H
#define VHBA_SENSE_H

#include <linux/types.h>

struct vhba_command;
struct vhba_unit;

#define SAM_GOOD			0x00
#define SAM_CHECK_CONDITION		0x02
#define SAM_RESERVATION_CONFLICT	0x18

#define KEY_NO_SENSE		0x0
#define KEY_NOT_READY		0x2
#define KEY_MEDIUM_ERROR	0x3
#define KEY_HARDWARE_ERROR	0x4
#define KEY_ILLEGAL_REQUEST	0x5
#define KEY_UNIT_ATTENTION	0x6
#define KEY_DATA_PROTECT	0x7
#define KEY_MISCOMPARE		0xe

/* Additional sense code and its qualifier in one number. */
#define ASC_STOPPED			0x0402
#define ASC_WRITE_ERROR			0x0c00
#define ASC_UNRECOVERED_READ		0x1100
#define ASC_PARAMETER_LIST_LENGTH	0x1a00
#define ASC_MISCOMPARE			0x1d00
#define ASC_INVALID_OPCODE		0x2000
#define ASC_LBA_OUT_OF_RANGE		0x2100
#define ASC_INVALID_FIELD_CDB		0x2400
#define ASC_NO_UNIT			0x2500
#define ASC_INVALID_FIELD_LIST		0x2600
#define ASC_INVALID_RELEASE		0x2604
#define ASC_WRITE_PROTECTED		0x2700
#define ASC_SPACE_ALLOCATION		0x2707
#define ASC_POWER_ON			0x2900
#define ASC_BUS_RESET			0x2902
#define ASC_SAVING_NOT_SUPPORTED	0x3900
#define ASC_LUNS_CHANGED		0x3f0e
#define ASC_NO_REGISTRATIONS		0x5504

unsigned int vhba_sense_build(u8 *sense, bool descriptor, u8 key, u16 asc);
void vhba_check(struct vhba_command *cmd, u8 key, u16 asc);
void vhba_check_info(struct vhba_command *cmd, u8 key, u16 asc, u64 information);
void vhba_bad_cdb(struct vhba_command *cmd, u16 byte, int bit);
void vhba_bad_list(struct vhba_command *cmd, u16 byte, int bit);
u16 vhba_attention_asc(struct vhba_unit *unit);

#endif
