/* SPDX-License-Identifier: GPL-2.0-only */
/* tests/host/adapter: what the rooms of the PVSCSI program have in common. */
#ifndef PVSCSI_TEST_H
#define PVSCSI_TEST_H

#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include "../../../../hba/pvscsi/pvscsi.h"
#include "../ktap.h"

#define BUS_DELTA	0x5500000000ULL		/* bus addresses are not virtual ones */
#define COMMON_BYTES	(64 * 4096)
#define EXTENSION_AT	(48 * 4096)		/* SRB extensions, behind the uncached one */
#define MAX_REQUESTS	300

/* What the adapter was told, and how it is to behave. */
struct pv_hba {
	ULONG Command, Words, Word[256], Mask, Status, KicksRw, KicksOther, Knows, CommandStatus;
	BOOLEAN Set, Messages, Gone, Lazy, AbortWorks, ResetWorks, DeviceResetWorks;
	ULONG Consumed, Produced, MessagesProduced, Threshold;
	ULONG Resets, BusResets, DeviceResets, Aborts, Phys;
	PV_SETUP_RINGS Rings;
	PV_SETUP_MESSAGES MessageRing;
	PV_RESET_DEVICE DeviceReset;
};

/* What the port was told. */
struct pv_port {
	ULONG Completions, NextRequests, NextLuRequests, BusChanges, Logged, Stalled, Wildcards;
	PSCSI_REQUEST_BLOCK Last;
	ULONG Twice;		/* requests that were completed once more */
};

extern struct pv_hba Hba;
extern struct pv_port Port;

/* ---- hba.c: the adapter */
extern PV_REQUEST Taken[MAX_REQUESTS];
extern ULONG TakenCount;
PVOID ByBus(ULONGLONG Address);
PV_STATE *State(void);
void Answer(ULONGLONG Context, ULONGLONG Moved, USHORT Host, USHORT Scsi, ULONG SenseBytes);
void AnswerAll(USHORT Host);
PV_REQUEST *Newest(void);

/* ---- port.c: the port, and its memory */
extern HW_INITIALIZATION_DATA Hw;
extern PV_ADAPTER *Ext;
extern PUCHAR Common;
extern ULONG Pieces;		/* the size of each piece of data, as the port maps it */
extern void (*Meanwhile)(void);	/* what an adapter does late, it does while somebody waits */
extern SCSI_REQUEST_BLOCK Srbs[MAX_REQUESTS];
void PortBegin(void);

/* ---- requests.c: requests as the port makes them */
extern UCHAR SenseBuffer[MAX_REQUESTS][252];
extern UCHAR Data[64][4096];
PSCSI_REQUEST_BLOCK Make(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes);
PSCSI_REQUEST_BLOCK Begin(ULONG Index, UCHAR Tag, UCHAR Opcode, ULONG Bytes);
PSCSI_REQUEST_BLOCK Ask(UCHAR Opcode, ULONG Way, ULONG Bytes);
PSCSI_REQUEST_BLOCK Get(ULONG Moved, USHORT Host, USHORT Scsi, ULONG Sense);

/* ---- the checks, by what they are about */
void CheckSetup(void);
void CheckRequests(void);
void CheckDirections(void);
void CheckLists(void);
void CheckAnswers(void);
void CheckFull(void);
void CheckAborts(void);
void CheckResets(void);
void CheckMessages(void);
void CheckControl(void);

#endif
