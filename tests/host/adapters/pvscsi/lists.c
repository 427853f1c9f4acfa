// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: scatter lists. */
#include "test.h"

/* Walks the list as the adapter does: is it right, and of as many elements? */
static int IsList(PSCSI_REQUEST_BLOCK Srb, ULONG Wanted)
{
	PV_REQUEST *Request = Newest();
	ULONGLONG Address = Request->Data, Page = Address >> 12;
	ULONG Count = 0, Left = Srb->DataTransferLength, Chains = 0;
	PUCHAR At = Data[0];
	int Good = 1;

	while (Left) {
		PV_ELEMENT *Element = ByBus(Address);

		Good &= Address >> 12 == Page && Address % 16 == 0;
		if (Element->Flags & PV_ELEMENT_CHAIN) {
			Address = Element->Address;
			Page = Address >> 12;
			if (++Chains > 3)
				break;
			continue;
		}
		Good &= Element->Address == (ULONG_PTR)At + BUS_DELTA && Element->Length <= Left;
		if (!Element->Length || !Good)
			break;
		At += Element->Length;
		Left -= Element->Length;
		Address += sizeof(*Element);
		Count++;
	}
	return Good && Left == 0 && Count == Wanted;
}

/* One with 128 elements, its extension there. Returns the bytes that were written behind that. */
static ULONG ListAt(ULONG Offset, ULONG *Wrong)
{
	PSCSI_REQUEST_BLOCK Srb = Make(0, 1, SCSIOP_READ, 128 * 512);
	ULONG i, Beyond = 0;
	PUCHAR End;

	Srb->SrbExtension = Common + EXTENSION_AT + Offset;
	End = (PUCHAR)Srb->SrbExtension + Hw.SrbExtensionSize;
	memset(Srb->SrbExtension, 0xa5, Hw.SrbExtensionSize + 16);
	Hw.HwStartIo(Ext, Srb);
	*Wrong += !IsList(Srb, 128);
	for (i = 0; i < 16; i++)
		Beyond += End[i] != 0xa5;
	Answer(1, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	return Beyond;
}

void CheckLists(void)
{
	ULONG Offset, Wrong = 0, Beyond = 0;
	PSCSI_REQUEST_BLOCK Srb;

	Pieces = 512;
	Srb = Begin(0, 1, SCSIOP_READ, 64 * 512);
	Equal(PV_FLAG_TO_HOST | PV_FLAG_LIST, Newest()->Flags, "list: said so");
	Check(IsList(Srb, 64), "list: 64 elements");
	Answer(1, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	for (Offset = 4096 - 2048 - 64; Offset < 4096 + 64; Offset += 8)
		Beyond += ListAt(Offset, &Wrong);
	Equal(0, Wrong, "list: 128 elements, wherever the extension lies: none crosses a page");
	Equal(0, Beyond, "list: never beyond the extension");
	Srb = Begin(0, 1, SCSIOP_READ, 129 * 512);
	Equal(SRB_STATUS_INVALID_REQUEST, Srb->SrbStatus, "list: 129 elements are refused");
	Equal(0, Ext->RequestProduced - Ext->CompletionConsumed, "... and nothing is in the ring");
	Pieces = 1 << 20;
}
