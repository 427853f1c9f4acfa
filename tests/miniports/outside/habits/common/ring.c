// SPDX-License-Identifier: GPL-2.0-only
/* The rings, as far as they are the same for every model. */
#include <own.h>

#ifdef USE_STORPORT
#define WriteRegister(Address, Value)	StorPortWriteRegisterUlong(NULL, Address, Value)
#define ReadRegister(Address)		StorPortReadRegisterUlong(NULL, Address)
#else
#define WriteRegister(Address, Value)	ScsiPortWriteRegisterUlong(Address, Value)
#define ReadRegister(Address)		ScsiPortReadRegisterUlong(Address)
#endif

VOID RingWrite(PRING Ring, u32 Offset, u32 Value)
{
	WriteRegister((u32 *)(Ring->Registers + Offset), Value);
}

u32 RingRead(PRING Ring, u32 Offset)
{
	return ReadRegister((u32 *)(Ring->Registers + Offset));
}

VOID RingCommand(PRING Ring, u32 Command, PVOID Data, u32 Length)
{
	unsigned long *Word = Data;
	unsigned long i;

	RingWrite(Ring, RING_COMMAND, Command);
	for (i = 0; i < Length / sizeof(unsigned long); i++)
		RingWrite(Ring, RING_COMMAND_DATA, Word[i]);
}

/* Three pages: state, requests, completions. */
VOID RingLayOut(PRING Ring, PUCHAR Memory)
{
	Ring->State = (RING_STATE *)Memory;
	Ring->Requests = (RING_REQUEST *)(Memory + RING_PAGE);
	Ring->Completions = (RING_COMPLETION *)(Memory + 2 * RING_PAGE);
}

VOID RingSetup(PRING Ring)
{
	RING_SETUP Setup;

	memset(&Setup, 0, sizeof(Setup));
	memset(Ring->State, 0, RING_PAGE);
	Setup.RequestPages = 1;
	Setup.CompletionPages = 1;
	Setup.StatePage = Ring->Address / RING_PAGE;
	Setup.RequestPage[0] = Setup.StatePage + 1;
	Setup.CompletionPage[0] = Setup.StatePage + 2;
	RingCommand(Ring, RING_CMD_SETUP, &Setup, sizeof(Setup));
}

BOOLEAN RingHasRoom(PRING Ring)
{
	return Ring->State->RequestProduced - Ring->State->CompletionConsumed < RING_REQUESTS;
}

RING_REQUEST *RingNext(PRING Ring)
{
	RING_REQUEST *Request = &Ring->Requests[Ring->State->RequestProduced % RING_REQUESTS];

	memset(Request, 0, sizeof(*Request));
	return Request;
}

VOID RingKick(PRING Ring)
{
	/* The descriptor is written before its number is. */
	*(volatile u32 *)&Ring->State->RequestProduced += 1;
	RingWrite(Ring, RING_KICK, 0);
}
