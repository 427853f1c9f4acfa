// SPDX-License-Identifier: GPL-2.0-only
/*
 * The bus master: moves data between the model and the host's memory.
 *
 * The board trusts no address. Here a DMA address is a physical address; one that has no page, or
 * whose page the kernel has not mapped for the access, ends the command with host status 3.
 *
 * Every page is copied under board->lock after a look at the board's generation. A reset counts the
 * generation up under the same lock, so when its register write returns, no copy is under way and
 * none will follow; it waits for one page at most.
 */
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "command.h"
#include "dma.h"
#include "pio.h"

/*
 * Touch one byte in a way that survives a fault. A struct page proves little: its memory may be
 * read-only, or taken out of the kernel's map.
 */
static bool readable(const void *host)
{
	u8 byte;

	__get_kernel_nofault(&byte, host, u8, fault);
	return true;
fault:
	return false;
}

/* The byte that is written is the one that belongs there, so nobody sees a wrong one. */
static bool writable(void *host, const void *from)
{
	__put_kernel_nofault(host, from, u8, fault);
	return true;
fault:
	return false;
}

/**
 * vhba_host_at() - host memory, where the model can reach it
 * @address: bus address
 * @from: what will be written there; NULL if it will be read
 *
 * Context: any; the caller holds the board's lock and knows that DMA is allowed.
 * Return: the memory, up to the end of its page; NULL if there is none.
 */
void *vhba_host_at(u64 address, const void *from)
{
	unsigned long pfn = PHYS_PFN(address);
	void *host;
	bool ok;

	if (PFN_PHYS(pfn) != (address & PAGE_MASK) || !pfn_valid(pfn))
		return NULL;
	host = page_address(pfn_to_page(pfn)) + offset_in_page(address);
	pagefault_disable();
	ok = from ? writable(host, from) : readable(host);
	pagefault_enable();
	return ok ? host : NULL;
}

/* Inside one page. */
static bool host_copy(u64 address, void *model, size_t length, bool to_host)
{
	void *host = vhba_host_at(address, to_host ? model : NULL);

	/* The kernel's own memcpy(), which knows this processor; none that the compiler expands. */
	OPTIMIZER_HIDE_VAR(length);
	if (host)
		memcpy(to_host ? host : model, to_host ? model : host, length);
	return host;
}

static bool host_span(u64 address, void *model, size_t length, bool to_host)
{
	while (length) {
		size_t part = min_t(size_t, length, PAGE_SIZE - offset_in_page(address));

		if (!host_copy(address, model, part, to_host))
			return false;
		address += part;
		model += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_host_write() - write host memory
 * @address: bus address
 * @from: where from
 * @length: bytes, a few
 *
 * Context: any; the caller holds the board's lock and knows that DMA is allowed.
 * Return: false if there is no such memory.
 */
bool vhba_host_write(u64 address, const void *from, size_t length)
{
	return host_span(address, (void *)from, length, true);
}

/* A few bytes, or what is in one page. False: dropped, or malformed. */
static bool command_copy(struct vhba_command *cmd, u64 address, void *model, size_t length,
			 bool to_host)
{
	struct vhba_board *board = cmd->board;
	unsigned long flags;
	bool ok = false;

	raw_spin_lock_irqsave(&board->lock, flags);
	cmd->dropped = cmd->generation != board->generation;
	if (!cmd->dropped)
		ok = host_span(address, model, length, to_host);
	raw_spin_unlock_irqrestore(&board->lock, flags);
	if (!ok)
		cmd->host_status = VHBA_HOST_MALFORMED;
	return ok;
}

static bool next_element(struct vhba_command *cmd)
{
	struct vhba_ring_element element;

	while (!cmd->left) {
		if (cmd->element >= cmd->elements) {
			cmd->host_status = VHBA_HOST_MALFORMED;
			return false;
		}
		if (!command_copy(cmd, cmd->data + (u64)cmd->element * sizeof(element), &element,
				  sizeof(element), false))
			return false;
		cmd->element++;
		cmd->address = le64_to_cpu(element.address);
		cmd->left = le32_to_cpu(element.length);
	}
	return true;
}

static bool dma_move(struct vhba_command *cmd, void *model, u32 length, bool to_host)
{
	while (length) {
		u32 part;

		if (!next_element(cmd))
			return false;
		part = min3(length, cmd->left, (u32)(PAGE_SIZE - offset_in_page(cmd->address)));
		if (!command_copy(cmd, cmd->address, model, part, to_host))
			return false;
		cmd->address += part;
		cmd->left -= part;
		cmd->moved += part;
		model += part;
		length -= part;
	}
	return true;
}

/**
 * vhba_data_in() - give data to the host
 * @cmd: the command
 * @from: the data
 * @length: bytes
 *
 * Context: the board's thread; may sleep.
 * Return: false if there was no room for all of it or the command is over; the command has its
 * host status, its handler has nothing more to do.
 */
bool vhba_data_in(struct vhba_command *cmd, const void *from, u32 length)
{
	u32 part = min(length, vhba_data_room(cmd, VHBA_FLAG_IN));
	bool ok;

	if (cmd->board->caps & VHBA_CAP_PIO)
		ok = vhba_pio_data_in(cmd, from, part);
	else
		ok = dma_move(cmd, (void *)from, part, true);
	if (ok && part < length) {
		cmd->host_status = VHBA_HOST_OVERRUN;
		ok = false;
	}
	return ok;
}

/**
 * vhba_reply() - give parameter data to the host
 * @cmd: the command
 * @data: the data
 * @length: bytes
 * @allocation: how much of it the CDB allows
 *
 * Context: the board's thread; may sleep.
 * Return: false if the command is over.
 */
bool vhba_reply(struct vhba_command *cmd, const void *data, u32 length, u32 allocation)
{
	return vhba_data_in(cmd, data, min(length, allocation));
}

/**
 * vhba_data_out() - get data from the host
 * @cmd: the command
 * @to: where to
 * @length: bytes
 *
 * Context: the board's thread; may sleep.
 * Return: false if the host had less or the command is over, as vhba_data_in().
 */
bool vhba_data_out(struct vhba_command *cmd, void *to, u32 length)
{
	u32 part = min(length, vhba_data_room(cmd, VHBA_FLAG_OUT));
	bool ok;

	if (cmd->board->caps & VHBA_CAP_PIO)
		ok = vhba_pio_data_out(cmd, to, part);
	else
		ok = dma_move(cmd, to, part, false);
	if (ok && part < length) {
		cmd->host_status = VHBA_HOST_OVERRUN;
		ok = false;
	}
	return ok;
}

/**
 * vhba_data_expect() - announce how much data-out will be asked for
 * @cmd: the command
 * @length: bytes to come in all
 *
 * Without it a PIO board would have one phase for every piece that a handler asks for.
 *
 * Context: the board's thread.
 */
void vhba_data_expect(struct vhba_command *cmd, u32 length)
{
	cmd->wanted = length;
}
