/* SPDX-License-Identifier: GPL-2.0-only */
/* Time-outs, resets, the way offline. */
#ifndef SP_RECOVERY_H
#define SP_RECOVERY_H

#include <scsi/scsi_cmnd.h>

#include "compat.h"

struct sp_adapter;

int sp_reset(struct sp_adapter *a, u8 path, bool patient);
bool sp_forgot_to_ask(struct sp_adapter *a);
void sp_catch_up(struct sp_adapter *a);
void sp_recovery_wait(struct sp_adapter *a);
int sp_eh_abort(struct scsi_cmnd *cmd);
int sp_eh_bus_reset(struct scsi_cmnd *cmd);
int sp_eh_host_reset(struct scsi_cmnd *cmd);
enum scsi_timeout_action sp_eh_timed_out(struct scsi_cmnd *cmd);

#endif
