/* SPDX-License-Identifier: GPL-2.0-only */
/* Found by a path of Windows. */
#define ODD_NAME 1
