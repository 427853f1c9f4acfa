// SPDX-License-Identifier: GPL-2.0-only
/* What an adapter's limits make of its host and of its units. */
#include <linux/blkdev.h>
#include <scsi/scsi_tcq.h>

#include "core/host.h"
#include "core/cache.h"
#include "core/model.h"
#include "core/units.h"

/**
 * port_host_configure_unit() - a unit was found: how its queue is to be
 * @sdev: device
 *
 * Context: Process.
 */
void port_host_configure_unit(struct scsi_device *sdev)
{
	struct port_adapter *a = shost_priv(sdev->host);
	struct port_unit *lu = sdev->hostdata;
	bool tagged;

	port_sdev_set_alignment(sdev, a->limits.alignment_mask | 3);
	if (a->limits.tagged && sdev->tagged_supported)
		sdev->simple_tags = 1;
	tagged = a->limits.tagged && sdev->simple_tags;
	lu->configured = true;
	a->model->unit_found(a, lu, tagged);
	scsi_change_queue_depth(sdev, sdev->simple_tags ? a->limits.lu_requests : 1);
	port_unit_find_cache(sdev);
	/* sd keeps a time-out that is set already. */
	if (a->miniport->io_timeout_value)
		blk_queue_rq_timeout(sdev->request_queue, a->miniport->io_timeout_value * HZ);
}

/**
 * port_change_queue_depth() - the depth that somebody wants, as far as the limits allow
 * @sdev: device
 * @depth: requests
 *
 * Context: Process.
 * Return: what it is now.
 */
int port_change_queue_depth(struct scsi_device *sdev, int depth)
{
	struct port_adapter *a = shost_priv(sdev->host);
	int most = sdev->simple_tags ? a->limits.lu_requests : 1;

	return scsi_change_queue_depth(sdev, clamp(depth, 1, most));
}

/*
 * A disk may find best what is more than one command carries here. The block layer believes the
 * smaller one, and makes its read-ahead of it, so an adapter that carries a lot does not say that
 * this is best.
 */
static unsigned int port_optimal_sectors(const struct Scsi_Host *shost)
{
	return shost->max_sectors <= SCSI_DEFAULT_MAX_SECTORS ? shost->max_sectors : 0;
}

/**
 * port_host_apply_limits() - tell the midlayer an adapter's limits
 * @a: adapter with its limits derived, host not added yet
 *
 * Context: Process.
 */
void port_host_apply_limits(struct port_adapter *a)
{
	const struct port_limits *l = &a->limits;
	struct Scsi_Host *shost = a->shost;

	shost->can_queue = l->requests;
	shost->cmd_per_lun = l->lu_requests;
	shost->sg_tablesize = l->sg_elements;
	shost->max_sectors = l->max_transfer / SECTOR_SIZE;
	shost->opt_sectors = port_optimal_sectors(shost);
	shost->max_channel = l->buses - 1;
	shost->max_id = l->targets;
	shost->max_lun = l->luns;
	shost->max_cmd_len = 16;
	/*
	 * Elements start and end at page boundaries inside a list, as Windows page lists do
	 * (trap 14).
	 */
	if (l->dma_bits && l->sg_elements > 1)
		shost->virt_boundary_mask = PAGE_SIZE - 1;
	else if (l->sg_elements == 1)
		shost->max_segment_size = max_t(u32, l->max_transfer, PAGE_SIZE);
	port_host_set_alignment(shost, l->alignment_mask | 3);
}
