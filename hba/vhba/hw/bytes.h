/* SPDX-License-Identifier: GPL-2.0-only */
/* Big-endian fields at any address, as CDBs and parameter data have them; and whole words. */
#ifndef VHBA_BYTES_H
#define VHBA_BYTES_H

#include <asm/byteorder.h>
#include <linux/string.h>
#include <linux/types.h>

static inline u64 load_le64(const u8 *from)
{
	__le64 field;

	memcpy(&field, from, sizeof(field));
	return le64_to_cpu(field);
}

static inline u16 load_be16(const u8 *from)
{
	__be16 field;

	memcpy(&field, from, sizeof(field));
	return be16_to_cpu(field);
}

static inline u32 load_be24(const u8 *from)
{
	return from[0] << 16 | load_be16(from + 1);
}

static inline u32 load_be32(const u8 *from)
{
	__be32 field;

	memcpy(&field, from, sizeof(field));
	return be32_to_cpu(field);
}

static inline u64 load_be64(const u8 *from)
{
	__be64 field;

	memcpy(&field, from, sizeof(field));
	return be64_to_cpu(field);
}

static inline void store_be16(u8 *to, u16 value)
{
	__be16 field = cpu_to_be16(value);

	memcpy(to, &field, sizeof(field));
}

static inline void store_be24(u8 *to, u32 value)
{
	to[0] = value >> 16;
	store_be16(to + 1, value);
}

static inline void store_be32(u8 *to, u32 value)
{
	__be32 field = cpu_to_be32(value);

	memcpy(to, &field, sizeof(field));
}

static inline void store_be64(u8 *to, u64 value)
{
	__be64 field = cpu_to_be64(value);

	memcpy(to, &field, sizeof(field));
}

#endif
