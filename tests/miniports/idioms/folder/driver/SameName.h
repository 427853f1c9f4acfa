/* SPDX-License-Identifier: GPL-2.0-only */
#define SAME_NAME 1
