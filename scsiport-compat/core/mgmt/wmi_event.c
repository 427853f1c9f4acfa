// SPDX-License-Identifier: GPL-2.0-only
/* The WMI library: events (contract §3.7, §4). */
#include <linux/export.h>
#include <linux/ktime.h>

#include "core/mgmt/wmi_event.h"
#include "core/common.h"
#include "core/rules.h"
#include "core/model.h"
#include "core/mgmt/control.h"
#include "uapi/scsiport_ioctl.h"
#include "include/scsiwmi.h"

#define PORT_EVENT_SIZE	0x40	/* what a miniport leaves free in front of its event data */

static_assert(sizeof(WNODE_SINGLE_INSTANCE) == PORT_EVENT_SIZE);

/**
 * ScsiPortWmiFireLogicalUnitEvent() - report a WMI event
 * @HwDeviceExtension: the adapter's device extension
 * @PathId: bus; 0xff for an event of the adapter
 * @TargetId: target
 * @Lun: logical unit
 * @Guid: class of the event
 * @InstanceIndex: instance that it comes from
 * @EventDataSize: bytes of data
 * @EventData: a buffer with 0x40 bytes for the WNODE in front of the data; or NULL without data
 *
 * Context: Any.
 * Contract: §3.7.
 */
VOID ScsiPortWmiFireLogicalUnitEvent(PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId,
				     UCHAR Lun, LPGUID Guid, ULONG InstanceIndex,
				     ULONG EventDataSize, PVOID EventData)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);
	u64 time = ktime_get_real_ns() / 100 + 116444736000000000ULL;
	WNODE_SINGLE_INSTANCE bare;
	WNODE_SINGLE_INSTANCE *w = EventData ?: &bare;

	if (!a)
		return;
	if (!EventData)
		EventDataSize = 0;
	memset(w, 0, PORT_EVENT_SIZE);
	w->WnodeHeader.BufferSize = PORT_EVENT_SIZE + min_t(u32, EventDataSize, SZ_64K);
	w->WnodeHeader.Version = 1;
	w->WnodeHeader.TimeStamp.QuadPart = time;
	w->WnodeHeader.Guid = *Guid;
	w->WnodeHeader.Flags = WNODE_FLAG_EVENT_ITEM | WNODE_FLAG_SINGLE_INSTANCE |
			       WNODE_FLAG_STATIC_INSTANCE_NAMES;
	w->InstanceIndex = InstanceIndex;
	w->DataBlockOffset = PORT_EVENT_SIZE;
	w->SizeDataBlock = EventDataSize;
	a->model->post_wmi(HwDeviceExtension, w, PathId, TargetId, Lun);
}
EXPORT_SYMBOL_GPL(ScsiPortWmiFireLogicalUnitEvent);

/**
 * port_wmi_event() - WMIEvent and WMIReregister
 * @a: adapter
 * @event: what came, its data not looked at yet
 *
 * Context: interrupt lock held. Contract §4, WMIEvent.
 */
void port_wmi_event(struct port_adapter *a, struct port_event *event)
{
	const WNODE_HEADER *w = event->data;

	if (event->type == SCSIPORT_EVENT_WMI) {
		/* Once: it is the miniport's memory, which may change. */
		event->length = w ? READ_ONCE(w->BufferSize) : 0;
		if (event->length < sizeof(*w) || event->length > SCSIPORT_EVENT_DATA) {
			port_breach(a, PORT_RULE_EVENT_SIZE, NULL,
				    "WMIEvent with an item of %u bytes: %zu to %u are allowed",
				    event->length, sizeof(*w), SCSIPORT_EVENT_DATA);
			return;
		}
	}
	port_control_event(a, event);
}
