/* SPDX-License-Identifier: GPL-2.0-only */
/* A request, as far as no port model decides. It stands first in the model's own structure. */
#ifndef PORT_REQUEST_H
#define PORT_REQUEST_H

#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

struct port_adapter;

/* What a request is; it is never anything else. */
enum port_kind {
	PORT_COMMAND,		/* the midlayer's, in the private area of its scsi_cmnd */
	PORT_SENSE,		/* the REQUEST SENSE of a unit */
	PORT_INTERNAL,		/* what the port sends, for whomever, and is no command */
};

/**
 * struct port_view - a piece of a request's data that is contiguous for the HBA
 * @va: where it begins for the miniport, which counts from DataBuffer
 * @dma: bus address of that
 * @bytes: how long it is; 0: the HBA cannot reach this data
 * @offset: from the start of the data
 */
struct port_view {
	const void *va;
	dma_addr_t dma;
	u32 bytes;
	u32 offset;
};

/**
 * struct port_request - one request, and where its data is
 * @adapter: whose it is
 * @cmd: the command of a PORT_COMMAND; else NULL
 * @view: the part of the data whose bus address is at hand; whoever has the request moves it, and
 *	calls for one request do not overlap; the same of @walk
 * @walk: the element of the scatter-gather list that @view shows; NULL: the data is memory of the
 *	port's, and the view shows all of it
 * @length: bytes that the initiator asked for
 * @bounce: index of the bounce buffer in use, or -1
 * @kind: constant
 * @mapped: the scatter-gather list of @cmd is DMA-mapped
 */
struct port_request {
	struct port_adapter *adapter;
	struct scsi_cmnd *cmd;
	struct port_view view;
	struct scatterlist *walk;
	u32 length;
	s16 bounce;
	u8 kind;
	bool mapped;
};

#endif
