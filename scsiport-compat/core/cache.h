/* SPDX-License-Identifier: GPL-2.0-only */
/* Write caches. */
#ifndef PORT_CACHE_H
#define PORT_CACHE_H

#include <scsi/scsi_device.h>

void port_unit_find_cache(struct scsi_device *sdev);

#endif
