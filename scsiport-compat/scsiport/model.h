/* SPDX-License-Identifier: GPL-2.0-only */
/* ScsiPort as the core sees it. */
#ifndef SP_SCSIPORT_MODEL_H
#define SP_SCSIPORT_MODEL_H

struct port_model;

extern const struct port_model sp_model;

#endif
