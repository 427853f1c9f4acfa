/* SPDX-License-Identifier: GPL-2.0-only */
/* PVSCSI miniport: commands to the adapter, written to a register, and what they set up. */
#ifndef PVSCSI_REGISTERS_H
#define PVSCSI_REGISTERS_H

#include "pvscsi.h"

FORCEINLINE ULONG PvRead(PPV_ADAPTER Adapter, ULONG Register)
{
	return ScsiPortReadRegisterUlong((PULONG)(Adapter->Registers + Register));
}

FORCEINLINE VOID PvWrite(PPV_ADAPTER Adapter, ULONG Register, ULONG Value)
{
	ScsiPortWriteRegisterUlong((PULONG)(Adapter->Registers + Register), Value);
}

VOID PvCommand(PPV_ADAPTER Adapter, ULONG Command, PVOID Data, ULONG Bytes);
VOID PvReset(PPV_ADAPTER Adapter);
VOID PvSetup(PPV_ADAPTER Adapter);
ULONG PvAskTargets(PPV_ADAPTER Adapter);

#endif /* PVSCSI_REGISTERS_H */
