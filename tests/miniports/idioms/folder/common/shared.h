/* SPDX-License-Identifier: GPL-2.0-only */
unsigned long Shared(unsigned long *Count);
