/* SPDX-License-Identifier: GPL-2.0-only */
#define IOCTL_SCSI_MINIPORT_SMART_OR_WHATEVER ((FILE_DEVICE_SCSI << 16) + 0x0500)
#if (NTDDI_VERSION >= NTDDI_VISTA) && defined(_WIN64) && defined(_M_AMD64) && !DBG
typedef struct _ALIGNED *PALIGNED;
#endif
