/* SPDX-License-Identifier: GPL-2.0-only */
/* How large numbers get where long has 32 bits: see LONG and ULONG. */
#ifndef SCSIPORT_LIMITS_H
#define SCSIPORT_LIMITS_H

#define CHAR_BIT		8
#define SCHAR_MIN		(-SCHAR_MAX - 1)
#define SCHAR_MAX		127
#define UCHAR_MAX		(SCHAR_MAX * 2 + 1)
#define CHAR_MIN		SCHAR_MIN
#define CHAR_MAX		SCHAR_MAX
#define SHRT_MIN		(-SHRT_MAX - 1)
#define SHRT_MAX		32767
#define USHRT_MAX		(SHRT_MAX * 2 + 1)
#define INT_MIN			(-INT_MAX - 1)
#define INT_MAX			2147483647
#define UINT_MAX		(INT_MAX * 2U + 1U)
#define LONG_MIN		(-LONG_MAX - 1L)
#define LONG_MAX		2147483647
#define ULONG_MAX		(LONG_MAX * 2UL + 1UL)
#define LLONG_MAX		0x7fffffffffffffffLL
#define LLONG_MIN		(-LLONG_MAX - 1LL)
#define ULLONG_MAX		(LLONG_MAX * 2ULL + 1ULL)
#define _I8_MIN			(-127 - 1)
#define _I8_MAX			127
#define _UI8_MAX		0xffu
#define _I16_MIN		(-32767 - 1)
#define _I16_MAX		32767
#define _UI16_MAX		0xffffu
#define _I32_MIN		(-2147483647 - 1)
#define _I32_MAX		2147483647
#define _UI32_MAX		0xffffffffu
#define _I64_MIN		(-9223372036854775807ll - 1)
#define _I64_MAX		9223372036854775807ll
#define _UI64_MAX		0xffffffffffffffffull

#endif /* SCSIPORT_LIMITS_H */
