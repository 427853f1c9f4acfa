// SPDX-License-Identifier: GPL-2.0-only
/*
 * Port and register accessors (contract §3.5). Every access is ordered. Counts are in elements.
 * Buffer variants of ports are string instructions on one address; those of registers walk
 * through memory.
 *
 * Context of all of them: Any.
 */
#include <linux/export.h>
#include <linux/io.h>

#include "io/iowindow.h"
#include "nt.h"

/* x86 has 64 Ki of them; elsewhere each PCI bridge adds some. */
#define SP_PORT(port)	((unsigned long)(port) & IO_SPACE_LIMIT)
#define SP_MMIO(reg)	((volatile void __iomem __force *)(reg))

#define SP_ACCESSORS(Name, type, in, out, ins, outs, rd, wr) \
type ScsiPortReadPort##Name(volatile type *Port) \
{ \
	if (io_window_owns((unsigned long)Port)) \
		return io_window_read((unsigned long)Port, sizeof(type)); \
	return in(SP_PORT(Port)); \
} \
EXPORT_SYMBOL_GPL(ScsiPortReadPort##Name); \
VOID ScsiPortWritePort##Name(volatile type *Port, type Value) \
{ \
	if (io_window_owns((unsigned long)Port)) \
		io_window_write((unsigned long)Port, sizeof(type), Value); \
	else \
		out(Value, SP_PORT(Port)); \
} \
EXPORT_SYMBOL_GPL(ScsiPortWritePort##Name); \
VOID ScsiPortReadPortBuffer##Name(volatile type *Port, type *Buffer, ULONG Count) \
{ \
	if (io_window_owns((unsigned long)Port)) \
		io_window_read_string((unsigned long)Port, sizeof(type), Buffer, Count); \
	else \
		ins(SP_PORT(Port), Buffer, Count); \
} \
EXPORT_SYMBOL_GPL(ScsiPortReadPortBuffer##Name); \
VOID ScsiPortWritePortBuffer##Name(volatile type *Port, type *Buffer, ULONG Count) \
{ \
	if (io_window_owns((unsigned long)Port)) \
		io_window_write_string((unsigned long)Port, sizeof(type), Buffer, Count); \
	else \
		outs(SP_PORT(Port), Buffer, Count); \
} \
EXPORT_SYMBOL_GPL(ScsiPortWritePortBuffer##Name); \
type ScsiPortReadRegister##Name(volatile type *Register) \
{ \
	if (io_window_owns((unsigned long)Register)) \
		return io_window_read((unsigned long)Register, sizeof(type)); \
	return rd(SP_MMIO(Register)); \
} \
EXPORT_SYMBOL_GPL(ScsiPortReadRegister##Name); \
VOID ScsiPortWriteRegister##Name(volatile type *Register, type Value) \
{ \
	if (io_window_owns((unsigned long)Register)) \
		io_window_write((unsigned long)Register, sizeof(type), Value); \
	else \
		wr(Value, SP_MMIO(Register)); \
} \
EXPORT_SYMBOL_GPL(ScsiPortWriteRegister##Name); \
VOID ScsiPortReadRegisterBuffer##Name(volatile type *Register, type *Buffer, ULONG Count) \
{ \
	while (Count--) \
		*Buffer++ = ScsiPortReadRegister##Name(Register++); \
} \
EXPORT_SYMBOL_GPL(ScsiPortReadRegisterBuffer##Name); \
VOID ScsiPortWriteRegisterBuffer##Name(volatile type *Register, type *Buffer, ULONG Count) \
{ \
	while (Count--) \
		ScsiPortWriteRegister##Name(Register++, *Buffer++); \
} \
EXPORT_SYMBOL_GPL(ScsiPortWriteRegisterBuffer##Name)

SP_ACCESSORS(Uchar, UCHAR, inb, outb, insb, outsb, readb, writeb);
SP_ACCESSORS(Ushort, USHORT, inw, outw, insw, outsw, readw, writew);
SP_ACCESSORS(Ulong, ULONG, inl, outl, insl, outsl, readl, writel);
