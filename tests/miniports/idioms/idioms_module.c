// SPDX-License-Identifier: GPL-2.0-only
/* The idioms as a module, which is built and never loaded. */
#include <linux/module.h>

MODULE_DESCRIPTION("Idioms of old miniports, to be compiled");
MODULE_AUTHOR("The scsiport developers");
MODULE_LICENSE("GPL");
