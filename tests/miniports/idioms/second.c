/* SPDX-License-Identifier: GPL-2.0-only */
/* A second file of the same miniport, as the DDK of Windows XP and its successors liked them. */
#include "ntddk.h"
#include "storport_or_not.h"
#include "srb.h"
#include "scsi.h"
#include "ntddscsi.h"
#include "ntdddisk.h"
#include "scsiwmi.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "oldhdr.h"
#include "inlines.h"
#define INITGUID
#include <initguid.h>

DEFINE_GUID(SomeGuid, 0x12345678, 0x1234, 0x5678, 0, 1, 2, 3, 4, 5, 6, 7);

typedef __declspec(align(64)) struct _ALIGNED { ULONG a; } ALIGNED;
struct __declspec(align(16)) _INSIDE { UCHAR a; };
C_ASSERT(sizeof(struct _INSIDE) == 16);
DECLSPEC_ALIGN(8) UCHAR AlignedBytes[8];
__declspec(dllexport) VOID Exported(VOID);
extern __declspec(noinline) ULONG Fastcall_(ULONG x);

HW_INITIALIZE NewInit;
HW_STARTIO NewStartIo;
HW_INTERRUPT NewInterrupt;

_Use_decl_annotations_
BOOLEAN NewInit(_In_ PVOID DeviceExtension)
{
    LIST_ENTRY list;
    PLIST_ENTRY entry;
    LARGE_INTEGER wait = {{0}};
    volatile LONG count = 0;
    PVOID slot = NULL;
    SENDCMDINPARAMS in;
    IDEREGS *regs = &in.irDriveRegs;
    const UCHAR *text = "signed or not";

    UNREFERENCED_PARAMETER(DeviceExtension);
    InitializeListHead(&list);
    while (!IsListEmpty(&list))
        entry = RemoveHeadList(&list);
    InterlockedIncrement(&count);
    InterlockedOr(&count, 4);
    InterlockedExchangePointer(&slot, DeviceExtension);
    InterlockedCompareExchangePointer(&slot, NULL, DeviceExtension);
    regs->bCommandReg = SMART_CMD;
    RtlFillMemory(&in, sizeof(in), 0xff);
    if (memcmp(text, "signed", 6) == 0 && strlen(text) > 3)
        wait.QuadPart = Int32x32To64(10, -10000);
    ASSERT(count == 5);
    KeMemoryBarrier();
    return HeaderCode(1) == 2;
}

__checkReturn __drv_requiresIRQL(DISPATCH_LEVEL)
BOOLEAN NewStartIo(__in PVOID DeviceExtension, __inout PSCSI_REQUEST_BLOCK Srb)
{
    PSRB_IO_CONTROL control = (PSRB_IO_CONTROL)Srb->DataBuffer;
    PULONG words = control + 1;          /* no cast */
    PUCHAR bytes = words;
    ULONG_PTR number = (ULONG_PTR)words;
    INQUIRYDATA UNALIGNED *inquiry = Srb->DataBuffer;

    switch (control->ControlCode) {
        case IOCTL_SCSI_MINIPORT_SMART_OR_WHATEVER:
        default:
            Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
    }
    ScsiPortMoveMemory(inquiry->VendorId, "VENDOR  ", 8);
    words = (PULONG)(ULONG)number;
    return TRUE;
}

BOOLEAN NewInterrupt(PVOID DeviceExtension)
{
    if (DeviceExtension)
        return FALSE;
}

NTSTATUS
DriverEntryNew(
    __in    PVOID DriverObject,
    __in_opt OPTIONAL PUNICODE_STRING RegistryPath,
    __inout_bcount(Length) PVOID Buffer,
    __out_ecount_part(Length, *Used) PULONG Out,
    _Inout_updates_bytes_to_(Length, *Used) PVOID Data,
    _Out_writes_to_opt_(Length, *Used) PULONG More,
    _In_reads_or_z_(Length) PCSTR Name,
    _Reserved_ PULONG Used,
    ULONG Length
    )
{
    return STATUS_INSUFFICIENT_RESOURCES;
}

ULONG SecondInlines(VOID)
{
    return Traced("x") + Traced2("x", 2) + ExternInline(1) + PlainInline(2) + DeclaredTraced("y") + Declared(3) + StaticDeclared(4);
}
