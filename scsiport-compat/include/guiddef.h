/* SPDX-License-Identifier: GPL-2.0-only */
/* GUIDs. */
#ifndef SCSIPORT_GUIDDEF_H
#define SCSIPORT_GUIDDEF_H

#include "ntdef.h"

#ifndef SCSIPORT_PORT_SIDE

#define REFGUID			const GUID *
#define REFIID			const GUID *
#define REFCLSID		const GUID *

#define IsEqualGUID(a, b)	(!__builtin_memcmp(a, b, sizeof(GUID)))
#define InlineIsEqualGUID(a, b)	IsEqualGUID(a, b)
#define IsEqualIID(a, b)	IsEqualGUID(a, b)
#define IsEqualCLSID(a, b)	IsEqualGUID(a, b)

#endif /* !SCSIPORT_PORT_SIDE */

#endif /* SCSIPORT_GUIDDEF_H */

/*
 * A declaration; the definition where initguid.h was included, which may be before or after this.
 * More than one file of a miniport may have it.
 */
#ifndef SCSIPORT_PORT_SIDE
#undef DEFINE_GUID
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	const GUID name __attribute__((weak)) = \
		{ l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	extern const GUID name
#endif
#endif
