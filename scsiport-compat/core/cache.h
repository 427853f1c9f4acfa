/* SPDX-License-Identifier: GPL-2.0-only */
/* Write caches. */
#ifndef SP_CACHE_H
#define SP_CACHE_H

#include <scsi/scsi_device.h>

void sp_unit_find_cache(struct scsi_device *sdev);

#endif
