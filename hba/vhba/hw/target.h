/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The disks: logical units, their opcode table and the helpers that command handlers use.
 *
 * Context: everything here runs in the board's thread, one command at a time, and may sleep.
 */
#ifndef VHBA_TARGET_H
#define VHBA_TARGET_H

#include <asm/byteorder.h>
#include <linux/string.h>
#include <linux/xarray.h>

#include "vhba.h"

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

/* Unit attentions in the order in which they are told. */
enum vhba_attention {
	VHBA_UA_POWER_ON,
	VHBA_UA_BUS_RESET,
	VHBA_UA_LUNS_CHANGED,
};

/* What MODE SELECT can change. */
struct vhba_mode {
	bool write_cache;
	bool descriptor_sense;
	bool write_protect;
};

/* Persistent reservation: one initiator port, so at most one registration. */
struct vhba_reservation {
	u32 pr_generation;
	u64 key;			/* 0: not registered */
	u8 type;			/* 0: not reserved */
	u8 scope;
};

struct vhba_unit {
	struct vhba_board *board;
	u8 target;
	u8 lun;
	unsigned long attention;	/* bits of enum vhba_attention */
	u32 resets_seen;
	u32 changes_seen;
	bool stopped;
	struct vhba_mode current_mode;
	struct vhba_mode saved_mode;
	struct vhba_reservation reservation;
	struct xarray pages;		/* RAM store: only pages that were written */
	struct file *file;		/* file store, or NULL */
};

/**
 * struct vhba_opcode - one command that the disks know
 * @opcode: CDB byte 0.
 * @action: service action, when @flags has VHBA_OP_ACTION.
 * @flags: VHBA_OP_*.
 * @length: CDB length.
 * @usage: CDB usage data, from byte 1 on: bits that the disk looks at. Any other bit that is set
 *	ends the command, so the table is the check and REPORT SUPPORTED OPERATION CODES tells it.
 * @run: executes the command. Context: the board's thread; may sleep.
 */
struct vhba_opcode {
	u8 opcode;
	u8 action;
	u8 flags;
	u8 length;
	u8 usage[VHBA_CDB_SIZE];
	void (*run)(struct vhba_command *cmd);
};

#define VHBA_OP_ACTION		BIT(0)	/* byte 1 bits 4:0 select a service action */
#define VHBA_OP_MEDIUM		BIT(1)	/* needs a started unit */
#define VHBA_OP_WRITE		BIT(2)	/* refused when write-protected */
#define VHBA_OP_ALWAYS		BIT(3)	/* runs and leaves unit attentions alone */
#define VHBA_OP_NO_UNIT		BIT(4)	/* answers for LUNs that do not exist */

static inline u32 vhba_block_size(void)
{
	return vhba_settings.block_size;
}

static inline u64 vhba_blocks(void)
{
	return vhba_settings.blocks;
}

/* target.c */
extern const struct vhba_opcode vhba_opcodes[];
extern const unsigned int vhba_opcode_count;
void vhba_opcodes_index(void);
int vhba_units_create(struct vhba_board *board);
void vhba_units_destroy(struct vhba_board *board);
struct vhba_unit *vhba_unit_find(struct vhba_board *board, u8 target, u8 lun);
unsigned int vhba_luns_present(const struct vhba_board *board);
void vhba_target_run(struct vhba_command *cmd);
bool vhba_reply(struct vhba_command *cmd, const void *data, u32 length, u32 allocation);

/* sense.c */
unsigned int vhba_sense_build(u8 *sense, bool descriptor, u8 key, u16 asc);
void vhba_check(struct vhba_command *cmd, u8 key, u16 asc);
void vhba_check_info(struct vhba_command *cmd, u8 key, u16 asc, u64 information);
void vhba_bad_cdb(struct vhba_command *cmd, u16 byte, int bit);
void vhba_bad_list(struct vhba_command *cmd, u16 byte, int bit);
u16 vhba_attention_asc(struct vhba_unit *unit);

/* store.c: offsets and lengths in bytes, inside the disk; false: the command has its answer */
int vhba_store_open(struct vhba_unit *unit);
void vhba_store_close(struct vhba_unit *unit);
bool vhba_store_to_host(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_from_host(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_read(struct vhba_command *cmd, u64 offset, void *to, u32 length);
bool vhba_store_write(struct vhba_command *cmd, u64 offset, const void *from, u32 length);
bool vhba_store_discard(struct vhba_command *cmd, u64 offset, u64 length);
bool vhba_store_sync(struct vhba_command *cmd);
u64 vhba_store_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped);

/* store_file.c */
int vhba_file_open(struct vhba_unit *unit);
void vhba_file_close(struct vhba_unit *unit);
bool vhba_file_read(struct vhba_unit *unit, u64 offset, void *to, u32 length);
bool vhba_file_write(struct vhba_unit *unit, u64 offset, const void *from, u32 length);
bool vhba_file_discard(struct vhba_unit *unit, u64 offset, u64 length);
bool vhba_file_sync(struct vhba_unit *unit);
u64 vhba_file_extent(struct vhba_unit *unit, u64 offset, u64 limit, bool *mapped);

/* scsi_block.c */
bool vhba_range_check(struct vhba_command *cmd, u64 lba, u64 count);
u64 vhba_cdb_lba(const u8 *cdb);
u32 vhba_cdb_count(const u8 *cdb);
void vhba_finish_write(struct vhba_command *cmd, bool force);
void vhba_run_read(struct vhba_command *cmd);
void vhba_run_write(struct vhba_command *cmd);
void vhba_run_write_atomic(struct vhba_command *cmd);
void vhba_run_prefetch(struct vhba_command *cmd);
void vhba_run_synchronize(struct vhba_command *cmd);

/* scsi_compare.c */
void vhba_run_verify(struct vhba_command *cmd);
void vhba_run_write_verify(struct vhba_command *cmd);
void vhba_run_orwrite(struct vhba_command *cmd);
void vhba_run_compare_and_write(struct vhba_command *cmd);
u32 vhba_compare_and_write_limit(void);
u32 vhba_atomic_limit(void);

/* scsi_provision.c */
#define VHBA_UNMAP_DESCRIPTORS	256
/* The list of UNMAP stays in front of the zeros that a file may have to be filled with. */
#define VHBA_ZEROS_OFFSET	8192
#define VHBA_WRITE_SAME_LIMIT	0xfff8u
void vhba_run_unmap(struct vhba_command *cmd);
void vhba_run_write_same(struct vhba_command *cmd);
void vhba_run_lba_status(struct vhba_command *cmd);

/* scsi_inquiry.c */
void vhba_run_inquiry(struct vhba_command *cmd);
u8 vhba_physical_exponent(void);

/* scsi_log.c */
void vhba_run_log_sense(struct vhba_command *cmd);

/* scsi_mode.c */
void vhba_mode_reset(struct vhba_unit *unit);
void vhba_run_mode_sense(struct vhba_command *cmd);
void vhba_run_mode_select(struct vhba_command *cmd);

/* scsi_report.c */
void vhba_run_test_ready(struct vhba_command *cmd);
void vhba_run_request_sense(struct vhba_command *cmd);
void vhba_run_report_luns(struct vhba_command *cmd);
void vhba_run_capacity10(struct vhba_command *cmd);
void vhba_run_capacity16(struct vhba_command *cmd);
void vhba_run_start_stop(struct vhba_command *cmd);
void vhba_run_accept(struct vhba_command *cmd);
void vhba_run_send_diagnostic(struct vhba_command *cmd);
void vhba_run_defects(struct vhba_command *cmd);
void vhba_run_report_opcodes(struct vhba_command *cmd);

/* scsi_reserve.c */
void vhba_run_reserve_in(struct vhba_command *cmd);
void vhba_run_reserve_out(struct vhba_command *cmd);
void vhba_run_reserve6(struct vhba_command *cmd);

#endif
