// SPDX-License-Identifier: GPL-2.0-only
/*
 * BusChangeDetected, and a management program's wish for a scan: units that are gone go, new ones
 * come (contract §4, §1.6). The midlayer's own scan only adds.
 */
#include <linux/slab.h>

#include "core/rescan.h"
#include "core/ask.h"
#include "core/log.h"

#define PORT_INQUIRY_LENGTH	36
#define PORT_NO_SUCH_UNIT		3	/* peripheral qualifier */

/* Is nobody there any more? By INQUIRY, as it leaves a unit's attention conditions alone. */
static bool port_is_gone(struct scsi_device *sdev, u8 *data)
{
	static const u8 cdb[6] = { INQUIRY, 0, 0, 0, PORT_INQUIRY_LENGTH, 0 };
	int result = port_unit_ask(sdev, cdb, data, PORT_INQUIRY_LENGTH);

	if (result < 0)
		return false;
	return host_byte(result) == DID_NO_CONNECT || host_byte(result) == DID_BAD_TARGET ||
	       (!result && data[0] >> 5 == PORT_NO_SUCH_UNIT);
}

/**
 * port_scan() - see which units have come and gone
 * @a: adapter whose host was added
 *
 * Context: Process; commands are sent.
 */
void port_scan(struct port_adapter *a)
{
	u8 *data = kmalloc(PORT_INQUIRY_LENGTH, GFP_KERNEL);
	struct scsi_device *sdev;

	if (!data)
		return;
	shost_for_each_device(sdev, a->shost) {
		if (READ_ONCE(a->leaving)) {
			scsi_device_put(sdev);
			break;
		}
		/* An offline unit answers nothing, yet it need not be gone. */
		if (!scsi_device_online(sdev) || !port_is_gone(sdev, data))
			continue;
		port_info(a, "%u:%u:%llu is gone\n", sdev->channel, sdev->id, sdev->lun);
		scsi_remove_device(sdev);
	}
	kfree(data);
	scsi_scan_host(a->shost);
}
