/* SPDX-License-Identifier: GPL-2.0-only */
#define readl(p) ScsiPortReadRegisterUlong(p)
