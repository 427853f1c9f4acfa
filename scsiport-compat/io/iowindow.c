// SPDX-License-Identifier: GPL-2.0-only
/* Virtual I/O windows: the registry, and the way from an access to the device model. */
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#include "io/iowindow.h"

#define IO_WINDOWS 64

struct io_window {
	const struct io_window_ops *ops;
	void *model;
	u32 size;
};

/*
 * An entry is written before the resource that names it exists and cleared after the last driver
 * let go of that, so accesses need no lock.
 */
static struct io_window io_windows[IO_WINDOWS];
static DEFINE_MUTEX(io_windows_mutex);	/* entries being taken and given back */

static unsigned long io_window_base(u32 number)
{
	return IO_WINDOW_SIGNATURE << IO_WINDOW_SHIFT | (unsigned long)number << 32;
}

static struct io_window *io_window_of(unsigned long address, u32 *offset)
{
	struct io_window *w;

	w = &io_windows[(address >> 32) & (IO_WINDOWS - 1)];
	*offset = (u32)address;
	return likely(w->ops && *offset < w->size) ? w : NULL;
}

/**
 * io_window_register() - open a window onto a device model
 * @ops: how the model answers
 * @model: argument for @ops
 * @size: bytes
 *
 * Context: Process.
 * Return: base of the window; 0 when all windows are taken.
 */
unsigned long io_window_register(const struct io_window_ops *ops, void *model, u32 size)
{
	unsigned long base = 0;
	u32 i;

	mutex_lock(&io_windows_mutex);
	for (i = 0; i < IO_WINDOWS && !base; i++) {
		if (io_windows[i].ops)
			continue;
		io_windows[i].model = model;
		io_windows[i].size = size;
		io_windows[i].ops = ops;
		base = io_window_base(i);
	}
	mutex_unlock(&io_windows_mutex);
	return base;
}
EXPORT_SYMBOL_GPL(io_window_register);

/**
 * io_window_unregister() - close a window that nobody uses any more
 * @base: what io_window_register() returned
 *
 * Context: Process.
 */
void io_window_unregister(unsigned long base)
{
	mutex_lock(&io_windows_mutex);
	io_windows[(base >> 32) & (IO_WINDOWS - 1)].ops = NULL;
	mutex_unlock(&io_windows_mutex);
}
EXPORT_SYMBOL_GPL(io_window_unregister);

/**
 * io_window_read() - one read
 * @address: in a window, as io_window_owns() says
 * @width: bytes: 1, 2 or 4
 *
 * Context: Any.
 * Return: what the model answers; all ones outside of every window, as an empty bus does.
 */
u32 io_window_read(unsigned long address, u8 width)
{
	u32 offset;
	struct io_window *w = io_window_of(address, &offset);

	return w ? w->ops->read(w->model, offset, width) : U32_MAX;
}

/**
 * io_window_write() - one write
 * @address: in a window
 * @width: bytes: 1, 2 or 4
 * @value: value
 *
 * Context: Any.
 */
void io_window_write(unsigned long address, u8 width, u32 value)
{
	u32 offset;
	struct io_window *w = io_window_of(address, &offset);

	if (w)
		w->ops->write(w->model, offset, width, value);
}

/**
 * io_window_read_string() - many reads of one address
 * @address: in a window
 * @width: bytes: 1, 2 or 4
 * @buffer: out: @count values
 * @count: number of reads
 *
 * Context: Any.
 */
void io_window_read_string(unsigned long address, u8 width, void *buffer, u32 count)
{
	u32 offset;
	struct io_window *w = io_window_of(address, &offset);

	if (w)
		w->ops->read_string(w->model, offset, width, buffer, count);
	else
		memset(buffer, 0xff, (size_t)count * width);
}

/**
 * io_window_write_string() - many writes to one address
 * @address: in a window
 * @width: bytes: 1, 2 or 4
 * @buffer: @count values
 * @count: number of writes
 *
 * Context: Any.
 */
void io_window_write_string(unsigned long address, u8 width, const void *buffer, u32 count)
{
	u32 offset;
	struct io_window *w = io_window_of(address, &offset);

	if (w)
		w->ops->write_string(w->model, offset, width, buffer, count);
}
