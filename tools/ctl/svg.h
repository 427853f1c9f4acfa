/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: a picture of histograms. */
#ifndef CTL_SVG_H
#define CTL_SVG_H

#include <stddef.h>

#include "hist.h"

void draw_histograms(const char *file, const struct histogram *list, size_t count);

#endif /* CTL_SVG_H */
