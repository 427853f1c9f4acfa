/* SPDX-License-Identifier: GPL-2.0-only */
/* The VMware paravirtual SCSI adapter, as far as this miniport drives it. */
#ifndef SMALLPV_H
#define SMALLPV_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>

/* Registers. */
#define PV_COMMAND		0x0000
#define PV_COMMAND_DATA		0x0004
#define PV_INTR_STATUS		0x100c
#define PV_INTR_MASK		0x2010
#define PV_KICK_NON_RW		0x3014
#define PV_KICK_RW		0x4018
#define PV_REGISTERS		0x8000

#define PV_CMD_ADAPTER_RESET	1
#define PV_CMD_SETUP_RINGS	3
#define PV_CMD_RESET_BUS	4

#define PV_INTR_COMPLETION	0x3	/* both completion bits */

#define PV_FLAG_LIST		0x01
#define PV_FLAG_NONE		0x04
#define PV_FLAG_TO_HOST		0x08
#define PV_FLAG_TO_DEVICE	0x10

/* Host status. */
#define PV_OK			0x00
#define PV_UNDERRUN		0x0c
#define PV_SELECTION		0x11
#define PV_RUN			0x12	/* more or less data than asked for */
#define PV_NO_RESPONSE		0x21
#define PV_BUS_RESET		0x25
#define PV_ABORTED		0x26

typedef struct _PV_STATE {
	ULONG RequestProduced;
	ULONG RequestConsumed;
	ULONG RequestLog2;
	ULONG CompletionProduced;
	ULONG CompletionConsumed;
	ULONG CompletionLog2;
} PV_STATE;

typedef struct _PV_REQUEST {
	ULONGLONG Context;
	ULONGLONG DataAddress;
	ULONGLONG DataLength;
	ULONGLONG SenseAddress;
	ULONG SenseLength;
	ULONG Flags;
	UCHAR Cdb[16];
	UCHAR CdbLength;
	UCHAR Lun[8];
	UCHAR Tag;
	UCHAR Bus;
	UCHAR Target;
	UCHAR Cpu;
	UCHAR Unused[59];
} PV_REQUEST;

typedef struct _PV_COMPLETION {
	ULONGLONG Context;
	ULONGLONG DataLength;
	ULONG SenseLength;
	USHORT HostStatus;
	USHORT ScsiStatus;
	ULONG Unused[2];
} PV_COMPLETION;

typedef struct _PV_ELEMENT {
	ULONGLONG Address;
	ULONG Length;
	ULONG Flags;
} PV_ELEMENT;

typedef struct _PV_RINGS {
	ULONG RequestPages;
	ULONG CompletionPages;
	ULONGLONG StatePage;
	ULONGLONG RequestPage[32];
	ULONGLONG CompletionPage[32];
} PV_RINGS;

#define PV_PAGE			4096
#define PV_REQUESTS		(PV_PAGE / sizeof(PV_REQUEST))		/* in one page */
#define PV_COMPLETIONS		(PV_PAGE / sizeof(PV_COMPLETION))
#define PV_ELEMENTS		33

/* SRB extension: the request's scatter-gather list. */
typedef struct _PV_LIST {
	PV_ELEMENT Element[PV_ELEMENTS];
} PV_LIST;

/* Device extension. */
typedef struct _PV_ADAPTER {
	PUCHAR Registers;
	PV_STATE *State;		/* page 0 of the uncached extension */
	PV_REQUEST *Requests;		/* page 1 */
	PV_COMPLETION *Completions;	/* page 2 */
	ULONGLONG Address;		/* bus address of page 0 */
	BOOLEAN Full;			/* the port waits for NextRequest */
} PV_ADAPTER;

VOID PvWrite(PV_ADAPTER *Adapter, ULONG Offset, ULONG Value);
ULONG PvRead(PV_ADAPTER *Adapter, ULONG Offset);
VOID PvCommand(PV_ADAPTER *Adapter, ULONG Command, PVOID Data, ULONG Length);
VOID PvSetupRings(PV_ADAPTER *Adapter);
VOID PvStart(PV_ADAPTER *Adapter, PSCSI_REQUEST_BLOCK Srb);
VOID PvComplete(PV_ADAPTER *Adapter);

#endif
