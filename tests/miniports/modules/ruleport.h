/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of ruleport share. */
#ifndef RULEPORT_H
#define RULEPORT_H

#include "testunit.h"
#include <ntddk.h>
#include <scsiwmi.h>

#define RULE_OPCODE		0xc0
#define RULE_NAME		0
#define RULE_RULE		1

#define RULE_SRB_EXTENSION	64
#define RULE_UNCACHED		100

typedef struct _RULEPORT {
	PSCSI_REQUEST_BLOCK Srb;	/* that of the command under way */
	PSCSI_REQUEST_BLOCK Kept;	/* until RuleLate comes */
	PUCHAR Area;			/* RuleScribble writes there */
	PUCHAR Uncached;
	BOOLEAN SlowStart;
	KDPC Dpc;
	SCSI_REQUEST_BLOCK Foreign;
	UCHAR Event[256];
} RULEPORT, *PRULEPORT;

/* Of a rule: its request is still to be completed, well. */
#define RULE_DONE		0
/* It is complete, or will be. */
#define RULE_LATER		1
/* The same, and HwStartIo returns FALSE. */
#define RULE_FALSE		2

typedef ULONG RULE_RUN(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, BOOLEAN Break);

typedef struct _RULE_TEST {
	PCSTR Name;
	RULE_RUN *Run;
} RULE_TEST;

/* ruleport_rules.c */
VOID RuleStall(ULONG Milliseconds);
extern const RULE_TEST RuleTests[];
extern const ULONG RuleTestCount;

/* ruleport_miniport.c */
VOID RuleComplete(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
VOID RuleEnd(PRULEPORT Rule, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN NTAPI RulePair(PVOID DeviceExtension);

#endif
