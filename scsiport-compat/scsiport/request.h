/* SPDX-License-Identifier: GPL-2.0-only */
/* From scsi_cmnd to SRB and back. */
#ifndef SP_REQUEST_H
#define SP_REQUEST_H

#include <linux/rcupdate.h>

#include "scsiport/adapter.h"

port_qc_status sp_queuecommand(struct Scsi_Host *shost, struct scsi_cmnd *cmd);
int sp_init_cmd_priv(struct Scsi_Host *shost, struct scsi_cmnd *cmd);
void sp_deliver(struct sp_srb *done);
void sp_srb_rebuild(struct sp_adapter *a, struct sp_srb *s);
void sp_srb_check_status(struct sp_adapter *a, struct sp_srb *s);

/*
 * sp_leave() delivers inside an RCU read-side section: when all of these ended, so has every
 * delivery.
 */
static inline void sp_deliveries_wait(void)
{
	synchronize_rcu();
}

#endif
