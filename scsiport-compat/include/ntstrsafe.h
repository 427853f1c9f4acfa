/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Strings whose room is known: what is written always ends with a zero, and what does not fit is
 * cut off and said by STATUS_BUFFER_OVERFLOW. Strings of bytes, without the variants Ex.
 */
#ifndef SCSIPORT_NTSTRSAFE_H
#define SCSIPORT_NTSTRSAFE_H

#include "ntdef.h"
#include "ntkrnl.h"
#include "ntstatus.h"
#include "stdarg.h"
#include "stddef.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NTSTRSAFE_MAX_CCH	2147483647

typedef char *NTSTRSAFE_PSTR;
typedef const char *NTSTRSAFE_PCSTR;

SCSIPORT_INLINE NTSTATUS NtSafeRoom(size_t Room)
{
	return Room == 0 || Room > NTSTRSAFE_MAX_CCH ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

/* Where the text ends; Room if it does not. */
SCSIPORT_INLINE size_t NtSafeEnd(PCSTR Text, size_t Room)
{
	size_t i;

	for (i = 0; i < Room && Text[i] != 0; i++)
		;
	return i;
}

/* RtlStringCch: room in characters */

SCSIPORT_INLINE NTSTATUS RtlStringCchCopyNA(PSTR Dest, size_t Room, PCSTR Source, size_t Count)
{
	NTSTATUS Status = NtSafeRoom(Room);

	if (Status != STATUS_SUCCESS)
		return Status;
	for (; Room > 1 && Count > 0 && *Source != 0; Room--, Count--)
		*Dest++ = *Source++;
	*Dest = 0;
	return Count > 0 && *Source != 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

SCSIPORT_INLINE NTSTATUS RtlStringCchCopyA(PSTR Dest, size_t Room, PCSTR Source)
{
	return RtlStringCchCopyNA(Dest, Room, Source, NTSTRSAFE_MAX_CCH);
}

SCSIPORT_INLINE NTSTATUS RtlStringCchCatNA(PSTR Dest, size_t Room, PCSTR Source, size_t Count)
{
	NTSTATUS Status = NtSafeRoom(Room);
	size_t End;

	if (Status != STATUS_SUCCESS)
		return Status;
	/* Without an end there is no room behind it, which that says. */
	End = NtSafeEnd(Dest, Room);
	return RtlStringCchCopyNA(Dest + End, Room - End, Source, Count);
}

SCSIPORT_INLINE NTSTATUS RtlStringCchCatA(PSTR Dest, size_t Room, PCSTR Source)
{
	return RtlStringCchCatNA(Dest, Room, Source, NTSTRSAFE_MAX_CCH);
}

SCSIPORT_INLINE NTSTATUS RtlStringCchVPrintfA(PSTR Dest, size_t Room, PCSTR Format,
					      va_list Arguments)
{
	NTSTATUS Status = NtSafeRoom(Room);
	int Length;

	if (Status != STATUS_SUCCESS)
		return Status;
	Length = _vsnprintf(Dest, Room, Format, Arguments);
	if (Length >= 0 && (size_t)Length < Room)
		return STATUS_SUCCESS;
	Dest[Room - 1] = 0;
	return STATUS_BUFFER_OVERFLOW;
}

/* What has variable arguments cannot be put in place. */
static __attribute__((unused)) NTSTATUS RtlStringCchPrintfA(PSTR Dest, size_t Room, PCSTR Format,
							    ...)
{
	va_list Arguments;
	NTSTATUS Status;

	va_start(Arguments, Format);
	Status = RtlStringCchVPrintfA(Dest, Room, Format, Arguments);
	va_end(Arguments);
	return Status;
}

SCSIPORT_INLINE NTSTATUS RtlStringCchLengthA(PCSTR Text, size_t Room, size_t *Length)
{
	NTSTATUS Status = Text && Room <= NTSTRSAFE_MAX_CCH ? STATUS_SUCCESS :
							      STATUS_INVALID_PARAMETER;
	size_t End = 0;

	if (Status == STATUS_SUCCESS) {
		End = NtSafeEnd(Text, Room);
		if (End == Room) {
			Status = STATUS_INVALID_PARAMETER;
			End = 0;
		}
	}
	if (Length)
		*Length = End;
	return Status;
}

/* RtlStringCb: room in bytes, which is the same here */

#define RtlStringCbCopyA	RtlStringCchCopyA
#define RtlStringCbCopyNA	RtlStringCchCopyNA
#define RtlStringCbCatA		RtlStringCchCatA
#define RtlStringCbCatNA	RtlStringCchCatNA
#define RtlStringCbVPrintfA	RtlStringCchVPrintfA
#define RtlStringCbPrintfA	RtlStringCchPrintfA
#define RtlStringCbLengthA	RtlStringCchLengthA

/* Drivers are not built with UNICODE. */
#define RtlStringCchCopy	RtlStringCchCopyA
#define RtlStringCchCopyN	RtlStringCchCopyNA
#define RtlStringCchCat		RtlStringCchCatA
#define RtlStringCchCatN	RtlStringCchCatNA
#define RtlStringCchVPrintf	RtlStringCchVPrintfA
#define RtlStringCchPrintf	RtlStringCchPrintfA
#define RtlStringCchLength	RtlStringCchLengthA
#define RtlStringCbCopy		RtlStringCbCopyA
#define RtlStringCbCopyN	RtlStringCbCopyNA
#define RtlStringCbCat		RtlStringCbCatA
#define RtlStringCbCatN		RtlStringCbCatNA
#define RtlStringCbVPrintf	RtlStringCbVPrintfA
#define RtlStringCbPrintf	RtlStringCbPrintfA
#define RtlStringCbLength	RtlStringCbLengthA

#ifdef __cplusplus
}
#endif

#endif /* SCSIPORT_NTSTRSAFE_H */
