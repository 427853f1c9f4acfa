// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/adapter: the PVSCSI miniport in a program of its own, with an adapter that does what
 * no real one does on demand: each host status, late and missing answers, commands that it does
 * not know, a threshold, a list that crosses a page. Prints KTAP.
 */
#include "test.h"

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath);

int main(void)
{
	PortBegin();
	printf("KTAP version 1\n");
	DriverEntry(NULL, NULL);
	Check(Hw.NeedPhysicalAddresses && Hw.AutoRequestSense && Hw.TaggedQueuing &&
	      Hw.MultipleRequestPerLu,
	      "DriverEntry: what it says of itself");
	CheckSetup();
	CheckRequests();
	CheckDirections();
	CheckLists();
	CheckAnswers();
	CheckFull();
	CheckAborts();
	CheckResets();
	CheckMessages();
	CheckControl();
	Equal(0, Port.Twice, "every request was completed once");
	return KtapEnd();
}
