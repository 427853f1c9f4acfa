/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contractport share. */
#ifndef CONTRACTPORT_H
#define CONTRACTPORT_H

#include "testunit.h"

#define CONTRACT_OPCODE		0xc0
#define CONTRACT_NAME		0
#define CONTRACT_RUN		1
#define CONTRACT_ANSWER		2
#define CONTRACT_HOLD		3
#define CONTRACT_BUSY		4
#define CONTRACT_ORDER		5
#define CONTRACT_SCRIBBLE	6

#define CONTRACT_INITIATOR_PATH	0
#define CONTRACT_INITIATOR	1
#define CONTRACT_SRB_EXTENSION	72
#define CONTRACT_UNCACHED	6000
#define CONTRACT_HELD		32

/* HOLD's n for what no interrupt ends. */
#define CONTRACT_DEAF		3

/* Among the marks of ORDER: REQUEST SENSE. */
#define CONTRACT_SENSE		0xfe

/* Of a test that reports later. */
#define CONTRACT_LATER		0xffffffff

/* In a function that returns the line of the first check that fails. */
#define CHECK(Condition) \
	do { \
		if (!(Condition)) \
			return __LINE__; \
	} while (0)

typedef struct _CONTRACT_LU {
	ULONG Mark;
	BOOLEAN Probed;
	ULONG Busy;
	ULONG BusyLength;
	UCHAR Zeros[64];
} CONTRACT_LU, *PCONTRACT_LU;

typedef struct _CONTRACT_HELD_SRB {
	PSCSI_REQUEST_BLOCK Srb;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR Tag;
} CONTRACT_HELD_SRB;

typedef struct _CONTRACT {
	PUCHAR Registers;
	PUCHAR Port;
	PUCHAR Uncached;
	ULONG FindLine;
	BOOLEAN Initialized;
	BOOLEAN ControlAsked;
	BOOLEAN InitiatorAsked;
	BOOLEAN Recursed;
	BOOLEAN NotAlone;
	BOOLEAN Mute;
	BOOLEAN LateBusy;
	BOOLEAN Unexpected;
	BOOLEAN NoExtension;
	BOOLEAN Negotiated;
	ULONG Absent;
	ULONG Controls;
	ULONG Depth;

	CONTRACT_HELD_SRB Held[CONTRACT_HELD];
	ULONG HeldCount;
	ULONG EarlyInterrupts;
	UCHAR Order[16];
	ULONG OrderCount;

	/* The test that reports later. */
	PSCSI_REQUEST_BLOCK TestSrb;
	ULONG Step;
	ULONG Late;
	ULONG WildcardLine;
	ULONG LateLine;
	ULONG StrayTimers;
	LARGE_INTEGER Begin;
	LARGE_INTEGER LastStart;
	LARGE_INTEGER ResetTime;
	SCSI_REQUEST_BLOCK Foreign;
} CONTRACT, *PCONTRACT;

typedef struct _CONTRACT_TEST {
	PCSTR Name;
	ULONG (*Run)(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb);
} CONTRACT_TEST;

/* Each ends with one that has no name. */
extern const CONTRACT_TEST ContractSrbTests[];
extern const CONTRACT_TEST ContractAddressTests[];
extern const CONTRACT_TEST ContractFlowTests[];
extern const CONTRACT_TEST ContractTimerTests[];
extern const CONTRACT_TEST ContractPairTests[];

/* contractport_tests.c */
const CONTRACT_TEST *ContractTest(ULONG Number);

/* contractport_timer.c: microseconds; a timer; the end of a test that reports later */
ULONG ContractElapsed(const LARGE_INTEGER *Begin);
VOID ContractArm(PCONTRACT Contract, PHW_TIMER Routine, ULONG Microseconds);
VOID ContractFinish(PCONTRACT Contract, ULONG Line);

/* contractport_action.c */
VOID ContractComplete(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID ContractAskNext(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb);
VOID ContractReport(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb, ULONG Line);
VOID ContractOrder(PCONTRACT Contract, UCHAR Mark);
VOID ContractSenseData(PUCHAR Data);
BOOLEAN ContractAction(PCONTRACT Contract, PSCSI_REQUEST_BLOCK Srb);

/* contractport_miniport.c */
BOOLEAN NTAPI ContractInterrupt(PVOID DeviceExtension);

/* contractport_find.c: in HwFindAdapter */
ULONG ContractCheckPreset(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
			  PVOID BusInformation, PCHAR ArgumentString, BOOLEAN Again);
ULONG ContractCheckFind(PCONTRACT Contract, PPORT_CONFIGURATION_INFORMATION ConfigInfo);

#endif
