/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of mgmtport share. */
#ifndef MGMTPORT_H
#define MGMTPORT_H

#include "testunit.h"

#include <ntddscsi.h>
#include <scsiwmi.h>

/* SRB_IO_CONTROL.ControlCode */
#define MGMT_INVERT	1	/* every byte of the data is inverted */
#define MGMT_REPORT	2	/* the data becomes a MGMT_REPORT_DATA */
#define MGMT_DROP	3	/* answered by a bus reset only */
#define MGMT_BUSY	4	/* BUSY at first */
#define MGMT_STATUS	5	/* SrbStatus is the first byte of the data */
#define MGMT_EVENTS	6	/* as many events as the first byte says */
#define MGMT_KEEP	7	/* not even answered by a bus reset */
#define MGMT_REREGISTER	8
#define MGMT_FALSE	9	/* HwStartIo returns FALSE */
#define MGMT_LONG_EVENT	10	/* an event that is too long */
#define MGMT_TARDY	11	/* as MGMT_KEEP, and BUSY after 5 s */
#define MGMT_PLUG	12	/* there is a unit now */
#define MGMT_FLAGS	13	/* SrbFlags of the last SCSI command, then all that had a tag */
#define MGMT_UNCACHED	14	/* where the uncached extension is, 8 bytes */
#define MGMT_ANNOUNCE	15	/* there is a unit now, and the port is told so */

typedef struct _MGMT_SRB_EXTENSION {
	SCSIWMI_REQUEST_CONTEXT Wmi;
} MGMT_SRB_EXTENSION, *PMGMT_SRB_EXTENSION;

typedef struct _MGMT_EXTENSION {
	BOOLEAN NoUnit;
	BOOLEAN Caches;
	BOOLEAN CacheFails;
	BOOLEAN WasBusy;
	BOOLEAN EventsEnabled;
	BOOLEAN LateFlush;
	ULONG Events;
	ULONG Flags;
	ULONG Tagged;
	PVOID Uncached;
	PSCSI_REQUEST_BLOCK Kept;
	PSCSI_REQUEST_BLOCK Flushing;
	PSCSI_WMI_REQUEST_BLOCK Later;
	UCHAR Data[2][16];
} MGMT_EXTENSION, *PMGMT_EXTENSION;

/* mgmtport_wmi.c: TRUE if the answer is there */
BOOLEAN MgmtWmiRequest(PMGMT_EXTENSION Extension, PSCSI_WMI_REQUEST_BLOCK Srb);
VOID MgmtFire(PMGMT_EXTENSION Extension, ULONG Count);
VOID MgmtLongEvent(PMGMT_EXTENSION Extension);

/* mgmtport_control.c: TRUE if the answer is there */
BOOLEAN MgmtIoControl(PMGMT_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb);

#endif
