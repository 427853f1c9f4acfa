/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: counters in the text format of Prometheus. */
#ifndef CTL_PROMETHEUS_H
#define CTL_PROMETHEUS_H

#include <stddef.h>

#include "adapters.h"
#include "sample.h"

void show_prometheus(const struct adapter *list, const struct sample *samples, size_t count);

#endif /* CTL_PROMETHEUS_H */
