/* SPDX-License-Identifier: GPL-2.0-only */
/* The SCSI host template. */
#ifndef SP_HOST_H
#define SP_HOST_H

#include <scsi/scsi_host.h>

struct sp_adapter;

extern const struct scsi_host_template sp_host_template;
void sp_host_apply_limits(struct sp_adapter *a);

#endif
