/* SPDX-License-Identifier: GPL-2.0-only */
/* Requests that the port sends by itself. */
#ifndef SP_INTERNAL_H
#define SP_INTERNAL_H

#include <linux/completion.h>

#include "core/limits.h"
#include "scsiport/srb.h"

struct sp_adapter;
struct port_ask;
struct port_unit;

/**
 * struct sp_internal - a request that the port sends by itself
 * @s: the request
 * @done: it was answered
 * @buffer: its data
 * @buffer_dma: bus address of that
 * @size: bytes of @buffer
 * @blank: its SRB as it is offered to the miniport, each time
 * @guid: what DataPath of a WMI request points to
 * @must: see struct port_ask
 * @abandoned: nobody waits any more, but it has not come back (interrupt lock)
 * @forsaken: it was active then: the miniport has it still, and its unit goes on (interrupt lock)
 * @came_back: @forsaken, and completed at last (interrupt lock)
 */
struct sp_internal {
	struct sp_srb s;
	struct completion done;
	void *buffer;
	dma_addr_t buffer_dma;
	size_t size;
	SCSI_REQUEST_BLOCK blank;
	u8 guid[16];
	bool must;
	bool abandoned;
	bool forsaken;
	bool came_back;
};

int sp_internal_send(struct port_adapter *p, struct port_ask *ask);
void sp_internal_done(struct sp_srb *s);
void sp_internal_rebuild(struct sp_srb *s);
bool sp_internal_is_abandoned(const struct sp_srb *s);
bool sp_internal_take_back(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb);
void sp_internal_take_all_back(struct sp_adapter *a, u8 path, u8 target, u8 lun);
bool sp_internal_keeps(struct sp_adapter *a, const struct sp_lu *lu);
void sp_internal_flush(struct port_adapter *a, struct port_unit *lu);
void sp_internal_drain(struct sp_adapter *a, struct sp_lu *lu);
void sp_internal_refuse(struct sp_adapter *a);
void sp_internal_init(struct sp_adapter *a, struct sp_internal *internal);
void sp_internal_free(struct sp_adapter *a);

#endif
