/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Virtual I/O windows: how hardware that is made of software answers register accesses.
 *
 * A device model registers a window and hands the window's base to its driver as the start of a
 * resource of type IORESOURCE_REG. The base lies in the non-canonical hole of the address space,
 * so it can never be confused with a mapping or a port number, and driver code may do arithmetic
 * on it. Accessors recognise it by its top bits.
 */
#ifndef SP_IOWINDOW_H
#define SP_IOWINDOW_H

#include <linux/types.h>

/**
 * struct io_window_ops - what a device model does when its window is accessed
 * @read: one access; @offset in bytes from the base, @width 1, 2 or 4. Returns the value.
 * @write: one access.
 * @read_string: @count accesses to the same @offset, as a string input instruction does.
 * @write_string: the same, output.
 *
 * Context: any, hard interrupt included; several CPUs at once. The driver's locks may be held.
 */
struct io_window_ops {
	u32 (*read)(void *model, u32 offset, u8 width);
	void (*write)(void *model, u32 offset, u8 width, u32 value);
	void (*read_string)(void *model, u32 offset, u8 width, void *buffer, u32 count);
	void (*write_string)(void *model, u32 offset, u8 width, const void *buffer, u32 count);
};

/*
 * Flag of the window's resource, beside IORESOURCE_REG: the window lies in I/O space, so its driver
 * uses port accesses.
 */
#define IO_WINDOW_PORTS		0x01

/* Bits 47:32 of a base are the window's number, bits 31:0 the offset in it. */
#define IO_WINDOW_SIGNATURE	0x5350UL
#define IO_WINDOW_SHIFT		48

static inline bool io_window_owns(unsigned long address)
{
	return address >> IO_WINDOW_SHIFT == IO_WINDOW_SIGNATURE;
}

unsigned long io_window_register(const struct io_window_ops *ops, void *model, u32 size);
void io_window_unregister(unsigned long base);

u32 io_window_read(unsigned long address, u8 width);
void io_window_write(unsigned long address, u8 width, u32 value);
void io_window_read_string(unsigned long address, u8 width, void *buffer, u32 count);
void io_window_write_string(unsigned long address, u8 width, const void *buffer, u32 count);

#endif
