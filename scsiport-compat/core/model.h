/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A port model: how Windows drives the miniports of one kind. The core brings adapters up and takes
 * them down, and asks the model for what the rules of that kind decide. No request goes this way:
 * for these the SCSI host template is the model's.
 */
#ifndef PORT_MODEL_H
#define PORT_MODEL_H

#include <linux/types.h>

struct scsi_host_template;
struct port_adapter;
struct port_unit;

/**
 * struct port_ask - what port_model::submit() sends, and the answer
 * @function: SRB_FUNCTION_...
 * @sub_function: WMISubFunction
 * @addressed: for the unit at @path, @target, @lun; else for the adapter
 * @has_path: DataPath of a WMI request points to @guid
 * @must: neither a signal nor the adapter's removal cuts it short
 * @timeout: seconds
 * @data: kernel memory, both ways
 * @length: bytes of @data
 * @srb_status: answer, without flags
 * @transferred: answer: DataTransferLength
 */
struct port_ask {
	u8 function;
	u8 sub_function;
	bool addressed;
	bool has_path;
	bool must;
	u8 path;
	u8 target;
	u8 lun;
	u32 timeout;
	u8 guid[16];
	void *data;
	u32 length;
	u8 srb_status;
	u32 transferred;
};

/**
 * struct port_model - what a port model does with an adapter; process context, all may sleep
 * @template: of the hosts of its adapters
 * @adapter_size: of its structure for an adapter, which begins with a struct port_adapter
 * @unit_size: of its structure for a unit, which begins with a struct port_unit
 * @unit_tail: bytes of a unit's memory behind the extension that are the model's
 * @prepare: what does not depend on the hardware. Cannot fail.
 * @find: HwFindAdapter: configuration preset, decided by the miniport, and taken over. Returns 0 or
 *	a negative errno.
 * @start: interrupts, HwInitialize, adapter control. Returns 0 or a negative errno.
 * @stop: no routine of the miniport but its DPCs begins after this, and no DMA. May be called
 *	again, and of an adapter that never was up. Returns true if the HBA is known to do no DMA
 *	any more, and no routine to run but DPCs.
 * @quiesce: after @stop: nothing of the model looks at the adapter any more, but DPCs of the
 *	miniport's own, and works that are queued, which the caller waits for
 * @free: what @start took
 * @strict: the verifier is about to be strict with an adapter; before @start nothing need be done,
 *	as that sees to it. Returns 0 or -ENOMEM.
 * @running: the routine of the miniport in which this is called, by name; NULL in none that the
 *	port called. Any context.
 * @submit: sends a request of the port itself to the miniport and waits for the answer. Returns 0,
 *	or -EINTR, -ENODEV, -ENXIO, -ENOMEM, -ETIMEDOUT, -EIO.
 * @flush: FLUSH and SHUTDOWN for a unit that goes, or whose machine goes
 * @unit_init: a unit, zeroed but for what the core knows, may get its first request; the model's
 *	memory of it begins at @tail. Cannot fail.
 * @unit_found: there is a device, and it takes several requests at a time if @tagged
 * @unit_gone: of a unit that is found no more, the model lets go. Returns true if the miniport may
 *	still use its extension.
 * @post_wmi: an event of the WMI library, as if the miniport had posted it. Any context.
 */
struct port_model {
	const struct scsi_host_template *template;
	size_t adapter_size;
	size_t unit_size;
	size_t unit_tail;
	void (*prepare)(struct port_adapter *a);
	int (*find)(struct port_adapter *a);
	int (*start)(struct port_adapter *a);
	bool (*stop)(struct port_adapter *a);
	void (*quiesce)(struct port_adapter *a);
	void (*free)(struct port_adapter *a);
	int (*strict)(struct port_adapter *a);
	const char *(*running)(struct port_adapter *a);
	int (*submit)(struct port_adapter *a, struct port_ask *ask);
	void (*flush)(struct port_adapter *a, struct port_unit *lu);
	void (*unit_init)(struct port_adapter *a, struct port_unit *lu, size_t tail);
	void (*unit_found)(struct port_adapter *a, struct port_unit *lu, bool tagged);
	bool (*unit_gone)(struct port_adapter *a, struct port_unit *lu);
	void (*post_wmi)(void *extension, void *item, u8 path, u8 target, u8 lun);
};

#endif
