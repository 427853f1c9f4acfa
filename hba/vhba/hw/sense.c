// SPDX-License-Identifier: GPL-2.0-only
/* Sense data, in either format, and the unit attentions. */
#include <linux/bitops.h>
#include <linux/string.h>

#include "bytes.h"
#include "command.h"
#include "disk.h"
#include "sense.h"

#define FIXED_LENGTH		18
#define DESCRIPTOR_HEADER	8
#define FIELD_POINTER_VALID	0x80
#define FIELD_POINTER_CDB	0x40
#define FIELD_POINTER_BIT	0x08

/**
 * vhba_sense_build() - write sense data without further information
 * @sense: room for at least 18 bytes
 * @descriptor: descriptor format, else fixed
 * @key: sense key
 * @asc: additional sense code and qualifier
 *
 * Context: any.
 * Return: the length.
 */
unsigned int vhba_sense_build(u8 *sense, bool descriptor, u8 key, u16 asc)
{
	memset(sense, 0, FIXED_LENGTH);
	if (descriptor) {
		sense[0] = 0x72;
		sense[1] = key;
		store_be16(&sense[2], asc);
		return DESCRIPTOR_HEADER;
	}
	sense[0] = 0x70;
	sense[2] = key;
	sense[7] = FIXED_LENGTH - 8;
	store_be16(&sense[12], asc);
	return FIXED_LENGTH;
}

static bool wants_descriptor(const struct vhba_command *cmd)
{
	return cmd->unit && cmd->unit->current_mode.descriptor_sense;
}

static u8 *descriptor_add(struct vhba_command *cmd, u8 type, u8 length)
{
	u8 *descriptor = &cmd->sense[cmd->sense_length];

	memset(descriptor, 0, length);
	descriptor[0] = type;
	descriptor[1] = length - 2;
	cmd->sense[7] += length;
	cmd->sense_length += length;
	return descriptor;
}

/**
 * vhba_check() - end a command with CHECK CONDITION
 * @cmd: the command
 * @key: sense key
 * @asc: additional sense code and qualifier
 *
 * Context: the board's thread.
 */
void vhba_check(struct vhba_command *cmd, u8 key, u16 asc)
{
	cmd->status = SAM_CHECK_CONDITION;
	cmd->sense_length = vhba_sense_build(cmd->sense, wants_descriptor(cmd), key, asc);
}

/**
 * vhba_check_info() - end a command with CHECK CONDITION and an INFORMATION field
 * @cmd: the command
 * @key: sense key
 * @asc: additional sense code and qualifier
 * @information: an LBA or an offset; the fixed format has room for 32 bits only
 *
 * Context: the board's thread.
 */
void vhba_check_info(struct vhba_command *cmd, u8 key, u16 asc, u64 information)
{
	vhba_check(cmd, key, asc);
	if (wants_descriptor(cmd)) {
		u8 *descriptor = descriptor_add(cmd, 0x00, 12);

		descriptor[2] = 0x80;
		store_be64(&descriptor[4], information);
	} else if (information <= U32_MAX) {
		cmd->sense[0] |= 0x80;
		store_be32(&cmd->sense[3], information);
	}
}

static void field_pointer(struct vhba_command *cmd, u8 flags, u16 byte, int bit)
{
	u8 *specific;

	if (wants_descriptor(cmd))
		specific = descriptor_add(cmd, 0x02, 8) + 4;
	else
		specific = &cmd->sense[15];
	specific[0] = FIELD_POINTER_VALID | flags;
	if (bit >= 0)
		specific[0] |= FIELD_POINTER_BIT | bit;
	store_be16(&specific[1], byte);
}

/**
 * vhba_bad_cdb() - INVALID FIELD IN CDB
 * @cmd: the command
 * @byte: first byte of the field
 * @bit: its highest bit, or -1
 *
 * Context: the board's thread.
 */
void vhba_bad_cdb(struct vhba_command *cmd, u16 byte, int bit)
{
	vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_INVALID_FIELD_CDB);
	field_pointer(cmd, FIELD_POINTER_CDB, byte, bit);
}

/**
 * vhba_bad_list() - INVALID FIELD IN PARAMETER LIST
 * @cmd: the command
 * @byte: first byte of the field
 * @bit: its highest bit, or -1
 *
 * Context: the board's thread.
 */
void vhba_bad_list(struct vhba_command *cmd, u16 byte, int bit)
{
	vhba_check(cmd, KEY_ILLEGAL_REQUEST, ASC_INVALID_FIELD_LIST);
	field_pointer(cmd, 0, byte, bit);
}

/**
 * vhba_attention_asc() - take the first unit attention of a unit
 * @unit: the unit
 *
 * Context: the board's thread.
 * Return: additional sense code and qualifier, 0 if nothing is pending.
 */
u16 vhba_attention_asc(struct vhba_unit *unit)
{
	static const u16 asc[] = {
		[VHBA_UA_POWER_ON] = ASC_POWER_ON,
		[VHBA_UA_BUS_RESET] = ASC_BUS_RESET,
		[VHBA_UA_LUNS_CHANGED] = ASC_LUNS_CHANGED,
	};
	unsigned int first;

	if (!unit->attention)
		return 0;
	first = __ffs(unit->attention);
	__clear_bit(first, &unit->attention);
	return asc[first];
}
