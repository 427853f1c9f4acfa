/* OLDPV.C -- SCSI MINIPORT FOR VMWARE PVSCSI.  REV 1.02
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * WRITTEN THE WAY DRIVERS WERE IN 1995. FINDS ITS BOARD ITSELF, ONE COMMAND AT A TIME.
 */
#include <Miniport.H>
#include <SCSI.H>
#include <Srb.h>

#define VID 0x15AD
#define DID 0x07C0

#define RD(o)     ScsiPortReadRegisterUlong((PULONG)(pHba->Base+(o)))
#define WR(o,v)   ScsiPortWriteRegisterUlong((PULONG)(pHba->Base+(o)),(v))
#define DONE(s)   ScsiPortNotification(RequestComplete,pHba,(s));\
                  ScsiPortNotification(NextRequest,pHba,NULL);
#define ARM(us)   ScsiPortNotification(RequestTimerCall,pHba,OldPoll,(ULONG)(us))
#define DISARM    ScsiPortNotification(RequestTimerCall,pHba,OldPoll,0)
#define ADDR(p,l) ScsiPortConvertPhysicalAddressToUlong(ScsiPortGetPhysicalAddress(pHba,NULL,(p),(l)))
#define WATCH     3000000L
#define LO(p)     ((ULONG)(ULONG_PTR)(p))

#pragma pack(1)
typedef struct { ULONG ReqProd,ReqCons,ReqLog,CmpProd,CmpCons,CmpLog; } STATE,*PSTATE;
typedef struct {
    ULONG Ctx,CtxHi,Data,DataHi,Len,LenHi,Sense,SenseHi,SenseLen,Flags;
    UCHAR Cdb[16],CdbLen,Lun[8],Tag,Bus,Target,Cpu,Pad[59];
} REQ,*PREQ;
typedef struct { ULONG Ctx,CtxHi,Len,LenHi,SenseLen; USHORT Host,Scsi; ULONG Pad[2]; } CMP,*PCMP;
typedef struct { ULONG Addr,AddrHi,Len,Flags; } SGE,*PSGE;
#pragma pack()

#define MAXSG 17

typedef struct _HBA {
    PUCHAR Base; ULONG PageAddr; PSTATE State; PREQ Ring; PCMP Cmp; PUCHAR Scratch;
    PSCSI_REQUEST_BLOCK Cur; ULONG Ticks;
    UCHAR Inq[36];
} HBA,*PHBA;

typedef struct _SCAN { ULONG Bus,Slot; } SCAN,*PSCAN;

static ULONG OldUnused = 0;
static VOID OldPoll(PVOID p);

/* BLAST THE RINGS AT THE BOARD */
static VOID OldRings(pHba) PHBA pHba;
{
    register int i; ULONG w[2+2+64+64];

    for(i=0;i<(int)(sizeof(w)/sizeof(w[0]));i++) w[i]=0;
    w[0]=1; w[1]=1;
    w[2]=pHba->PageAddr>>12;
    w[4]=(pHba->PageAddr>>12)+1;
    w[4+64]=(pHba->PageAddr>>12)+2;
    WR(0,3);
    for(i=0;i<(int)(sizeof(w)/sizeof(w[0]));i++) WR(4,w[i]);
}

static VOID OldIssue(PHBA pHba,ULONG Target,ULONG Lun,PUCHAR Cdb,UCHAR CdbLen,ULONG Data,ULONG Len,
                     ULONG Sense,ULONG SenseLen,ULONG Flags)
{
    PREQ r=&pHba->Ring[pHba->State->ReqProd & 31]; PUCHAR p=(PUCHAR)r; int i;

    for(i=0;i<128;i++) p[i]=0;
    r->Ctx=1;
    r->Data=Data; r->Len=Len; r->Sense=Sense; r->SenseLen=SenseLen; r->Flags=Flags;
    for(i=0;i<CdbLen;i++) r->Cdb[i]=Cdb[i];
    r->CdbLen=CdbLen; r->Target=(UCHAR)Target; r->Lun[1]=(UCHAR)Lun; r->Tag=0x20;
    pHba->State->ReqProd++;
    WR(0x4018,0);
}

/* ASK TARGET 0 WHO IT IS, WITH INTERRUPTS OFF, BEFORE ANYBODY IS LOOKING */
static BOOLEAN OldPolledInquiry(PHBA pHba)
{
    static UCHAR Cdb[6]={SCSIOP_INQUIRY,0,0,0,36,0}; ULONG Len,n;

    OldIssue(pHba,0,0,Cdb,6,ADDR(pHba->Scratch,&Len),36,ADDR(pHba->Scratch+64,&Len),18,8);
    for(n=0;n<5000;n++) {
        if(*(volatile ULONG*)&pHba->State->CmpProd!=pHba->State->CmpCons) break;
        ScsiPortStallExecution(1000);
    }
    if(n==5000) return FALSE;
    pHba->State->CmpCons++;
    WR(0x100C,3);
    ScsiPortMoveMemory(pHba->Inq,pHba->Scratch,36);
    pHba->Inq[35]=0;
    ScsiDebugPrint(0,"OLDPV: polled inquiry found \"%s\"\n",&pHba->Inq[8]);
    return TRUE;
}

static ULONG OldSizeBar(PHBA pHba,ULONG Bus,ULONG Slot)
{
    ULONG Old,Size=0xFFFFFFFF; PCI_COMMON_CONFIG Cfg;

    ScsiPortGetBusData(pHba,PCIConfiguration,Bus,Slot,&Cfg,sizeof(Cfg));
    Old=Cfg.u.type0.BaseAddresses[0];
    ScsiPortSetBusDataByOffset(pHba,PCIConfiguration,Bus,Slot,&Size,FIELD_OFFSET(PCI_COMMON_CONFIG,u.type0.BaseAddresses[0]),4);
    ScsiPortGetBusData(pHba,PCIConfiguration,Bus,Slot,&Cfg,sizeof(Cfg));
    Size=Cfg.u.type0.BaseAddresses[0];
    ScsiPortSetBusDataByOffset(pHba,PCIConfiguration,Bus,Slot,&Old,FIELD_OFFSET(PCI_COMMON_CONFIG,u.type0.BaseAddresses[0]),4);
    return ~(Size & 0xFFFFFFF0)+1;
}

static ULONG OldFind(PVOID Ext,PVOID Ctx,PVOID BusInfo,PCHAR Arg,PPORT_CONFIGURATION_INFORMATION Cfg,PBOOLEAN Again)
{
    PHBA pHba=(PHBA)Ext; PSCAN Scan=(PSCAN)Ctx; PCI_COMMON_CONFIG Pci; ULONG n,Size,Len,Bus,Slot;
    SCSI_PHYSICAL_ADDRESS Pa; PUCHAR Mem; USHORT Cmd;

    *Again=FALSE;
    for(;Scan->Bus<16;Scan->Bus++,Scan->Slot=0) {
        while(Scan->Slot<256) {
            Bus=Scan->Bus; Slot=Scan->Slot++;
            n=ScsiPortGetBusData(pHba,PCIConfiguration,Bus,Slot,&Pci,sizeof(Pci));
            if(n==0) break;
            if(n==2 || Pci.VendorID==PCI_INVALID_VENDORID) continue;
            if(Pci.VendorID==VID && Pci.DeviceID==DID) goto found;
        }
    }
    return SP_RETURN_NOT_FOUND;

found:
    Size=OldSizeBar(pHba,Bus,Slot);
    ScsiDebugPrint(0,"OLDPV: board at bus %d slot %x, BAR 0 has %x bytes\n",Bus,Slot,Size);
    Cmd=Pci.Command|PCI_ENABLE_MEMORY_SPACE|PCI_ENABLE_BUS_MASTER;
    if(Arg==NULL || Arg[0]!='E') ScsiPortSetBusDataByOffset(pHba,PCIConfiguration,Bus,Slot,&Cmd,4,2);
    Cfg->Master=TRUE; Cfg->ScatterGather=TRUE; Cfg->NumberOfPhysicalBreaks=MAXSG-1;
    Cfg->MaximumTransferLength=0x10000;
    Cfg->NumberOfBuses=1; Cfg->InitiatorBusId[0]=7; Cfg->Dma32BitAddresses=TRUE;
    Cfg->AlignmentMask=3;
    /* "EARLY": MEMORY FIRST, THE BOARD LATER */
    Mem=NULL;
    if(Arg!=NULL && Arg[0]=='E') Mem=(PUCHAR)ScsiPortGetUncachedExtension(pHba,Cfg,4*4096);
    Pa=ScsiPortConvertUlongToPhysicalAddress(Pci.u.type0.BaseAddresses[0] & ~0xF);
    if(!ScsiPortValidateRange(pHba,PCIBus,Bus,Pa,Size,FALSE)) return SP_RETURN_NOT_FOUND;
    pHba->Base=(PUCHAR)ScsiPortGetDeviceBase(pHba,PCIBus,Bus,Pa,Size,FALSE);
    if(!pHba->Base) return SP_RETURN_ERROR;

    (*Cfg->AccessRanges)[0].RangeStart=Pa;
    (*Cfg->AccessRanges)[0].RangeLength=Size;
    (*Cfg->AccessRanges)[0].RangeInMemory=TRUE;
    Cfg->BusInterruptLevel=Pci.u.type0.InterruptLine;
    Cfg->BusInterruptVector=Pci.u.type0.InterruptLine;
    Cfg->InterruptMode=LevelSensitive;
    if(!Mem) Mem=(PUCHAR)ScsiPortGetUncachedExtension(pHba,Cfg,4*4096);
    if(!Mem) return SP_RETURN_ERROR;
    pHba->State=(PSTATE)Mem; pHba->Ring=(PREQ)(Mem+4096); pHba->Cmp=(PCMP)(Mem+8192); pHba->Scratch=Mem+12288;
    pHba->PageAddr=ADDR(Mem,&Len);
    WR(0,1); WR(0x2010,0);
    OldRings(pHba);
    if(!OldPolledInquiry(pHba)) return SP_RETURN_ERROR;
    *Again=TRUE;
    return SP_RETURN_FOUND;
}

static BOOLEAN OldInit(PVOID Ext) { PHBA pHba=(PHBA)Ext; WR(0x100C,3); WR(0x2010,3); return TRUE; }

static VOID OldFinish(PHBA pHba)
{
    PSCSI_REQUEST_BLOCK Srb; PCMP c;

    while(pHba->State->CmpCons!=*(volatile ULONG*)&pHba->State->CmpProd) {
        c=&pHba->Cmp[pHba->State->CmpCons & 127];
        Srb=pHba->Cur;
        pHba->State->CmpCons++;
        if(Srb==NULL) continue;
        pHba->Cur=NULL; pHba->Ticks=0;
        DISARM;
        if(c->Len && c->Len<Srb->DataTransferLength) Srb->DataTransferLength=c->Len;
        Srb->ScsiStatus=(UCHAR)c->Scsi;
        if(c->Host==0x11||c->Host==0x21) Srb->SrbStatus=SRB_STATUS_SELECTION_TIMEOUT;
        else if(c->Scsi==SCSISTAT_CHECK_CONDITION) {
            Srb->SrbStatus=SRB_STATUS_ERROR;
            if(Srb->SenseInfoBuffer && Srb->SenseInfoBufferLength>=18) {
                ScsiPortMoveMemory(Srb->SenseInfoBuffer,pHba->Scratch+64,18);
                Srb->SrbStatus|=SRB_STATUS_AUTOSENSE_VALID;
            }
        }
        else if(c->Scsi||(c->Host&&c->Host!=0x0C&&c->Host!=0x12)) Srb->SrbStatus=SRB_STATUS_ERROR;
        else Srb->SrbStatus=SRB_STATUS_SUCCESS;
        DONE(Srb)
    }
}

static BOOLEAN OldIsr(PVOID Ext)
{
    PHBA pHba=(PHBA)Ext; ULONG s=RD(0x100C);

    if(!(s&3)) return FALSE;
    WR(0x100C,s);
    OldFinish(pHba);
    return TRUE;
}

/* OUR OWN WATCHDOG: LOOK WHAT THE BOARD DOES IF IT HAS BEEN SILENT */
static VOID OldPoll(PVOID p)
{
    PHBA pHba=(PHBA)p;

    pHba->Ticks++;
    OldFinish(pHba);
    if(pHba->Cur!=NULL) ARM(WATCH);
}

static BOOLEAN OldReset(PVOID Ext,ULONG Path)
{
    PHBA pHba=(PHBA)Ext;

    WR(0,4);
    pHba->State->CmpCons=pHba->State->CmpProd;
    pHba->Cur=NULL;
    ScsiPortCompleteRequest(pHba,(UCHAR)Path,0xFF,0xFF,SRB_STATUS_BUS_RESET);
    ScsiPortNotification(ResetDetected,pHba,NULL);
    ScsiPortNotification(NextRequest,pHba,NULL);
    return TRUE;
}

static BOOLEAN OldStart(PVOID Ext,PSCSI_REQUEST_BLOCK Srb)
{
    PHBA pHba=(PHBA)Ext; PSGE Sg=(PSGE)Srb->SrbExtension; ULONG Left,Len,n=0,Flags; PUCHAR Va;

    if(Srb->Function!=SRB_FUNCTION_EXECUTE_SCSI) {
        if(Srb->Function==SRB_FUNCTION_RESET_BUS) { OldReset(pHba,Srb->PathId); Srb->SrbStatus=SRB_STATUS_SUCCESS; }
        else Srb->SrbStatus=SRB_STATUS_INVALID_REQUEST;
        DONE(Srb)
        return TRUE;
    }
    pHba->Cur=Srb;
    Left=Srb->DataTransferLength; Va=(PUCHAR)Srb->DataBuffer;
    while(Left && n<MAXSG) {
        Sg[n].Addr=ScsiPortConvertPhysicalAddressToUlong(ScsiPortGetPhysicalAddress(pHba,Srb,Va,&Len));
        if(Len>Left) Len=Left;
        Sg[n].Len=Len; Sg[n].AddrHi=0; Sg[n].Flags=0;
        Va+=Len; Left-=Len; n++;
    }
    if(Srb->SrbFlags & SRB_FLAGS_DATA_IN) Flags=8; else if(Srb->SrbFlags & SRB_FLAGS_DATA_OUT) Flags=0x10; else Flags=4;
    if(n) Flags|=1;
    OldIssue(pHba,Srb->TargetId,Srb->Lun,Srb->Cdb,Srb->CdbLength,n?ADDR(Sg,&Len):0,
             Srb->DataTransferLength,ADDR(pHba->Scratch+64,&Len),18,Flags);
    ARM(WATCH);
    return TRUE;
}

ULONG DriverEntry(PVOID Drv,PVOID Reg)
{
    HW_INITIALIZATION_DATA Hw; SCAN Scan; ULONG i; PUCHAR p=(PUCHAR)&Hw;

    for(i=0;i<sizeof(Hw);i++) p[i]=0;
    Scan.Bus=Scan.Slot=0;
    Hw.HwInitializationDataSize=FIELD_OFFSET(HW_INITIALIZATION_DATA,HwAdapterControl);
    Hw.AdapterInterfaceType=PCIBus;
    Hw.HwInitialize=OldInit; Hw.HwStartIo=OldStart; Hw.HwInterrupt=OldIsr; Hw.HwFindAdapter=OldFind; Hw.HwResetBus=OldReset;
    Hw.DeviceExtensionSize=sizeof(HBA); Hw.SrbExtensionSize=MAXSG*sizeof(SGE); Hw.NumberOfAccessRanges=1;
    Hw.NeedPhysicalAddresses=TRUE; Hw.AutoRequestSense=TRUE;
    return ScsiPortInitialize(Drv,Reg,&Hw,&Scan);
}
