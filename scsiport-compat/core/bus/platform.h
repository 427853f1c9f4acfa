/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices that the platform describes. */
#ifndef SP_BUS_PLATFORM_H
#define SP_BUS_PLATFORM_H

#include "miniport_module.h"

int sp_platform_register(struct sp_miniport *m);
void sp_platform_unregister(struct sp_miniport *m);

#endif
