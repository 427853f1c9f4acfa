/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: /dev/scsiportN, requests to it, and what its errors mean. */
#ifndef CTL_DEVICE_H
#define CTL_DEVICE_H

#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

extern int fd;

void open_device(int flags);
noreturn void fail_errno(int error);
size_t control(uint32_t code, void *in, size_t in_length, void *out, size_t out_length);

#endif /* CTL_DEVICE_H */
