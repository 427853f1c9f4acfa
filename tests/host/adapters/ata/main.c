// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/adapter: the ATA miniport in a program of its own, with a drive that says what
 * QEMU's never does: UNC and where, DF, data that nobody asked for, interrupts for nothing, or
 * nothing. In both modes. Prints KTAP.
 */
#include "test.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

static void CheckMode(PCHAR Argument)
{
	printf("# %s\n", Argument);
	Check(Find(Argument), "found");
	Check(Ext.Channels[0].Drives[0].Present && !Ext.Channels[0].Drives[1].Present,
	      "... with one drive");
	CheckData();
	CheckErrors();
	CheckProtocol();
	CheckInterrupts();
	CheckTimeouts();
	CheckDirections();
	CheckFields();
	CheckPackets();
	Equal(0, Port.Twice, "every request was answered once");
}

int main(void)
{
	printf("KTAP version 1\n");
	DriverEntry(NULL, NULL);
	CheckMode("mode=deferred");
	Check(Port.Enables > 0, "deferred: the Enable callback was called");
	CheckMode("mode=interrupt;max_transfer=131072");
	Equal(0, Port.Enables, "undeferred: no Enable callback");
	return KtapEnd();
}
