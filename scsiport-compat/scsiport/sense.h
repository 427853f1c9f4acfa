/* SPDX-License-Identifier: GPL-2.0-only */
/* The REQUEST SENSE that the port sends. */
#ifndef SP_SENSE_H
#define SP_SENSE_H

#include <linux/workqueue.h>

#include "scsiport/unit.h"

bool sp_sense_wanted(struct sp_adapter *a, struct sp_srb *s);
void sp_sense_start(struct sp_adapter *a, struct sp_srb *s);
struct sp_srb *sp_sense_finish(struct sp_adapter *a, struct sp_srb *sense);
void sp_sense_tick(struct sp_adapter *a);
void sp_sense_late(struct work_struct *work);

#endif
