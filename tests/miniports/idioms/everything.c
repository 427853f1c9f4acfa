/* SPDX-License-Identifier: GPL-2.0-only */
/* Everything in one file, the way of 1994: nothing here is good, all of it must compile. */
#include <MiniPort.h>
#include "SCSI.H"
#include <Srb.h>
#include <DevIoctl.h>
#include <NTDDSCSI.H>
#include <StdArg.h>
#include "..\idioms\OddName.H"
#include "OLDHDR.h"

#pragma warning(disable:4100)
#pragma warning(push)
#pragma hdrstop
#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma code_seg("PAGE")
#endif

// one comment, \
   that goes on
#define REG( base,off ) ScsiPortReadPortUchar(((PUCHAR)(base))+(off))
#define OUTB(base,off,val) \
	ScsiPortWritePortUchar( ((PUCHAR)(base)) + (off) , (UCHAR)(val) )
#define SET(e,f,v) ((e)->f=(v))
#define HW ((PHWEXT)HwDeviceExtension)
#define forever for(;;)
#define BEGIN {
#define END }
#define MIN(a,b) (((a)<(b))?(a):(b))
#define STATUS_BUSY 0x80
#define TAG 'tSgT'

#pragma pack(1)
typedef struct _CCB { UCHAR Op; ULONG Len; ULONG Ptr; UCHAR Cdb[12]; USHORT Link; } CCB, *PCCB;
#pragma pack()
C_ASSERT(sizeof(CCB) == 23);
#include <pshpack2.h>
typedef struct _MBOX { UCHAR Cmd; ULONG Addr; } MBOX;
#include <PopPack.h>
C_ASSERT(sizeof(MBOX) == 6);
typedef struct _NATURAL { UCHAR Cmd; ULONG Addr; } NATURAL;
C_ASSERT(sizeof(NATURAL) == 8);

/* Bit fields as Microsoft packs them: a new unit for each type. */
typedef struct _MSBITS { UCHAR a : 4; ULONG b : 4; UCHAR c : 2; } MSBITS;
C_ASSERT(sizeof(MSBITS) == 12);
C_ASSERT(sizeof(L'x') == 2);
C_ASSERT((CHAR)0xff < 0);
C_ASSERT((char)0xff < 0);
C_ASSERT(sizeof(unsigned __int64) == 8);
C_ASSERT(sizeof(ULONG) == 4 && sizeof(ULONG_PTR) == 8);

typedef struct _INNER { int one; int two; };
typedef struct _OUTER { struct _INNER; int three; } OUTER;

typedef struct _HWEXT {
  PUCHAR Base; ULONG BaseAsLong; PSCSI_REQUEST_BLOCK Srb;
  CCB Ccb; BOOLEAN Busy; LIST_ENTRY List;
  struct { UCHAR x; USHORT y; };
  UCHAR Tail[];
} HWEXT, *PHWEXT, FAR *LPHWEXT;

static int unused_variable;
static void unused_function() { }

/* A library of its own, with other types than the C library's. */
static void *memcpy(void *d, const void *s, size_t n)
{ char *a=d; const char *b=s; while(n--) *a++=*b++; return d; }
static int strlen(s) char *s; { int n=0; while(*s++) n++; return n; }
VOID bcopy(PUCHAR from, PUCHAR to, ULONG n) { while (n--) *to++ = *from++; }
int bcmp(PUCHAR a, PUCHAR b, ULONG n) { while (n--) if (*a++ != *b++) return 1; return 0; }
static ULONG index;
static int printf(ULONG level, PCHAR text) { return level; }
static UCHAR abs(UCHAR x) { return x; }
static ULONG log, exp, y0, round, select, div;
#define memset(p,v,n) FillIt((PUCHAR)(p),(UCHAR)(v),(ULONG)(n))
static VOID FillIt(PUCHAR p, UCHAR v, ULONG n) { while (n--) *p++ = v; }

__inline ULONG Swap(ULONG x) { return (x>>24)|(x<<24); }
static __inline USHORT Swap2(USHORT x) { return (USHORT)((x>>8)|(x<<8)); }
__forceinline UCHAR Low(ULONG x) { return (UCHAR)x; }
static FORCEINLINE UCHAR High(ULONG x) { return (UCHAR)(x >> 24); }

BOOLEAN OldInit(IN PVOID HwDeviceExtension);
BOOLEAN NTAPI OldStartIo(IN PVOID HwDeviceExtension, IN PSCSI_REQUEST_BLOCK Srb);
BOOLEAN __stdcall OldInterrupt(__in PVOID HwDeviceExtension);
VOID __cdecl OldTimer(_In_ PVOID HwDeviceExtension);
ULONG OldFind();
BOOLEAN OldReset();
extern ULONG ElsewhereDefined(PVOID, ULONG);

/* Nothing is returned. */
BOOLEAN OldReset(HwDeviceExtension, PathId)
	PVOID HwDeviceExtension;
	ULONG PathId;
{
	ScsiPortCompleteRequest(HwDeviceExtension, (UCHAR)PathId, 0xff, 0xff, SRB_STATUS_BUS_RESET);
}

BOOLEAN OldInit(IN PVOID HwDeviceExtension)
BEGIN
	PHWEXT ext = HwDeviceExtension;
	ext->BaseAsLong = ext->Base;			// pointer into a ULONG
	ext->Base = ext->BaseAsLong;
	if ((ULONG)ext->Base & 3) return FALSE;
	OUTB(HW->BaseAsLong, 4, STATUS_BUSY);
	NotDeclaredAnywhere(ext, 1);
	return (TRUE);
END

BOOLEAN OldInterrupt(PVOID HwDeviceExtension)
{
	UCHAR s=REG(HW->Base,0),t;
	PSCSI_REQUEST_BLOCK Srb=HW->Srb;
	if(!(s&STATUS_BUSY)) return FALSE;
	for(t=0;t<4;t++) { int x; x=t; ULONG late=x; if (late) break; }
	Srb->SrbStatus=SRB_STATUS_SUCCESS;
	SET(HW,Busy,FALSE);
	ScsiPortNotification(RequestComplete,HwDeviceExtension,Srb,NULL);
	ScsiPortNotification(NextRequest,HwDeviceExtension,NULL);
}

BOOLEAN OldStartIo(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
	PCDB cdb=(PCDB)Srb->Cdb; ULONG lba,i; LARGE_INTEGER li; unsigned __int64 big = ((unsigned __int64)0x12345678 << 8);
	PCCB ccb=&HW->Ccb;
	memset(ccb,0,sizeof(CCB)); RtlZeroMemory(ccb,sizeof(CCB)); RtlCopyMemory(ccb->Cdb,Srb->Cdb,Srb->CdbLength);
	memcpy(ccb->Cdb, Srb->Cdb, 12); bcopy(Srb->Cdb, ccb->Cdb, 6);
	REVERSE_BYTES(&lba,&cdb->CDB10.LogicalBlockByte0);
	ccb->Ptr=ScsiPortConvertPhysicalAddressToUlong(ScsiPortGetPhysicalAddress(HW,Srb,Srb->DataBuffer,&i));
	li.LowPart=lba; li.HighPart=0; li.QuadPart+=big;
	switch(Srb->Function) {
	case SRB_FUNCTION_EXECUTE_SCSI: HW->Srb=Srb; Swap(lba);
	case SRB_FUNCTION_FLUSH: break;
	default: goto bad;
	}
	HW->Busy=!HW->Busy==TRUE;
	ScsiPortNotification(RequestTimerCall,HW,OldTimer,1);
	DebugPrint((1,"OldStartIo %x %lx\n",Srb,li.LowPart));
	return TRUE;
bad:	Srb->SrbStatus=SRB_STATUS_INVALID_REQUEST;
	ScsiPortNotification(RequestComplete,HW,Srb); ScsiPortNotification(NextRequest,HW);
	return TRUE;
}

VOID OldTimer(PVOID HwDeviceExtension) { if (OldInterrupt(HwDeviceExtension)) return; forever break; }

ULONG OldFind(PVOID HwDeviceExtension, PVOID Context, PVOID BusInformation, PCHAR ArgumentString,
	PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again)
{
	static ULONG Ports[]={0x330,0x334,0x230,0};
	HW->Base=ScsiPortGetDeviceBase(HW,ConfigInfo->AdapterInterfaceType,ConfigInfo->SystemIoBusNumber,
		ScsiPortConvertUlongToPhysicalAddress(Ports[0]),4,TRUE);
	(*ConfigInfo->AccessRanges)[0].RangeStart=ScsiPortConvertUlongToPhysicalAddress((ULONG)Ports[1]);
	*Again=FALSE;
	return SP_RETURN_FOUND+index*0;
}

ULONG DriverEntry(IN PVOID DriverObject, IN PVOID Argument2)
{
	HW_INITIALIZATION_DATA hw; ULONG i; UCHAR Vendor[4]={'1','0','4','B'};
	for(i=0;i<sizeof(HW_INITIALIZATION_DATA);i++) ((PUCHAR)&hw)[i]=0;
	hw.HwInitializationDataSize=sizeof(HW_INITIALIZATION_DATA);
	hw.HwInitialize=OldInit; hw.HwStartIo=OldStartIo; hw.HwInterrupt=OldInterrupt;
	hw.HwFindAdapter=OldFind; hw.HwResetBus=OldReset; hw.VendorId=Vendor; hw.VendorIdLength=4;
	hw.DeviceExtensionSize=sizeof(HWEXT); hw.AdapterInterfaceType=PCIBus;
	return ScsiPortInitialize(DriverObject,Argument2,&hw,NULL);
}
