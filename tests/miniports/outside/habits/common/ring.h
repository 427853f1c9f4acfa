/* SPDX-License-Identifier: GPL-2.0-only */
/* Registers and rings of VMware's paravirtual adapter, for whatever model drives it. */
#ifndef HABITS_RING_H
#define HABITS_RING_H

#define RING_COMMAND		0x0000
#define RING_COMMAND_DATA	0x0004
#define RING_INTR_STATUS	0x100c
#define RING_INTR_MASK		0x2010
#define RING_KICK		0x4018
#define RING_REGISTERS		0x8000

#define RING_CMD_RESET		1
#define RING_CMD_SETUP		3

#define RING_INTR_COMPLETION	0x3UL

#define RING_FLAG_LIST		0x01
#define RING_FLAG_NONE		0x04
#define RING_FLAG_TO_HOST	0x08
#define RING_FLAG_TO_DEVICE	0x10

#define RING_PAGE		4096UL

typedef struct _RING_STATE {
	u32 RequestProduced;
	u32 RequestConsumed;
	u32 RequestLog2;
	u32 CompletionProduced;
	u32 CompletionConsumed;
	u32 CompletionLog2;
} RING_STATE;

typedef struct _RING_REQUEST {
	u64 Context;
	u64 DataAddress;
	u64 DataLength;
	u64 SenseAddress;
	u32 SenseLength;
	u32 Flags;
	u8 Cdb[16];
	u8 CdbLength;
	u8 Lun[8];
	u8 Tag;
	u8 Bus;
	u8 Target;
	u8 Cpu;
	u8 Unused[59];
} RING_REQUEST;

typedef struct _RING_COMPLETION {
	u64 Context;
	u64 DataLength;
	u32 SenseLength;
	u16 HostStatus;
	u16 ScsiStatus;
	u32 Unused[2];
} RING_COMPLETION;

typedef struct _RING_ELEMENT {
	u64 Address;
	u32 Length;
	u32 Flags;
} RING_ELEMENT;

typedef struct _RING_SETUP {
	u32 RequestPages;
	u32 CompletionPages;
	u64 StatePage;
	u64 RequestPage[32];
	u64 CompletionPage[32];
} RING_SETUP;

/* The adapter knows these by their size: no compiler may see it in another way. */
typedef char RING_REQUEST_HAS_128_BYTES[sizeof(RING_REQUEST) == 128 ? 1 : -1];
typedef char RING_COMPLETION_HAS_32_BYTES[sizeof(RING_COMPLETION) == 32 ? 1 : -1];

#define RING_REQUESTS		(RING_PAGE / sizeof(RING_REQUEST))
#define RING_COMPLETIONS	(RING_PAGE / sizeof(RING_COMPLETION))

typedef struct _RING {
	PUCHAR Registers;
	RING_STATE *State;
	RING_REQUEST *Requests;
	RING_COMPLETION *Completions;
	u64 Address;
} RING, *PRING;

VOID RingWrite(PRING Ring, u32 Offset, u32 Value);
u32 RingRead(PRING Ring, u32 Offset);
VOID RingCommand(PRING Ring, u32 Command, PVOID Data, u32 Length);
VOID RingLayOut(PRING Ring, PUCHAR Memory);
VOID RingSetup(PRING Ring);
BOOLEAN RingHasRoom(PRING Ring);
RING_REQUEST *RingNext(PRING Ring);
VOID RingKick(PRING Ring);

#endif
