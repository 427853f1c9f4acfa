/* SPDX-License-Identifier: GPL-2.0-only */
/* What is said of a miniport of ScsiPort's, beside its mistakes: advice (contract §11). */
#ifndef SP_LOG_H
#define SP_LOG_H

#include "scsiport/adapter.h"

__printf(3, 4) void sp_advice(struct sp_adapter *a, enum sp_advice_kind kind, const char *format,
			      ...);

#endif
