// SPDX-License-Identifier: GPL-2.0-only
/*
 * Write caches. What sd does not know of, it does not flush, and the data is lost with the power.
 * Many miniports make up their MODE SENSE data, and were never asked otherwise than Windows asks:
 * for all pages, in 192 bytes. sd can be made to ask like that, too, and what it misses all the
 * same is said.
 */
#include <linux/slab.h>

#include "core/cache.h"
#include "core/ask.h"
#include "core/log.h"

#define PORT_MODE_BYTES	192
#define PORT_MODE_HEADER	4
#define PORT_PAGE_CACHING	0x08
#define PORT_PAGE_ALL	0x3f
#define PORT_WCE		0x04	/* byte 2 of the caching page */

static bool port_mode_sense(struct scsi_device *sdev, u8 page, u8 *data, u32 length)
{
	const u8 cdb[6] = { MODE_SENSE, 0, page, 0, length, 0 };

	return !port_unit_ask(sdev, cdb, data, length);
}

/* The caching page, at least three bytes of it, in PORT_MODE_BYTES of mode data; or NULL. */
static const u8 *port_caching_page(const u8 *data)
{
	u32 end = min(data[0] + 1U, (u32)PORT_MODE_BYTES);
	u32 at = PORT_MODE_HEADER + data[3];

	while (at + 3 <= end) {
		bool long_header = data[at] & 0x40;

		if ((data[at] & 0x3f) == PORT_PAGE_CACHING)
			return &data[at];
		if (long_header && at + 4 > end)
			return NULL;
		at += long_header ? 4 + (data[at + 2] << 8) + data[at + 3] :
				    2 + data[at + 1];
	}
	return NULL;
}

/* sd asks for a page by its header first, and then for as many bytes as that says. */
static bool port_header_is_right(const u8 *data)
{
	return data[0] + 1U >= PORT_MODE_HEADER + data[3] + 3U;
}

static void port_ask_cache(struct port_adapter *a, struct scsi_device *sdev, u8 *data)
{
	const u8 *page;

	if (!sdev->skip_ms_page_3f && port_mode_sense(sdev, PORT_PAGE_ALL, data, PORT_MODE_BYTES) &&
	    port_caching_page(data)) {
		sdev->skip_ms_page_8 = 1;
		return;
	}
	if (sdev->skip_ms_page_8 || !port_mode_sense(sdev, PORT_PAGE_CACHING, data,
						     PORT_MODE_BYTES))
		return;
	page = port_caching_page(data);
	if (!page || !(page[2] & PORT_WCE))
		return;
	if (port_mode_sense(sdev, PORT_PAGE_CACHING, data, PORT_MODE_HEADER) &&
	    port_header_is_right(data))
		return;
	port_warn(a, "%u:%u:%llu: the write cache is on, but Linux will not see that and never flush it, as the miniport answers MODE SENSE only as Windows asks; write \"temporary write back\" to cache_type in /sys/class/scsi_disk/%s\n",
		  sdev->channel, sdev->id, sdev->lun, dev_name(&sdev->sdev_gendev));
}

/**
 * port_unit_find_cache() - have sd see the write cache of a disk
 * @sdev: device that was just found; sd has not seen it yet
 *
 * FUA is believed only of a miniport that is known to pass it on: without it, sd flushes.
 *
 * Context: Process; commands are sent.
 */
void port_unit_find_cache(struct scsi_device *sdev)
{
	struct port_adapter *a = shost_priv(sdev->host);
	u8 *data;

	if (sdev->type != TYPE_DISK)
		return;
	sdev->use_192_bytes_for_3f = 1;
	sdev->broken_fua = !a->miniport->fua;
	data = kmalloc(PORT_MODE_BYTES, GFP_KERNEL);
	if (!data)
		return;
	port_ask_cache(a, sdev, data);
	kfree(data);
}
