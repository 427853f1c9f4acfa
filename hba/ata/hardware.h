/* SPDX-License-Identifier: GPL-2.0-only */
/* ATA miniport: registers, commands and IDENTIFY data, as drives have them. */
#ifndef ATA_HARDWARE_H
#define ATA_HARDWARE_H

/* The command block, by offset. Some registers are others when they are written. */
#define ATA_REG_DATA			0
#define ATA_REG_ERROR			1
#define ATA_REG_FEATURES		1
#define ATA_REG_COUNT			2
#define ATA_REG_REASON			2	/* of a packet device */
#define ATA_REG_LBA_LOW			3
#define ATA_REG_LBA_MID			4
#define ATA_REG_LBA_HIGH		5
#define ATA_REG_DEVICE			6
#define ATA_REG_STATUS			7
#define ATA_REG_COMMAND			7
#define ATA_COMMAND_BYTES		8

#define ATA_STATUS_ERR			0x01
#define ATA_STATUS_DRQ			0x08
#define ATA_STATUS_DF			0x20
#define ATA_STATUS_DRDY			0x40
#define ATA_STATUS_BSY			0x80
#define ATA_STATUS_FLOATING		0xff
#define ATA_STATUS_FLOATING_PULLED	0x7f	/* with the pull-down that ATA asks for */

#define ATA_ERROR_ABRT			0x04

#define ATA_REASON_COMMAND		0x01
#define ATA_REASON_IN			0x02

#define ATA_CONTROL_NIEN		0x02
#define ATA_CONTROL_SRST		0x04
#define ATA_CONTROL_ALWAYS		0x08
#define ATA_CONTROL_HIGH_ORDER		0x80

#define ATA_DEVICE_ALWAYS		0xa0
#define ATA_DEVICE_LBA			0x40
#define ATA_DEVICE_SECOND		0x10

#define ATA_CMD_READ			0x20
#define ATA_CMD_READ_EXT		0x24
#define ATA_CMD_READ_MULTIPLE_EXT	0x29
#define ATA_CMD_WRITE			0x30
#define ATA_CMD_WRITE_EXT		0x34
#define ATA_CMD_WRITE_MULTIPLE_EXT	0x39
#define ATA_CMD_VERIFY			0x40
#define ATA_CMD_VERIFY_EXT		0x42
#define ATA_CMD_PACKET			0xa0
#define ATA_CMD_IDENTIFY_PACKET		0xa1
#define ATA_CMD_SMART			0xb0
#define ATA_CMD_READ_MULTIPLE		0xc4
#define ATA_CMD_WRITE_MULTIPLE		0xc5
#define ATA_CMD_SET_MULTIPLE		0xc6
#define ATA_CMD_WRITE_MULTIPLE_FUA_EXT	0xce
#define ATA_CMD_STANDBY_IMMEDIATE	0xe0
#define ATA_CMD_FLUSH			0xe7
#define ATA_CMD_FLUSH_EXT		0xea
#define ATA_CMD_IDENTIFY		0xec
#define ATA_CMD_SET_FEATURES		0xef

#define ATA_FEATURE_WCACHE_ON		0x02
#define ATA_FEATURE_WCACHE_OFF		0x82

/* IDENTIFY data, by word. */
#define ATA_ID_CONFIG			0
#define ATA_ID_SERIAL			10
#define ATA_ID_FIRMWARE			23
#define ATA_ID_MODEL			27
#define ATA_ID_MULTIPLE_MAX		47
#define ATA_ID_CAPABILITIES		49
#define ATA_ID_MULTIPLE			59
#define ATA_ID_SECTORS_28		60
#define ATA_ID_MAJOR_VERSION		80
#define ATA_ID_SUPPORTED_1		82
#define ATA_ID_SUPPORTED_2		83
#define ATA_ID_SUPPORTED_3		84
#define ATA_ID_ENABLED_1		85
#define ATA_ID_ENABLED_2		86
#define ATA_ID_ENABLED_3		87
#define ATA_ID_SECTORS_48		100
#define ATA_ID_PHYSICAL			106
#define ATA_ID_WWN			108
#define ATA_ID_SECTOR_WORDS		117
#define ATA_ID_FORM_FACTOR		168
#define ATA_ID_ALIGNMENT		209
#define ATA_ID_ROTATION			217
#define ATA_ID_WORDS			256

#define ATA_SECTOR			512
#define ATA_MAX_SECTORS_28		256
#define ATA_MAX_SECTORS_48		65536
#define ATA_LIMIT_28			0x10000000ull
#define ATA_LIMIT_48			0x1000000000000ull

#endif /* ATA_HARDWARE_H */
