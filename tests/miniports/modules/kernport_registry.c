// SPDX-License-Identifier: GPL-2.0-only
/* kernport: the arguments of DriverEntry, and what the registry has. */
#include "kernport.h"

#define KERN_SERVICES	L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\"

/* ---- the arguments */

static BOOLEAN KernIsText(PUNICODE_STRING String, PCWSTR Text)
{
	UNICODE_STRING Other;

	RtlInitUnicodeString(&Other, Text);
	return RtlEqualUnicodeString(String, &Other, FALSE);
}

VOID KernArguments(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	PULONG Words = (PULONG)Driver;
	ULONG i, Set = 0;
	KERN_AREA Area = { "arguments of DriverEntry", FALSE };

	CHECK(Driver != NULL && Path != NULL);
	if (Area.Failed)
		return;
	CHECK(KernIsText(Path, KERN_SERVICES L"kernport"));
	CHECK(Path->MaximumLength >= Path->Length && Path->Buffer[Path->Length / 2] == 0);
	CHECK(Driver->Type == IO_TYPE_DRIVER && Driver->Size == sizeof(*Driver));
	CHECK(KernIsText(&Driver->DriverName, L"\\Driver\\kernport"));
	CHECK(Driver->HardwareDatabase != NULL &&
	      KernIsText(Driver->HardwareDatabase,
			 L"\\Registry\\Machine\\Hardware\\Description\\System"));
	for (i = 0; i < sizeof(*Driver) / sizeof(ULONG); i++)
		Set += Words[i] != 0;
	/* The first word; two of the string; up to two for each of the pointers. */
	CHECK(Set >= 4 && Set <= 6 && Driver->DeviceObject == NULL && Driver->DriverUnload == NULL);
	/* A miniport may hook what it likes. */
	Driver->DriverUnload = (PDRIVER_UNLOAD)(ULONG_PTR)1;
	END();
}

/* ---- RtlQueryRegistryValues */

typedef struct _KERN_SEEN {
	ULONG Calls;
	ULONG Type;
	ULONG Length;
	ULONG Number;
	WCHAR Name[32];
	WCHAR Text[32];
	PVOID Context;
} KERN_SEEN, *PKERN_SEEN;

static NTSTATUS NTAPI KernSee(PWSTR Name, ULONG Type, PVOID Data, ULONG Length, PVOID Context,
			      PVOID EntryContext)
{
	PKERN_SEEN Seen = EntryContext;

	Seen->Calls++;
	Seen->Type = Type;
	Seen->Length = Length;
	Seen->Context = Context;
	if (Name != NULL)
		wcsncpy(Seen->Name, Name, RTL_NUMBER_OF(Seen->Name) - 1);
	if (Length == sizeof(ULONG))
		Seen->Number = *(PULONG)Data;
	if (Length <= sizeof(Seen->Text))
		RtlMoveMemory(Seen->Text, Data, Length);
	return wcscmp(Seen->Text, L"three") == 0 ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

/* One entry, for a value of Parameters\Device, with the routine above. */
static NTSTATUS KernQuery(PUNICODE_STRING Path, ULONG Flags, PCWSTR Name, ULONG DefaultType,
			  PVOID DefaultData, PKERN_SEEN Seen)
{
	RTL_QUERY_REGISTRY_TABLE Table[3];

	RtlZeroMemory(Seen, sizeof(*Seen));
	RtlZeroMemory(Table, sizeof(Table));
	Table[0].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	Table[0].Name = L"Parameters\\Device";
	Table[1].QueryRoutine = KernSee;
	Table[1].Flags = Flags;
	Table[1].Name = Name;
	Table[1].EntryContext = Seen;
	Table[1].DefaultType = DefaultType;
	Table[1].DefaultData = DefaultData;
	Table[1].DefaultLength = DefaultType == REG_DWORD ? sizeof(ULONG) : 0;
	return RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, Path->Buffer, Table, Path, NULL);
}

VOID KernRegistryValues(PUNICODE_STRING Path)
{
	ULONG Default = 77;
	KERN_SEEN Seen;
	KERN_AREA Area = { "registry values", FALSE };

	CHECK(KernQuery(Path, RTL_QUERY_REGISTRY_REQUIRED, L"ownNUMBER", REG_NONE, NULL, &Seen) ==
	      STATUS_SUCCESS);
	CHECK(Seen.Calls == 1 && Seen.Type == REG_DWORD && Seen.Number == 0x12345678);
	CHECK(Seen.Context == Path && wcscmp(Seen.Name, L"OwnNumber") == 0);
	CHECK(KernQuery(Path, 0, L"OwnText", REG_DWORD, &Default, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Type == REG_SZ && Seen.Length == 32);
	CHECK(wcscmp(Seen.Text, L"text of its own") == 0);
	/* The .inf file says 7, the parameter of the module another number. */
	CHECK(KernQuery(Path, 0, L"NumberOfRequests", REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Type == REG_DWORD && Seen.Number == 9);
	CHECK(KernQuery(Path, 0, L"DriverParameter", REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Type == REG_SZ && wcscmp(Seen.Text, L"mistakes") == 0);
	CHECK(KernQuery(Path, 0, L"DisableDisconnects", REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Type == REG_DWORD && Seen.Number == 1);
	CHECK(KernQuery(Path, 0, L"MaximumUCXAddress", REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Type == REG_BINARY && Seen.Length == 8);
	/* What was not set does not exist. */
	CHECK(KernQuery(Path, 0, L"MaximumSGList", REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Calls == 0);
	CHECK(KernQuery(Path, 0, L"InitiatorTargetId", REG_DWORD, &Default, &Seen) ==
	      STATUS_SUCCESS);
	CHECK(Seen.Calls == 1 && Seen.Number == 77 && Seen.Type == REG_DWORD);
	CHECK(KernQuery(Path, 0, L"None", REG_SZ, L"default", &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Length == 16 && wcscmp(Seen.Text, L"default") == 0);
	CHECK(KernQuery(Path, RTL_QUERY_REGISTRY_REQUIRED, L"None", REG_DWORD, &Default, &Seen) ==
	      STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(Seen.Calls == 0);
	/* All of the key: four parameters, two values that only the .inf file has. */
	CHECK(KernQuery(Path, 0, NULL, REG_NONE, NULL, &Seen) == STATUS_SUCCESS);
	CHECK(Seen.Calls == 6);
	CHECK(KernQuery(Path, RTL_QUERY_REGISTRY_NOVALUE, NULL, REG_NONE, NULL, &Seen) ==
	      STATUS_SUCCESS);
	CHECK(Seen.Calls == 1 && Seen.Type == REG_NONE);
	END();
}

/* From one key to the next, strings of a list, and a routine that has enough. */
VOID KernRegistryKeys(PUNICODE_STRING Path)
{
	RTL_QUERY_REGISTRY_TABLE Table[6];
	KERN_SEEN Pnp, List, Top;
	KERN_AREA Area = { "registry keys", FALSE };

	RtlZeroMemory(&Pnp, sizeof(Pnp));
	RtlZeroMemory(&List, sizeof(List));
	RtlZeroMemory(&Top, sizeof(Top));
	RtlZeroMemory(Table, sizeof(Table));
	Table[0].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	Table[0].Name = L"PnpInterface";
	Table[1].QueryRoutine = KernSee;
	Table[1].Name = L"0";
	Table[1].EntryContext = &Pnp;
	Table[2].QueryRoutine = KernSee;
	Table[2].Flags = RTL_QUERY_REGISTRY_TOPKEY | RTL_QUERY_REGISTRY_REQUIRED;
	Table[2].Name = L"OwnPath";
	Table[2].EntryContext = &Top;
	Table[3].QueryRoutine = KernSee;
	Table[3].Name = L"OwnList";
	Table[3].EntryContext = &List;
	Table[4].QueryRoutine = KernSee;
	Table[4].Flags = RTL_QUERY_REGISTRY_REQUIRED;
	Table[4].Name = L"None";
	/* The second string ends it, with the routine's status. */
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"KERNPORT\\Parameters", Table, NULL,
				     NULL) == STATUS_UNSUCCESSFUL);
	CHECK(Pnp.Calls == 1 && Pnp.Number == 1);
	CHECK(Top.Calls == 1 && Top.Type == REG_SZ && wcscmp(Top.Text, L"\\SystemRoot") == 0);
	CHECK(List.Calls == 2 && List.Type == REG_SZ && List.Length == 12);
	Table[3].Flags = RTL_QUERY_REGISTRY_NOEXPAND;
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\", Table, NULL,
				     NULL) == STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(List.Calls == 3 && List.Type == REG_MULTI_SZ && List.Length == 22);
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\None", Table, NULL, NULL) ==
	      STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_CONTROL, L"kernport", Table, NULL, NULL) ==
	      STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, Path->Buffer) == STATUS_SUCCESS);
	CHECK(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\Own") ==
	      STATUS_SUCCESS);
	CHECK(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, L"kern") == STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"kernport", L"a", REG_DWORD, &Table,
				    4) == STATUS_ACCESS_DENIED);
	END();
}

/* Straight into variables. */
VOID KernRegistryDirect(PUNICODE_STRING Path)
{
	RTL_QUERY_REGISTRY_TABLE Table[5];
	ULONG Number = 0, Default = 5, Other = 0, Bytes[4] = { 16 };
	LONG Raw[3] = { -8 };
	WCHAR Room[32];
	UNICODE_STRING Text = { 0, sizeof(Room), Room }, Made = { 0, 0, NULL };
	KERN_AREA Area = { "registry direct", FALSE };

	RtlZeroMemory(Table, sizeof(Table));
	Table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	Table[0].Name = L"OwnNumber";
	Table[0].EntryContext = &Number;
	Table[1].Flags = RTL_QUERY_REGISTRY_DIRECT;
	Table[1].Name = L"None";
	Table[1].EntryContext = &Other;
	Table[1].DefaultType = REG_DWORD;
	Table[1].DefaultData = &Default;
	Table[1].DefaultLength = sizeof(Default);
	Table[2].Flags = RTL_QUERY_REGISTRY_DIRECT;
	Table[2].Name = L"OwnText";
	Table[2].EntryContext = &Text;
	Table[3].Flags = RTL_QUERY_REGISTRY_DIRECT;
	Table[3].Name = L"OwnText";
	Table[3].EntryContext = &Made;
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\Device", Table,
				     NULL, NULL) == STATUS_SUCCESS);
	CHECK(Number == 0x12345678 && Other == 5);
	CHECK(KernIsText(&Text, L"text of its own") && Text.Buffer == Room);
	CHECK(KernIsText(&Made, L"text of its own"));
	RtlFreeUnicodeString(&Made);
	Text.MaximumLength = 8;
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\Device", Table,
				     NULL, NULL) == STATUS_BUFFER_TOO_SMALL);
	Table[0].Name = L"OwnBytes";
	Table[0].EntryContext = Bytes;
	Table[1].Name = L"OwnBytes";
	Table[1].EntryContext = Raw;
	Table[2].Flags = 0;
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\Own\\Deep",
				     Table, NULL, NULL) == STATUS_SUCCESS);
	CHECK(Bytes[0] == 6 && Bytes[1] == REG_BINARY && Bytes[2] == 0x04030201);
	CHECK(Raw[0] == 0x04030201 && (Raw[1] & 0xffff) == 0x0605);
	Bytes[0] = 13;
	CHECK(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"kernport\\Parameters\\Own\\Deep",
				     Table, NULL, NULL) == STATUS_BUFFER_TOO_SMALL);
	UNREFERENCED_PARAMETER(Path);
	END();
}

/* ---- handles */

static NTSTATUS KernOpen(PHANDLE Key, HANDLE Root, PCWSTR Path)
{
	OBJECT_ATTRIBUTES Attributes;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Path);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE,
				   Root, NULL);
	return ZwOpenKey(Key, KEY_READ, &Attributes);
}

VOID KernRegistryHandles(PUNICODE_STRING Path)
{
	union {
		KEY_VALUE_PARTIAL_INFORMATION Partial;
		KEY_VALUE_FULL_INFORMATION Full;
		UCHAR Bytes[128];
	} Value;
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Service, Key, Again;
	UNICODE_STRING Name;
	ULONG Length, i;
	KERN_AREA Area = { "registry handles", FALSE };

	CHECK(KernOpen(&Service, NULL, Path->Buffer) == STATUS_SUCCESS);
	CHECK(KernOpen(&Key, Service, L"Parameters\\Device") == STATUS_SUCCESS);
	CHECK(KernOpen(&Again, Service, L"None") == STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(KernOpen(&Again, NULL, L"kernport") == STATUS_OBJECT_PATH_SYNTAX_BAD);
	if (Area.Failed)
		return;
	RtlInitUnicodeString(&Name, L"OwnNumber");
	CHECK(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, &Value, sizeof(Value),
			      &Length) == STATUS_SUCCESS);
	CHECK(Length == 16 && Value.Partial.Type == REG_DWORD && Value.Partial.DataLength == 4 &&
	      *(PULONG)Value.Partial.Data == 0x12345678);
	CHECK(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, NULL, 0, &Length) ==
	      STATUS_BUFFER_TOO_SMALL);
	CHECK(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, &Value, 14, &Length) ==
	      STATUS_BUFFER_OVERFLOW && Length == 16);
	RtlInitUnicodeString(&Name, L"None");
	CHECK(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, &Value, sizeof(Value),
			      &Length) == STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(ZwSetValueKey(Key, &Name, 0, REG_DWORD, &Length, 4) == STATUS_ACCESS_DENIED);
	for (i = 0; ZwEnumerateValueKey(Key, i, KeyValueFullInformation, &Value, sizeof(Value),
					&Length) == STATUS_SUCCESS; i++) {
		CHECK(Value.Full.NameLength > 0 &&
		      Length == Value.Full.DataOffset + Value.Full.DataLength);
		CHECK(Value.Full.DataOffset % 4 == 0);
	}
	CHECK(i == 6);
	CHECK(ZwEnumerateValueKey(Key, i, KeyValueFullInformation, &Value, sizeof(Value),
				  &Length) == STATUS_NO_MORE_ENTRIES);
	RtlInitUnicodeString(&Name, L"Parameters\\Own");
	InitializeObjectAttributes(&Attributes, &Name, 0, Service, NULL);
	CHECK(ZwCreateKey(&Again, KEY_ALL_ACCESS, &Attributes, 0, NULL, 0, &Length) ==
	      STATUS_SUCCESS && Length == REG_OPENED_EXISTING_KEY);
	CHECK(ZwClose(Again) == STATUS_SUCCESS);
	RtlInitUnicodeString(&Name, L"New");
	CHECK(ZwCreateKey(&Again, KEY_ALL_ACCESS, &Attributes, 0, NULL, 0, NULL) ==
	      STATUS_ACCESS_DENIED);
	CHECK(ZwClose(Key) == STATUS_SUCCESS && ZwClose(Service) == STATUS_SUCCESS);
	CHECK(ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, &Value, sizeof(Value),
			      &Length) == STATUS_INVALID_HANDLE);
	END();
}

/* A key that nobody closes. */
VOID KernRegistryLeave(PUNICODE_STRING Path)
{
	HANDLE Key;

	KernOpen(&Key, NULL, Path->Buffer);
}
