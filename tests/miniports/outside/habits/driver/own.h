/* SPDX-License-Identifier: GPL-2.0-only */
/* One source for two models: Storport where USE_STORPORT is defined, ScsiPort where not. */
#ifndef HABITS_OWN_H
#define HABITS_OWN_H

#ifdef __cplusplus
extern "C" {
#endif

#ifdef USE_STORPORT
#include <ntddk.h>
#include <storport.h>
#else
#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#endif
#include <linux/types.h>
#include "../common/ring.h"

#define HABITS_TARGETS		16
#define HABITS_SENSE		18
#define HABITS_ELEMENTS		65
/* What the loader for crash dumps leaves us. */
#define HABITS_DUMP_BREAKS	8

typedef struct _HABITS_ADAPTER {
	RING Ring;
	/* Of the last command of a target that ended in CHECK CONDITION. */
	u8 Sense[HABITS_TARGETS][HABITS_SENSE];
	unsigned long Bus;
	unsigned long Slot;
	BOOLEAN Full;
} HABITS_ADAPTER, *PHABITS_ADAPTER;

/* SRB extension: read and written by the adapter. */
typedef struct _HABITS_EXTENSION {
	RING_ELEMENT Element[HABITS_ELEMENTS];
	u8 Sense[HABITS_SENSE];
} HABITS_EXTENSION, *PHABITS_EXTENSION;

extern BOOLEAN HabitsDumpMode;

BOOLEAN HabitsStart(PHABITS_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN HabitsAnswer(PHABITS_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
VOID HabitsDrain(PHABITS_ADAPTER Adapter);

#ifdef __cplusplus
}
#endif

#endif
