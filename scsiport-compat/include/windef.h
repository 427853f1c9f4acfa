/* SPDX-License-Identifier: GPL-2.0-only */
/* Words and types of 16-bit times. */
#ifndef SCSIPORT_WINDEF_H
#define SCSIPORT_WINDEF_H

#include "ntdef.h"

#ifndef SCSIPORT_PORT_SIDE

#define far
#define near
#define pascal

#define MAX_PATH		260

typedef BYTE *LPBYTE;
typedef WORD *LPWORD;
typedef DWORD *LPDWORD;
typedef LONG *LPLONG;
typedef INT *LPINT;
typedef BOOL *LPBOOL;
typedef const VOID *LPCVOID;
typedef UINT_PTR WPARAM;
typedef LONG_PTR LPARAM, LRESULT;
typedef WORD ATOM;

#endif /* !SCSIPORT_PORT_SIDE */

#endif /* SCSIPORT_WINDEF_H */
