/* SPDX-License-Identifier: GPL-2.0-only */
/* GUIDs. */
#ifndef SCSIPORT_GUIDDEF_H
#define SCSIPORT_GUIDDEF_H

#include "ntdef.h"

#ifndef SCSIPORT_PORT_SIDE

#ifdef __cplusplus
#define REFGUID			const GUID &
#define REFIID			const GUID &
#define REFCLSID		const GUID &

#define IsEqualGUID(a, b)	(!__builtin_memcmp(&(a), &(b), sizeof(GUID)))

SCSIPORT_INLINE bool operator==(REFGUID a, REFGUID b)
{
	return IsEqualGUID(a, b);
}

SCSIPORT_INLINE bool operator!=(REFGUID a, REFGUID b)
{
	return !IsEqualGUID(a, b);
}
#else
#define REFGUID			const GUID *
#define REFIID			const GUID *
#define REFCLSID		const GUID *

#define IsEqualGUID(a, b)	(!__builtin_memcmp(a, b, sizeof(GUID)))
#endif
#define IsEqualGUIDAligned(a, b)	IsEqualGUID(a, b)
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
#undef SCSIPORT_GUID
#ifdef __cplusplus
#define SCSIPORT_GUID		extern "C" const GUID
#else
#define SCSIPORT_GUID		const GUID
#endif
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	SCSIPORT_GUID name __attribute__((weak)) = \
		{ l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	EXTERN_C const GUID name
#endif
#endif
