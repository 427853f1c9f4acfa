/* SPDX-License-Identifier: GPL-2.0-only */
/* How large numbers get where long has 32 bits: see LONG and ULONG. */
#ifndef SCSIPORT_LIMITS_H
#define SCSIPORT_LIMITS_H

#define CHAR_BIT		8
#define SCHAR_MIN		(-128)
#define SCHAR_MAX		127
#define UCHAR_MAX		0xff
#define CHAR_MIN		SCHAR_MIN
#define CHAR_MAX		SCHAR_MAX
#define SHRT_MIN		(-32768)
#define SHRT_MAX		32767
#define USHRT_MAX		0xffff
#define INT_MIN			(-2147483647 - 1)
#define INT_MAX			2147483647
#define UINT_MAX		0xffffffff
#define LONG_MIN		(-2147483647 - 1)
#define LONG_MAX		2147483647
#define ULONG_MAX		0xffffffffu
#define LLONG_MAX		0x7fffffffffffffffLL
#define LLONG_MIN		(-LLONG_MAX - 1)
#define ULLONG_MAX		0xffffffffffffffffULL
#define _I8_MIN			SCHAR_MIN
#define _I8_MAX			SCHAR_MAX
#define _UI8_MAX		0xffu
#define _I16_MIN		SHRT_MIN
#define _I16_MAX		SHRT_MAX
#define _UI16_MAX		0xffffu
#define _I32_MIN		INT_MIN
#define _I32_MAX		INT_MAX
#define _UI32_MAX		0xffffffffu
#define _I64_MIN		LLONG_MIN
#define _I64_MAX		LLONG_MAX
#define _UI64_MAX		ULLONG_MAX

#endif /* SCSIPORT_LIMITS_H */
