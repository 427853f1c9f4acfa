/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Registers and ports: ScsiPort's accessors, and the names that the kernel of 64-bit Windows has
 * for them. Part of srb.h and of wdm.h.
 */
#ifndef SCSIPORT_NTPORTS_H
#define SCSIPORT_NTPORTS_H

#include "ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Memory space: single accesses, and copies that walk through consecutive registers. */
UCHAR ScsiPortReadRegisterUchar(volatile UCHAR *Register);
USHORT ScsiPortReadRegisterUshort(volatile USHORT *Register);
ULONG ScsiPortReadRegisterUlong(volatile ULONG *Register);
VOID ScsiPortReadRegisterBufferUchar(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
VOID ScsiPortReadRegisterBufferUshort(volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
VOID ScsiPortReadRegisterBufferUlong(volatile ULONG *Register, PULONG Buffer, ULONG Count);
VOID ScsiPortWriteRegisterUchar(volatile UCHAR *Register, UCHAR Value);
VOID ScsiPortWriteRegisterUshort(volatile USHORT *Register, USHORT Value);
VOID ScsiPortWriteRegisterUlong(volatile ULONG *Register, ULONG Value);
VOID ScsiPortWriteRegisterBufferUchar(volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
VOID ScsiPortWriteRegisterBufferUshort(volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
VOID ScsiPortWriteRegisterBufferUlong(volatile ULONG *Register, PULONG Buffer, ULONG Count);

/* I/O space: single accesses, and strings of accesses to one port. */
UCHAR ScsiPortReadPortUchar(volatile UCHAR *Port);
USHORT ScsiPortReadPortUshort(volatile USHORT *Port);
ULONG ScsiPortReadPortUlong(volatile ULONG *Port);
VOID ScsiPortReadPortBufferUchar(volatile UCHAR *Port, PUCHAR Buffer, ULONG Count);
VOID ScsiPortReadPortBufferUshort(volatile USHORT *Port, PUSHORT Buffer, ULONG Count);
VOID ScsiPortReadPortBufferUlong(volatile ULONG *Port, PULONG Buffer, ULONG Count);
VOID ScsiPortWritePortUchar(volatile UCHAR *Port, UCHAR Value);
VOID ScsiPortWritePortUshort(volatile USHORT *Port, USHORT Value);
VOID ScsiPortWritePortUlong(volatile ULONG *Port, ULONG Value);
VOID ScsiPortWritePortBufferUchar(volatile UCHAR *Port, PUCHAR Buffer, ULONG Count);
VOID ScsiPortWritePortBufferUshort(volatile USHORT *Port, PUSHORT Buffer, ULONG Count);
VOID ScsiPortWritePortBufferUlong(volatile ULONG *Port, PULONG Buffer, ULONG Count);

#ifndef SCSIPORT_PORT_SIDE
/* The names that 64-bit Windows has for the accessors. */
#define READ_REGISTER_UCHAR		ScsiPortReadRegisterUchar
#define READ_REGISTER_USHORT		ScsiPortReadRegisterUshort
#define READ_REGISTER_ULONG		ScsiPortReadRegisterUlong
#define READ_REGISTER_BUFFER_UCHAR	ScsiPortReadRegisterBufferUchar
#define READ_REGISTER_BUFFER_USHORT	ScsiPortReadRegisterBufferUshort
#define READ_REGISTER_BUFFER_ULONG	ScsiPortReadRegisterBufferUlong
#define WRITE_REGISTER_UCHAR		ScsiPortWriteRegisterUchar
#define WRITE_REGISTER_USHORT		ScsiPortWriteRegisterUshort
#define WRITE_REGISTER_ULONG		ScsiPortWriteRegisterUlong
#define WRITE_REGISTER_BUFFER_UCHAR	ScsiPortWriteRegisterBufferUchar
#define WRITE_REGISTER_BUFFER_USHORT	ScsiPortWriteRegisterBufferUshort
#define WRITE_REGISTER_BUFFER_ULONG	ScsiPortWriteRegisterBufferUlong
#define READ_PORT_UCHAR			ScsiPortReadPortUchar
#define READ_PORT_USHORT		ScsiPortReadPortUshort
#define READ_PORT_ULONG			ScsiPortReadPortUlong
#define READ_PORT_BUFFER_UCHAR		ScsiPortReadPortBufferUchar
#define READ_PORT_BUFFER_USHORT		ScsiPortReadPortBufferUshort
#define READ_PORT_BUFFER_ULONG		ScsiPortReadPortBufferUlong
#define WRITE_PORT_UCHAR		ScsiPortWritePortUchar
#define WRITE_PORT_USHORT		ScsiPortWritePortUshort
#define WRITE_PORT_ULONG		ScsiPortWritePortUlong
#define WRITE_PORT_BUFFER_UCHAR		ScsiPortWritePortBufferUchar
#define WRITE_PORT_BUFFER_USHORT	ScsiPortWritePortBufferUshort
#define WRITE_PORT_BUFFER_ULONG		ScsiPortWritePortBufferUlong
#endif

#ifdef __cplusplus
}
#endif

#endif /* SCSIPORT_NTPORTS_H */
